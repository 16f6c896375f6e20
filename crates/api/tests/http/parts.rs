//! Commands of the parts: how they are read, who may give them, what is told of them.

use api::Config;
use domain::Role;
use serde_json::{Value, json};

use crate::server::{FUND, Server};

#[track_caller]
fn check(server: &Server, part: &str, body: &Value, status: u16, code: &str, field: Option<&str>) {
    let answer = server.post(&format!("{FUND}/{part}"), Role::Storekeeper, body);
    answer.expect_problem(status, code, field);
}

#[test]
fn the_path_of_a_wrong_field_is_named() {
    let server = Server::with_fund();
    let invalid = |part: &str, body: Value, field: &str| {
        check(&server, part, &body, 422, "invalid-field", Some(field));
    };
    let line = json!({"condition": "new", "counted": "5", "item": "Gạo", "unit": "kg", "value": "0",
        "value_source": "unknown"});
    let receive =
        json!({"receive_goods": {"donor": "person", "lines": [line], "source": "gift", "warehouse": "tinh"}});
    invalid("goods", json!({ "command": receive }), "command.receive_goods.lines[0].item");
    invalid("goods", json!({"command": {"steal": {}}}), "command");
    invalid(
        "goods",
        json!({"command": {"issue_goods": {"request": 1, "row": 7}}}),
        "command.issue_goods.row",
    );
    invalid(
        "goods",
        json!({"effective_on": "hôm qua", "command": {"issue_goods": {"request": 1}}}),
        "effective_on",
    );
    invalid(
        "goods",
        json!({"command": {"issue_goods": {"request": 1}}, "personal": {"nam": "x"}}),
        "personal.nam",
    );
    invalid(
        "relief",
        json!({"command": {"withdraw_request": {"request": 1}}, "personal": {"name": "x"}}),
        "personal",
    );
    check(&server, "goods", &json!({}), 422, "invalid-field", Some("command"));
}

#[test]
fn a_token_comes_before_everything_else() {
    let server = Server::with_fund();
    for part in ["books", "giving", "goods", "inbox", "network", "oversight", "privacy", "relief"] {
        let path = format!("{FUND}/{part}");
        server.send("POST", &path, &[], Some(b"{")).expect_problem(
            401,
            "unauthenticated",
            Some("Authorization"),
        );
    }
    let elsewhere = server.post("/v1/funds/lu-2025/goods", Role::Storekeeper, &json!({}));
    elsewhere.expect_problem(404, "fund-unknown", Some("fund"));
}

#[test]
fn a_long_list_is_read_and_a_longer_one_refused() {
    let group = |number: usize| json!({"area": "87-1", "group": format!("g-{number}"), "households": 35});
    let groups =
        |count| json!({"command": {"form_groups": {"groups": (0..count).map(group).collect::<Vec<_>>()}}});
    let send =
        |server: &Server, count| server.post(&format!("{FUND}/network"), Role::Treasurer, &groups(count));
    let long = send(&Server::with_fund(), 12_478);
    assert!(![400, 401, 403, 413].contains(&long.status), "{long:?}");
    let server = Server::with(Config { max_list: 16 << 10, ..Config::default() });
    server.open_fund();
    send(&server, 900).expect_problem(413, "content-too-large", None);
}
