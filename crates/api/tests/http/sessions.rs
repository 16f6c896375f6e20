//! Sessions of the pages: they read what their person's roles read in that fund, and write nothing.

use access::{AccessEvent, By, Grant, TOKEN_ROLES, testing};
use domain::Role;
use jiff::Timestamp;
use serde_json::Value;

use crate::server::{FUND, Server, receipt};

/// Every operation of the API that is not for everybody: its method, and an address.
fn guarded() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&api::document()).unwrap();
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            if operation.get("security").is_some() {
                let address = path.replace("{fund}", "yagi-2024").replace("{voucher}", "PT-2024-00001");
                let parts = address.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
                found.push((method.to_uppercase(), parts.collect::<Vec<_>>().join("/")));
            }
        }
    }
    assert!(found.len() > 30, "{found:?}");
    found
}

fn cookie(server: &Server, roles: &[Role]) -> String {
    let person = "t-0a0b0c0d".parse().unwrap();
    let cookie = testing::let_in(&server.access, &person, "Người Thử", roles).unwrap();
    format!("sovang={cookie}")
}

#[test]
fn a_session_reads_what_a_token_of_its_role_reads() {
    let server = Server::with_fund();
    let reads: Vec<_> = guarded().into_iter().filter(|(method, _)| method == "GET").collect();
    for role in TOKEN_ROLES {
        let cookie = cookie(&server, &[role]);
        for (_, path) in &reads {
            let by_token = server.get_as(path, role).status;
            let by_session = server.send("GET", path, &[("Cookie", &cookie)], None).status;
            assert_eq!(by_session, by_token, "{} {path}", role.name());
        }
    }
}

#[test]
fn a_session_writes_nothing_and_reads_nothing_elsewhere() {
    let server = Server::with_fund();
    let all = cookie(&server, &TOKEN_ROLES);
    let head = server.get_as(&format!("{FUND}/events?limit=1"), Role::Auditor).body;
    // A giver's own papers are opened by their code and change nothing.
    let writes = |(method, path): &&(String, String)| method == "POST" && !path.contains("/own/");
    for (_, path) in guarded().iter().filter(writes) {
        let headers = [("Cookie", &*all), ("Content-Type", "application/json")];
        let answer = server.send("POST", path, &headers, Some(receipt().to_string().as_bytes()));
        answer.expect_problem(401, "unauthenticated", Some("Authorization"));
    }
    assert_eq!(server.get_as(&format!("{FUND}/events?limit=1"), Role::Auditor).body, head);
    let none = cookie(&server, &[]);
    let person = "t-0a0b0c0d".parse().unwrap();
    for role in TOKEN_ROLES {
        let grant = Grant { role, fund: Some("other-fund".parse().unwrap()) };
        server.access.give_role(&By::Operator, &person, &grant, Timestamp::now()).unwrap();
    }
    for (_, path) in guarded().iter().filter(|(method, path)| method == "GET" && path.contains(FUND)) {
        let public = server.get(path).status;
        for cookie in [&*none, "sovang=made-up", "sovang="] {
            let status = server.send("GET", path, &[("Cookie", cookie)], None).status;
            assert!([401, 403].contains(&status) || status == public, "{path}: {status}");
        }
    }
}

#[test]
fn who_opens_names_stands_in_the_access_log_before_they_are_shown() {
    let server = Server::with_fund();
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
    let seen = || {
        let entries = server.access.entries(0).unwrap();
        let seen =
            entries.into_iter().filter(|(_, stored)| matches!(stored.event, AccessEvent::NamesSeen { .. }));
        seen.map(|(_, stored)| format!("{} {:?}", stored.by, stored.event)).collect::<Vec<_>>()
    };
    server.get(&format!("{FUND}/gifts/1"));
    assert!(seen().is_empty());
    let cookie = cookie(&server, &[Role::Treasurer]);
    let path = format!("{FUND}/gifts/1/proof?private=1");
    server.send("GET", &path, &[("Cookie", &cookie)], None);
    server.get_as(&path, Role::Treasurer);
    server.get_as(&path, Role::Storekeeper).expect_problem(403, "forbidden", None);
    let seen = seen();
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert!(
        seen[0].starts_with("t-0a0b0c0d") && seen[0].contains("gifts/1/proof") && !seen[0].contains("Thử")
    );
}
