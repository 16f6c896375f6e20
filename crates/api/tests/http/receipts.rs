//! Receipts: recorded, listed, reversed, identified.

use domain::Role;
use serde_json::json;

use crate::server::{BANK, FUND, HIDDEN, Server, receipt, receipt_with};

#[test]
fn a_receipt_is_recorded_and_its_name_stays_with_the_staff() {
    let server = Server::with_fund();
    let path = format!("{FUND}/receipts");
    let recorded = server.post(&path, Role::Treasurer, &receipt()).expect(201).json();
    assert_eq!(
        (&recorded["receipt"], &recorded["first"], &recorded["count"]),
        (&json!(1), &json!(4), &json!(1))
    );
    let listed = server.get_as(&path, Role::Auditor).expect(200).json();
    let row = &listed["receipts"][0];
    assert_eq!(row["donor_name"], "Trần Thị Thử");
    assert_eq!((&row["amount"], &row["date"]), (&json!("500000"), &json!("2024-09-11")));
    let public = server.get(&format!("{FUND}/gifts/1")).expect(200);
    assert!(
        !public.body.contains("Thị Thử") && public.body.contains("\"amount\":\"500000\""),
        "{}",
        public.body
    );
    let events = server.get_as(&format!("{FUND}/events"), Role::Auditor).expect(200);
    assert!(!events.body.contains("Thử"), "no name in an event");
}

#[test]
fn receipts_come_in_pages() {
    let server = Server::with_fund();
    let path = format!("{FUND}/receipts");
    for dong in 1..=5 {
        let body = receipt_with(&json!({"amount": dong.to_string()}));
        server.post(&path, Role::Treasurer, &body).expect(201);
    }
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = server.get_as(&format!("{path}?limit=2{next}"), Role::Treasurer).expect(200).json();
        let rows = page["receipts"].as_array().unwrap();
        seen.extend(rows.iter().map(|row| row["number"].as_u64().unwrap()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, [1, 2, 3, 4, 5]);
    for cursor in ["b3", "s1", "x", "", "a-1"] {
        let page = server.get_as(&format!("{path}?cursor={cursor}"), Role::Treasurer);
        page.expect_problem(422, "invalid-field", Some("cursor"));
    }
}

#[test]
fn a_reversal_stands_beside_its_receipt() {
    let server = Server::with_fund();
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
    let reverse =
        |number, body| server.post(&format!("{FUND}/receipts/{number}/reversal"), Role::Treasurer, &body);
    let wrong = json!({"reason": "wrong_amount", "effective_on": "2024-09-12"});
    let other = json!({"reason": "other", "effective_on": "2024-09-12"});
    reverse(1, other).expect_problem(422, "invalid-field", Some("explanation"));
    reverse(2, wrong.clone()).expect_problem(404, "receipt-unknown", None);
    assert_eq!(reverse(1, wrong.clone()).expect(201).json()["receipt"], 1);
    reverse(1, wrong).expect_problem(409, "receipt-already-reversed", None);
    let summary = server.get(&format!("{FUND}/summary")).json();
    assert_eq!(summary["balance"], "0");
    assert_eq!(server.get(&format!("{FUND}/gifts/1")).json()["reversed"], true);
    let balances = server.get(&format!("{FUND}/balances")).json();
    assert_eq!((&balances["debit"], &balances["total"]), (&json!("0"), &json!("0")));
}

#[test]
fn an_unidentified_receipt_becomes_a_gift() {
    let server = Server::with_fund();
    let unknown = receipt_with(&json!({"account": BANK, "donor": "unidentified", "donor_name": null,
        "reference": "FT24255000001"}));
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &unknown).expect(201);
    server.get(&format!("{FUND}/gifts/1")).expect_problem(404, "gift-unknown", None);
    let path = format!("{FUND}/receipts/1/identification");
    let nobody = json!({"donor": "unidentified", "effective_on": "2024-09-12"});
    server.post(&path, Role::Treasurer, &nobody).expect_problem(
        422,
        "donor-still-unidentified",
        Some("donor"),
    );
    let known = json!({"donor": "enterprise", "donor_name": "Công ty Thử Nghiệm", "evidence": "giấy báo có",
        "earmark": {"place": "dong-thap"}, "effective_on": "2024-09-12"});
    server.post(&path, Role::Treasurer, &known).expect(201);
    let again = server.post(&path, Role::Treasurer, &known);
    again.expect_problem(409, "receipt-already-identified", None);
    let gift = server.get(&format!("{FUND}/gifts/1")).expect(200).json();
    assert_eq!(
        (&gift["donor_name"], &gift["reference"]),
        (&json!("Công ty Thử Nghiệm"), &json!("FT24255000001"))
    );
    let lines = server.get(&format!("{FUND}/balances")).json()["trial_balance"].clone();
    let tied = lines.as_array().unwrap().iter().find(|line| line["earmark"]["place"] == "dong-thap");
    assert_eq!(tied.unwrap()["balance"], "500000");
}

#[test]
fn a_gift_to_an_unpublished_account_is_counted_but_not_listed() {
    let server = Server::with_fund();
    let hidden = receipt_with(&json!({"account": HIDDEN}));
    server.post(&format!("{FUND}/receipts"), Role::Treasurer, &hidden).expect(201);
    server.get(&format!("{FUND}/gifts/1")).expect_problem(404, "gift-unknown", None);
    assert_eq!(server.get(&format!("{FUND}/gifts")).json()["total"], 0);
    assert_eq!(server.get(&format!("{FUND}/summary")).json()["received"]["gifts"], 1);
}

#[test]
fn nothing_waits_where_no_statement_came() {
    let server = Server::with_fund();
    let waiting = server.get_as(&format!("{FUND}/quarantine"), Role::Treasurer).expect(200).json();
    assert_eq!(waiting, json!({"lines": []}));
    let confirm = json!({"donor": "anonymous"});
    let path = format!("{FUND}/quarantine/1");
    let confirmed = server.post(&format!("{path}/confirmation"), Role::Treasurer, &confirm);
    confirmed.expect_problem(404, "quarantine-unknown", None);
    let dismiss = json!({"reason": "no_transaction", "effective_on": "2024-09-12"});
    let dismissed = server.post(&format!("{path}/dismissal"), Role::Treasurer, &dismiss);
    dismissed.expect_problem(404, "quarantine-unknown", None);
}
