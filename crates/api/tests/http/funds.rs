//! Funds and accounts.

use domain::Role;
use serde_json::json;

use crate::server::{BANK, FUND, Server, receipt};

#[test]
fn a_fund_is_opened_listed_and_closed() {
    let server = Server::empty();
    assert_eq!(server.get("/v1/funds").expect(200).json(), json!({"funds": []}));
    server.open_fund();
    let listed = server.get("/v1/funds").expect(200).json();
    let name = "Quỹ cứu trợ bão Yagi";
    let line = json!({"fund": "yagi-2024", "name": name, "closed": false, "position": 4});
    assert_eq!(listed, json!({"funds": [line]}));
    let close = json!({"effective_on": "2024-12-31"});
    let closed = server.post(&format!("{FUND}/close"), Role::Admin, &close).expect(201).json();
    assert_eq!((&closed["first"], &closed["count"]), (&json!(4), &json!(1)));
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect_problem(
        409,
        "fund-closed",
        None,
    );
    server.post(&format!("{FUND}/close"), Role::Admin, &close).expect_problem(409, "fund-closed", None);
    assert_eq!(server.get(&format!("{FUND}/summary")).json()["closed"], true);
}

#[test]
fn a_fund_is_opened_once_and_a_refused_one_leaves_nothing() {
    let server = Server::empty();
    let fund = |name: &str, day: &str| json!({"fund": "lu-2025", "name": name, "effective_on": day});
    let open = |body| server.post("/v1/funds", Role::Admin, &body);
    open(fund("", "2024-09-10")).expect_problem(422, "fund-name-length", Some("name"));
    open(fund("Quỹ", "2999-01-01")).expect_problem(422, "date-in-future", Some("effective_on"));
    assert_eq!(server.get("/v1/funds").json(), json!({"funds": []}));
    assert!(!server.data.path().join("funds/lu-2025").exists());
    open(fund("Quỹ", "2024-09-10")).expect(201);
    open(fund("Quỹ", "2024-09-10")).expect_problem(409, "fund-already-open", None);
}

#[test]
fn an_account_is_added_once() {
    let server = Server::with_fund();
    let again = json!({"account": BANK, "published": true, "effective_on": "2024-09-10"});
    let path = format!("{FUND}/accounts");
    server.post(&path, Role::Treasurer, &again).expect_problem(409, "account-already-added", Some("account"));
    for wrong in ["vietcombank", "VCB:0011001932418", "cash:", "vietcombank:12"] {
        let body = json!({"account": wrong, "published": true, "effective_on": "2024-09-10"});
        server.post(&path, Role::Admin, &body).expect_problem(422, "invalid-field", Some("account"));
    }
}
