//! What the directory log lists, and a fund that tells it one thing and shows another.

use std::path::Path;

use monitor::{Copy, Trust, listed};
use serde_json::json;
use transparency::{KeyKind, Note, Signer};

use crate::books::{books, gift};
use crate::sample::{ORIGIN, policy, publish, vkey};

fn birth(fund: &str, vkey: &str, origin: &str) -> Vec<u8> {
    json!({"fund": fund, "kind": "birth", "origin": origin, "schema": 1, "vkey": vkey})
        .to_string()
        .into_bytes()
}

fn shown(fund: &str, note: &Note) -> Vec<u8> {
    json!({"fund": fund, "kind": "checkpoint", "note": note.to_string(), "schema": 1})
        .to_string()
        .into_bytes()
}

/// A copy of a log of these entries. What log it is does not matter here.
fn copy(entries: &[Vec<u8>]) -> (tempfile::TempDir, Copy) {
    let dir = tempfile::tempdir().unwrap();
    publish(dir.path(), entries, &[entries.len()]);
    let copy = open(dir.path());
    (dir, copy)
}

fn open(dir: &Path) -> Copy {
    Copy::open(dir, &Trust::Policy(policy())).unwrap()
}

#[test]
fn a_fund_is_measured_by_all_that_it_told_the_directory() {
    let entries = books(700);
    let dir = tempfile::tempdir().unwrap();
    let notes: Vec<_> = [5, 300, 512, 700].map(|size| publish(dir.path(), &entries[..size], &[size])).into();
    let mut told = vec![birth("quy-a", &vkey().to_string(), ORIGIN)];
    told.extend(notes.iter().map(|note| shown("quy-a", note)));
    let (_directory, directory) = copy(&told);
    let funds = listed(&directory).unwrap();
    assert_eq!((funds.len(), funds[0].notes.len(), &funds[0].key), (1, 4, &vkey()));
    assert!(funds[0].contradiction(&open(dir.path())).unwrap().is_none());

    // The history that visitors are shown differs in one gift.
    for size in [6, 300, 700, 800] {
        let mut other = books(size);
        other[4] = gift(1_000_000);
        let (_forged, forged) = copy(&other);
        let evidence = funds[0].contradiction(&forged).unwrap().unwrap();
        assert!(evidence.verify().is_ok());
    }
}

#[test]
fn after_a_loss_that_was_accepted_the_fund_is_the_log_it_goes_on_as() {
    let note = publish(tempfile::tempdir().unwrap().path(), &books(5), &[5]);
    let next = format!("{ORIGIN}-e2");
    let key = Signer::new(&next, KeyKind::Note, &[6; 32]).unwrap();
    let told = [
        birth("quy-a", &vkey().to_string(), ORIGIN),
        shown("quy-a", &note),
        birth("quy-a", &key.public().to_string(), &next),
        birth("quy-a", &vkey().to_string(), ORIGIN),
    ];
    let funds = listed(&copy(&told).1).unwrap();
    assert_eq!((funds.len(), funds[0].key.name(), funds[0].notes.len()), (1, next.as_str(), 0));
}

#[test]
fn a_directory_that_lists_nonsense_or_two_keys_is_refused() {
    let key = vkey().to_string();
    let note = publish(tempfile::tempdir().unwrap().path(), &books(5), &[5]);
    for wrong in [
        b"{}".to_vec(),
        birth("../quy-a", &key, ORIGIN),
        birth("quy-a", &key, "another.example/fund/quy-a"),
        birth("quy-a", "no key", ORIGIN),
        shown("quy-b", &note),
        birth("quy-a", "sovang.local/fund/quy-a+00000000+AA==", ORIGIN),
    ] {
        let (_dir, directory) = copy(&[birth("quy-a", &key, ORIGIN), wrong]);
        let error = listed(&directory).unwrap_err().to_string();
        assert!(error.contains("entry 1"), "{error}");
    }
}
