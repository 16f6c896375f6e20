//! The store on real files: whole or not there, once, never given when it was changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::Digest as _;
use tempfile::TempDir;

use super::{Evidence, EvidenceError, FileKind, MOST_FILE_BYTES, Standing, hex};
use crate::KeySource;
use crate::tests::cut;

fn open(dir: &Path) -> Evidence {
    Evidence::open(&dir.join("evidence"), &dir.join("keys"), "lu-2024", &KeySource::Directory).unwrap()
}

/// An invented scan.
fn scan(seed: u8) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), b"Nguyen Thi Thu ky nhan", &[seed; 5000]].concat()
}

fn file_of(dir: &Path, digest: &[u8; 32]) -> PathBuf {
    let name = hex(digest);
    dir.join("evidence").join(&name[..2]).join(name)
}

fn later() -> SystemTime {
    SystemTime::now() + Duration::from_hours(1)
}

#[test]
fn a_file_is_kept_once_and_read_again_after_a_restart() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let kept = store.keep(&scan(1)).unwrap();
    assert_eq!(store.keep(&scan(1)).unwrap(), kept);
    store.keep(&scan(2)).unwrap();
    drop(store);
    let store = open(dir.path());
    assert_eq!(store.read(&kept.digest).unwrap(), (FileKind::Pdf, scan(1)));
    assert_eq!(*store.next.lock().unwrap(), 3);
    assert!(matches!(store.read(&[7; 32]), Err(EvidenceError::Missing(_))));
    assert_eq!(store.standing(&[7; 32]), Standing::Absent);
}

#[test]
fn nothing_of_it_stands_in_clear() {
    let dir = TempDir::new().unwrap();
    let kept = open(dir.path()).keep(&scan(1)).unwrap();
    let bytes = fs::read(file_of(dir.path(), &kept.digest)).unwrap();
    assert!(!bytes.windows(11).any(|window| window == b"Nguyen Thi "));
}

#[test]
fn what_is_too_large_or_of_another_kind_is_refused() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let mut large = scan(1);
    large.resize(MOST_FILE_BYTES + 1, 0);
    assert!(matches!(store.keep(&large), Err(EvidenceError::TooLarge { limit: 20 })));
    assert!(matches!(store.keep(b"PK\x03\x04 a zip named .jpg"), Err(EvidenceError::Kind)));
    assert!(!dir.path().join("evidence").exists());
}

#[test]
fn a_changed_byte_is_never_given_and_the_same_file_heals_it() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let kept = store.keep(&scan(1)).unwrap();
    let path = file_of(dir.path(), &kept.digest);
    let whole = fs::read(&path).unwrap();
    for at in [0, 9, 16, 20, 30, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, bytes).unwrap();
        let error = store.read(&kept.digest).unwrap_err();
        assert!(error.to_string().contains(&hex(&kept.digest)), "{error}");
    }
    store.keep(&scan(1)).unwrap();
    assert_eq!(store.read(&kept.digest).unwrap().1, scan(1));
}

#[test]
fn a_file_under_another_name_or_of_another_fund_does_not_open() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let (one, two) = (store.keep(&scan(1)).unwrap(), store.keep(&scan(2)).unwrap());
    fs::copy(file_of(dir.path(), &one.digest), file_of(dir.path(), &two.digest)).unwrap();
    assert!(matches!(store.read(&two.digest), Err(EvidenceError::Damaged(_))));
    let other = TempDir::new().unwrap();
    let theirs = open(other.path());
    theirs.keep(&scan(3)).unwrap();
    let foreign = file_of(other.path(), &one.digest);
    fs::create_dir_all(foreign.parent().unwrap()).unwrap();
    fs::copy(file_of(dir.path(), &one.digest), foreign).unwrap();
    assert!(matches!(theirs.read(&one.digest), Err(EvidenceError::Damaged(_))));
}

#[test]
fn a_crash_at_any_step_leaves_the_whole_file_or_none() {
    // Beside another file, and as the very first, which makes the store and its keys.
    for first in [Some(scan(1)), None] {
        let mut steps = 0;
        while !stopped_after(steps, first.as_deref()) {
            steps += 1;
        }
    }
}

/// Whether a file was kept within so many steps.
fn stopped_after(steps: u64, first: Option<&[u8]>) -> bool {
    let dir = TempDir::new().unwrap();
    let first = first.map(|first| open(dir.path()).keep(first).unwrap().digest);
    let store = open(dir.path());
    let done = cut::after(steps, || {
        let _ = store.keep(&scan(2));
    });
    drop(store);
    let store = open(dir.path());
    let digest = super::Sha256::digest(scan(2)).into();
    match store.read(&digest) {
        Ok((_, bytes)) => assert_eq!(bytes, scan(2)),
        Err(error) => assert!(matches!(error, EvidenceError::Missing(_)), "after {steps} steps: {error}"),
    }
    if let Some(first) = first {
        assert_eq!(store.read(&first).unwrap().1, scan(1));
    }
    assert_eq!(store.keep(&scan(2)).unwrap().digest, digest);
    assert!(store.read(&digest).is_ok());
    done
}

#[test]
fn what_no_event_names_goes_after_a_while_and_what_one_names_stays() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let (named, orphan) = (store.keep(&scan(1)).unwrap(), store.keep(&scan(2)).unwrap());
    let torn = file_of(dir.path(), &named.digest).with_added_extension("new");
    fs::write(&torn, b"half").unwrap();
    let is_named = |digest: &[u8; 32]| *digest == named.digest;
    assert_eq!(store.sweep(&is_named, SystemTime::UNIX_EPOCH).unwrap(), 0);
    assert_eq!(store.sweep(&is_named, later()).unwrap(), 2);
    assert!(store.read(&named.digest).is_ok() && !torn.exists());
    assert!(matches!(store.read(&orphan.digest), Err(EvidenceError::Missing(_))));
}

#[test]
fn an_erased_file_says_so_also_from_an_older_copy() {
    let dir = TempDir::new().unwrap();
    let store = open(dir.path());
    let kept = store.keep(&scan(1)).unwrap();
    let copy = fs::read(file_of(dir.path(), &kept.digest)).unwrap();
    store.sweep(&|_| false, later()).unwrap();
    fs::write(file_of(dir.path(), &kept.digest), copy).unwrap();
    assert!(matches!(store.read(&kept.digest), Err(EvidenceError::Erased(_))));
    assert_eq!(store.standing(&kept.digest), Standing::Erased);
    // Whoever brings the paper again has it kept again, under a key of its own.
    store.keep(&scan(1)).unwrap();
    assert!(store.read(&kept.digest).is_ok());
}

#[test]
fn files_without_their_key_store_are_an_error_and_no_erasure() {
    let dir = TempDir::new().unwrap();
    open(dir.path()).keep(&scan(1)).unwrap();
    fs::remove_dir_all(dir.path().join("keys")).unwrap();
    let place = dir.path();
    let opened =
        Evidence::open(&place.join("evidence"), &place.join("keys"), "lu-2024", &KeySource::Directory);
    assert!(opened.is_err());
    assert!(!place.join("keys").exists());
}
