//! Forked logs, and files of evidence that are true, wrong, cut and changed.

use transparency::{Outcome, consistency, root};

use super::*;
use crate::testing::{Leaves, log_key as signer};

/// Evidence of a fork at the same size, and of one at two sizes.
fn both() -> [Evidence; 2] {
    let key = signer("sovang.local/fund/a");
    let (honest, forked) = (Leaves::new(40, 20, "a"), Leaves::new(40, 20, "b"));
    let same = Evidence::new(key.public(), &honest.note(33, &key), &forked.note(33, &key), None).unwrap();
    let proof = consistency(&forked, 27, 40).unwrap();
    let (old, new) = (honest.note(27, &key), forked.note(40, &key));
    let later = Evidence::of_failed_proof(key.public(), &old, &new, &proof).unwrap();
    [same, later]
}

#[test]
fn a_fork_is_proven_and_the_file_proves_it_again() {
    for evidence in both() {
        let read = Evidence::parse(evidence.to_string().as_bytes()).unwrap();
        assert_eq!(read, evidence);
        assert_eq!(read.verify(), Ok(()));
        let report = read.report(Some(signer("sovang.local/fund/a").public()));
        assert_eq!((report.outcome, report.strength.signed), (Outcome::Tampered, true));
        assert!(report.not_checked.is_empty());
        assert_eq!(read.report(None).not_checked.len(), 1);
        let other = read.report(Some(signer("other").public()));
        assert_eq!((other.outcome, other.strength.signed), (Outcome::Incomplete, false));
    }
}

#[test]
fn every_failed_proof_of_a_fork_is_evidence_but_from_one_perfect_subtree() {
    let key = signer("log");
    let (honest, forked) = (Leaves::new(70, 0, "a"), Leaves::new(70, 0, "b"));
    for old in 1..70_u64 {
        for new in old + 1..=70 {
            let proof = consistency(&forked, old, new).unwrap();
            let (from, to) = (honest.note(old, &key), forked.note(new, &key));
            let found = Evidence::of_failed_proof(key.public(), &from, &to, &proof);
            assert_eq!(found.is_some(), !old.is_power_of_two(), "{old} {new}");
            let root = root(&forked, old).unwrap();
            let told = Evidence::new(key.public(), &to, &from, Some(Beginning { root, proof }));
            assert!(told.is_ok(), "{old} {new}");
        }
    }
}

#[test]
fn an_honest_log_cannot_be_accused() {
    let key = signer("log");
    let log = Leaves::new(70, 70, "");
    for old in 1..70 {
        for new in old + 1..=70 {
            let mut proof = consistency(&log, old, new).unwrap();
            let (from, to) = (log.note(old, &key), log.note(new, &key));
            assert_eq!(Evidence::of_failed_proof(key.public(), &from, &to, &proof), None);
            for at in 0..proof.len() {
                let good = std::mem::replace(&mut proof[at], Hash::leaf(b"other"));
                assert_eq!(Evidence::of_failed_proof(key.public(), &from, &to, &proof), None);
                proof[at] = good;
            }
        }
    }
}

#[track_caller]
fn refused(one: &Note, other: &Note, beginning: Option<Beginning>, why: &EvidenceError) {
    assert_eq!(Evidence::new(signer("a").public(), one, other, beginning).as_ref(), Err(why));
}

#[test]
fn what_proves_nothing_is_refused_by_name() {
    let (key, log, other) = (signer("a"), Leaves::new(9, 9, ""), Leaves::new(9, 0, "b"));
    refused(&log.note(5, &key), &log.note(5, &key), None, &EvidenceError::NoContradiction);
    refused(&log.note(5, &key), &other.note(6, &key), None, &EvidenceError::NoProof);
    refused(
        &log.note(5, &key),
        &other.note(5, &signer("b")),
        None,
        &EvidenceError::Unsigned { size: 5, key: "a".into() },
    );
    let mut foreign = Note::new(other.note(5, &key).text().replace("a\n5", "b\n5"));
    foreign.sign(&key).unwrap();
    refused(&log.note(5, &key), &foreign, None, &EvidenceError::Origin);
    let honest = Beginning { root: root(&log, 5).unwrap(), proof: consistency(&log, 5, 9).unwrap() };
    refused(&log.note(5, &key), &log.note(9, &key), Some(honest.clone()), &EvidenceError::NoContradiction);
    let wrong = Beginning { root: root(&other, 5).unwrap(), ..honest };
    refused(&log.note(5, &key), &log.note(9, &key), Some(wrong), &EvidenceError::NoProof);
}

#[test]
fn a_claim_is_kept_and_proves_nothing_alone() {
    let (key, log, other) = (signer("a"), Leaves::new(9, 9, ""), Leaves::new(9, 0, "b"));
    let claim = Evidence::claim(key.public(), &log.note(8, &key), &other.note(9, &key)).unwrap();
    let read = Evidence::parse(claim.to_string().as_bytes()).unwrap();
    assert_eq!((read.verify(), &read), (Err(EvidenceError::NoProof), &claim));
    assert_eq!(read.report(Some(key.public())).outcome, Outcome::Incomplete);
}

#[test]
fn a_file_that_is_changed_proves_nothing() {
    for evidence in both() {
        let file = evidence.to_string().into_bytes();
        for length in 0..file.len() {
            assert!(Evidence::parse(&file[..length]).is_err(), "cut at {length}");
        }
        for bit in 0..file.len() * 8 {
            let mut changed = file.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let proves = Evidence::parse(&changed).is_ok_and(|evidence| evidence.verify().is_ok());
            assert!(!proves, "bit {bit}");
        }
        let longer = [file.as_slice(), b"\n"].concat();
        assert!(Evidence::parse(&longer).is_err());
    }
}

#[test]
fn it_is_saved_under_a_name_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let names = both().map(|evidence| {
        let path = evidence.save(&dir.path().join("evidence")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), evidence.to_string().into_bytes());
        assert_eq!(evidence.save(&dir.path().join("evidence")).unwrap(), path);
        path.file_name().unwrap().to_str().unwrap().to_owned()
    });
    assert!(names[0].starts_with("sovang.local_fund_a-33-33-"), "{names:?}");
    assert!(names[1].starts_with("sovang.local_fund_a-27-40-"), "{names:?}");
}
