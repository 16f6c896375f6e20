//! One command, however often it is sent.

use std::sync::Barrier;

use domain::Role;
use serde_json::{Value, json};

use crate::server::{Answer, FUND, Server, receipt, receipt_with};

const KEY: &str = "01922b5e-7c00-7000-8000-000000000001";

fn send(server: &Server, key: &str, body: &Value) -> Answer {
    let path = format!("{FUND}/receipts");
    server.post_text(&path, Role::Treasurer, &body.to_string(), &[("Idempotency-Key", key)])
}

fn recorded(server: &Server) -> Value {
    server.get(&format!("{FUND}/summary")).json()["received"]["gifts"].clone()
}

#[test]
fn the_same_command_again_is_answered_as_the_first_time() {
    let server = Server::with_fund();
    let first = send(&server, KEY, &receipt()).expect(201);
    assert_eq!((first.header("idempotency-replayed"), &first.json()["command"]), ("", &json!(KEY)));
    for key in [KEY.to_owned(), format!("\"{KEY}\""), KEY.to_uppercase()] {
        let again = send(&server, &key, &receipt()).expect(201);
        assert_eq!((again.header("idempotency-replayed"), &again.body), ("true", &first.body));
    }
    assert_eq!(recorded(&server), 1);
}

#[test]
fn another_command_under_the_same_key_is_refused() {
    let server = Server::with_fund();
    send(&server, KEY, &receipt()).expect(201);
    for changes in [json!({"amount": "500001"}), json!({"donor_name": "Người khác"})] {
        send(&server, KEY, &receipt_with(&changes)).expect_problem(
            422,
            "command-reused",
            Some("Idempotency-Key"),
        );
    }
    assert_eq!(recorded(&server), 1);
}

#[test]
fn a_refused_command_may_be_mended_under_its_key() {
    let server = Server::with_fund();
    send(&server, KEY, &receipt_with(&json!({"amount": "0"}))).expect_problem(
        422,
        "amount-not-positive",
        Some("amount"),
    );
    send(&server, KEY, &receipt()).expect(201);
}

#[test]
fn many_at_once_under_one_key_are_one() {
    let server = Server::with_fund();
    let start = Barrier::new(8);
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let one = || {
            start.wait();
            send(&server, KEY, &receipt())
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let firsts = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_empty()).count();
    assert_eq!((firsts, recorded(&server)), (1, json!(1)));
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body));
}

#[test]
fn without_a_key_each_is_its_own_and_a_wrong_key_is_refused() {
    let server = Server::with_fund();
    for count in 1..=2 {
        server.post(&format!("{FUND}/receipts"), Role::Treasurer, &receipt()).expect(201);
        assert_eq!(recorded(&server), count);
    }
    for key in ["", "1", "00000000-0000-0000-0000-000000000000", "\"01922b5e"] {
        send(&server, key, &receipt()).expect_problem(422, "invalid-field", Some("Idempotency-Key"));
    }
}
