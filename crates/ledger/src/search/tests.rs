//! What reaches the index, when, and what no longer does.

use std::path::Path;

use domain::privacy::{Command as Privacy, How, WithdrawConsent};
use domain::{AddAccount, Command, DonorKind, On, OpenFund, RecordReceipt, Vnd};
use jiff::civil::{Date, date};
use vault::Row;

use super::*;
use crate::{Books, Entry};

const DAY: Date = date(2024, 9, 10);

fn by(actor: &str, command: Command, row: Option<Row<'static>>) -> Entry {
    Entry::new(actor.parse().unwrap(), command, row)
}

fn gift(memo: &'static str) -> Entry {
    let command = Command::RecordReceipt(RecordReceipt {
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(500_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    });
    by(
        "operator:t-test",
        command,
        Some(Row { name: "Lê Văn Ví".into(), memo: memo.into(), ..Row::default() }),
    )
}

fn books(data: &Path) -> Arc<Ledger> {
    let fund = "lu-2024".parse().unwrap();
    let open = Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on: DAY });
    let account = "cash:main".parse().unwrap();
    let add = Command::AddAccount(AddAccount { account, published: true, effective_on: DAY });
    let setup = [open, add].map(|command| by("operator:t-test", command, None));
    let ledger = Books::open(data).unwrap().begin(&"lu-2024".parse().unwrap(), setup.into()).unwrap();
    ledger.execute(gift("mong ba con binh an")).unwrap();
    ledger.execute(gift("mong moi nguoi khoe")).unwrap();
    ledger
}

fn withdraw(ledger: &Ledger, number: u64) {
    let command = WithdrawConsent { how: How::Electronic, receipt: ReceiptNo::new(number) };
    let command = On { effective_on: DAY, command: Privacy::WithdrawConsent(command) };
    ledger.execute(by("operator:t-test", Command::Privacy(command), None)).unwrap();
}

#[track_caller]
fn check(ledger: &Ledger, query: &str, total: Total, numbers: &[u64]) {
    let found = ledger.search(query, 0, 10).unwrap();
    let ids: Vec<u64> = found.gifts.iter().map(|gift| gift.number.get()).collect();
    assert_eq!((found.total, ids.as_slice()), (total, numbers), "{query}");
}

#[test]
fn a_search_sees_what_came_and_what_changed_before_it() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    check(&ledger, "mong", Total::Exact(2), &[2, 1]);
    ledger.execute(gift("mong lu rut")).unwrap();
    check(&ledger, "mong", Total::Exact(3), &[3, 2, 1]);
    withdraw(&ledger, 2);
    check(&ledger, "mong", Total::Exact(2), &[3, 1]);
    check(&ledger, "khoe", Total::Exact(0), &[]);
}

#[test]
fn books_that_become_read_only_show_no_name_in_a_search_either() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    check(&ledger, "mong", Total::Exact(2), &[2, 1]);
    ledger.stop_writing((String::new(), String::new()));
    check(&ledger, "mong", Total::Exact(0), &[]);
    check(&ledger, "500k", Total::Exact(2), &[2, 1]);
}

#[test]
fn while_many_are_gathered_a_search_says_at_least_and_shows_nothing_that_changed() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    let turn = ledger.search.gathering.lock().unwrap();
    ledger.search.long.store(true, Ordering::Release);
    check(&ledger, "mong", Total::AtLeast(0), &[]);
    check(&ledger, "", Total::Exact(2), &[2, 1]);
    ledger.gather(&turn).unwrap();
    ledger.search.long.store(true, Ordering::Release);
    check(&ledger, "mong", Total::Exact(2), &[2, 1]);
    ledger.execute(gift("mong lu rut")).unwrap();
    withdraw(&ledger, 2);
    check(&ledger, "mong", Total::AtLeast(1), &[1]);
    drop(turn);
    check(&ledger, "mong", Total::Exact(2), &[3, 1]);
}

#[test]
fn gifts_are_parted_where_the_blocks_of_the_index_are() {
    assert_eq!(gather::blocks(0..70_000), [0..65_535, 65_535..70_000]);
    assert_eq!(gather::blocks(65_535..140_000), [65_535..131_071, 131_071..140_000]);
    assert!(gather::blocks(5..5).is_empty());
}
