//! Statements of invented banks' customers, and the lines that wait.

use api::Config;
use domain::Role;
use serde_json::json;

use crate::server::{Answer, BANK, FUND, Server};

/// Three gifts of Vietcombank's layout; the names are invented. The second line's amount is missing.
const STATEMENT: &str = "\
Ngày giao dịch,Số CT,Số tiền ghi có,Số tiền ghi nợ,Nội dung
01/09/2024,1111.22222,10000,,MBVCB.6913380895.TRAN THU NGHIEM UNG HO
01/09/2024,5213.45947,,,MBVCB.6913380896.LE KIEM THU UNG HO
02/09/2024,5214.10001,25000,,CONG TY TNHH THU UNG HO DONG BAO
";

fn import(server: &Server, query: &str, body: &[u8]) -> Answer {
    let bearer = server.bearer(Role::Treasurer);
    let path = format!("{FUND}/imports?{query}");
    server.send("POST", &path, &[("Authorization", &bearer)], Some(body))
}

fn waiting(server: &Server) -> usize {
    let lines = server.get_as(&format!("{FUND}/quarantine"), Role::Auditor).expect(200).json();
    lines["lines"].as_array().unwrap().len()
}

#[test]
fn a_statement_is_recorded_once_and_its_doubtful_line_waits() {
    let server = Server::with_fund();
    let query = format!("profile=vietcombank&account={BANK}&file=thang9.csv");
    let report = import(&server, &query, STATEMENT.as_bytes()).expect(201).json();
    assert_eq!(
        (&report["lines"], &report["recorded"], &report["account"]),
        (&json!(3), &json!(2), &json!(BANK))
    );
    let held = &report["quarantined"][0];
    assert_eq!(
        (&held["item"], &held["line"], &held["reason"]),
        (&json!(1), &json!(3), &json!("amount_missing"))
    );
    assert_eq!(server.get(&format!("{FUND}/balances")).json()["total"], "35000");
    let again = import(&server, &query, STATEMENT.as_bytes()).expect(200).json();
    assert_eq!((&again["already_imported"], &again["recorded"]), (&json!(true), &json!(0)));
    assert_eq!(waiting(&server), 1);
    let line = server.get_as(&format!("{FUND}/quarantine"), Role::Treasurer).json()["lines"][0].clone();
    assert_eq!((&line["item"], &line["direction"]), (&json!(1), &json!("credit")));
    assert!(line["memo"].as_str().unwrap().contains("KIEM THU"));
}

#[test]
fn a_waiting_line_is_confirmed_or_dismissed() {
    let server = Server::with_fund();
    let query = format!("profile=vietcombank&account={BANK}");
    import(&server, &query, STATEMENT.as_bytes()).expect(201);
    let path = format!("{FUND}/quarantine/1");
    let confirm = |body| server.post(&format!("{path}/confirmation"), Role::Treasurer, &body);
    confirm(json!({"donor": "person"})).expect_problem(422, "quarantine-needs-amount", Some("amount"));
    let dismiss = json!({"reason": "already_recorded", "effective_on": "2024-09-12"});
    let dismissed = server.post(&format!("{path}/dismissal"), Role::Treasurer, &dismiss);
    dismissed.expect_problem(422, "quarantine-needs-receipt", Some("same_as"));
    let confirmed = confirm(json!({"donor": "person", "amount": "7000"})).expect(201).json();
    assert_eq!((&confirmed["quarantine"], &confirmed["receipt"]), (&json!(1), &json!(3)));
    confirm(json!({"donor": "person"})).expect_problem(409, "quarantine-already-settled", None);
    assert_eq!(
        (waiting(&server), server.get(&format!("{FUND}/balances")).json()["total"].clone()),
        (0, json!("42000"))
    );
}

#[test]
fn a_line_of_a_statement_is_dismissed_with_a_reason() {
    let server = Server::with_fund();
    import(&server, &format!("profile=vietcombank&account={BANK}"), STATEMENT.as_bytes()).expect(201);
    let dismiss = json!({"reason": "no_transaction", "effective_on": "2024-09-12"});
    server.post(&format!("{FUND}/quarantine/1/dismissal"), Role::Treasurer, &dismiss).expect(201);
    assert_eq!(waiting(&server), 0);
}

#[test]
fn what_is_no_statement_of_the_fund_is_refused_whole() {
    let server = Server::with_fund();
    let right = format!("profile=vietcombank&account={BANK}&file=a.csv");
    import(&server, "profile=acb", b"x").expect_problem(422, "invalid-field", Some("profile"));
    import(&server, "account=x", b"x").expect_problem(400, "invalid-field", Some("profile"));
    import(&server, "profile=vietcombank&account=x", b"x").expect_problem(
        422,
        "invalid-field",
        Some("account"),
    );
    import(&server, "profile=vietcombank&fiel=x", b"x").expect_problem(400, "invalid-field", Some("fiel"));
    import(&server, &right, b"").expect_problem(422, "statement-unreadable", None);
    let unreadable = import(&server, &right, b"a,b\n1,2\n");
    unreadable.expect_problem(422, "statement-unreadable", None);
    assert!(unreadable.json()["detail_en"].as_str().unwrap().contains("a.csv"));
    let stranger = "profile=vietcombank&account=vietcombank:9999999999";
    import(&server, stranger, STATEMENT.as_bytes()).expect_problem(422, "account-unknown", Some("account"));
    assert_eq!(server.get("/v1/funds").json()["funds"][0]["position"], 4, "nothing was recorded");
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let server = Server::with(Config { max_upload: 100, ..Config::default() });
    server.open_fund();
    let answer = import(&server, &format!("profile=vietcombank&account={BANK}"), STATEMENT.as_bytes());
    answer.expect_problem(413, "content-too-large", None);
}
