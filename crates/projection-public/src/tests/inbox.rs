//! What the public book says of messages and findings: how long they waited, what became of them, what may be shown.

use jiff::civil::date;

use super::{event, recorded};
use crate::PublicBook;

fn inbox(body: &str) -> String {
    format!(r#"{{"inbox":{{{body}}}}}"#)
}

fn taken(kind: &str) -> String {
    inbox(&format!(r#""message_taken":{{"kind":"{kind}","may_show":true,"message":1,"row":1}}"#))
}

fn answered(outcome: &str) -> String {
    inbox(&format!(r#""message_answered":{{"message":1,"outcome":"{outcome}","public":true,"row":2}}"#))
}

fn published(question: bool, answer: bool) -> String {
    inbox(&format!(r#""message_published":{{"answer":{answer},"message":1,"question":{question}}}"#))
}

/// After these events: listed, question shown, last answer shown, days waited by the tenth of September.
#[track_caller]
fn check(events: &[String], expect: (bool, bool, bool, i32)) {
    let mut book = PublicBook::default();
    for (position, text) in (0..).zip(events) {
        book.apply(&recorded(position, event(text)));
    }
    let (_, message) = book.inbox().messages().next().unwrap();
    let answer = message.answers.last().is_some_and(|answer| answer.public && !answer.erased);
    let shown = (message.is_listed(), message.shown && !message.erased, answer);
    assert_eq!((shown.0, shown.1, shown.2, message.waited(date(2021, 9, 10))), expect);
}

#[test]
fn a_message_waits_until_it_is_settled_and_shows_what_was_chosen() {
    let first = taken("irregularity");
    check(std::slice::from_ref(&first), (true, false, false, 9));
    check(&[first.clone(), answered("checking")], (true, false, true, 9));
    check(&[first.clone(), answered("explained"), published(true, false)], (true, true, false, 0));
    check(&[first, answered("set_aside")], (false, false, true, 0));
    check(&[taken("name")], (false, false, false, 9));
}

#[test]
fn what_is_to_be_erased_is_not_shown_from_the_grant_on() {
    let granted = r#"{"privacy":{"erasure_granted":{"erasure":1,"rows":[{"class":"contact","row":1}]}}}"#;
    let events = [taken("other"), answered("done"), published(true, true), granted.to_owned()];
    check(&events, (true, false, true, 0));
}

#[test]
fn findings_are_told_without_their_texts() {
    let mut book = PublicBook::default();
    let raised = r#"{"oversight":{"finding_raised":{"about":{"message":1},"due_on":"2021-09-20","finding":1,"kind":"question"}}}"#;
    let answered = r#"{"oversight":{"finding_answered":{"finding":1}}}"#;
    for (position, text) in (0..).zip([raised, answered]) {
        book.apply(&recorded(position, event(text)));
    }
    let (_, finding) = book.inbox().findings().next().unwrap();
    let days = (finding.due_on, finding.answered_on, finding.settled_on);
    assert_eq!(days, (Some(date(2021, 9, 20)), Some(date(2021, 9, 1)), None));
}
