//! The log as auditors get it, and balances as they stood.

use api::Config;
use domain::Role;
use ledger::Books;
use serde_json::{Value, json};

use crate::server::{BANK, FUND, Server, receipt_with};

fn with_receipts(count: u64) -> Server {
    let server = Server::with_fund();
    for dong in 1..=count {
        let body = receipt_with(&json!({"amount": dong.to_string()}));
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    server
}

/// The stored lines, read from the data directory after the server's end.
fn stored(mut server: Server) -> String {
    server.stop();
    server.join();
    let books = Books::open(server.data.path()).unwrap();
    let ledger = books.fund(&"yagi-2024".parse().unwrap()).unwrap();
    ledger.events(0).map(|event| String::from_utf8(event.unwrap().bytes).unwrap() + "\n").collect()
}

#[test]
fn the_stream_and_the_pages_carry_the_stored_bytes() {
    let server = with_receipts(5);
    let stream = server.get_as(&format!("{FUND}/events.ndjson"), Role::Auditor).expect(200);
    assert_eq!(stream.header("content-type"), "application/x-ndjson");
    let tail = server.get_as(&format!("{FUND}/events.ndjson?from=7"), Role::Auditor).expect(200);
    let beyond = server.get_as(&format!("{FUND}/events.ndjson?from=9"), Role::Auditor).expect(200);
    let page = server.get_as(&format!("{FUND}/events?from=4&limit=2"), Role::Auditor).expect(200);
    let lines: Vec<String> = stored(server).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 9);
    assert_eq!(stream.body, lines.join("\n") + "\n");
    assert_eq!(tail.body, lines[7..].join("\n") + "\n");
    assert_eq!(beyond.body, "");
    let events = format!(
        "{{\"head\":9,\"events\":[{{\"position\":4,\"event\":{}}},{{\"position\":5,\"event\":{}}}],\"next\":6}}",
        lines[4], lines[5]
    );
    assert_eq!(page.body, events);
}

#[test]
fn the_pages_are_the_whole_log() {
    let server = with_receipts(5);
    let (mut positions, mut from) = (Vec::new(), 0);
    loop {
        let path = format!("{FUND}/events?limit=4&from={from}");
        let page = server.get_as(&path, Role::Auditor).expect(200).json();
        let events = page["events"].as_array().unwrap();
        positions.extend(events.iter().map(|event| event["position"].as_u64().unwrap()));
        match page["next"].as_u64() {
            Some(next) => from = next,
            None => break,
        }
    }
    assert_eq!(positions, (0..9).collect::<Vec<u64>>());
    let beyond = server.get_as(&format!("{FUND}/events?from=100"), Role::Auditor).expect(200).json();
    assert_eq!(beyond, json!({"head": 9, "events": []}));
    server.get_as(&format!("{FUND}/events?limit=1001"), Role::Auditor).expect_problem(
        422,
        "invalid-field",
        Some("limit"),
    );
    server.get_as(&format!("{FUND}/events?from=-1"), Role::Auditor).expect_problem(
        400,
        "invalid-field",
        Some("from"),
    );
}

#[test]
fn balances_stand_as_they_stood() {
    let server = with_receipts(4);
    let at = |query: &str| server.get_as(&format!("{FUND}/balances?{query}"), Role::Auditor);
    for (position, total) in [(0, "0"), (4, "0"), (5, "1"), (6, "3"), (7, "6"), (8, "10")] {
        let balances = at(&format!("position={position}")).expect(200).json();
        assert_eq!((&balances["total"], &balances["position"]), (&json!(total), &json!(position)));
        assert_eq!(balances["debit"], balances["credit"]);
    }
    let now = server.get(&format!("{FUND}/balances")).json();
    assert_eq!(at("position=8").json(), now, "the replay ends where the present is");
    let events = server.get_as(&format!("{FUND}/events?from=5"), Role::Auditor).json();
    let moment: &Value = &events["events"][0]["event"]["recorded_at"];
    let then = at(&format!("time={}", moment.as_str().unwrap())).expect(200).json();
    assert_eq!((&then["position"], &then["total"]), (&json!(6), &json!("3")));
    assert_eq!(at("time=2000-01-01T00:00:00%2B07:00").expect(200).json()["position"], 0);
    at("position=9").expect_problem(422, "beyond-head", Some("position"));
    at("position=1&time=2024-09-10T00:00:00Z").expect_problem(422, "invalid-field", Some("time"));
    at("time=2024-09-10").expect_problem(422, "invalid-field", Some("time"));
}

#[test]
fn a_stream_of_many_chunks_is_whole() {
    let server = Server::with_fund();
    let line = |number: u32| format!("01/09/2024,{number},{},,UNG HO LAN {number}\n", 1000 + number);
    let lines: String = (0..3000).map(line).collect();
    let statement = format!("Ngày giao dịch,Số CT,Số tiền ghi có,Số tiền ghi nợ,Nội dung\n{lines}");
    let bearer = server.bearer(Role::Treasurer);
    let path = format!("{FUND}/imports?profile=vietcombank&account={BANK}");
    server.send("POST", &path, &[("Authorization", &bearer)], Some(statement.as_bytes())).expect(201);
    let stream = server.get_as(&format!("{FUND}/events.ndjson"), Role::Auditor).expect(200);
    assert!(stream.body.len() > 3 * (256 << 10), "more than one chunk");
    assert!(stream.body == stored(server));
}

#[test]
fn replays_beyond_the_limit_are_refused() {
    let server = Server::with(Config { max_replays: 0, ..Config::default() });
    server.open_fund();
    let refused = server.get_as(&format!("{FUND}/balances?position=1"), Role::Auditor);
    refused.expect_problem(429, "too-many-requests", None);
    assert_eq!(refused.header("retry-after"), "5");
    server.get(&format!("{FUND}/balances")).expect(200);
}
