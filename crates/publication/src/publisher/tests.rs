//! A log in a directory, published by hand.

mod alarms;
mod crash;
mod files;
mod simulation;

use std::fs;
use std::path::{Path, PathBuf};

use event_log::{CommandId, Commit, EventLog, Expected, Options};
use tempfile::TempDir;
use transparency::{Frontier, Hash};
use uuid::Uuid;

use crate::{Lock, LogKeys, PublishError, Publisher, Store};

const ORIGIN: &str = "ledger.example/fund/yagi-2024";
const FUND: &str = "yagi-2024";

/// The directories of a ledger.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        EventLog::create(&place.path("log"), Uuid::from_u128(7)).unwrap();
        place
    }

    /// As it would be found after the power went.
    pub(super) fn copy(&self) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        copy(self.0.path(), place.0.path());
        place
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn log(&self) -> EventLog {
        let options = Options { cache_bytes: 1 << 20, ..Options::default() };
        EventLog::open(&self.path("log"), options).unwrap().0
    }

    pub(super) fn store(&self) -> Store {
        Store::at(&self.path("tlog"))
    }

    pub(super) fn try_open(&self, log: &EventLog) -> Result<Publisher, PublishError> {
        let keys = LogKeys::open(&self.path("keys"), &self.path("locks"))?;
        let lock = Lock::read(&self.path("locks"), FUND)?;
        Publisher::open(self.store(), lock, keys.signer(ORIGIN)?, ORIGIN, log)
    }

    #[track_caller]
    pub(super) fn open(&self, log: &EventLog) -> Publisher {
        self.try_open(log).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Every file below a name, with its bytes.
    pub(super) fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(name)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}

/// Appends so many events as one command, each with its position in it.
#[track_caller]
pub(super) fn append(log: &EventLog, count: u64) {
    append_as(log, count, "event");
}

#[track_caller]
pub(super) fn append_as(log: &EventLog, count: u64, word: &str) {
    let first = log.head().position;
    let command = CommandId { id: Uuid::from_u128(u128::from(first) + 1), digest: [3; 32] };
    let expected = vec![Expected { stream: "fund".to_owned(), version: None }];
    let events = (first..first + count).map(|position| (0, entry(word, position))).collect();
    log.append(Commit { command, at: None, expected, events }).wait().unwrap();
}

pub(super) fn entry(word: &str, position: u64) -> Vec<u8> {
    format!("{{\"{word}\":{position}}}").into_bytes()
}

/// The root over the log's events, computed without a tile.
pub(super) fn naive_root(log: &EventLog, size: u64) -> Hash {
    let mut frontier = Frontier::default();
    for record in log.read(0) {
        for event in record.unwrap().events().filter(|event| event.position < size) {
            frontier.push(Hash::leaf(event.bytes), |_, _, _| {});
        }
    }
    frontier.root()
}
