//! What is read as a snapshot, and everything that is not.

use super::*;
use crate::KeyKind;

const ORIGIN: &str = "a.example/fund/quy-a";

fn signer(name: &str, seed: u8) -> Signer {
    Signer::new(name, KeyKind::Note, &[seed; 32]).unwrap()
}

fn snapshot(id: &str) -> Snapshot {
    let file = |name: &str, byte| SnapshotFile { name: name.into(), bytes: 12, digest: [byte; 32] };
    Snapshot {
        id: SnapshotId::parse(id).unwrap(),
        of: Checkpoint { origin: ORIGIN.into(), size: 7, root: Hash::leaf(b"x") },
        files: vec![file("chi.csv", 1), file("ung-ho.csv", 2)],
    }
}

#[test]
fn what_is_signed_is_read_again() {
    for id in ["2026-11-24", "2026-11-24-7"] {
        let (snapshot, key) = (snapshot(id), signer(ORIGIN, 1));
        let note = snapshot.sign(&key).unwrap().to_string();
        assert_eq!(Snapshot::open(note.as_bytes(), key.public()).unwrap(), snapshot);
        assert!(note.contains("\u{2014} a.example/fund/quy-a/snapshot "), "{note}");
    }
}

#[track_caller]
fn refused(note: &Note, why: &str) {
    let error = Snapshot::open(note.to_string().as_bytes(), signer(ORIGIN, 1).public()).unwrap_err();
    assert!(error.to_string().contains(why), "{error}");
}

#[test]
fn another_signature_does_not_count() {
    let snapshot = snapshot("2026-11-24");
    assert!(snapshot.sign(&signer("a.example/fund/quy-b", 1)).is_err());
    refused(&by_another_log(&snapshot), "not signed");
    refused(&snapshot.sign(&signer(ORIGIN, 2)).unwrap(), "not signed");
    // Under the name of the log's checkpoints.
    let mut as_checkpoint = unsigned(&snapshot);
    as_checkpoint.sign(&signer(ORIGIN, 1)).unwrap();
    refused(&as_checkpoint, "not signed");
    // A signature of the right name over another text.
    let mut changed = Note::new(snapshot.to_string().replace(" 12 chi.csv", " 13 chi.csv"));
    changed.push(snapshot.sign(&signer(ORIGIN, 1)).unwrap().signatures()[0].clone());
    refused(&changed, "wrong");
    // A checkpoint that was signed as a snapshot.
    let mut checkpoint = Note::new(snapshot.of.to_string());
    checkpoint.sign(&signer(ORIGIN, 1).for_snapshots().unwrap()).unwrap();
    refused(&checkpoint, "line 1");
    assert!(Checkpoint::parse(&snapshot.to_string()).is_err());
}

/// Signed by a key of another log.
fn by_another_log(snapshot: &Snapshot) -> Note {
    let mut note = unsigned(snapshot);
    note.sign(&signer("a.example/fund/quy-b/snapshot", 1)).unwrap();
    note
}

fn unsigned(snapshot: &Snapshot) -> Note {
    Note::new(snapshot.to_string())
}

#[test]
fn a_log_signs_for_itself_only() {
    let mut other = snapshot("2026-11-24");
    other.of.origin = "a.example/fund/quy-b".into();
    let mut note = unsigned(&other);
    note.sign(&signer(ORIGIN, 1).for_snapshots().unwrap()).unwrap();
    refused(&note, "is of");
}

#[track_caller]
fn malformed(from: &str, to: &str, line: usize) {
    let text = snapshot("2026-11-24-7").to_string();
    assert!(text.contains(from), "{text}");
    assert_eq!(Snapshot::parse(&text.replacen(from, to, 1)), Err(SnapshotError::Line { line }), "{to}");
}

#[test]
fn one_text_has_one_meaning() {
    malformed("/v1", "/v2", 1);
    malformed("a.example", "\u{85}", 2);
    malformed("2026-11-24-7", "2026-11-24-8", 3);
    malformed("2026-11-24-7", "2026-13-24-7", 3);
    malformed("2026-11-24-7", "2026-11-24-07", 3);
    malformed("2026-11-24-7", "../../etc", 3);
    malformed("\n7\n", "\n07\n", 4);
    malformed("chi.csv", "../chi.csv", 6);
    malformed("chi.csv", "chi/a.csv", 6);
    malformed("chi.csv", "Chi.csv", 6);
    malformed("chi.csv", ".csv", 6);
    malformed("chi.csv", "chi.tar.gz", 6);
    malformed("ung-ho.csv", "chi.csv", 7);
    malformed("ung-ho.csv", "an.csv", 7);
    malformed("0101", "01f", 6);
    malformed("0101", "0A01", 6);
    malformed(" 12 ", " +12 ", 6);
    malformed(" 12 ", "  12 ", 6);
    malformed("ung-ho.csv\n", "ung-ho.csv\n\n", 8);
}
