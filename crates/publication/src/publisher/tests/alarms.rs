//! What does not fit is an alarm: it is named, nothing is signed, and nothing on the disk changes.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use event_log::EventLog;
use uuid::Uuid;

use super::{FUND, ORIGIN, Place, append, append_as, naive_root};
use crate::{Lock, LogKeys, PublishError, audit};

/// A published log of 300 events, to which something is done. Whoever opens it then hears `alarm`, and leaves every file
/// as it is.
#[track_caller]
fn check(harm: impl FnOnce(&Place), alarm: impl FnOnce(&PublishError) -> bool) {
    let place = published(300);
    harm(&place);
    let log = place.log();
    let files = |place: &Place| [place.files("tlog"), place.files("locks"), place.files("keys")];
    let before = files(&place);
    let error = place.try_open(&log).err().expect("an alarm");
    assert!(alarm(&error) && error.is_alarm(), "{error:?}");
    let (vi, en) = error.to_string().split_once(" / ").map(|(vi, en)| (vi.len(), en.len())).unwrap();
    assert!(vi > 40 && en > 40, "{error}");
    assert_eq!(files(&place), before);
}

fn published(count: u64) -> Place {
    let place = Place::new();
    let log = place.log();
    append(&log, count);
    place.open(&log).publish(&log).unwrap();
    place
}

/// Puts another journal in the place of the log's.
fn journal_of(place: &Place, count: u64, word: &str) {
    fs::remove_dir_all(place.path("log")).unwrap();
    EventLog::create(&place.path("log"), Uuid::from_u128(7)).unwrap();
    append_as(&place.log(), count, word);
}

/// An older or other checkpoint that the same key signed.
fn signed_elsewhere(place: &Place, count: u64, word: &str) -> Vec<u8> {
    let other = Place::new();
    let log = other.log();
    append_as(&log, count, word);
    fs::create_dir_all(other.path("keys")).unwrap();
    fs::copy(place.path("keys/log.seed"), other.path("keys/log.seed")).unwrap();
    other.open(&log).publish(&log).unwrap().note.to_string().into_bytes()
}

fn lock_file() -> String {
    format!("locks/{FUND}.checkpoint")
}

#[test]
fn a_journal_that_was_rolled_back() {
    check(
        |place| journal_of(place, 299, "event"),
        |error| matches!(error, PublishError::RolledBack { size: 299, locked: 300, .. }),
    );
}

#[test]
fn a_journal_that_was_rewritten_with_its_tiles_gone() {
    check(
        |place| {
            journal_of(place, 400, "other");
            fs::remove_dir_all(place.path("tlog/tile")).unwrap();
        },
        |error| matches!(error, PublishError::Rewritten { size: 300, locked, found, .. } if locked != found),
    );
}

#[test]
fn a_journal_that_was_rewritten_below_whole_tiles_is_found_by_the_audit() {
    let place = published(300);
    journal_of(&place, 300, "other");
    let (log, lock) = (place.log(), Lock::read(&place.path("locks"), FUND).unwrap());
    let found = naive_root(&log, 300);
    match audit(&log, &place.store(), &lock) {
        Err(PublishError::Rewritten { origin, size: 300, found: said, .. }) => {
            assert_eq!((origin.as_str(), said), (ORIGIN, found));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_log_that_shrinks_while_it_is_published() {
    let place = published(300);
    let mut publisher = place.open(&place.log());
    journal_of(&place, 200, "event");
    let error = publisher.publish(&place.log()).unwrap_err();
    assert!(matches!(error, PublishError::RolledBack { size: 200, locked: 300, .. }), "{error:?}");
}

#[test]
fn a_lock_that_is_gone() {
    check(
        |place| fs::remove_file(place.path(&lock_file())).unwrap(),
        |error| matches!(error, PublishError::LockBehind { locked: 0, published: 300, .. }),
    );
}

#[test]
fn a_lock_that_was_rolled_back() {
    check(
        |place| fs::write(place.path(&lock_file()), signed_elsewhere(place, 7, "event")).unwrap(),
        |error| matches!(error, PublishError::LockBehind { locked: 7, published: 300, .. }),
    );
}

#[test]
fn a_lock_of_another_history() {
    check(
        |place| fs::write(place.path(&lock_file()), signed_elsewhere(place, 300, "other")).unwrap(),
        |error| matches!(error, PublishError::Rewritten { size: 300, .. }),
    );
    check(
        |place| fs::write(place.path(&lock_file()), signed_elsewhere(place, 301, "other")).unwrap(),
        |error| matches!(error, PublishError::RolledBack { size: 300, locked: 301, .. }),
    );
}

#[test]
fn a_lock_or_checkpoint_that_we_did_not_sign() {
    let lock = lock_file();
    for file in ["tlog/checkpoint", &lock] {
        for text in ["", "x", "a\n1\nb\n\n"] {
            let empty_lock = text.is_empty() && file == lock;
            check(
                |place| fs::write(place.path(file), text).unwrap(),
                |error| match error {
                    PublishError::NotOurs { origin, .. } => origin == ORIGIN && !empty_lock,
                    PublishError::LockBehind { locked: 0, published: 300, .. } => empty_lock,
                    _ => false,
                },
            );
        }
        check(
            |place| {
                let bytes = fs::read(place.path(file)).unwrap();
                let text = String::from_utf8(bytes).unwrap().replacen("\n300\n", "\n301\n", 1);
                fs::write(place.path(file), text).unwrap();
            },
            |error| matches!(error, PublishError::NotOurs { .. }),
        );
    }
}

#[test]
fn a_seed_that_is_gone_damaged_or_another() {
    check(
        |place| fs::remove_file(place.path("keys/log.seed")).unwrap(),
        |error| matches!(error, PublishError::SeedLost { .. }),
    );
    check(
        |place| fs::write(place.path("keys/log.seed"), [7; 31]).unwrap(),
        |error| matches!(error, PublishError::SeedLost { .. }),
    );
    check(
        |place| fs::write(place.path("keys/log.seed"), [7; 32]).unwrap(),
        |error| matches!(error, PublishError::NotOurs { .. }),
    );
}

#[test]
fn two_programs_that_sign_one_log() {
    let place = published(300);
    let log = place.log();
    let (mut first, mut second) = (place.open(&log), place.open(&log));
    append(&log, 1);
    first.publish(&log).unwrap();
    let error = second.publish(&log).unwrap_err();
    assert!(matches!(error, PublishError::LockChanged { .. }), "{error:?}");
    assert_eq!(first.publish(&log).unwrap().checkpoint.size, 301);
}

#[test]
fn of_many_who_swap_one_lock_one_succeeds() {
    let place = Place::new();
    let keys = LogKeys::open(&place.path("keys"), &place.path("locks"));
    assert!(keys.is_ok());
    let won = AtomicUsize::new(0);
    let locks: Vec<_> = (0..16).map(|_| Lock::read(&place.path("locks"), FUND).unwrap()).collect();
    std::thread::scope(|scope| {
        for (number, mut lock) in locks.into_iter().enumerate() {
            let won = &won;
            scope.spawn(move || match lock.swap(format!("note {number}").as_bytes()) {
                Ok(()) => drop(won.fetch_add(1, Ordering::Relaxed)),
                Err(error) => assert!(matches!(error, PublishError::LockChanged { .. }), "{error:?}"),
            });
        }
    });
    assert_eq!(won.into_inner(), 1);
}

#[test]
fn many_who_make_the_seed_have_one_key() {
    let place = Place::new();
    let keys: Vec<String> = std::thread::scope(|scope| {
        let make = || {
            let keys = LogKeys::open(&place.path("keys"), &place.path("locks")).unwrap();
            keys.signer(ORIGIN).unwrap().public().to_string()
        };
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(make)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}
