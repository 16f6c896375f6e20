//! The access log: appended to by whoever holds it, read by anybody who may read the files.

use std::path::{Path, PathBuf};

use event_log::{CommandId, Commit, EventLog, Expected, JournalFile, OpenError, Options, Ticket};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::error::AccessError;
use crate::event::Stored;

/// The one stream of the log.
const STREAM: &str = "access";
/// It is small: some hundred entries a day.
const CACHE_BYTES: u64 = 4 << 20;

/// The log, held or only read.
pub(crate) struct Log {
    directory: PathBuf,
    held: Option<EventLog>,
}

impl Log {
    /// Opens the log, which is made if there is none. Where another program holds it, it is read only.
    pub(crate) fn open(directory: &Path) -> Result<Self, AccessError> {
        match EventLog::create(directory, Uuid::now_v7()) {
            Ok(()) | Err(OpenError::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let options = Options { cache_bytes: CACHE_BYTES, ..Options::default() };
        let held = match EventLog::open(directory, options) {
            Ok((log, _)) => Some(log),
            Err(OpenError::AlreadyOpen { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self { directory: directory.to_owned(), held })
    }

    /// Whether entries can be appended here.
    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Appends one entry and waits until it is durable. Answers whether it is new: the same again changes nothing.
    pub(crate) fn append(&self, stored: &Stored) -> Result<bool, AccessError> {
        match self.hand_over(stored)? {
            Some(ticket) => Ok(!ticket.wait()?.replayed),
            None => Ok(false),
        }
    }

    /// Appends one entry and does not wait. Where the disk refuses it, it is lost; the next one that somebody waits for says so.
    pub(crate) fn append_later(&self, stored: &Stored) {
        drop(self.hand_over(stored));
    }

    fn hand_over(&self, stored: &Stored) -> Result<Option<Ticket>, AccessError> {
        let Some(log) = &self.held else { return Ok(None) };
        let bytes =
            serde_json::to_vec(stored).map_err(|source| AccessError::Entry { position: 0, source })?;
        let command = CommandId { id: stored.id, digest: Sha256::digest(&bytes).into() };
        let expected = vec![Expected { stream: STREAM.to_owned(), version: None }];
        Ok(Some(log.append(Commit { command, at: None, expected, events: vec![(0, bytes)] })))
    }

    /// Hands every entry from `from` on to `take`, with its position, oldest first.
    pub(crate) fn read(&self, from: u64, mut take: impl FnMut(u64, Stored)) -> Result<(), AccessError> {
        let mut each = |record: &event_log::Record| {
            for event in record.events().filter(|event| event.position >= from) {
                take(event.position, decode(event.position, event.bytes)?);
            }
            Ok::<_, AccessError>(())
        };
        if let Some(log) = &self.held {
            return log.read_journal(from).try_for_each(|record| each(&record?));
        }
        let journal = JournalFile::open(&self.directory)?;
        journal.walk(journal.start()).try_for_each(|walked| each(&walked?.record))
    }

    /// Reads everything again and compares it with its checksums and its chain. Answers how many entries there are.
    pub(crate) fn verify(&self) -> Result<u64, AccessError> {
        let mut entries = 0_u64;
        let journal = JournalFile::open(&self.directory)?;
        for walked in journal.walk(journal.start()) {
            entries = walked?.end.position;
        }
        Ok(entries)
    }
}

fn decode(position: u64, bytes: &[u8]) -> Result<Stored, AccessError> {
    let wrong = |source| AccessError::Entry { position, source };
    let stored: Stored = serde_json::from_slice(bytes).map_err(wrong)?;
    if stored.known() {
        Ok(stored)
    } else {
        Err(wrong(serde::de::Error::custom("a schema that this program does not know")))
    }
}
