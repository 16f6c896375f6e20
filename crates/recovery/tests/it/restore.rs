//! Restores: to the end, to a point, and what is said where something would be lost.

use std::fs;

use jiff::Timestamp;
use recovery::{Books, Known, READ_ONLY, RecoveryError, Restored, To, accept_loss, backup, restore};

use crate::world::{World, event};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A fund of `at_backup` events when it was backed up, and `in_the_end` when it was lost.
fn lost(at_backup: u64, in_the_end: u64) -> World {
    let world = World::new();
    world.grow(at_backup);
    backup(&world.books(), &world.path("backup"), NOW).unwrap();
    world.grow(in_the_end);
    fs::rename(world.books().home, world.path("broken")).unwrap();
    world
}

fn back(world: &World, to: To, known: &[Known]) -> Result<Restored, RecoveryError> {
    restore(&world.books(), &world.path("backup"), to, known)
}

#[test]
fn all_of_it_comes_back_to_the_byte() {
    let world = lost(300, 300);
    let restored = back(&world, To::End, &[]).unwrap();
    assert_eq!((restored.events, restored.loss), (300, None));
    let journal = |home: &std::path::Path| fs::read(home.join("log/journal")).unwrap();
    assert_eq!(journal(&restored.home), journal(&world.path("broken")));
    let log = world.open();
    world.publish(&log);
    world.fill(&log, 310);
    world.publish(&log);
    assert!(log.verify(|_, _| {}).is_ok());
}

#[track_caller]
fn check_cut(to: To, events: u64) {
    let world = lost(60, 60);
    let restored = back(&world, to, &[]).unwrap();
    assert_eq!(restored.events, events);
    assert_eq!(world.events().len() as u64, events);
    let loss = restored.loss.expect("something is lost");
    assert_eq!((loss.restored, loss.known), (events, Some(60)));
}

/// Commits begin at 0 (3 events), 3 (20), 23, 24 (20), 44, 45 (20)...
#[test]
fn a_point_is_the_end_of_a_commit_at_or_before_it() {
    check_cut(To::Position(23), 23);
    check_cut(To::Position(43), 24);
    check_cut(To::Moment("2024-09-10T00:22:30Z".parse().unwrap()), 23);
    check_cut(To::Moment("2024-09-10T00:22:00Z".parse().unwrap()), 23);
    check_cut(To::Moment("2024-09-10T00:21:59Z".parse().unwrap()), 3);
    let world = lost(60, 60);
    assert!(matches!(back(&world, To::Position(2), &[]), Err(RecoveryError::NothingBefore)));
    assert!(!world.books().home.exists(), "nothing half-made");
}

/// What the lock knows and the backup has not is said, and nothing is signed.
#[test]
fn a_restore_that_loses_acknowledged_events_says_so_and_is_read_only() {
    let world = lost(200, 230);
    let restored = back(&world, To::End, &[]).unwrap();
    let loss = restored.loss.unwrap();
    assert_eq!((loss.restored, loss.known, loss.other_history), (200, Some(230), false));
    let said = fs::read_to_string(restored.home.join(READ_ONLY)).unwrap();
    assert!(said.contains("thiếu 30 sự kiện") && said.contains("30 acknowledged events"), "{said}");
    assert!(said.contains("2024-09-10T03:19:00Z"), "since when: {said}");
    let evidence = accept_loss(&world.books(), "admin:t-test", NOW).unwrap();
    assert!(!restored.home.join(READ_ONLY).exists());
    assert!(fs::read_to_string(evidence.join("accepted")).unwrap().contains("accepted_by admin:t-test"));
    assert!(evidence.join("lock.checkpoint").exists());
    let again = accept_loss(&world.books(), "admin:t-test", NOW);
    assert!(matches!(again, Err(RecoveryError::NotReadOnly { .. })));
}

/// Where the lock is gone too, nobody here knows what is missing; a checkpoint from outside tells.
#[test]
fn without_a_lock_only_somebody_elses_checkpoint_tells() {
    let world = lost(100, 120);
    let known = |file: &str| {
        let file = world.path(file);
        Known { note: fs::read(&file).unwrap(), file }
    };
    fs::copy(world.books().lock, world.path("newest")).unwrap();
    let check = |known: &[Known], lost: Option<Option<u64>>| {
        let _ = fs::remove_dir_all(world.books().home);
        let _ = fs::remove_file(world.books().lock);
        let restored = back(&world, To::End, known).unwrap();
        assert_eq!(restored.loss.map(|loss| loss.known), lost);
        assert_eq!(
            world.books().lock.exists(),
            lost.is_none(),
            "the backup's word is a lock only where nothing is missing"
        );
    };
    check(&[], Some(None));
    let _ = fs::remove_dir_all(world.books().home);
    assert!(back(&world, To::End, &[]).unwrap().loss.is_some(), "nor the second time");
    check(&[known("newest")], Some(Some(120)));
    fs::copy(world.path("backup/yagi-2024/tlog/checkpoint"), world.path("same")).unwrap();
    check(&[known("same")], None);
    let forged = Known { note: b"forged\n".to_vec(), file: world.path("forged") };
    let _ = fs::remove_dir_all(world.books().home);
    assert!(matches!(back(&world, To::End, &[forged]), Err(RecoveryError::NotSigned { .. })));
}

/// A signed checkpoint of the same size with another root: the backup is of another history.
#[test]
fn another_history_is_an_alarm() {
    let world = World::new();
    world.grow(40);
    let other = World::new();
    crate::world::copy(&world.path("keys"), &other.path("keys"));
    let log = other.open();
    other.fill(&log, 30);
    let command = event_log::CommandId { id: uuid::Uuid::from_u128(1), digest: [3; 32] };
    let expected = vec![event_log::Expected { stream: "other".to_owned(), version: None }];
    let events = (100..110).map(|at| (0, event(100, at))).collect();
    log.append(event_log::Commit { command, at: None, expected, events }).wait().unwrap();
    other.publish(&log);
    drop(log);
    backup(&other.books(), &world.path("backup"), NOW).unwrap();
    fs::remove_dir_all(world.books().home).unwrap();
    let loss = back(&world, To::End, &[]).unwrap().loss.unwrap();
    assert!(loss.other_history);
    assert!(fs::read_to_string(world.books().home.join(READ_ONLY)).unwrap().contains("ALARM"));
}

#[test]
fn books_that_are_there_are_never_written_over() {
    let world = World::new();
    world.grow(10);
    backup(&world.books(), &world.path("backup"), NOW).unwrap();
    assert!(matches!(back(&world, To::End, &[]), Err(RecoveryError::Occupied { .. })));
    let books = Books { home: world.path("beside"), ..world.books() };
    assert_eq!(restore(&books, &world.path("backup"), To::End, &[]).unwrap().events, 10);
    let nothing = restore(&books, &world.path("nowhere"), To::End, &[]);
    assert!(matches!(nothing, Err(RecoveryError::NoBackup { .. })));
}
