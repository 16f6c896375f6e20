//! Two checkpoints go together, or the log has told two histories, and that is proven.

use std::path::Path;

use monitor::{Copy, Shown, Trust, verify_consistency};
use publication::Store;
use transparency::{Hash, KeyKind, Note, Outcome, Signer, consistency};

use crate::books::{books, gift};
use crate::sample::{ORIGIN, note, policy, publish};

/// The sample's log at these sizes, and its last copy.
fn log(change: Option<u64>, sizes: &[usize]) -> (tempfile::TempDir, Vec<Note>) {
    let dir = tempfile::tempdir().unwrap();
    let mut entries = books(*sizes.last().unwrap() as u64);
    if let Some(at) = change {
        entries[usize::try_from(at).unwrap()] = gift(at + 1_000_000);
    }
    let notes = sizes.iter().map(|size| publish(dir.path(), &entries[..*size], &[*size])).collect();
    (dir, notes)
}

fn open(dir: &Path) -> Copy {
    Copy::open(dir, &Trust::Policy(policy())).unwrap()
}

/// The outcome, in both orders, and how many proofs of a split there are.
#[track_caller]
fn check(one: &Note, other: &Note, shown: Shown<'_>, outcome: Outcome, proofs: usize) {
    for (one, other) in [(one, other), (other, one)] {
        let compared = verify_consistency(one, other, &policy(), shown);
        assert_eq!(compared.report.outcome, outcome, "{:?}", compared.report);
        assert_eq!(compared.evidence.len(), proofs, "{:?}", compared.report);
        assert!(compared.evidence.iter().all(|evidence| evidence.verify().is_ok()));
    }
}

#[test]
fn one_log_at_any_two_sizes_is_one_history() {
    let (dir, notes) = log(None, &[4, 255, 256, 257, 700, 900]);
    let copy = open(dir.path());
    for one in &notes {
        for other in &notes {
            check(one, other, Shown::Copy(&copy), Outcome::Right, 0);
        }
    }
    let nodes = Store::at(dir.path());
    let proof = consistency(&nodes.nodes(900), 257, 900).unwrap();
    check(&notes[3], &notes[5], Shown::Proof(&proof), Outcome::Right, 0);
    check(&notes[3], &notes[5], Shown::Nothing, Outcome::Incomplete, 0);
    check(&notes[3], &notes[3], Shown::Nothing, Outcome::Right, 0);
}

#[test]
fn a_split_view_is_proven() {
    let (dir, honest) = log(None, &[300, 500, 900]);
    let (_, forged) = log(Some(299), &[300, 500, 900]);
    let copy = open(dir.path());
    check(&honest[0], &forged[0], Shown::Nothing, Outcome::Tampered, 1);
    check(&honest[0], &forged[1], Shown::Copy(&copy), Outcome::Tampered, 1);
    check(&forged[0], &honest[2], Shown::Copy(&copy), Outcome::Tampered, 1);
    check(&forged[0], &forged[1], Shown::Copy(&copy), Outcome::Tampered, 2);
    check(&honest[1], &forged[2], Shown::Copy(&copy), Outcome::Tampered, 1);
    let nodes = Store::at(dir.path());
    let proof = consistency(&nodes.nodes(900), 300, 900).unwrap();
    check(&forged[0], &honest[2], Shown::Proof(&proof), Outcome::Tampered, 1);
    check(&honest[0], &forged[2], Shown::Proof(&proof), Outcome::Tampered, 0);
    check(&honest[0], &honest[2], Shown::Proof(&proof[1..]), Outcome::Tampered, 0);
}

#[test]
fn what_cannot_be_compared_is_not_judged() {
    let (dir, notes) = log(None, &[300, 500]);
    let longer = note(900, Hash::of_nothing());
    check(&notes[0], &longer, Shown::Copy(&open(dir.path())), Outcome::Incomplete, 0);
    let path = dir.path().join("tile/entries/000");
    let copy = open(dir.path());
    std::fs::remove_file(&path).unwrap();
    std::fs::remove_file(dir.path().join("tile/0/000")).unwrap();
    check(&notes[0], &notes[1], Shown::Copy(&copy), Outcome::Incomplete, 0);
    let other = Signer::new(ORIGIN, KeyKind::Note, &[8; 32]).unwrap();
    let mut stranger = Note::new(notes[0].text().to_owned());
    stranger.sign(&other).unwrap();
    check(&notes[0], &stranger, Shown::Nothing, Outcome::Tampered, 0);
}
