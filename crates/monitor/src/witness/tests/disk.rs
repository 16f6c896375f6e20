//! The witness on the disk: it forgets nothing, shares its directory with nobody, and lets one of two go first.

use std::path::Path;
use std::sync::Barrier;

use super::super::*;
use super::{LOG, request};
use crate::MonitorError;
use crate::testing::{Leaves, log_key, public, witness_key};

fn open(dir: &Path) -> Result<Witness, MonitorError> {
    Witness::open(dir, witness_key("w", 1), vec![public(&log_key(LOG)), public(&log_key("other"))])
}

#[track_caller]
fn cosigned(witness: &Witness, log: &Leaves, old: u64, new: u64) {
    let body = request(log, &log_key(LOG), old, new).to_string();
    let outlook = witness.add_checkpoint(body.as_bytes(), 9).unwrap();
    assert!(matches!(outlook, Outlook::Cosigned(_)), "{outlook:?}");
}

#[test]
fn what_was_cosigned_is_there_after_a_restart() {
    let (dir, log) = (tempfile::tempdir().unwrap(), Leaves::new(9, 9, ""));
    let witness = open(dir.path()).unwrap();
    assert_eq!(witness.logs(), [("other", None), (LOG, None)]);
    cosigned(&witness, &log, 0, 4);
    assert!(matches!(open(dir.path()), Err(MonitorError::Unusable { .. })));
    drop(witness);
    let witness = open(dir.path()).unwrap();
    assert_eq!(witness.logs(), [("other", None), (LOG, Some(4))]);
    let body = request(&log, &log_key(LOG), 0, 9).to_string();
    let Outlook::Refused(refusal, None) = witness.add_checkpoint(body.as_bytes(), 9).unwrap() else {
        unreachable!("cosigned from another size")
    };
    assert_eq!(refusal.known_size(), Some(4));
    cosigned(&witness, &log, 4, 9);
}

#[test]
fn a_file_that_was_touched_closes_the_witness() {
    let (dir, log) = (tempfile::tempdir().unwrap(), Leaves::new(9, 9, ""));
    cosigned(&open(dir.path()).unwrap(), &log, 0, 4);
    let logs = dir.path().join("logs");
    let file = std::fs::read_dir(&logs).unwrap().next().unwrap().unwrap().path().join("checkpoint");
    let good = std::fs::read_to_string(&file).unwrap();
    for bad in
        ["", "x", &good.replace("\n4\n", "\n5\n"), &good.replace(LOG, "other"), &good[..good.len() - 1]]
    {
        std::fs::write(&file, bad).unwrap();
        let error = open(dir.path()).unwrap_err().to_string();
        assert!(error.contains("restore this file") && error.contains("khôi phục"), "{error}");
    }
    std::fs::write(&file, good).unwrap();
    assert!(open(dir.path()).is_ok());
}

#[test]
fn a_fork_is_refused_and_both_notes_are_kept() {
    let (dir, honest, forked) =
        (tempfile::tempdir().unwrap(), Leaves::new(9, 2, "a"), Leaves::new(9, 2, "b"));
    let witness = open(dir.path()).unwrap();
    cosigned(&witness, &honest, 0, 5);
    for (old, new) in [(5, 5), (0, 5), (5, 7)] {
        let body = request(&forked, &log_key(LOG), old, new).to_string();
        let Outlook::Refused(refusal, Some(file)) = witness.add_checkpoint(body.as_bytes(), 10).unwrap()
        else {
            unreachable!("{old} {new}")
        };
        assert_eq!(refusal.status(), if new == 5 { 409 } else { 422 });
        let evidence = crate::Evidence::parse(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!((evidence.verify(), evidence.key()), (Ok(()), log_key(LOG).public()));
    }
    assert_eq!(std::fs::read_dir(dir.path().join("evidence")).unwrap().count(), 2);
    cosigned(&witness, &honest, 5, 9);
}

#[test]
fn a_disk_that_fails_gives_no_cosignature() {
    let (dir, log) = (tempfile::tempdir().unwrap(), Leaves::new(9, 9, ""));
    let witness = open(dir.path()).unwrap();
    cosigned(&witness, &log, 0, 4);
    let logs = dir.path().join("logs");
    let place = std::fs::read_dir(&logs).unwrap().next().unwrap().unwrap().path();
    // A directory where the new file would be written.
    std::fs::create_dir(place.join("checkpoint.new")).unwrap();
    let body = request(&log, &log_key(LOG), 4, 9).to_string();
    assert!(matches!(witness.add_checkpoint(body.as_bytes(), 9), Err(MonitorError::Io { .. })));
    assert_eq!(witness.logs()[1].1, Some(4));
    std::fs::remove_dir(place.join("checkpoint.new")).unwrap();
    cosigned(&witness, &log, 4, 9);
}

#[test]
fn of_requests_at_once_one_wins() {
    let (dir, log) = (tempfile::tempdir().unwrap(), Leaves::new(40, 40, ""));
    let witness = open(dir.path()).unwrap();
    cosigned(&witness, &log, 0, 4);
    for round in 0..8 {
        let (old, start) = (4 + round * 4, Barrier::new(4));
        let answers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..=4)
                .map(|more| {
                    let body = request(&log, &log_key(LOG), old, old + more).to_string();
                    let (witness, start) = (&witness, &start);
                    scope.spawn(move || {
                        start.wait();
                        witness.add_checkpoint(body.as_bytes(), 9).unwrap()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let won = answers.iter().filter(|answer| matches!(answer, Outlook::Cosigned(_))).count();
        let size = witness.logs()[1].1.unwrap();
        assert_eq!(won, 1, "{answers:?}");
        for answer in answers {
            if let Outlook::Refused(refusal, file) = answer {
                assert_eq!((refusal.known_size(), file), (Some(size), None));
            }
        }
        if size < old + 4 {
            cosigned(&witness, &log, size, old + 4);
        }
    }
}

#[test]
fn keys_of_the_wrong_kind_open_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let log = || vec![public(&log_key(LOG))];
    assert!(Witness::open(dir.path(), log_key("w"), log()).is_err());
    assert!(Witness::open(dir.path(), witness_key("w", 1), vec![public(&witness_key("w", 1))]).is_err());
}

#[test]
fn a_file_is_replaced_below_directories_that_are_made() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/b/c/file");
    for bytes in [&b"one"[..], b"two"] {
        publication::replace(&path, bytes).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    assert!(publication::replace(Path::new("/"), b"").is_err());
}
