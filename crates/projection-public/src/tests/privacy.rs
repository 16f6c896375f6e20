//! Who is listed one by one; the figures stay, whoever is.

use domain::ReceiptNo;

use super::{account_added, event, recorded};
use crate::{PublicBook, Shown};

const CASH: &str = "cash:main";

fn receipt(number: u64, donor: &str) -> String {
    format!(
        r#"{{"receipt_recorded":{{"account":"{CASH}","amount":"700","donor":"{donor}","receipt":{number}}}}}"#
    )
}

fn privacy(body: &str) -> String {
    format!(r#"{{"privacy":{{{body}}}}}"#)
}

fn given(receipt: u64) -> String {
    privacy(&format!(r#""consent_given":{{"given_on":"2021-09-01","how":"electronic","receipt":{receipt}}}"#))
}

fn withdrawn(receipt: u64) -> String {
    privacy(&format!(r#""consent_withdrawn":{{"how":"electronic","receipt":{receipt}}}"#))
}

fn erased(receipt: u64) -> String {
    privacy(&format!(
        r#""erasure_granted":{{"erasure":1,"receipts":[{receipt}],"rows":[{{"class":"contact","row":1}}]}}"#
    ))
}

fn publishes(what: &str) -> String {
    privacy(&format!(r#""publication_changed":{{"account":"{CASH}","publication":"{what}"}}"#))
}

/// After a person's and an organisation's gift and these events, which numbers are listed, and which are erased.
#[track_caller]
fn check(events: &[String], listed: &[u64], erased: &[u64]) {
    let mut book = PublicBook::default();
    let gifts = [receipt(1, "person"), receipt(2, "organisation")];
    let all = gifts.iter().chain(events).map(|json| event(json));
    for (position, event) in (0..).zip(std::iter::once(account_added(CASH)).chain(all)) {
        book.apply(&recorded(position, event));
    }
    let numbers = |wanted: &dyn Fn(&crate::Gift) -> bool| -> Vec<u64> {
        (1..).zip(book.gifts()).filter(|(_, gift)| wanted(gift)).map(|(number, _)| number).collect()
    };
    assert_eq!(numbers(&|gift| book.is_listed(gift)), listed);
    assert_eq!(numbers(&|gift| gift.erased), erased);
    let count = listed.len() as u64;
    assert_eq!(book.shown(), Shown { listed: count, uncounted: 0, unlisted: 2 - count });
    assert_eq!((book.summary().received.dong, book.summary().received.gifts), (1400, 2));
}

#[test]
fn a_gift_is_listed_until_its_giver_says_no() {
    check(&[], &[1, 2], &[]);
    check(&[withdrawn(1)], &[2], &[]);
    check(&[withdrawn(1), given(1)], &[1, 2], &[]);
    check(&[withdrawn(1), withdrawn(1), withdrawn(2)], &[], &[]);
}

#[test]
fn an_account_that_asks_lists_no_person_who_is_silent() {
    check(&[publishes("ask")], &[2], &[]);
    check(&[publishes("ask"), given(1)], &[1, 2], &[]);
    check(&[given(1), publishes("ask"), withdrawn(1)], &[2], &[]);
    check(&[given(1), publishes("none")], &[], &[]);
    check(&[publishes("none"), publishes("all")], &[1, 2], &[]);
}

fn shown(body: &str) -> String {
    privacy(&format!(r#""consent_withdrawn":{{"how":"electronic","receipt":1,"show":"{body}"}}"#))
}

#[test]
fn a_giver_who_wants_less_is_listed_with_less() {
    use domain::privacy::Showing::{All, Anonymous, Name};
    let showing = |events: &[String]| {
        let mut book = PublicBook::default();
        let all = [receipt(1, "person")].into_iter().chain(events.iter().cloned());
        let events = std::iter::once(account_added(CASH)).chain(all.map(|json| event(&json)));
        for (position, event) in (0..).zip(events) {
            book.apply(&recorded(position, event));
        }
        let gift = book.gift(ReceiptNo::new(1)).unwrap();
        (book.showing(gift), book.shown().listed)
    };
    assert_eq!(showing(&[]), (Some(All), 1));
    assert_eq!(showing(&[shown("name")]), (Some(Name), 1));
    assert_eq!(showing(&[shown("name"), shown("anonymous")]), (Some(Anonymous), 1));
    assert_eq!(showing(&[shown("anonymous"), given(1)]), (Some(All), 1));
    assert_eq!(showing(&[shown("name"), publishes("ask")]), (None, 0), "to want less is no consent");
    assert_eq!(showing(&[given(1), shown("name"), publishes("ask")]), (Some(Name), 1));
}

#[test]
fn an_erased_gift_stays_with_its_figures() {
    check(&[erased(1)], &[1, 2], &[1]);
    check(&[withdrawn(1), erased(1)], &[2], &[1]);
}

#[test]
fn a_search_hears_of_every_change() {
    let mut book = PublicBook::default();
    let events = [receipt(1, "person"), withdrawn(1), given(1), erased(1), publishes("ask")];
    let all = events.iter().map(|json| event(json));
    for (position, event) in (0..).zip(std::iter::once(account_added(CASH)).chain(all)) {
        book.apply(&recorded(position, event));
    }
    assert_eq!((book.changed(), book.relistings()), ([ReceiptNo::new(1); 3].as_slice(), 1));
}
