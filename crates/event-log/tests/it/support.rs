//! A log in a directory that goes away with the test, and short ways to say what is appended.

use std::path::{Path, PathBuf};

use event_log::{AppendError, Appended, CommandId, Commit, EventLog, Expected, OpenError, Opened, Options};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) struct Place(TempDir);

impl Place {
    /// A directory with an empty log.
    pub(crate) fn new() -> Place {
        let place = Place(tempfile::tempdir().expect("a directory"));
        EventLog::create(&place.path(), Uuid::from_u128(7)).expect("creates");
        place
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("log")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn try_open(&self) -> Result<(EventLog, Opened), OpenError> {
        EventLog::open(&self.path(), Options { cache_bytes: 1 << 20, ..Options::default() })
    }

    #[track_caller]
    pub(crate) fn open(&self) -> EventLog {
        self.try_open().expect("opens").0
    }

    #[track_caller]
    pub(crate) fn opened(&self) -> Opened {
        self.try_open().expect("opens").1
    }
}

pub(crate) fn command(number: u128) -> CommandId {
    CommandId { id: Uuid::from_u128(number), digest: [3; 32] }
}

pub(crate) fn at(stream: &str, version: Option<u64>) -> Expected {
    Expected { stream: stream.to_owned(), version }
}

/// One event on one stream.
pub(crate) fn one(number: u128, stream: &str, version: Option<u64>, event: &str) -> Commit {
    Commit {
        command: command(number),
        at: None,
        expected: vec![at(stream, version)],
        events: vec![(0, event.as_bytes().to_vec())],
    }
}

#[track_caller]
pub(crate) fn append(log: &EventLog, commit: Commit) -> Appended {
    log.append(commit).wait().expect("appends")
}

#[track_caller]
pub(crate) fn refused(log: &EventLog, commit: Commit) -> AppendError {
    log.append(commit).wait().expect_err("is refused")
}

/// Commands 1 to `count`, one event each, on the stream "fund".
pub(crate) fn fill(log: &EventLog, count: u128) {
    for number in 1..=count {
        append(log, one(number, "fund", None, &format!("event {number}")));
    }
}

/// All events as (stream, text).
#[track_caller]
pub(crate) fn events(log: &EventLog) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for record in log.read(0) {
        let record = record.expect("reads");
        for event in record.events() {
            assert_eq!(event.position, all.len() as u64, "positions are contiguous");
            all.push((event.stream.to_owned(), String::from_utf8_lossy(event.bytes).into_owned()));
        }
    }
    all
}

/// Changes a file's bytes.
pub(crate) fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).expect("reads");
    change(&mut bytes);
    std::fs::write(path, bytes).expect("writes");
}

/// The offsets at which the journal's records start, and its end.
pub(crate) fn offsets(journal: &Path) -> Vec<usize> {
    let bytes = std::fs::read(journal).expect("reads");
    let mut offsets = vec![32];
    while let Some(len) = bytes.get(offsets[offsets.len() - 1]..).and_then(|rest| rest.first_chunk::<4>()) {
        offsets.push(offsets[offsets.len() - 1] + 8 + u32::from_le_bytes(*len) as usize);
    }
    offsets
}
