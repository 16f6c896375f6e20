//! sled in any state: wiped, cut, flipped, left behind by a crash, somebody else's, or damaged while it is open.

use std::path::Path;

use event_log::{EventLog, Options, SledState};
use uuid::Uuid;

use crate::support::{Place, append, command, edit, events, one};

const EVENTS: u128 = 40;

/// A closed log.
fn closed() -> Place {
    let place = Place::new();
    fill_at_once(&place.open());
    place
}

/// Commands 1 to [`EVENTS`], without waiting for each answer.
fn fill_at_once(log: &EventLog) {
    let commit = |number| one(number, "fund", None, &format!("event {number}"));
    let tickets: Vec<_> = (1..=EVENTS).map(|number| log.append(commit(number))).collect();
    assert!(tickets.into_iter().all(|ticket| ticket.wait().is_ok()));
}

/// After the damage the log opens, has everything, and goes on.
#[track_caller]
fn check(what: &str, harm: impl FnOnce(&Place), expect: impl FnOnce(&SledState) -> bool) {
    let place = closed();
    harm(&place);
    let (log, opened) = place.try_open().unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(expect(&opened.sled), "{what}: {:?}", opened.sled);
    whole(&log, what);
    append(&log, one(EVENTS + 1, "fund", Some(EVENTS as u64), "goes on"));
    drop(log);
    assert_eq!(place.opened().sled, SledState::Healthy, "{what}");
}

#[track_caller]
fn whole(log: &EventLog, what: &str) {
    assert_eq!(events(log).len() as u128, EVENTS, "{what}");
    for number in 1..=EVENTS {
        let found = log.find(command(number).id).expect("reads");
        assert_eq!(found.map(|found| u128::from(found.first)), Some(number - 1), "{what}");
    }
    assert!(append(log, one(1, "fund", None, "again")).replayed, "{what}");
    log.verify(|_, _| {}).unwrap_or_else(|damage| panic!("{what}: {damage}"));
}

fn rebuilt(state: &SledState) -> bool {
    matches!(state, SledState::Rebuilt { .. })
}

#[test]
fn a_wiped_sled_is_rebuilt() {
    check("removed", |place| std::fs::remove_dir_all(place.file("sled")).expect("removes"), rebuilt);
    check("db removed", |place| std::fs::remove_file(place.file("sled/db")).expect("removes"), rebuilt);
    check("db emptied", |place| edit(&place.file("sled/db"), Vec::clear), rebuilt);
    let wipe = |place: &Place| {
        std::fs::remove_dir_all(place.file("sled")).expect("removes");
        std::fs::remove_file(place.file("verified")).expect("removes");
    };
    check("mark gone too", wipe, |state| *state == SledState::CaughtUp { records: EVENTS as u64 });
}

#[test]
fn a_truncated_sled_is_rebuilt() {
    for part in [2, 3, 8, 50] {
        let cut = |place: &Place| edit(&place.file("sled/db"), |bytes| bytes.truncate(bytes.len() / part));
        check(&format!("cut to 1/{part}"), cut, |_| true);
    }
}

#[test]
fn a_flipped_bit_in_sled_loses_nothing() {
    for place in 0..12 {
        let flip = |log: &Place| {
            remove_snapshots(&log.file("sled"));
            edit(&log.file("sled/db"), |bytes| {
                let used = bytes.iter().rposition(|byte| *byte != 0).expect("not empty");
                bytes[used / 12 * place + 20] ^= 16;
            });
        };
        check(&format!("flip {place}"), flip, |_| true);
    }
}

fn remove_snapshots(sled: &Path) {
    for entry in std::fs::read_dir(sled).expect("reads") {
        let path = entry.expect("reads").path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap.")) {
            std::fs::remove_file(path).expect("removes");
        }
    }
}

#[test]
fn what_a_crash_inside_sled_leaves_is_tidied() {
    let generating = |place: &Place| {
        std::fs::write(place.file("sled/snap.00000000000FFFFF.generating"), b"half").expect("writes");
    };
    check("snapshot half written", generating, |state| *state == SledState::Healthy);
    check("conf emptied", |place| edit(&place.file("sled/conf"), Vec::clear), |_| true);
    check("conf garbage", |place| edit(&place.file("sled/conf"), |bytes| bytes.fill(b'?')), rebuilt);
    let blob = |place: &Place| std::fs::write(place.file("sled/blobs/1"), b"blob").expect("writes");
    check("a blob", blob, rebuilt);
    check(
        "suspected",
        |place| std::fs::write(place.file("sled.suspect"), "a panic").expect("writes"),
        rebuilt,
    );
}

#[test]
fn another_logs_sled_is_not_taken() {
    let other = Place::new();
    fill_at_once(&other.open());
    let exchange = |place: &Place| {
        std::fs::remove_dir_all(place.path()).expect("removes");
        EventLog::create(&place.path(), Uuid::from_u128(99)).expect("creates");
        fill_at_once(&place.open());
        std::fs::remove_dir_all(place.file("sled")).expect("removes");
        std::fs::rename(other.file("sled"), place.file("sled")).expect("renames");
    };
    check("exchanged", exchange, rebuilt);
}

#[test]
fn at_most_two_damaged_sleds_are_kept() {
    let place = closed();
    for _ in 0..4 {
        edit(&place.file("sled/conf"), |bytes| bytes.fill(b'?'));
        assert!(rebuilt(&place.opened().sled));
    }
    let mut kept: Vec<_> = std::fs::read_dir(place.path())
        .expect("reads")
        .map(|entry| entry.expect("reads").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("sled.damaged-"))
        .collect();
    kept.sort();
    assert_eq!(kept, ["sled.damaged-3", "sled.damaged-4"]);
}

/// sled's cache is too small to hold its pages, so reading goes to the file that is no longer what it was.
#[test]
fn a_sled_damaged_while_open_is_stood_in_for_and_rebuilt() {
    let place = Place::new();
    let event = "x".repeat(60_000);
    let open = || {
        EventLog::open(&place.path(), Options { cache_bytes: 1 << 18, ..Options::default() }).expect("opens")
    };
    let (log, _) = open();
    for number in 1..=300 {
        append(&log, one(number, "fund", None, &event));
    }
    drop(log);
    let (log, _) = open();
    edit(&place.file("sled/db"), |bytes| bytes.fill(7));
    assert_eq!(events(&log).len(), 300);
    for number in 1..=300 {
        assert!(log.find(command(number).id).expect("reads").is_some(), "{number}");
    }
    append(&log, one(301, "fund", Some(300), "goes on"));
    assert_eq!(log.stream_version("fund").expect("reads"), 301);
    assert!(append(&log, one(301, "fund", Some(300), "goes on")).replayed);
    drop(log);
    let (log, opened) = open();
    assert!(rebuilt(&opened.sled), "{:?}", opened.sled);
    assert_eq!(events(&log).len(), 301);
}
