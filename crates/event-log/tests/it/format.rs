//! Journal format 1, byte for byte: the fixture was written once and never changes. A program that writes other
//! bytes has another format and another number for it.

use event_log::{Commit, EventLog, Options};
use uuid::Uuid;

use crate::support::{append, at, command, events, one};

const JOURNAL_V1: &[u8] = include_bytes!("../fixtures/journal-v1");

fn commits() -> [Commit; 3] {
    let two_streams = Commit {
        command: command(2),
        at: None,
        expected: vec![at("donor/Đồng Tháp", Some(0)), at("fund", Some(1)), at("only/expected", Some(0))],
        events: vec![(1, b"{\"b\":2}".to_vec()), (0, vec![]), (1, vec![0, 255])],
    };
    [one(1, "fund", Some(0), "{\"a\":1}"), two_streams, one(3, "fund", Some(3), "tạm biệt")]
}

#[test]
fn a_journal_of_format_1_is_read() {
    let place = tempfile::tempdir().expect("a directory");
    std::fs::write(place.path().join("journal"), JOURNAL_V1).expect("writes");
    let (log, opened) = EventLog::open(place.path(), Options::default()).expect("opens");
    assert_eq!((log.id(), opened.head.position, opened.torn_bytes), (Uuid::from_u128(1), 5, 0));
    let expected = [
        ("fund", "{\"a\":1}"),
        ("fund", "{\"b\":2}"),
        ("donor/Đồng Tháp", ""),
        ("fund", "\0\u{FFFD}"),
        ("fund", "tạm biệt"),
    ];
    assert_eq!(events(&log), expected.map(|(stream, event)| (stream.to_owned(), event.to_owned())));
    assert_eq!(log.find(command(2).id).expect("reads").map(|found| (found.first, found.count)), Some((1, 3)));
    assert_eq!(log.stream_version("fund").expect("reads"), 4);
}

#[test]
fn the_same_commands_give_the_same_bytes() {
    let place = tempfile::tempdir().expect("a directory");
    EventLog::create(place.path(), Uuid::from_u128(1)).expect("creates");
    let (log, _) = EventLog::open(place.path(), Options::default()).expect("opens");
    for commit in commits() {
        append(&log, commit);
    }
    drop(log);
    assert_eq!(std::fs::read(place.path().join("journal")).expect("reads"), JOURNAL_V1);
}
