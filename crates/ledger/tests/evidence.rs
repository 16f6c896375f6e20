//! Files and the events that name them, through crashes and restarts.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use domain::books::{self, PublishCopy, Refusal, WithdrawCopy};
use domain::{AddAccount, Command, Digest, DonorKind, FundId, On, OpenFund, RecordReceipt, Rejection, Vnd};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger, LedgerError};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{EvidenceError, Row, Standing};

const DAY: Date = date(2024, 9, 10);

fn fund() -> FundId {
    "lu-2024".parse().unwrap()
}

fn give(ledger: &Ledger, actor: &str, command: Command) -> Result<ledger::Outcome, LedgerError> {
    let actor = actor.parse().unwrap();
    let personal = vec![Row::default()];
    ledger.execute(Entry { id: Uuid::now_v7(), correlation: None, actor, command, personal })
}

fn books(command: books::Command) -> Command {
    Command::Books(On { effective_on: DAY, command })
}

/// A fund with one receipt in cash, whose voucher is PT-2024-00001.
fn begun(dir: &Path) -> std::sync::Arc<Ledger> {
    let books = Books::open(dir).unwrap();
    let ledger = books.create(&fund()).unwrap();
    let open = OpenFund { fund: fund(), name: "Quỹ thử".into(), effective_on: DAY };
    give(&ledger, "operator:root", Command::OpenFund(open)).unwrap();
    let account: domain::AccountId = "cash:main".parse().unwrap();
    let add = AddAccount { account: account.clone(), published: true, effective_on: DAY };
    give(&ledger, "operator:root", Command::AddAccount(add)).unwrap();
    let receipt = RecordReceipt {
        account,
        amount: Vnd::new(500_000),
        document_on: None,
        donor: DonorKind::Anonymous,
        earmark: None,
        effective_on: DAY,
        reference: None,
        row: None,
        said: None,
    };
    give(&ledger, "treasurer:t", Command::RecordReceipt(receipt)).unwrap();
    ledger
}

fn again(dir: &Path) -> Ledger {
    Books::open_fund(dir, &fund()).unwrap().0
}

fn scan(seed: u8) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), &[seed; 999]].concat()
}

fn kept(ledger: &Ledger, seed: u8) -> Digest {
    ledger.keep_file(&scan(seed)).unwrap().digest.into()
}

fn publish(ledger: &Ledger, copy: &Digest, original: &Digest) -> Result<ledger::Outcome, LedgerError> {
    let (copy, original, title) = (copy.clone(), original.clone(), "Phiếu thu, đã che tên".to_owned());
    let voucher = "PT-2024-00001".parse().unwrap();
    let command = books::Command::PublishCopy(PublishCopy { copy, original, title, voucher });
    give(ledger, "chief-accountant:k", books(command))
}

fn withdraw(ledger: &Ledger, copy: &Digest) {
    let (copy, reason) = (copy.clone(), "wrong-redaction".parse().unwrap());
    let command = books::Command::WithdrawCopy(WithdrawCopy { copy, reason });
    give(ledger, "chief-accountant:k", books(command)).unwrap();
}

fn place(dir: &Path, folder: &str, digest: &Digest) -> PathBuf {
    let home = dir.join("funds/lu-2024").join(folder);
    if folder == "public" {
        home.join(digest.as_str())
    } else {
        home.join(&digest.as_str()[..2]).join(digest.as_str())
    }
}

#[test]
fn a_file_that_no_event_names_goes_after_a_week_and_one_that_is_named_stays() {
    let dir = TempDir::new().unwrap();
    let ledger = begun(dir.path());
    let (named, orphan, fresh) = (kept(&ledger, 1), kept(&ledger, 2), kept(&ledger, 3));
    let account = "cash:main".parse().unwrap();
    let count =
        books::CountCash { account, counted: Vnd::new(500_000), evidence: Some(named.clone()), row: None };
    let outcome = give(&ledger, "treasurer:t", books(books::Command::CountCash(count))).unwrap();
    assert_eq!(ledger.views().files.first(&named), Some(outcome.first));
    drop(ledger);
    let old = SystemTime::now() - Duration::from_hours(8 * 24);
    for digest in [&named, &orphan] {
        let file = fs::File::options().write(true).open(place(dir.path(), "evidence", digest)).unwrap();
        file.set_modified(old).unwrap();
    }
    let (ledger, opened) = Books::open_fund(dir.path(), &fund()).unwrap();
    assert_eq!(opened.swept_files, 1);
    assert_eq!(ledger.file(&named).unwrap().1, scan(1));
    assert_eq!(ledger.file_standing(&orphan), Standing::Absent);
    assert_eq!(ledger.file(&fresh).unwrap().1, scan(3));
}

#[test]
fn a_file_of_another_fund_is_not_kept_here() {
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let digest = kept(&begun(one.path()), 1);
    let error = begun(two.path()).file(&digest).unwrap_err();
    assert!(matches!(error, LedgerError::Evidence(EvidenceError::Missing(_))), "{error}");
}

#[test]
fn a_copy_lies_open_as_long_as_the_books_say_so() {
    let dir = TempDir::new().unwrap();
    let ledger = begun(dir.path());
    let (original, copy) = (kept(&ledger, 1), kept(&ledger, 2));
    publish(&ledger, &copy, &original).unwrap();
    assert_eq!(fs::read(place(dir.path(), "public", &copy)).unwrap(), scan(2));
    assert!(!place(dir.path(), "public", &original).exists());
    assert_eq!(ledger.public_copy(&copy).unwrap().unwrap().2, scan(2));
    assert!(ledger.public_copy(&original).unwrap().is_none());
    withdraw(&ledger, &copy);
    assert!(!place(dir.path(), "public", &copy).exists());
    assert!(ledger.public_copy(&copy).unwrap().is_none());
    // It is taken back from the public, and still kept for the fund's people.
    assert_eq!(ledger.file(&copy).unwrap().1, scan(2));
}

#[test]
fn a_crash_between_event_and_open_folder_is_made_good_at_the_next_opening() {
    let dir = TempDir::new().unwrap();
    let ledger = begun(dir.path());
    let (original, copy) = (kept(&ledger, 1), kept(&ledger, 2));
    publish(&ledger, &copy, &original).unwrap();
    drop(ledger);
    let there = place(dir.path(), "public", &copy);
    fs::remove_file(&there).unwrap();
    fs::write(place(dir.path(), "public", &original), scan(1)).unwrap();
    let ledger = again(dir.path());
    assert!(there.exists() && !place(dir.path(), "public", &original).exists());
    // A byte changed in the open folder is never shown: the sealed file is.
    fs::write(&there, scan(9)).unwrap();
    assert_eq!(ledger.public_copy(&copy).unwrap().unwrap().2, scan(2));
}

#[test]
fn what_is_not_kept_or_shows_everything_is_not_published() {
    let dir = TempDir::new().unwrap();
    let ledger = begun(dir.path());
    let original = kept(&ledger, 1);
    let missing = Digest::of(b"somewhere else");
    for (copy, refusal) in
        [(&missing, Refusal::FileNotKept(missing.clone())), (&original, Refusal::CopyIsOriginal)]
    {
        match publish(&ledger, copy, &original) {
            Err(LedgerError::Rejected(Rejection::Books(found))) => assert_eq!(found, refusal),
            other => panic!("{other:?}"),
        }
    }
}
