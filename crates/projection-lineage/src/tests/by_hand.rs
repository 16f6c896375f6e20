//! Given these events, then this paid for that.

use domain::{PaymentNo, ReceiptNo};

use super::recorded;
use crate::{Lineage, Paid, Share, Stretch, Use};

fn gift(number: u64, dong: i64) -> String {
    format!(
        r#"{{"receipt_recorded":{{"account":"cash:main","amount":"{dong}","donor":"person","receipt":{number}}}}}"#
    )
}

fn reversal(number: u64, dong: i64) -> String {
    format!(
        r#"{{"receipt_reversed":{{"account":"cash:main","amount":"-{dong}","donor":"person","reason":"other",
        "receipt":{number}}}}}"#
    )
}

fn pay(number: u64, kind: &str, dong: i64) -> String {
    format!(
        r#"{{"relief":{{"paid":{{"account":"cash:main","amount":"{dong}","fee":"0","kind":{kind},"payment":{number},
        "request":{number},"voucher":"PC-2021-{number:05}"}}}}}}"#
    )
}

fn back(number: u64, kind: &str, dong: i64) -> String {
    format!(
        r#"{{"relief":{{"payment_reversed":{{"account":"cash:main","amount":"-{dong}","kind":{kind},
        "payment":{number},"reason":"wrong","voucher":"DC-2021-{number:05}"}}}}}}"#
    )
}

fn settle(number: u64, spent: i64, returned: i64) -> String {
    let digest = "0".repeat(64);
    format!(
        r#"{{"relief":{{"advance_settled":{{"account":"cash:main","evidence":"{digest}","head":"food",
        "payment":{number},"returned":"{returned}","spent":"{spent}","team":"doi-1",
        "voucher":"TTTU-2021-00001"}}}}}}"#
    )
}

const RELIEF: &str = r#"{"relief":{"area":"82-1"}}"#;
const ADVANCE: &str = r#"{"advance":"doi-1"}"#;

fn refund(receipt: u64) -> String {
    format!(r#"{{"refund":{{"receipt":{receipt},"stood_as":"contribution"}}}}"#)
}

fn after(events: &[String]) -> Lineage {
    let mut lineage = Lineage::default();
    for (position, json) in (0..).zip(events) {
        let event = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
        lineage.apply(&recorded(position, event));
    }
    lineage
}

/// A payment, what it took of a gift, and how much of that is spent.
type Took = (u64, i128, i128);

/// By gift: what is left, and what payments took of it.
#[track_caller]
fn check(events: &[String], expect: &[(u64, i128, &[Took])]) {
    let lineage = after(events);
    for (number, left, shares) in expect {
        let trail = lineage.gift(ReceiptNo::new(*number));
        let share = |(payment, amount, spent): &Took| Share {
            of: Use::Payment(PaymentNo::new(*payment)),
            amount: *amount,
            spent: *spent,
        };
        let shares: Vec<_> = shares.iter().map(share).collect();
        assert_eq!((trail.left, trail.shares), (*left, shares), "gift {number}");
    }
}

#[test]
fn what_came_first_is_spent_first() {
    check(
        &[gift(1, 100), gift(2, 50), pay(1, RELIEF, 120), gift(3, 10), pay(2, RELIEF, 35)],
        &[(1, 0, &[(1, 100, 100)]), (2, 0, &[(1, 20, 20), (2, 30, 30)]), (3, 5, &[(2, 5, 5)])],
    );
}

#[test]
fn what_comes_back_is_spent_next() {
    check(
        &[gift(1, 100), pay(1, RELIEF, 60), pay(2, RELIEF, 40), back(1, RELIEF, 60), pay(3, RELIEF, 10)],
        &[(1, 50, &[(2, 40, 40), (3, 10, 10)])],
    );
}

#[test]
fn a_gift_that_is_taken_back_pays_for_nothing_and_the_next_one_takes_its_place() {
    check(
        &[gift(1, 100), gift(2, 100), pay(1, RELIEF, 60), reversal(1, 100)],
        &[(1, 0, &[]), (2, 40, &[(1, 60, 60)])],
    );
    check(
        &[gift(1, 100), pay(1, RELIEF, 60), reversal(1, 100), gift(2, 100)],
        &[(1, 0, &[]), (2, 40, &[(1, 60, 60)])],
    );
    check(
        &[gift(1, 100), gift(2, 100), pay(1, RELIEF, 60), pay(2, &refund(1), 70)],
        &[(1, 0, &[(1, 30, 30)]), (2, 70, &[(1, 30, 30)])],
    );
}

#[test]
fn an_advance_is_spent_when_the_team_has_accounted_for_it() {
    let given = [gift(1, 100), gift(2, 100), pay(1, ADVANCE, 150)];
    check(&given, &[(1, 0, &[(1, 100, 0)]), (2, 50, &[(1, 50, 0)])]);
    let half = [&given[..], &[settle(1, 110, 0)]].concat();
    check(&half, &[(1, 0, &[(1, 100, 100)]), (2, 50, &[(1, 50, 10)])]);
    let whole = [&half[..], &[settle(1, 10, 30)]].concat();
    check(&whole, &[(2, 80, &[(1, 20, 20)])]);
}

#[test]
fn a_payment_names_the_gifts_that_paid_for_it_as_a_range() {
    let gifts: Vec<_> = (1..=50).map(|number| gift(number, 10)).collect();
    let interest =
        r#"{"bank_movement_recorded":{"account":"bidv:12345678","amount":"5","bank":{},"kind":"interest"}}"#;
    let events = [&gifts[..20], &[interest.into()], &gifts[20..], &[pay(1, RELIEF, 15), pay(2, RELIEF, 400)]];
    let lineage = after(&events.concat());
    let stretch = |first, last, gifts, amount| Stretch {
        first: ReceiptNo::new(first),
        last: ReceiptNo::new(last),
        gifts,
        amount,
    };
    let paid = lineage.payment(PaymentNo::new(1));
    assert_eq!(paid, Paid { gifts: vec![stretch(1, 2, 2, 15)], ..Paid::default() });
    let paid = lineage.payment(PaymentNo::new(2));
    assert_eq!(paid, Paid { gifts: vec![stretch(2, 41, 40, 395)], interest: 5, ..Paid::default() });
    assert_eq!(lineage.payment(PaymentNo::new(3)), Paid::default());
}

#[test]
fn what_is_paid_before_there_is_money_is_covered_by_what_comes_next() {
    let given = [gift(1, 10), pay(1, RELIEF, 25)];
    assert_eq!(after(&given).payment(PaymentNo::new(1)).uncovered, 15);
    check(&[&given[..], &[gift(2, 20)]].concat(), &[(2, 5, &[(1, 15, 15)])]);
}
