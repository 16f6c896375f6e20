//! Who may do what: every role on every action, cell by cell, and the table that people read.

use std::path::Path;

use access::TOKEN_ROLES;
use domain::Action;
use serde_json::{Value, json};

use crate::server::{FUND, Server};

/// A request that asks for the action: address below the fund, and body.
fn request(action: Action) -> (&'static str, Value) {
    let part = |path, command: Value| (path, json!({ "command": command }));
    let nothing = || json!({});
    match action {
        Action::OpenFund => ("/close", nothing()),
        Action::ManageAccounts => ("/accounts", nothing()),
        Action::RecordGifts => ("/receipts", nothing()),
        Action::CorrectGifts => ("/receipts/1/reversal", nothing()),
        Action::ImportStatements => ("/quarantine/1/confirmation", nothing()),
        Action::ManageWindow => part("/giving", json!({"close_window": {"decision": "12/QĐ"}})),
        Action::KeepCatalogue => {
            part("/goods", json!({"open_warehouse": {"name": "Kho tỉnh", "warehouse": "tinh"}}))
        }
        Action::MoveGoods => part("/goods", json!({"issue_goods": {"request": 1}})),
        Action::CountGoods => part("/goods", json!({"count_stock": {"warehouse": "tinh"}})),
        Action::CorrectGoods => {
            part("/goods", json!({"reverse_goods_receipt": {"reason": "sai", "receipt": 1}}))
        }
        Action::KeepNetwork => {
            part("/network", json!({"declare_category": {"category": "ho-ngheo", "name": "Hộ nghèo"}}))
        }
        Action::RegisterHouseholds => part("/network", json!({"remove_household": {"household": "g-1/1"}})),
        Action::SetRules => part("/relief", json!({"end_policy": {"policy": "tien-mat"}})),
        Action::DelegateApproval => part("/relief", json!({"revoke_delegation": {"to": "approver:t-2"}})),
        Action::DeclareInterest => {
            let party = json!({"organisation": "hoi-phu-nu"});
            part("/relief", json!({"declare_interest": {"party": party, "person": "approver:t-2"}}))
        }
        Action::TellNeeds => {
            let need = json!({"area": "87-1", "households": 1, "told_by": {"area": "87-1"}});
            part("/relief", json!({ "tell_need": need }))
        }
        Action::DecideAllocations => {
            let line = json!({"allocation": 1, "line": 1});
            part("/relief", json!({"reduce_allocation": {"amount": "1", "decision": "12/QĐ", "line": line}}))
        }
        Action::MakeRequests => part("/relief", json!({"withdraw_request": {"request": 1}})),
        Action::ApproveRequests => {
            part("/relief", json!({"approve_request": {"digest": "0".repeat(64), "request": 1}}))
        }
        Action::Pay => part("/relief", json!({"reverse_payment": {"payment": 1, "reason": "sai"}})),
        Action::ConfirmDeliveries => part("/relief", json!({"hand_over": {"delivery": {"payment": 1}}})),
        Action::KeepBooks => part("/books", json!({"count_cash": {"account": "cash:main", "counted": "0"}})),
        Action::ClosePeriods => {
            part("/books", json!({"close_period": {"last": "2024-09-30", "span": "month"}}))
        }
        Action::SignCorrections => part("/books", json!({"sign_correction": {"voucher": "DC-2024-00001"}})),
        Action::PublishCopies => {
            let withdraw = json!({"copy": "a".repeat(64), "reason": "wrong-redaction"});
            part("/books", json!({"withdraw_copy": withdraw}))
        }
        Action::RaiseFindings => part("/oversight", json!({"settle_finding": {"finding": 1}})),
        Action::AnswerFindings => part("/oversight", json!({"answer_finding": {"finding": 1}})),
        Action::AskErasure => {
            let asked = json!({"ground": "subject_asked", "subject": {"receipt": 1}});
            part("/privacy", json!({ "request_erasure": asked }))
        }
        Action::DecideErasure => part("/privacy", json!({"grant_erasure": {"erasure": 1}})),
        Action::KeepConsents => {
            part("/privacy", json!({"give_consent": {"how": "electronic", "receipt": 1}}))
        }
        Action::WithdrawConsents => {
            part("/privacy", json!({"withdraw_consent": {"how": "electronic", "receipt": 1}}))
        }
        Action::TakeMessages => part("/inbox", json!({"take_message": {"kind": "other"}})),
        Action::AnswerMessages => {
            part("/inbox", json!({"answer_message": {"message": 1, "outcome": "done"}}))
        }
    }
}

#[test]
fn every_role_on_every_action() {
    let server = Server::with_fund();
    for action in Action::all() {
        let (path, body) = request(action);
        for role in TOKEN_ROLES {
            let answer = server.post(&format!("{FUND}{path}"), role, &body);
            if action.roles().contains(&role) {
                let refused = answer.body.contains("urn:sovang:problem:forbidden");
                assert!(!refused && answer.status != 401, "{} may {action:?}: {answer:?}", role.name());
            } else {
                answer.expect_problem(403, "forbidden", None);
            }
        }
    }
}

/// The README shows the table between two marks. `SOVANG_BLESS=1` writes it anew.
#[test]
fn the_table_that_people_read_is_the_one_that_is_asked() {
    const MARKS: (&str, &str) = ("<!-- rights -->\n", "<!-- /rights -->");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(MARKS.0).unwrap();
    let (shown, after) = rest.split_once(MARKS.1).unwrap();
    if std::env::var_os("SOVANG_BLESS").is_some() {
        std::fs::write(&path, [before, MARKS.0, &api::rights(), MARKS.1, after].concat()).unwrap();
    } else {
        assert!(
            shown == api::rights(),
            "README.md differs: run this test with SOVANG_BLESS=1 and review the change"
        );
    }
}
