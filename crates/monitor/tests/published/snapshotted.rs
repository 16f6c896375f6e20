//! A snapshot's files are those that were signed and that follow from the log, or the one that is not is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::ReceiptNo;
use monitor::{MANIFEST, Source, Trust, verify_snapshot};
use public_files::{Book, File, Snap};
use serde_json::json;
use tempfile::TempDir;
use transparency::{
    Checkpoint, Frontier, Hash, KeyKind, Note, Outcome, Report, Signer, Snapshot, SnapshotId,
};

use crate::books::{books, stored};
use crate::sample::{ORIGIN, policy, publish, signer, vkey};

/// The first `size` of these entries, folded, with the checkpoint over them.
fn folded(entries: &[Vec<u8>], size: usize) -> (Book, Checkpoint) {
    let (mut book, mut tree) = (Book::default(), Frontier::default());
    for (position, entry) in (0..).zip(&entries[..size]) {
        book.apply(&domain::decode(position, entry).unwrap());
        tree.push(Hash::leaf(entry), |_, _, _| {});
    }
    (book, Checkpoint { origin: ORIGIN.into(), size: size as u64, root: tree.root() })
}

/// A mirror of the books with one gift withdrawn at the end, and a snapshot of their first 500 entries.
struct Case {
    mirror: TempDir,
    files: TempDir,
    book: Book,
    of: Checkpoint,
}

impl Case {
    fn new() -> Self {
        let mut entries = books(700);
        let withdrawn = json!({"privacy": {"consent_withdrawn": {"how": "electronic", "receipt": 7}}});
        entries.push(stored(700, &withdrawn));
        let (mirror, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        publish(mirror.path(), &entries, &[entries.len()]);
        let (book, of) = folded(&entries, 500);
        let case = Self { mirror, files, book, of };
        case.write(&BTreeSet::new());
        case.sign(&case.list("2024-09-10"), &signer());
        case
    }

    fn snap<'a>(&'a self, id: &'a SnapshotId, withdrawn: &'a BTreeSet<ReceiptNo>) -> Snap<'a> {
        Snap { book: &self.book, id, of: &self.of, withdrawn }
    }

    fn list(&self, id: &str) -> Snapshot {
        self.snap(&SnapshotId::parse(id).unwrap(), &BTreeSet::new()).list()
    }

    fn write(&self, withdrawn: &BTreeSet<ReceiptNo>) {
        let id = SnapshotId::parse("2024-09-10").unwrap();
        for file in File::ALL {
            let mut bytes = Vec::new();
            self.snap(&id, withdrawn).pieces(file, |piece| bytes.extend_from_slice(piece));
            self.put(file.name(), &bytes);
        }
    }

    fn sign(&self, list: &Snapshot, signer: &Signer) {
        self.put(MANIFEST, list.sign(signer).unwrap().to_string().as_bytes());
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.files.path().join(name), bytes).unwrap();
    }

    fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.files.path().join(name)).unwrap();
        assert!(text.contains(from));
        self.put(name, text.replacen(from, to, 1).as_bytes());
    }

    fn verify(&self, mirror: Option<&Path>, trust: &Trust) -> Report {
        verify_snapshot(&Source::directory(self.files.path()), mirror, trust).unwrap()
    }

    /// What is said with a mirror, and without one.
    #[track_caller]
    fn expect(&self, with: Outcome, without: Outcome, says: &str) {
        let trust = Trust::Policy(policy());
        for (mirror, outcome) in [(Some(self.mirror.path()), with), (None, without)] {
            let report = self.verify(mirror, &trust);
            let text = format!("{:?}", report.checked);
            assert_eq!(report.outcome, outcome, "{text}");
            assert!(text.contains(says) || mirror.is_none(), "{text}");
            let asks = format!("{:?}", report.not_checked).contains("add --mirror");
            assert!(asks == mirror.is_none() || outcome != Outcome::Right);
        }
    }
}

#[test]
fn the_files_follow_from_the_log() {
    Case::new().expect(Outcome::Right, Outcome::Right, "made again from the first 500 events");
}

#[test]
fn a_key_may_lie_beside_the_files_and_is_no_more_than_its_own_word() {
    let case = Case::new();
    let lacking = case.verify(None, &Trust::FirstUse);
    assert_eq!(lacking.outcome, Outcome::Incomplete);
    case.put("log.vkey", format!("{}\n", vkey()).as_bytes());
    let report = case.verify(None, &Trust::FirstUse);
    assert_eq!(report.outcome, Outcome::Right);
    assert!(format!("{:?}", report.not_checked).contains(&vkey().to_string()));
}

#[test]
fn a_gift_that_may_not_be_listed_any_more_is_left_out_and_counted() {
    let case = Case::new();
    case.write(&BTreeSet::from([ReceiptNo::new(7)]));
    case.expect(Outcome::Right, Outcome::Incomplete, "1 gifts may not be listed any more since");
    case.write(&BTreeSet::from([ReceiptNo::new(7), ReceiptNo::new(8)]));
    case.expect(Outcome::Incomplete, Outcome::Incomplete, "for 1 of them the copy knows no reason");
}

#[test]
fn a_changed_byte_is_seen() {
    for file in File::ALL {
        let case = Case::new();
        let mut bytes = fs::read(case.files.path().join(file.name())).unwrap();
        if let Some(last) = bytes.iter_mut().rev().nth(1) {
            *last ^= 1;
        }
        case.put(file.name(), &bytes);
        case.expect(Outcome::Tampered, Outcome::Tampered, &format!("{}: not the file", file.name()));
        case.put(file.name(), &b"x".repeat(200_000));
        case.expect(Outcome::Tampered, Outcome::Tampered, &format!("{}: not the file", file.name()));
    }
}

#[test]
fn a_file_too_few_or_too_many_is_seen() {
    let case = Case::new();
    fs::remove_file(case.files.path().join("chi.csv")).unwrap();
    case.expect(Outcome::Incomplete, Outcome::Incomplete, "chi.csv: missing");
    let case = Case::new();
    case.put("chi-2.csv", b"x");
    case.expect(Outcome::Tampered, Outcome::Tampered, "signed by nobody");
    // Left out of the list, and added to it, by the fund itself.
    let case = Case::new();
    let mut list = case.list("2024-09-10");
    list.files.remove(3);
    fs::remove_file(case.files.path().join("chi.ndjson")).unwrap();
    case.sign(&list, &signer());
    case.expect(Outcome::Tampered, Outcome::Right, "chi.ndjson: left out");
}

#[test]
fn what_the_fund_signed_must_follow_from_the_log() {
    let case = Case::new();
    let mut list = case.list("2024-09-10");
    list.files[6].digest[0] ^= 1;
    case.sign(&list, &signer());
    case.expect(Outcome::Tampered, Outcome::Tampered, "ung-ho.csv: the fund signed a file");
    // A checkpoint of no such log, and one of its future.
    let mut list = case.list("2024-09-10");
    list.of.root = Hash::leaf(b"other");
    case.sign(&list, &signer());
    case.expect(Outcome::Tampered, Outcome::Right, "is not in this log");
    let mut list = case.list("2024-09-10");
    list.of.size = 5000;
    case.sign(&list, &signer());
    case.expect(Outcome::Incomplete, Outcome::Right, "the snapshot 5000");
    // Of another day: the same events, other heads.
    case.sign(&case.list("2024-09-11"), &signer());
    case.expect(Outcome::Tampered, Outcome::Tampered, "not the file that was signed");
}

#[test]
fn only_the_logs_own_key_signs_it_and_only_as_a_snapshot() {
    let case = Case::new();
    let list = case.list("2024-09-10");
    case.sign(&list, &Signer::new(ORIGIN, KeyKind::Note, &[8; 32]).unwrap());
    case.expect(Outcome::Tampered, Outcome::Tampered, "not signed");
    let mut note = Note::new(list.to_string());
    note.sign(&signer()).unwrap();
    case.put(MANIFEST, note.to_string().as_bytes());
    case.expect(Outcome::Tampered, Outcome::Tampered, "not signed");
    let mut note = Note::new(case.of.to_string());
    note.sign(&signer()).unwrap();
    case.put(MANIFEST, note.to_string().as_bytes());
    case.expect(Outcome::Tampered, Outcome::Tampered, "malformed");
    // Of another fund, under its own key.
    let mut other = list;
    other.of.origin = "sovang.local/fund/quy-b".into();
    case.sign(&other, &Signer::new("sovang.local/fund/quy-b", KeyKind::Note, &[9; 32]).unwrap());
    case.expect(Outcome::Tampered, Outcome::Tampered, "a snapshot of sovang.local/fund/quy-b");
}

#[test]
fn a_name_is_never_a_path() {
    let case = Case::new();
    case.change(MANIFEST, " chi.csv\n", " ../chi.csv\n");
    case.expect(Outcome::Tampered, Outcome::Tampered, "malformed");
    fs::remove_file(case.files.path().join(MANIFEST)).unwrap();
    case.expect(Outcome::Incomplete, Outcome::Incomplete, "ban-chot.txt is missing");
}
