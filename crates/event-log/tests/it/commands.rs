//! Appending: positions, versions, idempotency, refusals, poison.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use event_log::{Acknowledge, AppendError, CommandId, Commit, EventLog, Found, Options};

use crate::support::{Place, append, at, command, events, one, refused};

#[test]
fn positions_are_contiguous_and_versions_count_events() {
    let place = Place::new();
    let log = place.open();
    let first = append(&log, one(1, "fund", Some(0), "a"));
    let commit = Commit {
        command: command(2),
        at: None,
        expected: vec![at("receipt/1", Some(0)), at("fund", Some(1))],
        events: vec![(0, b"b".to_vec()), (1, b"c".to_vec()), (0, b"d".to_vec())],
    };
    let second = append(&log, commit);
    assert_eq!((first.first, first.count, second.first, second.count), (0, 1, 1, 3));
    assert_eq!(log.head(), second.head);
    assert_eq!(log.stream_version("fund").expect("reads"), 2);
    assert_eq!(log.stream_version("receipt/1").expect("reads"), 2);
    assert_eq!(log.stream_version("receipt").expect("reads"), 0);
    let named = |stream: &str, text: &str| (stream.to_owned(), text.to_owned());
    let all = [named("fund", "a"), named("receipt/1", "b"), named("fund", "c"), named("receipt/1", "d")];
    assert_eq!(events(&log), all);
}

#[test]
fn a_command_sent_again_answers_with_the_first_result_also_after_reopening() {
    let place = Place::new();
    let log = place.open();
    let first = append(&log, one(1, "fund", Some(0), "a"));
    append(&log, one(2, "fund", Some(1), "b"));
    let again = append(&log, one(1, "fund", Some(0), "a"));
    assert_eq!((again.first, again.count, again.replayed), (first.first, 1, true));
    assert_eq!(again.head.position, 2);
    drop(log);
    let log = place.open();
    assert!(append(&log, one(1, "fund", Some(0), "a")).replayed);
    assert_eq!(log.find(command(2).id).expect("reads"), Some(Found { digest: [3; 32], first: 1, count: 1 }));
    assert_eq!(log.find(command(3).id).expect("reads"), None);
    let other = CommandId { digest: [4; 32], ..command(1) };
    assert_eq!(
        refused(&log, Commit { command: other, ..one(1, "fund", None, "x") }),
        AppendError::CommandReused
    );
}

#[test]
fn the_same_command_handed_over_twice_at_once_is_written_once() {
    let place = Place::new();
    let log = place.open();
    let tickets: Vec<_> = (0..20).map(|_| log.append(one(1, "fund", Some(0), "a"))).collect();
    let answers: Vec<_> = tickets.into_iter().map(|ticket| ticket.wait().expect("appends")).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(answers.iter().all(|answer| answer.first == 0 && answer.count == 1));
    assert_eq!(log.head().position, 1);
}

#[test]
fn of_many_clients_that_expect_the_same_version_one_wins_each_time() {
    let place = Place::new();
    let log = place.open();
    let conflicts = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for client in 0..8_u128 {
            let (log, conflicts) = (log.clone(), &conflicts);
            scope.spawn(move || {
                let mut number = 0;
                while number < 25 {
                    let version = log.stream_version("fund").expect("reads");
                    let id = client << 64 | u128::from(version) << 32 | number;
                    match log.append(one(id, "fund", Some(version), &format!("{client} {number}"))).wait() {
                        Ok(_) => number += 1,
                        Err(AppendError::Conflict { actual, expected, .. }) => {
                            assert!(actual > expected);
                            conflicts.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert_eq!((log.head().position, log.stream_version("fund").expect("reads")), (200, 200));
}

#[test]
fn what_cannot_be_written_is_refused_and_leaves_nothing() {
    let place = Place::new();
    let log = place.open();
    append(&log, one(1, "fund", None, "a"));
    let conflict = AppendError::Conflict { stream: "fund".to_owned(), expected: 4, actual: 1 };
    assert_eq!(refused(&log, one(2, "fund", Some(4), "b")), conflict);
    let overtaken = AppendError::Overtaken { expected: 0, actual: 1 };
    assert_eq!(refused(&log, Commit { at: Some(0), ..one(2, "other", None, "b") }), overtaken);
    assert_eq!(refused(&log, one(2, "fund", None, &"x".repeat(65_536))), AppendError::TooLarge);
    let malformed = |commit| assert!(matches!(refused(&log, commit), AppendError::Malformed { .. }));
    malformed(one(2, "", None, "b"));
    malformed(one(2, &"s".repeat(256), None, "b"));
    malformed(Commit { events: vec![], ..one(2, "fund", None, "b") });
    malformed(Commit { events: vec![(1, vec![])], ..one(2, "fund", None, "b") });
    malformed(Commit { expected: vec![at("fund", None), at("fund", None)], ..one(2, "fund", None, "b") });
    assert_eq!((log.head().position, log.find(command(2).id).expect("reads")), (1, None));
    append(&log, one(2, "fund", Some(1), &"x".repeat(65_535)));
}

#[test]
fn a_commit_of_many_records_is_one_commit() {
    let place = Place::new();
    let log = place.open();
    let events = (0..40_u16).map(|index| (index, vec![b'x'; 20_000])).collect();
    let expected = (0..40).map(|index| at(&format!("receipt/{index}"), Some(0))).collect();
    let appended = append(&log, Commit { command: command(1), at: None, expected, events });
    assert_eq!((appended.first, appended.count), (0, 40));
    let records: Vec<_> = log.read(0).map(|record| record.expect("reads")).collect();
    assert!(records.len() > 5);
    assert!(records.iter().all(|record| record.commit_first == 0 && record.command_id == command(1).id));
    assert_eq!(records.iter().filter(|record| record.last_part).count(), 1);
    assert_eq!(log.find(command(1).id).expect("reads").map(|found| found.count), Some(40));
    assert_eq!(log.stream_version("receipt/39").expect("reads"), 1);
    assert_eq!(std::fs::read_dir(place.file("sled/blobs")).expect("reads").count(), 0);
}

#[test]
fn the_sink_sees_every_record_once_in_order_before_the_answer() {
    for acknowledge in [Acknowledge::Journal, Acknowledge::Both] {
        let place = Place::new();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sees = Arc::clone(&seen);
        let sink = Box::new(move |record: &event_log::Record| {
            sees.lock().expect("locks").push(record.end_position());
        });
        let options = Options { sink, acknowledge, ..Options::default() };
        let (log, _) = EventLog::open(&place.path(), options).expect("opens");
        for number in 1..=50 {
            append(&log, one(number, "fund", None, "a"));
            assert_eq!(seen.lock().expect("locks").last(), Some(&(number as u64)));
        }
        assert_eq!(*seen.lock().expect("locks"), (1..=50).collect::<Vec<_>>());
    }
}

#[test]
fn a_failing_hook_poisons_the_log_until_it_is_reopened() {
    let place = Place::new();
    let fails = Arc::new(AtomicBool::new(false));
    let hook = Arc::clone(&fails);
    let gone = || Err(io::Error::other("the vault's disk is gone"));
    let before_commit = Box::new(move || if hook.load(Ordering::SeqCst) { gone() } else { Ok(()) });
    let options = Options { before_commit, ..Options::default() };
    let (log, _) = EventLog::open(&place.path(), options).expect("opens");
    append(&log, one(1, "fund", None, "a"));
    fails.store(true, Ordering::SeqCst);
    assert!(matches!(refused(&log, one(2, "fund", None, "b")), AppendError::Poisoned { .. }));
    fails.store(false, Ordering::SeqCst);
    let again = refused(&log, one(3, "fund", None, "c"));
    assert!(again.to_string().contains("the vault's disk is gone"), "{again}");
    assert!(again.vi().contains("ngừng ghi"), "{}", again.vi());
    assert_eq!(events(&log).len(), 1);
    drop(log);
    let log = place.open();
    append(&log, one(2, "fund", Some(1), "b"));
}

#[test]
fn a_closed_log_answers_every_command_that_was_handed_over() {
    let place = Place::new();
    let log = place.open();
    let tickets: Vec<_> = (1..=100).map(|number| log.append(one(number, "fund", None, "a"))).collect();
    drop(log);
    assert!(tickets.into_iter().all(|ticket| ticket.wait().is_ok()));
    assert_eq!(place.open().head().position, 100);
}
