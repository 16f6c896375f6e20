//! The end of a server: what is under way is answered, nothing new is taken; and limits on slow callers.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use api::Config;
use domain::Role;

use crate::server::{FUND, Server, receipt};

/// Sends the head of a receipt and half of its body.
fn half_sent(server: &Server) -> (TcpStream, String) {
    let body = receipt().to_string();
    let (first, rest) = body.split_at(20);
    let mut stream = TcpStream::connect(server.address).unwrap();
    let bearer = server.bearer(Role::Treasurer);
    write!(
        stream,
        "POST {FUND}/receipts HTTP/1.1\r\nHost: x\r\nAuthorization: {bearer}\r\nExpect: 100-continue\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    // The server asks for the body once the handler reads it: from here on the request is under way.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(first.as_bytes()).unwrap();
    (stream, rest.to_owned())
}

#[test]
fn a_request_under_way_is_answered_after_the_server_was_told_to_stop() {
    let mut server = Server::with_fund();
    let (mut stream, rest) = half_sent(&server);
    server.stop();
    // Refused connections show that the listener is gone.
    while TcpStream::connect(server.address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    server.join();
}

#[test]
fn a_caller_that_stops_sending_is_told_so() {
    let config = Config { request_timeout: Duration::from_millis(200), ..Config::default() };
    let server = Server::with(config);
    server.open_fund();
    let (mut stream, _) = half_sent(&server);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
    assert!(answer.contains("urn:sovang:problem:request-timeout"), "{answer}");
}

#[test]
fn a_connection_without_a_request_is_closed() {
    let server = Server::with(Config { header_timeout: Duration::from_millis(100), ..Config::default() });
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.write_all(b"GET /v1/fun").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
}
