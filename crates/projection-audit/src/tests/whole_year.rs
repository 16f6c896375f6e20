//! A random year: every report agrees with the running balances, and two runs with each other.

use domain::Recorded;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use projection_balances::{Balances, BookAccount};

use super::year::{ACCOUNTS, Dice, Year};
use super::{log, trail};
use crate::{Cell, Known, Report, Scope, Trail, reports};

const FIRST: Date = date(2021, 1, 1);
const LAST: Date = date(2021, 12, 31);

pub(crate) fn a_year(seed: u64, events: u64) -> Vec<Recorded> {
    let (mut dice, mut year) = (Dice(seed), Year::default());
    let added = ACCOUNTS.map(|id| format!(r#"{{"account_added":{{"account":"{id}","published":true}}}}"#));
    let random: Vec<_> = (0..events).map(|_| year.next(&mut dice)).collect();
    let day = |index: usize| {
        date(2021, i8::try_from(index * 11 / 4_000 + 1).unwrap(), i8::try_from(index % 28 + 1).unwrap())
    };
    log(added.iter().chain(&random).enumerate().map(|(index, json)| (day(index), json.as_str())))
}

fn all(trail: &Trail) -> Vec<Report> {
    let cash = "cash:main".parse().unwrap();
    let bank = "agribank:1500000000002".parse().unwrap();
    vec![
        reports::journal(trail),
        reports::account_ledger(trail, &BookAccount::InTransit),
        reports::cash_book(trail, &cash),
        reports::bank_book(trail, &bank),
        reports::stock_card(trail, &"rice".parse().unwrap(), None),
        reports::stock(trail),
        reports::trial_balance(trail, None),
        reports::receipts_and_use(trail),
        reports::disclosure(trail),
        reports::donors(trail, &|donor| donor.row.map(|_| "***".to_owned())),
        reports::unsigned(trail),
        reports::unidentified(trail),
        reports::advances(trail),
        reports::expiring(trail, 30),
        reports::vouchers(trail),
        reports::pledges(trail),
        reports::lineage(trail, None),
        reports::allocations(trail),
    ]
}

fn number(cell: Option<&Cell>) -> i64 {
    match cell {
        Some(Cell::Vnd(number) | Cell::Int(number)) => *number,
        other => panic!("no number: {other:?}"),
    }
}

#[test]
fn the_trial_balance_is_that_of_the_running_balances() {
    let log = a_year(7, 3_000);
    let mut balances = Balances::default();
    for recorded in &log {
        balances.apply(recorded);
    }
    let trail = trail(&log, FIRST, LAST);
    let report = reports::trial_balance(&trail, None);
    let sums = report.totals.first().unwrap();
    assert_eq!(i128::from(number(sums.get(5))), balances.total().debit);
    assert_eq!(sums.get(7), sums.get(8), "closing debits are closing credits");
    for (account, amount) in ACCOUNTS.map(|id| (id, balances.of(&BookAccount::Money(id.parse().unwrap())))) {
        let book = reports::cash_book(&trail, &account.parse().unwrap());
        assert_eq!(i128::from(number(book.totals.last().unwrap().last())), amount, "{account}");
    }
}

#[test]
fn a_period_opens_where_the_one_before_closed() {
    let log = a_year(8, 3_000);
    let cash = "cash:main".parse().unwrap();
    let half = date(2021, 6, 30);
    let before = reports::cash_book(&trail(&log, FIRST, half), &cash);
    let after = reports::cash_book(&trail(&log, half.tomorrow().unwrap(), LAST), &cash);
    let whole = reports::cash_book(&trail(&log, FIRST, LAST), &cash);
    assert_eq!(number(before.totals.last().unwrap().last()), number(after.totals.first().unwrap().last()));
    assert_eq!(after.totals.last(), whole.totals.last());
    assert_eq!(before.rows.len() + after.rows.len(), whole.rows.len());
    assert!(!before.rows.is_empty() && !after.rows.is_empty());
}

#[test]
fn what_was_known_then_is_told_the_same_for_ever() {
    let log = a_year(9, 3_000);
    let scope = |known| Scope { first: FIRST, last: LAST, known };
    let then = all(&Trail::of(scope(Known::Position(1_500)), log[..1_500].iter().cloned()));
    let now = all(&Trail::of(scope(Known::Position(1_500)), log.iter().cloned()));
    let by_time = Known::Time(Timestamp::from_second(1_499).unwrap());
    let timed = all(&Trail::of(scope(by_time), log.iter().cloned()));
    assert_eq!(then, now);
    assert_eq!(then, timed);
    for report in &then {
        assert!(report.rows.iter().all(|row| row.len() == report.columns.len()), "{}", report.code);
        assert!(report.totals.iter().all(|row| row.len() == report.columns.len()), "{}", report.code);
        assert_eq!(report.known_at, 1_500);
    }
}

#[test]
fn what_pays_a_payment_adds_up_to_it() {
    let log = a_year(10, 2_000);
    let trail = trail(&log, FIRST, LAST);
    let mut paid = std::collections::BTreeMap::<_, i64>::new();
    for row in reports::lineage(&trail, None).rows {
        *paid.entry(number(row.first())).or_default() += number(row.last());
    }
    for (no, payment) in trail.payments.iter().filter(|(_, payment)| !payment.reversed) {
        let refund = matches!(payment.kind, domain::relief::PaymentKind::Refund(_));
        let spent = i64::try_from(payment.amount - payment.returned).unwrap();
        let covered = paid.get(&i64::try_from(no.get()).unwrap()).copied().unwrap_or(0);
        assert!(refund || covered == spent, "payment {no}: {covered} of {spent}");
    }
}
