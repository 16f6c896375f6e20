//! Consent and erasure over HTTP: who is listed, who is found, what is answered.

use domain::Role;
use serde_json::{Value, json};

use crate::server::{BANK, FUND, Server, receipt_with};

const ON: &str = "2024-09-11";

fn ask(server: &Server, role: Role, command: &Value) -> crate::server::Answer {
    let body = json!({"effective_on": ON, "command": command});
    server.post(&format!("{FUND}/privacy"), role, &body)
}

/// A fund with the gifts of a person and of an organisation to a bank account.
fn fund() -> Server {
    let server = Server::with_fund();
    for (donor, name) in [("person", "Trần Thị Ngọc Ẩn"), ("organisation", "Hội Ngọc Bích")] {
        let body =
            receipt_with(&json!({"account": BANK, "amount": "500000", "donor": donor, "donor_name": name}));
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &body).expect(201);
    }
    server
}

/// Which numbers are listed, and how many a search finds; the sums never change.
#[track_caller]
fn listed(server: &Server, numbers: &[u64]) {
    let page = server.get(&format!("{FUND}/gifts")).expect(200).json();
    let shown: Vec<_> =
        page["gifts"].as_array().unwrap().iter().map(|gift| gift["number"].as_u64().unwrap()).collect();
    assert_eq!((shown.as_slice(), &page["total"]), (numbers, &json!(numbers.len())));
    let found = server.get(&format!("{FUND}/gifts?query=500000")).expect(200).json();
    assert_eq!(found["total"], json!(numbers.len()));
    let summary = server.get(&format!("{FUND}/summary")).expect(200).json();
    assert_eq!(summary["received"], json!({"amount": "1000000", "gifts": 2}));
    for number in 1..=2 {
        let status = if numbers.contains(&number) { 200 } else { 404 };
        server.get(&format!("{FUND}/gifts/{number}")).expect(status);
    }
}

#[test]
fn a_giver_is_listed_as_long_as_he_wants_it_and_the_account_publishes() {
    let server = fund();
    listed(&server, &[2, 1]);
    let withdraw = json!({"withdraw_consent": {"how": "electronic", "receipt": 1}});
    ask(&server, Role::Treasurer, &withdraw).expect(201);
    listed(&server, &[2]);
    ask(&server, Role::Treasurer, &withdraw).expect_problem(409, "consent-withdrawn", None);
    let paper = json!({"paper": "ab".repeat(32)});
    let give = json!({"give_consent": {"given_on": ON, "how": paper, "receipt": 1}});
    ask(&server, Role::ChiefAccountant, &give).expect(201);
    listed(&server, &[2, 1]);
    let publish = |what: &str| json!({"change_publication": {"account": BANK, "publication": what}});
    ask(&server, Role::Treasurer, &publish("ask")).expect(201);
    listed(&server, &[2, 1]);
    ask(&server, Role::Treasurer, &withdraw).expect(201);
    listed(&server, &[2]);
    ask(&server, Role::Admin, &publish("none")).expect(201);
    listed(&server, &[]);
}

#[test]
fn an_account_that_asks_lists_persons_who_said_yes() {
    let server = fund();
    let publish = json!({"change_publication": {"account": BANK, "publication": "ask"}});
    ask(&server, Role::Treasurer, &publish).expect(201);
    listed(&server, &[2]);
    let give = json!({"give_consent": {"how": "electronic", "receipt": 1}});
    ask(&server, Role::Treasurer, &give).expect(201);
    listed(&server, &[2, 1]);
}

#[test]
fn what_is_granted_is_erased_when_it_is_answered() {
    let server = fund();
    let order = json!({"authority_order": {"reference": "12/QĐ-UBND"}});
    let request = json!({"request_erasure": {"asked_on": ON, "ground": order, "subject": {"receipt": 1}}});
    let entry = ask(&server, Role::Treasurer, &request).expect(201).json();
    assert_eq!(entry["made"], json!([{"erasure": 1}]));
    ask(&server, Role::ChiefAccountant, &request).expect_problem(409, "erasure-already-asked", None);
    let open = read(&server);
    assert_eq!(
        (&open["status"], &open["overdue"], &open["done_on"]),
        (&json!("open"), &json!(false), &Value::Null)
    );
    let grant = json!({"grant_erasure": {"erasure": 1}});
    ask(&server, Role::Treasurer, &grant).expect_problem(403, "forbidden", None);
    ask(&server, Role::Admin, &grant).expect(201);
    ask(&server, Role::Admin, &grant).expect_problem(409, "erasure-answered", None);

    let done = read(&server);
    assert_eq!(done["status"], "done");
    for (language, words) in [("vi", "tên người nộp"), ("en", "the name of who paid")] {
        let answer = done["answer"][language].as_str().unwrap();
        assert!(answer.contains(words) && !answer.contains("Ngọc Ẩn"), "{answer}");
    }
    let gift = server.get(&format!("{FUND}/gifts/1")).expect(200).json();
    assert_eq!(
        (&gift["erased"], &gift["donor_name"], &gift["amount"]),
        (&json!(true), &Value::Null, &json!("500000"))
    );
    let receipts = server.get_as(&format!("{FUND}/receipts"), Role::Treasurer).expect(200);
    assert!(
        receipts.body.contains("erased on request") && !receipts.body.contains("Ngọc Ẩn"),
        "{}",
        receipts.body
    );
    assert!(receipts.body.contains("Ngọc Bích"));
}

#[track_caller]
fn read(server: &Server) -> Value {
    server.get_as(&format!("{FUND}/erasures"), Role::Auditor).expect(200).json()["erasures"][0].clone()
}

#[test]
fn nobody_fills_in_what_is_held_and_nobody_says_himself_that_it_is_done() {
    let server = fund();
    let wrong = [
        json!({"grant_erasure": {"erasure": 1, "held": []}}),
        json!({"complete_erasure": {"erasure": 1}}),
        json!({"request_erasure": {"ground": "because", "subject": {"receipt": 1}}}),
        json!({"request_erasure": {"ground": "subject_asked", "subject": {"person": "x"}}}),
    ];
    for command in wrong {
        assert_eq!(ask(&server, Role::Admin, &command).status, 422, "{command}");
    }
    for subject in [json!({"receipt": 9}), json!({"event": 9999}), json!({"household": "g-1/1"})] {
        let request = json!({"request_erasure": {"ground": "subject_asked", "subject": subject}});
        ask(&server, Role::Treasurer, &request).expect_problem(404, "erasure-subject-unknown", None);
    }
}

#[test]
fn a_giver_chooses_how_much_is_shown() {
    let server = fund();
    let shown = || {
        let gift = server.get(&format!("{FUND}/gifts/1")).expect(200).json();
        (gift["listing"].clone(), gift.get("donor_name").is_some())
    };
    assert_eq!(shown(), (json!("all"), true));
    let less = |show: &str| json!({"withdraw_consent": {"how": "electronic", "receipt": 1, "show": show}});
    ask(&server, Role::Treasurer, &less("anonymous")).expect(201);
    assert_eq!(shown(), (json!("anonymous"), false));
    ask(&server, Role::Treasurer, &less("name")).expect_problem(409, "consent-not-less", None);
    let more = json!({"give_consent": {"how": "electronic", "receipt": 1, "show": "name"}});
    ask(&server, Role::Treasurer, &more).expect(201);
    assert_eq!(shown(), (json!("name"), true));
}

#[test]
fn a_giver_is_corrected_and_names_are_masked_for_those_who_need_none() {
    let server = fund();
    let correct = json!({"donor": "person", "reason": "giver_asked", "receipt": 1});
    let body = |name: &str| json!({"effective_on": ON, "command": {"correct_giver": correct}, "personal": {"name": name}});
    let post = |name: &str| server.post(&format!("{FUND}/giving"), Role::Treasurer, &body(name));
    post("").expect_problem(422, "invalid-field", Some("personal.name"));
    post("Trần Thị Ngọc Ân").expect(201);
    let first =
        |role| server.get_as(&format!("{FUND}/receipts"), role).expect(200).json()["receipts"][0].clone();
    for role in [Role::Treasurer, Role::ChiefAccountant, Role::Auditor] {
        assert_eq!(first(role)["donor_name"], json!("Trần Thị Ngọc Ân"));
        assert_eq!(first(role)["corrected_on"], json!(ON));
    }
    for role in [Role::Approver, Role::Storekeeper, Role::Admin] {
        let receipt = first(role);
        assert!(!receipt.to_string().contains("Ngọc Ân"), "{receipt}");
        assert_eq!(receipt["amount"], json!("500000"));
    }
    for role in [Role::Approver, Role::Storekeeper] {
        server.get_as(&format!("{FUND}/inbox"), role).expect_problem(403, "forbidden", None);
    }
}
