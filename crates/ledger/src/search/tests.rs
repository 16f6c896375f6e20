//! What reaches the index, when, and what no longer does.

use std::path::Path;

use domain::privacy::{Command as Privacy, How, Showing, WithdrawConsent};
use domain::{AddAccount, Command, DonorKind, On, OpenFund, RecordReceipt, Vnd, giving};
use jiff::civil::{Date, date};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;
use vault::Row;

use super::*;
use crate::{Books, Entry, Import};

const DAY: Date = date(2024, 9, 10);

fn by(actor: &str, command: Command, row: Option<Row<'static>>) -> Entry {
    Entry::new(actor.parse().unwrap(), command, row)
}

fn gift(memo: &'static str) -> Entry {
    let command = Command::RecordReceipt(RecordReceipt {
        said: None,
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
    ledger.execute(gift("xuyzen ba con binh an")).unwrap();
    ledger.execute(gift("xuyzen moi nguoi khoe")).unwrap();
    ledger
}

/// More gifts than a search waits for.
fn import(ledger: &Ledger, bank: &str, seed: u64) {
    let account = format!("{bank}:1500000000001").parse().unwrap();
    let effective_on = date(2021, 9, 1);
    let add = Command::AddAccount(AddAccount { account, published: true, effective_on });
    ledger.execute(by("operator:t-test", add, None)).unwrap();
    let profiles = Profiles::bundled().unwrap();
    let import = Import {
        id: Uuid::now_v7(),
        actor: "operator:t-test".parse().unwrap(),
        account: None,
        profile: profiles.get(bank).unwrap(),
        rules: &MemoRules::bundled().unwrap(),
        file_name: "test.csv",
        bytes: sample::statement(bank, seed, 2 * FEW),
    };
    ledger.import(import, &|_| {}).unwrap();
}

fn withdraw(ledger: &Ledger, number: u64) {
    less(ledger, number, None);
}

fn less(ledger: &Ledger, number: u64, show: Option<Showing>) {
    let command = WithdrawConsent { how: How::Electronic, receipt: ReceiptNo::new(number), show };
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
    check(&ledger, "xuyzen", Total::Exact(2), &[2, 1]);
    ledger.execute(gift("xuyzen lu rut")).unwrap();
    check(&ledger, "xuyzen", Total::Exact(3), &[3, 2, 1]);
    withdraw(&ledger, 2);
    check(&ledger, "xuyzen", Total::Exact(2), &[3, 1]);
    check(&ledger, "khoe", Total::Exact(0), &[]);
}

#[test]
fn what_its_giver_hides_is_not_found_by_its_words() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    check(&ledger, "khoe", Total::Exact(1), &[2]);
    let shown = |number| {
        let gift = ledger.gift(ReceiptNo::new(number)).unwrap().unwrap();
        (gift.name.is_some(), gift.memo.is_some())
    };
    assert_eq!(shown(2), (true, true));
    less(&ledger, 2, Some(Showing::Name));
    assert_eq!(shown(2), (true, false));
    check(&ledger, "khoe", Total::Exact(0), &[]);
    less(&ledger, 2, Some(Showing::Anonymous));
    assert_eq!(shown(2), (false, false));
    check(&ledger, "500k", Total::Exact(2), &[2, 1]);
}

#[test]
fn a_corrected_giver_is_found_by_the_right_name_alone() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    check(&ledger, "truong sen hong", Total::Exact(0), &[]);
    let reason = giving::WhyCorrected::Mistyped;
    let (donor, receipt) = (DonorKind::Organisation, ReceiptNo::new(1));
    let correct = giving::CorrectGiver { donor, message: None, reason, receipt, row: None };
    let command = giving::Command::CorrectGiver(correct);
    let row = Row { name: "Trường Sen Hồng".into(), ..Row::default() };
    let today = crate::today(jiff::Timestamp::now());
    let command = Command::Giving(On { effective_on: today, command });
    let outcome = ledger.execute(by("treasurer:t-1", command, Some(row))).unwrap();
    assert_eq!(outcome.receipt, Some(receipt));
    check(&ledger, "truong sen hong", Total::Exact(1), &[1]);
    let gift = ledger.gift(receipt).unwrap().unwrap();
    assert_eq!((gift.donor, gift.corrected_on), (donor, Some(today)));
    assert_eq!(ledger.receipt(receipt).unwrap().unwrap().name(), "Trường Sen Hồng");
}

#[test]
fn books_that_become_read_only_show_no_name_in_a_search_either() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    check(&ledger, "xuyzen", Total::Exact(2), &[2, 1]);
    ledger.stop_writing((String::new(), String::new()));
    check(&ledger, "xuyzen", Total::Exact(0), &[]);
    check(&ledger, "500k", Total::Exact(2), &[2, 1]);
}

#[test]
fn while_many_are_gathered_a_search_says_at_least_and_shows_nothing_that_changed() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    import(&ledger, "vietcombank", 1);
    let turn = ledger.search.gathering.lock().unwrap();
    check(&ledger, "xuyzen binh", Total::AtLeast(0), &[]);
    let all = ledger.gifts(None, 10).unwrap();
    let found = ledger.search("", 0, 10).unwrap();
    assert_eq!((found.total, found.gifts), (Total::Exact(all.total), all.gifts));
    ledger.gather(&turn).unwrap();
    check(&ledger, "xuyzen binh", Total::Exact(1), &[1]);
    import(&ledger, "vietinbank", 2);
    check(&ledger, "xuyzen binh", Total::AtLeast(1), &[1]);
    withdraw(&ledger, 1);
    check(&ledger, "xuyzen binh", Total::AtLeast(0), &[]);
    drop(turn);
    check(&ledger, "xuyzen binh", Total::Exact(0), &[]);
    check(&ledger, "xuyzen khoe", Total::Exact(1), &[2]);
}

#[test]
fn gifts_are_parted_where_the_blocks_of_the_index_are() {
    assert_eq!(gather::blocks(0..70_000), [0..65_535, 65_535..70_000]);
    assert_eq!(gather::blocks(65_535..140_000), [65_535..131_071, 131_071..140_000]);
    assert!(gather::blocks(5..5).is_empty());
}
