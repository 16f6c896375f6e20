//! Journals that cannot be written or synced, with devices that refuse to.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use crate::index::{Index, Store};
use crate::journal::{self, Journal};
use crate::{AppendError, CommandId, Commit, EventLog, Expected, Options, recover};

/// A log whose journal goes to a device.
fn log_on(directory: &Path, device: &str) -> EventLog {
    journal::create(directory, Uuid::nil()).unwrap();
    let mut journal = Journal::open(directory).unwrap();
    journal.file = File::options().read(true).write(true).open(device).unwrap();
    let journal = Arc::new(journal);
    let store = Store::open(directory, Uuid::nil(), 1 << 20).map_err(|fault| fault.0).unwrap();
    let index = Index::new(directory, Arc::clone(&journal), store);
    let tip = journal.start();
    let handle = recover::serve(directory, journal, index, tip, Options::default()).unwrap();
    EventLog { handle: Arc::new(handle) }
}

#[track_caller]
fn check(device: &str, words: &str) {
    let place = tempfile::tempdir().unwrap();
    let log = log_on(place.path(), device);
    for _ in 0..2 {
        let commit = Commit {
            command: CommandId { id: Uuid::from_u128(1), digest: [0; 32] },
            at: None,
            expected: vec![Expected { stream: "fund".to_owned(), version: None }],
            events: vec![(0, b"event".to_vec())],
        };
        match log.append(commit).wait() {
            Err(AppendError::Poisoned { why }) => assert!(why.contains(words), "{why}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(log.head().position, 0);
    assert_eq!(log.find(Uuid::from_u128(1)).unwrap(), None);
}

#[test]
fn a_sync_that_fails_poisons() {
    check("/dev/null", "syncing the journal");
}

#[test]
fn a_write_that_fails_and_cannot_be_taken_back_poisons() {
    check("/dev/full", "writing the journal");
}
