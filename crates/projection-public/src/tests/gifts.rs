//! What becomes of a gift, of a promise and of a decision, as everybody sees it.

use domain::{DonorKind, ReceiptNo, Vnd};

use super::{account_added, event, recorded};
use crate::{GiftStatus, PublicBook, Tally};

const CASH: &str = "cash:main";
const DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn book(events: &[String]) -> PublicBook {
    let mut book = PublicBook::default();
    let all = std::iter::once(account_added(CASH)).chain(events.iter().map(|json| event(json)));
    for (position, event) in (0..).zip(all) {
        book.apply(&recorded(position, event));
    }
    book
}

fn receipt(number: u64, amount: u64, held: bool) -> String {
    format!(
        r#"{{"receipt_recorded":{{"account":"{CASH}","amount":"{amount}","donor":"person","held":{held},"receipt":{number}}}}}"#
    )
}

fn refund(payment: u64, amount: u64, stood_as: &str) -> String {
    format!(
        r#"{{"relief":{{"paid":{{"account":"{CASH}","amount":"{amount}","fee":"0","kind":{{"refund":{{"receipt":1,"stood_as":"{stood_as}"}}}},"payment":{payment},"request":1,"voucher":"PC-2021-00001"}}}}}}"#
    )
}

fn taken_back(payment: u64, amount: u64, stood_as: &str) -> String {
    format!(
        r#"{{"relief":{{"payment_reversed":{{"account":"{CASH}","amount":"-{amount}","kind":{{"refund":{{"receipt":1,"stood_as":"{stood_as}"}}}},"payment":{payment},"reason":"wrong","voucher":"DC-2021-00001"}}}}}}"#
    )
}

fn giving(body: &str) -> String {
    format!(r#"{{"giving":{{{body}}}}}"#)
}

#[track_caller]
fn check(events: &[String], status: GiftStatus, received: (i128, u64), held: (i128, u64), left: i128) {
    let book = book(events);
    let tally = |(dong, gifts)| Tally { dong, gifts };
    assert_eq!(book.gifts()[0].status, status);
    assert_eq!((book.summary().received, book.summary().held), (tally(received), tally(held)));
    assert_eq!(book.summary().left(), left);
}

#[test]
fn a_late_gift_is_kept_apart_until_it_is_taken_or_given_back() {
    let late = receipt(1, 700, true);
    let taken = giving(&format!(
        r#""held_receipt_taken":{{"account":"{CASH}","amount":"700","decision":"1","donor":"person","receipt":1}}"#
    ));
    check(std::slice::from_ref(&late), GiftStatus::Held, (0, 0), (700, 1), 700);
    check(&[late.clone(), taken], GiftStatus::Standing, (700, 1), (0, 0), 700);
    check(&[late.clone(), refund(1, 700, "held")], GiftStatus::Refunded, (0, 0), (700, 1), 0);
    let back = [late, refund(1, 700, "held"), taken_back(1, 700, "held")];
    check(&back, GiftStatus::Held, (0, 0), (700, 1), 700);
}

#[test]
fn a_gift_given_back_in_part_says_so() {
    let gift = receipt(1, 700, false);
    let part = refund(1, 200, "contribution");
    check(&[gift.clone(), part.clone()], GiftStatus::RefundedInPart, (700, 1), (0, 0), 500);
    let all = [gift.clone(), part.clone(), refund(2, 500, "contribution")];
    check(&all, GiftStatus::Refunded, (700, 1), (0, 0), 0);
    check(&[gift, part, taken_back(1, 200, "contribution")], GiftStatus::Standing, (700, 1), (0, 0), 700);
}

#[test]
fn credits_without_a_name_are_counted_as_long_as_they_are_here() {
    let came = receipt(1, 700, false).replace("person", "unidentified");
    let (part, rest) = (refund(1, 200, "unidentified"), refund(2, 500, "unidentified"));
    let back = taken_back(2, 500, "unidentified");
    for (events, dong, gifts) in [
        (vec![came.clone()], 700, 1),
        (vec![came.clone(), part.clone()], 500, 1),
        (vec![came.clone(), part.clone(), rest.clone()], 0, 0),
        (vec![came, part, rest, back], 500, 1),
    ] {
        assert_eq!(book(&events).summary().nameless(), Tally { dong, gifts });
    }
    let late = [receipt(1, 700, true), refund(1, 700, "held")];
    assert_eq!(book(&late).summary().held_back(), Tally::default());
}

#[test]
fn a_supplement_is_part_of_its_gift_and_of_its_size() {
    let more = giving(&format!(
        r#""receipt_supplemented":{{"account":"{CASH}","amount":"450000","donor":"person","receipt":1,"voucher":"DC-2021-00001"}}"#
    ));
    let book = book(&[receipt(1, 50_000, false), more]);
    let number = domain::ReceiptNo::new(1);
    assert_eq!(book.gifts()[0].amount, Vnd::new(500_000));
    assert_eq!((book.supplemented(number), book.changed()), (Some(Vnd::new(450_000)), &[number][..]));
    assert_eq!(book.summary().received, Tally { dong: 500_000, gifts: 1 });
    let sizes: Vec<_> = book.summary().sizes().filter(|size| size.tally != Tally::default()).collect();
    assert_eq!((sizes.len(), sizes[0].name, sizes[0].tally.gifts), (1, "from-500k", 1));
}

#[test]
fn a_promise_stands_beside_the_totals_until_it_came_or_lapsed() {
    let promised = giving(r#""pledge_registered":{"amount":"1000","donor":"enterprise","pledge":1}"#);
    let part = giving(r#""pledge_fulfilled":{"amount":"400","by":{"receipt":1},"pledge":1}"#);
    let rest = giving(r#""pledge_fulfilled":{"amount":"600","by":{"receipt":1},"pledge":1}"#);
    let lapsed = giving(r#""pledge_lapsed":{"pledge":1}"#);
    for (events, open) in [
        (vec![promised.clone()], (1000, 1)),
        (vec![promised.clone(), part.clone()], (600, 1)),
        (vec![promised.clone(), part.clone(), rest], (0, 0)),
        (vec![promised, part, lapsed], (0, 0)),
    ] {
        let summary = book(&events).summary().clone();
        assert_eq!((summary.pledged.dong, summary.pledged.gifts), open);
        assert_eq!((summary.received.dong, summary.left()), (0, 0));
    }
}

#[test]
fn a_decision_shows_what_was_paid_out_of_it() {
    let decided = r#"{"relief":{"allocation_decided":{"allocation":1,"decision":"12/QD","head":"food","lines":[{"amount":"900","to":{"area":"82"}},{"amount":"100","to":{"area":"83"}}],"round":2}}}"#;
    let asked = format!(
        r#"{{"relief":{{"request_made":{{"content":{{"payment":{{"account":"{CASH}","allocation":{{"allocation":1,"line":1}},"amount":"500","head":"food","kind":{{"relief":{{"area":"82"}}}}}}}},"digest":"{DIGEST}","expires_on":"2021-10-01","maker":"treasurer:t-test","request":1,"value":"500"}}}}}}"#
    );
    let paid = format!(
        r#"{{"relief":{{"paid":{{"account":"{CASH}","amount":"500","fee":"5","kind":{{"relief":{{"area":"82"}}}},"payment":1,"recipients":[{{"amount":"300","households":1,"party":{{"household":"82-30037-001/7"}},"persons":0}}],"request":1,"voucher":"PC-2021-00001"}}}}}}"#
    );
    let book = book(&[decided.to_owned(), asked, paid]);
    let round = &book.allocations()[0];
    assert_eq!((round.round, round.decision.as_str(), round.shares), (2, "12/QD", 2));
    assert_eq!((round.decided, round.paid, round.goods), (1000, 500, 0));
    let money = book.summary().money;
    assert_eq!((money.to_households, money.to_communities, money.fees), (300, 200, 5));
}

#[test]
fn the_terms_are_those_of_the_last_word() {
    let code = |purpose: &str| {
        let earmark = format!(r#"{{"place":null,"purpose":"{purpose}"}}"#);
        giving(&format!(r#""gift_code_declared":{{"code":"ct24","earmark":{earmark}}}"#))
    };
    let book = book(&[
        giving(r#""window_opened":{"decision":"1","first":"2021-06-01","last":"2021-07-30"}"#),
        giving(r#""window_extended":{"decision":"2","last":"2021-10-30"}"#),
        // On the day of these tests, before its last day.
        giving(r#""window_closed":{"decision":"3"}"#),
        code("y-te"),
        code("nha-o"),
    ]);
    let [window] = &book.terms().windows[..] else { panic!("one window") };
    assert_eq!((window.last.to_string().as_str(), window.decision.as_str()), ("2021-09-01", "3"));
    assert!(window.closed);
    let [code] = &book.terms().codes[..] else { panic!("one code") };
    assert_eq!(code.earmark.as_ref().and_then(|earmark| earmark.purpose.as_ref()).unwrap().as_str(), "nha-o");
}

#[test]
fn what_is_tied_is_in_its_pot_and_leads_to_its_gifts() {
    let tied = format!(
        r#"{{"receipt_recorded":{{"account":"{CASH}","amount":"700","donor":"person","receipt":1,"earmark":{{"place":null,"purpose":"y-te"}}}}}}"#
    );
    let book = book(&[tied, receipt(2, 300, false)]);
    let pots: Vec<_> = book.pots().all().map(|(earmark, pot)| (earmark.cloned(), pot.received)).collect();
    let earmark = pots.iter().find_map(|(earmark, _)| earmark.clone()).unwrap();
    assert_eq!(pots, [(None, 300), (Some(earmark.clone()), 700)]);
    assert_eq!(book.earmarked(&earmark), [domain::ReceiptNo::new(1)]);
}

#[test]
fn a_published_report_is_told_by_its_digest() {
    let published = format!(
        r#"{{"books":{{"report_published":{{"digest":"{DIGEST}","first":"2021-01-01","format":"pdf","known_at":7,"last":"2021-06-30","report":"disclosure"}}}}}}"#
    );
    let book = book(&[published]);
    let [report] = book.published() else { panic!("one report") };
    assert_eq!((report.digest.as_str(), report.known_at, report.position), (DIGEST, 7, 1));
}

#[test]
fn a_corrected_giver_is_counted_as_what_he_is() {
    let corrected = |was: &str, donor: &str, held: bool| {
        giving(&format!(
            r#""giver_corrected":{{"account":"{CASH}","amount":"700","donor":"{donor}","held":{held},"reason":"mistyped","receipt":1,"row":7,"voucher":"DC-2021-00001","was":"{was}"}}"#
        ))
    };
    let donors = |events: &[String]| {
        let book = book(events);
        let rows: Vec<_> = book.corrected(ReceiptNo::new(1)).iter().filter_map(|one| one.row).collect();
        let donors: Vec<_> = book.summary().donors().filter(|(_, tally)| tally.gifts > 0).collect();
        (donors, rows.len(), book.summary().received)
    };
    let seven = Tally { dong: 700, gifts: 1 };
    let once = [receipt(1, 700, false), corrected("person", "enterprise", false)];
    assert_eq!(donors(&once), (vec![(DonorKind::Enterprise, seven)], 1, seven));
    let again = [once.to_vec(), vec![corrected("enterprise", "person", false)]].concat();
    assert_eq!(donors(&again), (vec![(DonorKind::Person, seven)], 2, seven));
    let held = [receipt(1, 700, true), corrected("person", "enterprise", true)];
    assert_eq!(donors(&held), (vec![], 1, Tally::default()), "no sum counts what is held");
}
