//! The vault on real files: what is written is read again, damage stays where it is, nothing is given twice.

mod convert;
mod crash;
pub(crate) mod cut;
mod damage;
mod erase;
mod model;
mod token;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use crate::class::Part;
use crate::vault::Opened;
use crate::{Class, KeySource, Keys, Row, RowNumber, Vault, VaultError};

/// The vault's fund in all tests.
const FUND: &str = "lu-2024";

/// An invented row whose length varies with `seed`.
fn row(seed: u64) -> Row<'static> {
    let name = format!("NGUYỄN THỊ {}", "MƠ ".repeat((seed % 7) as usize + 1));
    let memo = format!("MBVCB.{seed:010}.ung ho \"bao\"\n{}", "x".repeat((seed * 37 % 700) as usize));
    Row { name: name.into(), memo: memo.into(), ..Row::default() }
}

fn numbers(vault: &Vault) -> Vec<u64> {
    let mut seen = Vec::new();
    vault.for_each(RowNumber::NONE, |number, _, _| seen.push(number.get())).unwrap();
    seen
}

/// The keys of a vault in `dir` lie below it, in `keys`.
fn new_keys(dir: &Path) -> Keys {
    Keys::create(&dir.join("keys"), FUND, &KeySource::Directory).unwrap()
}

fn keys(dir: &Path) -> Keys {
    Keys::open(&dir.join("keys"), FUND, &KeySource::Directory).unwrap()
}

fn create(dir: &Path) -> Vault {
    Vault::create(dir, new_keys(dir)).unwrap()
}

fn opened(dir: &Path) -> (Vault, Opened) {
    Vault::open(dir, keys(dir)).unwrap()
}

fn open(dir: &Path) -> Vault {
    opened(dir).0
}

/// Every file below `dir`, with its bytes.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

/// Whether a text stands in any file below `dir`.
fn occurs(dir: &Path, text: &str) -> bool {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    files(dir).iter().any(|(_, bytes)| holds(bytes))
}

/// The length of the rows file.
fn length(dir: &TempDir) -> usize {
    fs::read(dir.path().join("rows")).unwrap().len()
}

/// A vault of rows 1 to `rows`, closed, with the file's length after each row.
fn written(rows: u64) -> (TempDir, Vec<usize>) {
    let dir = TempDir::new().unwrap();
    let vault = create(dir.path());
    let mut ends = vec![length(&dir)];
    for seed in 1..=rows {
        vault.append(Class::Voucher, &row(seed)).unwrap();
        ends.push(length(&dir));
    }
    vault.sync().unwrap();
    (dir, ends)
}

#[test]
fn a_row_is_read_as_it_was_written_before_and_after_a_reopen() {
    let dir = TempDir::new().unwrap();
    let vault = create(&dir.path().join("vault"));
    let full = Row {
        name: "Trần Văn Ví Dụ".into(),
        memo: " giữ \t nguyên  ".into(),
        counter_account: "0000123456789".into(),
        counter_name: "TRAN VAN VI DU".into(),
        contact: "vi.du@example.org".into(),
        note: "đã gọi".into(),
    };
    assert_eq!(vault.append(Class::Contact, &full).unwrap().get(), 1);
    assert_eq!(vault.append(Class::Beneficiary, &Row::default()).unwrap().get(), 2);
    assert_eq!(vault.append_all(Class::Voucher, (3..6).map(row)).unwrap().first.get(), 3);
    let check = |vault: &Vault| {
        assert_eq!(vault.read(RowNumber::new(1)).unwrap(), full);
        assert_eq!(vault.read(RowNumber::new(2)).unwrap(), Row::default());
        assert_eq!(vault.read(RowNumber::new(5)).unwrap(), row(5));
        assert_eq!((vault.last().get(), numbers(vault)), (5, vec![1, 2, 3, 4, 5]));
        assert!(matches!(vault.read(RowNumber::new(6)), Err(VaultError::Missing(_))));
        assert!(matches!(vault.read(RowNumber::NONE), Err(VaultError::Missing(_))));
    };
    check(&vault);
    vault.sync().unwrap();
    drop(vault);
    let vault = open(&dir.path().join("vault"));
    check(&vault);
    let mut classes = Vec::new();
    vault.for_each(RowNumber::new(2), |_, class, _| classes.push(class)).unwrap();
    assert_eq!(classes, [Class::Beneficiary, Class::Voucher, Class::Voucher, Class::Voucher]);
}

#[test]
fn a_wiped_row_leaves_no_bytes_and_its_number_is_not_given_again() {
    let (dir, ends) = written(5);
    let vault = open(dir.path());
    let kept = |number: RowNumber| number.get() == 2;
    assert_eq!(vault.sweep(&kept, RowNumber::new(2)).unwrap(), 3);
    for vault in [vault, open(dir.path())] {
        assert_eq!(numbers(&vault), [1, 2]);
        assert!(matches!(vault.read(RowNumber::new(4)), Err(VaultError::Swept(_))));
        assert!(!vault.contains(RowNumber::new(5)) && vault.contains(RowNumber::new(2)));
        assert_eq!(vault.sweep(&kept, RowNumber::new(2)).unwrap(), 0);
    }
    let bytes = fs::read(dir.path().join("rows")).unwrap();
    assert!(bytes[ends[2] + 18..ends[3]].iter().all(|byte| *byte == 0), "the swept row is zeros");
    assert!(matches!(keys(dir.path()).key(RowNumber::new(3), Part::Own), Err(VaultError::KeyUnknown(_))));
    assert_eq!(open(dir.path()).append(Class::Voucher, &row(6)).unwrap().get(), 6);
}

#[test]
fn a_number_that_an_event_holds_is_not_given_again_although_its_row_was_lost() {
    let (dir, ends) = written(3);
    let path = dir.path().join("rows");
    fs::write(&path, &fs::read(&path).unwrap()[..ends[1]]).unwrap();
    let vault = open(dir.path());
    vault.never_reuse(RowNumber::new(3)).unwrap();
    assert_eq!(vault.append(Class::Voucher, &row(4)).unwrap().get(), 4);
    assert_eq!(numbers(&open(dir.path())), [1, 4]);
    assert!(matches!(vault.read(RowNumber::new(3)), Err(VaultError::Missing(_))));
    assert!(matches!(vault.never_reuse(RowNumber::new(u64::MAX)), Err(VaultError::TooFarAhead(_))));
}

#[test]
fn all_rows_of_a_call_or_none() {
    let (dir, ends) = written(2);
    let vault = open(dir.path());
    let long = Row { memo: "x".repeat(70_000).into(), ..Row::default() };
    // The third row comes after more than one piece was written.
    let rows = (0..9_000).map(row).chain([long]);
    assert!(matches!(
        vault.append_all(Class::Voucher, rows),
        Err(VaultError::RowTooLong { bytes: 70_008, .. })
    ));
    assert_eq!(length(&dir), ends[2]);
    assert_eq!(vault.append(Class::Voucher, &row(3)).unwrap().get(), 3);
    assert_eq!(numbers(&open(dir.path())), [1, 2, 3]);
}

/// A vault whose rows go to a file that is none.
fn over(file: fs::File, dir: &Path) -> Vault {
    let (tail, slots) = (crate::append::Tail::new(16), crate::slots::Slots::default());
    Vault::over(file, "rows".into(), new_keys(dir), tail, slots)
}

#[test]
fn a_full_disk_says_so_and_what_cannot_be_rolled_back_poisons() {
    let dir = TempDir::new().unwrap();
    let full = fs::OpenOptions::new().read(true).write(true).open("/dev/full").unwrap();
    let vault = over(full, dir.path());
    assert!(matches!(vault.append(Class::Voucher, &row(1)), Err(VaultError::DiskFull(_))));
    // A device cannot be cut, so the roll-back failed.
    assert!(matches!(vault.append(Class::Voucher, &row(1)), Err(VaultError::Poisoned)));
    assert!(matches!(vault.sync(), Err(VaultError::Poisoned)));
}

#[test]
fn a_failed_sync_poisons() {
    let dir = TempDir::new().unwrap();
    // A pipe takes no sync.
    let (_reader, writer) = std::io::pipe().unwrap();
    let file = fs::File::from(std::os::fd::OwnedFd::from(writer));
    let vault = over(file, dir.path());
    vault.sync().unwrap();
    vault.writes.store(1, std::sync::atomic::Ordering::Release);
    assert!(matches!(vault.sync(), Err(VaultError::Io { .. })));
    assert!(matches!(vault.sync(), Err(VaultError::Poisoned)));
    assert!(matches!(vault.append(Class::Voucher, &row(1)), Err(VaultError::Poisoned)));
}

#[test]
fn rows_come_and_are_read_and_synced_from_several_threads() {
    let dir = TempDir::new().unwrap();
    let vault = create(dir.path());
    let work = |thread: u64| {
        for seed in (0..200).map(|at| thread * 1_000 + at) {
            let number = vault.append(Class::Voucher, &row(seed)).unwrap();
            vault.sync().unwrap();
            assert_eq!(vault.read(number).unwrap(), row(seed));
        }
    };
    thread::scope(|scope| (0..4).for_each(|thread| drop(scope.spawn(move || work(thread)))));
    assert_eq!(numbers(&open(dir.path())), (1..=800).collect::<Vec<_>>());
}

#[test]
fn files_that_are_no_vault_are_refused_and_left_alone() {
    #[track_caller]
    fn check(head: &[u8], expect: fn(&VaultError) -> bool) {
        let dir = TempDir::new().unwrap();
        fs::write(dir.path().join("rows"), head).unwrap();
        let error = Vault::open(dir.path(), new_keys(dir.path())).err().unwrap();
        assert!(expect(&error), "{error}");
        assert!(matches!(Vault::create(dir.path(), keys(dir.path())), Err(VaultError::AlreadyThere(_))));
        assert_eq!(fs::read(dir.path().join("rows")).unwrap(), head);
    }
    let mut flipped = crate::file::header(2);
    flipped[10] ^= 1;
    check(b"", |error| matches!(error, VaultError::BadHeader(_)));
    check(b"a text of some length", |error| matches!(error, VaultError::BadHeader(_)));
    check(&flipped, |error| matches!(error, VaultError::BadHeader(_)));
    check(&crate::file::header(7), |error| {
        matches!(error, VaultError::NewerFormat { found: 7, known: 2, .. })
    });
    let nothing = TempDir::new().unwrap();
    assert!(matches!(Vault::open(nothing.path(), new_keys(nothing.path())), Err(VaultError::NotFound(_))));
}

#[test]
fn nothing_that_is_printed_holds_a_name() {
    assert_eq!(format!("{:?}", Some(row(1))), "Some(Row(..))");
    let garbled = crate::row::decode(br#"{"n":["NGUYEN VAN VI DU"]}"#);
    assert!(garbled.is_none(), "the parser's error, which quotes the text, goes nowhere");
}
