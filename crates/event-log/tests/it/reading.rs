//! Reading from a position, following, verifying.

use std::time::Duration;

use event_log::Commit;

use crate::support::{Place, append, fill, one};

const SOON: Duration = Duration::from_secs(20);

#[test]
fn reading_starts_with_the_record_that_holds_the_position() {
    let place = Place::new();
    let log = place.open();
    for number in 1..=10 {
        let events = (0..10).map(|_| (0, b"x".to_vec())).collect();
        append(&log, Commit { events, ..one(number, "fund", None, "") });
    }
    for from in 0..100 {
        let first = log.read(from).next().expect("a record").expect("reads");
        assert_eq!(first.first_position, from / 10 * 10, "from {from}");
        assert_eq!(log.read(from).count() as u64, 10 - from / 10, "from {from}");
    }
    assert!(log.read(100).next().is_none());
    assert!(log.read(u64::MAX).next().is_none());
}

/// Long reads go through the journal, short ones through sled: they say the same.
#[test]
fn long_and_short_reads_agree() {
    let place = Place::new();
    let log = place.open();
    for number in 1..=60 {
        let events =
            (0..200_u128).map(|index| (0, format!("{}", number * 1000 + index).into_bytes())).collect();
        append(&log, Commit { events, ..one(number, "fund", None, "") });
    }
    let chains = |from| log.read(from).map(|record| record.expect("reads").chain).collect::<Vec<_>>();
    let (all, long, short) = (chains(0), chains(6_999), chains(7_000));
    assert_eq!((all.len(), long.len(), short.len()), (60, 26, 25));
    assert!(all.ends_with(&long) && long.ends_with(&short));
}

#[test]
fn a_follower_gets_what_is_there_and_what_comes() {
    let place = Place::new();
    let log = place.open();
    fill(&log, 3);
    let mut follow = log.follow(1);
    let writer = log.clone();
    let thread = std::thread::spawn(move || {
        for number in 4..=50 {
            append(&writer, one(number, "fund", None, "later"));
        }
    });
    for position in 1..50 {
        let record = follow.next(SOON).expect("in time").expect("reads");
        assert_eq!(record.first_position, position);
    }
    thread.join().expect("ends");
    assert!(follow.next(Duration::ZERO).is_none());
}

#[test]
fn verifying_reads_everything() {
    let place = Place::new();
    let log = place.open();
    fill(&log, 20);
    let mut seen = (0, 0);
    let verified = log.verify(|done, all| seen = (done, all)).expect("whole");
    assert_eq!((verified.records, verified.head), (20, log.head()));
    assert_eq!(seen, (verified.bytes, verified.bytes));
}

#[test]
fn the_journal_alone_tells_the_same_from_any_position() {
    let place = Place::new();
    let log = place.open();
    assert!(log.read_journal(0).next().is_none());
    assert!(!log.wait(0, Duration::ZERO));
    fill(&log, 20);
    for from in 0..=20 {
        let told = |records: event_log::Records| {
            records.map(|record| record.expect("reads").first_position).collect::<Vec<_>>()
        };
        assert_eq!(told(log.read_journal(from)), told(log.read(from)));
    }
    assert!(log.wait(19, Duration::ZERO));
    assert!(!log.wait(20, Duration::ZERO));
    let waiting = log.clone();
    let waits = std::thread::spawn(move || waiting.wait(20, Duration::from_mins(1)));
    append(&log, one(21, "fund", None, "event 21"));
    assert!(waits.join().expect("joins"));
}
