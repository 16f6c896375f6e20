//! Files of evidence and people in backups: taken once, named when they are changed, put back whole.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use domain::books::{Command as Keep, CountCash};
use domain::{AddAccount, Command, Digest, FundId, On, OpenFund, Vnd};
use event_log::EventLog;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger};
use recovery::{Doctor, To, What, backup, backup_access, backup_keys, restore, restore_access};
use tempfile::TempDir;
use vault::KeySource;

use crate::world::LOG;

const DAY: Date = date(2024, 9, 10);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn fund() -> FundId {
    "lu-2024".parse().unwrap()
}

fn give(ledger: &Ledger, actor: &str, command: Command) {
    ledger.execute(Entry::new(actor.parse().unwrap(), command, None)).unwrap();
}

fn scan(seed: u8) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), &[seed; 2000]].concat()
}

fn books(data: &Path) -> recovery::Books {
    let books = recovery::Books::of_fund(data, &data.join("locks"), &fund(), None);
    books.with_keys(data.join("keys").join("lu-2024"), KeySource::Directory)
}

fn place(books: &recovery::Books, digest: &Digest) -> PathBuf {
    books.evidence().join(&digest.as_str()[..2]).join(digest.as_str())
}

/// Books with two counts: the minutes of one are kept, those of the other lie elsewhere.
fn begin(data: &Path) -> Digest {
    let ledger = Books::open(data).unwrap().create(&fund()).unwrap();
    let open = OpenFund { fund: fund(), name: "Quỹ".into(), effective_on: DAY };
    give(&ledger, "operator:t-test", Command::OpenFund(open));
    let account: domain::AccountId = "cash:main".parse().unwrap();
    let add = AddAccount { account: account.clone(), published: true, effective_on: DAY };
    give(&ledger, "operator:t-test", Command::AddAccount(add));
    let kept: Digest = ledger.keep_file(&scan(1)).unwrap().digest.into();
    for evidence in [kept.clone(), Digest::of(b"in a drawer")] {
        let account = account.clone();
        let count = CountCash { account, counted: Vnd::ZERO, evidence: Some(evidence), row: None };
        let command = Command::Books(On { effective_on: DAY, command: Keep::CountCash(count) });
        give(&ledger, "treasurer:t-1", command);
    }
    kept
}

#[test]
fn a_file_is_backed_up_once_named_when_flipped_and_put_back() {
    let dir = TempDir::new().unwrap();
    let (data, to) = (dir.path().join("data"), dir.path().join("backup"));
    let kept = begin(&data);
    let books = books(&data);
    assert!(backup(&books, &to, NOW).unwrap().written > 2000);
    assert_eq!(backup(&books, &to, NOW).unwrap().written, 0);
    {
        let doctor = Doctor::examine(&books, &[]).unwrap();
        assert_eq!(doctor.faults(), []);
        assert_eq!(doctor.only_digests(), 1);
    }
    let path = place(&books, &kept);
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    let aid = [recovery::Aid::Backup(to.clone())];
    for harm in [Some(flipped), None] {
        match &harm {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let doctor = Doctor::examine(&books, &aid).unwrap();
        let [fault] = doctor.faults() else { panic!("{:#?}", doctor.faults()) };
        assert!(matches!(fault.what, What::Evidence(_)));
        let said = fault.to_string();
        for named in ["lu-2024", kept.as_str(), fault.vouchers[0].as_str()] {
            assert!(said.contains(named), "{said}");
        }
        let mended = doctor.mend().unwrap();
        assert_eq!(mended.len(), 1, "{mended:#?}");
        assert_eq!(fs::read(&path).unwrap(), whole);
        assert_eq!(Doctor::examine(&books, &aid).unwrap().faults(), []);
    }
}

#[test]
fn a_restore_brings_files_back_and_refuses_what_was_changed() {
    let dir = TempDir::new().unwrap();
    let (data, to) = (dir.path().join("data"), dir.path().join("backup"));
    let kept = begin(&data);
    let books = books(&data);
    backup(&books, &to, NOW).unwrap();
    let keys = backup_keys(&data.join("keys/lu-2024"), "lu-2024", &dir.path().join("keys"), NOW).unwrap();
    assert!(keys.join("evidence/keys").exists() && !keys.join("evidence/epoch-1.key").exists());
    fs::remove_dir_all(&books.home).unwrap();
    restore(&books, &to, To::End, &[]).unwrap();
    let (ledger, _) = Books::open_fund(&data, &fund()).unwrap();
    assert_eq!(ledger.file(&kept).unwrap().1, scan(1));
    drop(ledger);
    fs::remove_dir_all(&books.home).unwrap();
    let copy = to.join("lu-2024/evidence").join(&kept.as_str()[..2]).join(kept.as_str());
    let mut bytes = fs::read(&copy).unwrap();
    bytes[50] ^= 1;
    fs::write(&copy, bytes).unwrap();
    let refused = restore(&books, &to, To::End, &[]).unwrap_err();
    assert!(refused.to_string().contains(kept.as_str()), "{refused}");
    assert!(!books.home.exists(), "the books appear whole or not");
}

#[test]
fn people_are_backed_up_for_the_owner_alone_and_restored_where_there_are_none() {
    let dir = TempDir::new().unwrap();
    let (data, to) = (dir.path().join("data"), dir.path().join("backup"));
    assert_eq!(backup_access(&data, &to).unwrap(), None);
    let access = data.join("access");
    EventLog::create(&access.join("log"), LOG).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for people in ["{\"version\":1}", "{\"version\":2}"] {
        fs::write(access.join("people.json"), people).unwrap();
        backup_access(&data, &to).unwrap();
    }
    let names = fs::read_dir(to.join("_access")).unwrap().map(|entry| entry.unwrap().path());
    let people: Vec<_> = names.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    let [people] = people.as_slice() else { panic!("{people:?}") };
    assert_eq!(mode(people), 0o600);
    assert!(!restore_access(&to, &data).unwrap(), "what is there is left alone");
    fs::remove_dir_all(&access).unwrap();
    assert!(restore_access(&to, &data).unwrap());
    assert_eq!(fs::read_to_string(access.join("people.json")).unwrap(), "{\"version\":2}");
    assert_eq!(mode(&access.join("people.json")), 0o600);
    assert!(EventLog::open(&access.join("log"), event_log::Options::default()).is_ok());
    // A byte of it changed in the backup: nothing is restored.
    fs::remove_dir_all(&access).unwrap();
    fs::write(people, "{\"version\":3}").unwrap();
    assert!(restore_access(&to, &data).is_err());
    assert!(!access.exists());
}
