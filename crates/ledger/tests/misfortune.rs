//! What happens to directories: put back, copied, renamed, half deleted. Nothing is wiped, and one fund's trouble is its own.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::fs;
use std::path::{Path, PathBuf};

use domain::{AddAccount, Command, DonorKind, FundId, OpenFund, RecordReceipt, Vnd};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger, LedgerError, OpenError};
use vault::Row;

const DAY: Date = date(2024, 9, 10);

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

fn id(fund: &str) -> FundId {
    fund.parse().unwrap()
}

fn beginning(fund: &str) -> Vec<Entry> {
    let open = OpenFund { fund: id(fund), name: "Quỹ".into(), effective_on: DAY };
    let account = "cash:main".parse().unwrap();
    let add = AddAccount { account, published: true, effective_on: DAY };
    vec![entry(Command::OpenFund(open), None), entry(Command::AddAccount(add), None)]
}

fn begin(data: &Path, fund: &str) {
    drop(Books::open(data).unwrap().begin(&id(fund), beginning(fund)).unwrap());
}

fn record(ledger: &Ledger, name: &'static str) {
    let command = RecordReceipt {
        said: None,
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(1_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    };
    let row = Row { name: name.into(), ..Row::default() };
    ledger.execute(entry(Command::RecordReceipt(command), Some(row))).unwrap();
}

fn open(data: &Path) -> Result<Ledger, OpenError> {
    Books::open_fund(data, &id("lu-2024")).map(|(ledger, _)| ledger)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Books with two names, and where they lie.
fn two_names() -> (tempfile::TempDir, PathBuf) {
    let data = tempfile::tempdir().unwrap();
    begin(data.path(), "lu-2024");
    record(&open(data.path()).unwrap(), "NGUYEN VAN AN");
    let fund = data.path().join("funds/lu-2024");
    copy(&fund.join("log"), &data.path().join("older-log"));
    record(&open(data.path()).unwrap(), "TRAN THI BE");
    (data, fund)
}

#[test]
fn a_journal_that_is_put_back_is_an_alarm_and_costs_no_name() {
    let (data, fund) = two_names();
    copy(&fund.join("log"), &data.path().join("newest-log"));
    fs::remove_dir_all(fund.join("log")).unwrap();
    copy(&data.path().join("older-log"), &fund.join("log"));
    assert!(matches!(open(data.path()), Err(OpenError::RolledBack { head: 3, known: 4, .. })));
    fs::remove_dir_all(fund.join("log")).unwrap();
    copy(&data.path().join("newest-log"), &fund.join("log"));
    let names: Vec<_> = open(data.path()).unwrap().receipts(None, 9).unwrap();
    let names: Vec<_> = names.iter().map(|receipt| &*receipt.row.name).collect();
    assert_eq!(names, ["NGUYEN VAN AN", "TRAN THI BE"]);
}

#[test]
fn books_without_their_journal_are_not_begun_again() {
    let (data, fund) = two_names();
    let journal = fs::read(fund.join("log/journal")).unwrap();
    fs::remove_file(fund.join("log/journal")).unwrap();
    assert!(matches!(open(data.path()), Err(OpenError::JournalMissing { .. })));
    let again = Books::open(data.path()).unwrap().begin(&id("lu-2024"), beginning("lu-2024"));
    assert!(
        matches!(again, Err(LedgerError::Open(error)) if matches!(*error, OpenError::JournalMissing { .. }))
    );
    fs::write(fund.join("log/journal"), journal).unwrap();
    assert_eq!(open(data.path()).unwrap().receipts(None, 9).unwrap().len(), 2);
}

#[test]
fn a_crash_while_books_are_made_is_begun_again() {
    let data = tempfile::tempdir().unwrap();
    begin(data.path(), "lu-2024");
    let fund = data.path().join("funds/lu-2024");
    // As if the power had gone before the log was made.
    fs::remove_dir_all(fund.join("log")).unwrap();
    fs::remove_file(fund.join("snapshot")).unwrap();
    begin(data.path(), "lu-2024");
    assert_eq!(open(data.path()).unwrap().head().position, 2);
}

#[test]
fn a_copy_under_another_name_is_not_another_fund_and_one_broken_fund_leaves_the_others_open() {
    let (data, fund) = two_names();
    copy(&fund, &data.path().join("funds/lu-2025"));
    begin(data.path(), "bao-2023");
    let books = Books::open(data.path()).unwrap();
    let open: Vec<_> = books.funds().iter().map(|ledger| ledger.fund().to_string()).collect();
    assert_eq!(open, ["bao-2023", "lu-2024"]);
    let broken: Vec<_> = books.broken().iter().map(|(fund, error)| (fund.as_str(), error)).collect();
    assert!(matches!(broken.as_slice(), [("lu-2025", OpenError::OtherFund { .. })]), "{broken:?}");
}

#[test]
fn a_refused_beginning_leaves_nothing() {
    let data = tempfile::tempdir().unwrap();
    let books = Books::open(data.path()).unwrap();
    let mut twice = beginning("lu-2024");
    twice.extend(beginning("lu-2024").into_iter().skip(1));
    assert!(matches!(books.begin(&id("lu-2024"), twice), Err(LedgerError::Rejected(_))));
    assert_eq!(Books::list(data.path()), []);
    books.begin(&id("lu-2024"), beginning("lu-2024")).unwrap();
}

/// The lock is taken before anything else is read: of many that start at once, one at a time has the books.
#[test]
fn many_that_open_at_once_lose_no_name() {
    let data = tempfile::tempdir().unwrap();
    begin(data.path(), "lu-2024");
    let done: usize = std::thread::scope(|scope| {
        let clerk = || {
            let mut done = 0;
            for _ in 0..20 {
                match open(data.path()) {
                    Ok(ledger) => {
                        record(&ledger, "LE THI TU");
                        done += 1;
                    }
                    Err(error) => assert!(error.to_string().contains("already open elsewhere"), "{error}"),
                }
            }
            done
        };
        let clerks: Vec<_> = (0..4).map(|_| scope.spawn(clerk)).collect();
        clerks.into_iter().map(|clerk| clerk.join().unwrap()).sum()
    });
    let receipts = open(data.path()).unwrap().receipts(None, 999).unwrap();
    assert_eq!(receipts.iter().filter(|receipt| receipt.row.name == "LE THI TU").count(), done);
}
