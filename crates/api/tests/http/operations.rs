//! Health and measurements.

use domain::Role;

use crate::server::{FUND, Server};

#[test]
fn health_tells_the_heads() {
    let server = Server::with_fund();
    let health = server.get("/healthz").expect(200).json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["funds"][0]["position"], 4);
    assert_eq!(health["funds"][0]["chain"].as_str().unwrap().len(), 64);
}

#[test]
fn measurements_name_routes_and_never_what_callers_wrote() {
    let server = Server::with_fund();
    server.get_as(&format!("{FUND}/gifts?query=bimatcuatoi"), Role::Treasurer);
    server.get("/v1/bimatcuatoi");
    server.send("TRACE", "/bimatcuatoi", &[], None);
    let text = server.get("/metrics").expect(200).body;
    assert!(
        text.contains(
            r#"http_request_seconds_count{method="GET",path="/v1/funds/{fund}/gifts",status="200"}"#
        ),
        "{text}"
    );
    assert!(text.contains("ledger_events{fund=\"yagi-2024\"} 4"), "{text}");
    assert!(!text.contains("bimat") && !text.contains("TRACE"), "{text}");
}
