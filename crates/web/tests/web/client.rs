//! A reader's side of HTTP: one request a connection, the answer as text.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::books::Served;

pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Got {
    /// The value of a header, empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }
}

impl Served {
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Got {
        self.get_with(path, "")
    }

    /// `headers`: further lines, each ended by CR LF.
    #[track_caller]
    pub(crate) fn get_with(&self, path: &str, headers: &str) -> Got {
        self.send("GET", path, headers, "")
    }

    /// `headers`: further lines, each ended by CR LF.
    #[track_caller]
    pub(crate) fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Got {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n{headers}\r\n{body}")
            .unwrap();
        read(stream)
    }

    /// Sends a form; answers with the page, checked like every other.
    #[track_caller]
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)], status: u16) -> Got {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers =
            format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n", body.len());
        let got = self.send("POST", path, &headers, &body);
        assert_eq!(got.status, status, "{path}: {}", got.body);
        assert_sound(path, &got);
        got
    }

    /// The page's text of one language, checked for what every page must be.
    #[track_caller]
    pub(crate) fn page(&self, path: &str, status: u16) -> String {
        let got = self.get(path);
        assert_eq!(got.status, status, "{path}");
        assert_sound(path, &got);
        got.body
    }
}

fn read(mut stream: TcpStream) -> Got {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let body = bytes.split_off(end + 4);
    let body = if head.contains("transfer-encoding: chunked") { whole(&body) } else { body };
    Got { status, head, body: String::from_utf8_lossy(&body).into_owned() }
}

/// What was sent in chunks, each behind its length.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 4 + length..];
    }
}

#[track_caller]
fn assert_sound(path: &str, got: &Got) {
    let lang = if path.starts_with("/en") { "en" } else { "vi" };
    let html = &got.body;
    assert!(html.starts_with(&format!("<!doctype html>\n<html lang=\"{lang}\">")), "{path}: {html:.80}");
    assert_eq!(html.matches("<h1").count(), 1, "{path}");
    let verifying = path.contains("/kiem-chung");
    assert_eq!(html.matches("<script").count(), 1 + usize::from(verifying), "{path}");
    assert!(html.contains("<script src=\"/tai-nguyen/"), "{path}");
    for inline in [" style", "<style", " on", "javascript:"] {
        assert!(!marks(html).contains(inline), "{path} holds {inline}");
    }
    assert!(!html.contains("http://") && !html.contains("https://"), "{path} names another place");
    let policy = got.header("content-security-policy");
    let compiling = " 'wasm-unsafe-eval'";
    assert_eq!(policy.contains(compiling), verifying, "{path}: {policy}");
    let policy = policy.replace(compiling, "");
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(got.header("x-content-type-options"), "nosniff");
    assert_eq!(got.header("content-type"), "text/html; charset=utf-8");
}

/// The page's tags without text and quoted values: element and attribute names.
fn marks(html: &str) -> String {
    let (mut inside, mut quoted) = (false, false);
    let keep = |letter: &char| {
        match (letter, inside) {
            ('<', false) => inside = true,
            ('"', true) => quoted = !quoted,
            ('>', true) if !quoted => inside = false,
            _ => {}
        }
        inside && !quoted
    };
    html.chars().filter(keep).collect()
}
