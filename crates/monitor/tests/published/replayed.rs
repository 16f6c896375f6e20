//! The balances follow from the entries, or the entry that does not fit is named.

use std::path::Path;

use monitor::{Replayed, Trust, Wrong, Wrongness, verify_balances};
use serde_json::{Value, json};
use transparency::Outcome;

use crate::books::{books, stored};
use crate::sample::{policy, publish};

fn replayed(dir: &Path, at: Option<u64>) -> Replayed {
    verify_balances(dir, &Trust::Policy(policy()), at).unwrap()
}

/// These events behind the first `count` of the sample: what is wrong with them.
fn wrong(count: u64, more: &[Value]) -> Vec<Wrong> {
    let mut entries = books(count);
    entries.extend((count..).zip(more).map(|(at, event)| stored(at, event)));
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), &entries, &[entries.len()]);
    let replayed = replayed(dir.path(), None);
    assert_eq!(replayed.is_right(), replayed.wrong.is_empty());
    let told = format!("{:?}", replayed.report.checked);
    for wrong in &replayed.wrong {
        assert!(told.contains(&format!("entry {}", wrong.position)), "{told}");
    }
    replayed.wrong
}

/// A count of the cash box: what the books say, and what lay there.
fn count(booked: i64, number: u32) -> Value {
    json!({"books": {"cash_counted": {
        "account": "cash:hop-1", "booked": booked.to_string(), "count": number,
        "counted": booked.to_string(), "voucher": format!("BBKK-2024-{number:05}"),
    }}})
}

#[test]
fn balances_are_the_sums_of_the_gifts() {
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), &books(700), &[700]);
    let all = replayed(dir.path(), None);
    let of =
        |parity: u64| (3..700).filter(|at| at % 2 == parity).map(|at| 1000 + i128::from(at)).sum::<i128>();
    let money: Vec<_> = all.balances.money().map(|(account, dong)| (account.to_string(), dong)).collect();
    assert_eq!(money, [("cash:hop-1".to_owned(), of(1)), ("vcb:0011".to_owned(), of(0))]);
    assert!(all.is_right());
    assert_eq!(all.events, 700);
    assert!(all.balances.trial_balance().starts_with(&format!("money\tcash:hop-1\t{}\t0\n", of(1))));

    let first = replayed(dir.path(), Some(300));
    assert!(first.is_right() && first.events == 300 && first.digest != all.digest);
    let shorter = tempfile::tempdir().unwrap();
    publish(shorter.path(), &books(300), &[300]);
    assert_eq!(replayed(shorter.path(), None).digest, first.digest);
    assert_eq!(replayed(dir.path(), Some(701)).report.outcome, Outcome::Incomplete);
}

#[test]
fn what_an_event_says_of_the_books_is_compared() {
    let cash = 1003 + 1005 + 1007 + 1009;
    assert_eq!(wrong(10, &[count(cash, 1)]), []);
    let [Wrong { position: 10, voucher: Some(voucher), how: Wrongness::Balance { says, is, .. } }] =
        &wrong(10, &[count(cash - 1, 1)])[..]
    else {
        panic!()
    };
    assert_eq!(
        (voucher.to_string().as_str(), *says, *is),
        ("BBKK-2024-00001", i128::from(cash) - 1, i128::from(cash))
    );
    let reconciled = |booked: i64, through: &str| {
        json!({"books": {"account_reconciled": {
            "account": "vcb:0011", "booked": booked.to_string(), "outstanding": "0", "printed": booked.to_string(),
            "through": through,
        }}})
    };
    let bank = 1004 + 1006 + 1008;
    assert_eq!(wrong(10, &[reconciled(bank, "2024-09-10"), reconciled(0, "2024-09-09")]), []);
    assert_eq!(wrong(10, &[reconciled(bank, "2024-09-09")]).len(), 1);
}

#[test]
fn numbers_have_no_gap_and_no_double() {
    let gift = |receipt: u64, voucher: u64| {
        json!({"receipt_recorded": {
            "account": "cash:hop-1", "amount": "1", "donor": "anonymous", "receipt": receipt,
            "voucher": format!("PT-2024-{voucher:05}"),
        }})
    };
    assert_eq!(wrong(10, &[gift(8, 5)]), []);
    for (receipt, voucher, wrongs) in [(9, 5, 1), (7, 5, 1), (8, 6, 1), (8, 4, 1), (9, 6, 2)] {
        assert_eq!(wrong(10, &[gift(receipt, voucher)]).len(), wrongs, "{receipt} {voucher}");
    }
}

#[test]
fn another_funds_books_and_what_is_no_event_are_named() {
    let opened = json!({"fund_opened": {"fund": "quy-b", "name": "Quỹ B"}});
    assert!(
        matches!(&wrong(4, &[opened])[..], [Wrong { position: 4, how: Wrongness::Fund(fund), .. }] if fund == "quy-b")
    );
    let dir = tempfile::tempdir().unwrap();
    let mut entries = books(300);
    entries[270] = b"{\"schema\":1}".to_vec();
    entries.push(br#"{"schema":999,"new":true}"#.to_vec());
    publish(dir.path(), &entries, &[301]);
    let replayed = replayed(dir.path(), None);
    let how: Vec<_> = replayed.wrong.iter().map(|wrong| wrong.position).collect();
    assert_eq!(replayed.report.outcome, Outcome::Tampered);
    // Entry 270 was a receipt, so the number after it is not the next one.
    assert_eq!(how, [270, 271, 300]);
}

#[test]
fn a_copy_that_is_not_whole_has_no_balances() {
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), &books(700), &[700]);
    let path = dir.path().join("tile/entries/001");
    let good = std::fs::read(&path).unwrap();
    let mut bad = good.clone();
    bad[100] ^= 1;
    for (bytes, outcome) in [
        (Some(&bad[..]), Outcome::Tampered),
        (Some(&good[..999]), Outcome::Tampered),
        (None, Outcome::Incomplete),
    ] {
        match bytes {
            Some(bytes) => std::fs::write(&path, bytes).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
        let replayed = replayed(dir.path(), None);
        assert_eq!((replayed.report.outcome, replayed.events), (outcome, 0));
    }
}
