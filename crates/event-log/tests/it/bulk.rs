//! Commits that are handed over event by event.

use event_log::{AppendError, EventLog};

use crate::support::{Place, append, at, command, events, offsets, one};

/// A bulk append of so many events of 1,000 bytes that has not been ended.
fn begun(log: &EventLog, number: u128, count: usize, version: Option<u64>) -> event_log::BulkAppend {
    let mut bulk = log.begin(command(number), None, vec![at("import", version)]);
    for _ in 0..count {
        bulk.push(0, &[b'x'; 1000]).expect("pushes");
    }
    bulk
}

#[test]
fn a_bulk_commit_is_one_commit_and_nobody_is_written_in_between() {
    let place = Place::new();
    let log = place.open();
    let bulk = begun(&log, 1, 2000, Some(0));
    let other = log.append(one(2, "fund", None, "after"));
    let appended = bulk.commit().wait().expect("appends");
    assert_eq!((appended.first, appended.count), (0, 2000));
    assert_eq!(other.wait().expect("appends").first, 2000);
    assert_eq!(events(&log).len(), 2001);
    let again = begun(&log, 1, 2000, Some(0)).commit().wait().expect("answers");
    assert_eq!((again.first, again.count, again.replayed), (0, 2000, true));
    assert_eq!(log.stream_version("import").expect("reads"), 2000);
}

#[test]
fn a_bulk_append_that_is_dropped_leaves_nothing() {
    for count in [10, 3000] {
        let place = Place::new();
        let log = place.open();
        append(&log, one(1, "fund", None, "before"));
        let length = offsets(&place.file("journal")).pop();
        drop(begun(&log, 2, count, None));
        append(&log, one(3, "import", Some(0), "after"));
        assert_eq!(events(&log).len(), 2);
        assert_eq!(offsets(&place.file("journal")).iter().rev().nth(1).copied(), length);
        assert_eq!(log.find(command(2).id).expect("reads"), None);
        assert_eq!(append(&log, one(2, "import", Some(1), "now")).first, 2);
    }
}

#[test]
fn a_refused_bulk_append_says_why_and_leaves_nothing() {
    let place = Place::new();
    let log = place.open();
    let conflict = AppendError::Conflict { stream: "import".to_owned(), expected: 9, actual: 0 };
    for count in [10, 3000] {
        assert_eq!(begun(&log, 1, count, Some(9)).commit().wait(), Err(conflict.clone()));
    }
    let mut large = begun(&log, 1, 3000, None);
    assert_eq!(large.push(0, &vec![0; 70_000]), Err(AppendError::TooLarge));
    assert_eq!(large.commit().wait(), Err(AppendError::TooLarge));
    let empty = log.begin(command(1), None, vec![at("import", None)]).commit().wait();
    assert!(matches!(empty, Err(AppendError::Malformed { .. })));
    assert_eq!(log.head().position, 0);
    assert_eq!(append(&log, one(1, "import", Some(0), "now")).first, 0);
}
