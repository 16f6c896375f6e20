//! The index beside the journal: sled as long as it behaves, the journal itself from the moment it does not.
//!
//! A fault of sled never reaches a caller and never stops an append: the log goes on from the journal, and the file
//! `sled.suspect` tells the next opening to rebuild. This module decides nothing about durability.

mod memory;
mod store;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use uuid::Uuid;

use crate::journal::Journal;
use crate::{Found, ReadError, Record, durable};
use memory::Memory;
pub(crate) use store::{Fault, Store, Stored, Stream, set_aside};

const SUSPECT: &str = "sled.suspect";

/// sled, until it fails; then, when somebody asks, what the journal says of commands and streams.
struct State {
    sled: Option<Store>,
    memory: Option<Memory>,
}

/// The index of an open log.
pub(crate) struct Index {
    directory: PathBuf,
    journal: Arc<Journal>,
    state: RwLock<State>,
}

/// Why the last run left the index as suspect, if it did.
pub(crate) fn suspected(directory: &Path) -> Option<String> {
    std::fs::read(directory.join(SUSPECT)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes the suspicion away, once the index has been rebuilt.
pub(crate) fn trust(directory: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(directory.join(SUSPECT)) {
        Ok(()) => durable::sync_directory(directory),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Leaves word for the next opening that the index is to be rebuilt.
pub(crate) fn suspect(directory: &Path, why: &str) -> std::io::Result<()> {
    durable::replace(directory, SUSPECT, why.as_bytes())
}

impl Index {
    pub(crate) fn new(directory: &Path, journal: Arc<Journal>, store: Store) -> Index {
        let state = RwLock::new(State { sled: Some(store), memory: None });
        Index { directory: directory.to_owned(), journal, state }
    }

    /// Notes one record.
    pub(crate) fn put(&self, record: &Record) {
        if self.in_sled(|store| store.put(record)).is_none()
            && let Some(memory) = &mut self.write().memory
        {
            memory.put(record);
        }
    }

    /// The commit of a command, among the records put.
    pub(crate) fn command(&self, id: Uuid) -> Result<Option<Found>, ReadError> {
        match self.in_sled(|store| store.command(id)) {
            Some(found) => Ok(found),
            None => self.in_memory(|memory| memory.command(id)),
        }
    }

    /// The version of a stream, among the records put.
    pub(crate) fn version(&self, stream: &str) -> Result<u64, ReadError> {
        match self.in_sled(|store| store.version(stream)) {
            Some(version) => Ok(version),
            None => self.in_memory(|memory| memory.version(stream)),
        }
    }

    /// The records from the one that holds `position` on; none if sled cannot.
    pub(crate) fn from(&self, position: u64) -> Option<Stream> {
        self.in_sled(|store| store.from(position))
    }

    /// Adds up commands and streams; see `store::audit`. One that does not add up is not asked again.
    pub(crate) fn audit(&self, position: u64, stop: &AtomicBool) {
        let Some(audit) = self.in_sled(|store| Ok(store.audit())) else { return };
        if let Err(fault) = audit.run(position, stop) {
            self.fail(&fault);
        }
    }

    /// Waits until sled has handed its buffers to the system. Says nothing about the disk.
    pub(crate) fn flush(&self) {
        self.in_sled(Store::flush);
    }

    /// Makes the index durable. Answers whether it is.
    pub(crate) fn sync(&self) -> bool {
        self.in_sled(Store::sync).is_some()
    }

    /// sled is not asked again, and rebuilt at the next opening.
    pub(crate) fn fail(&self, fault: &Fault) {
        // A failure to leave word is not one: opening compares sled with the journal in any case.
        let _ = suspect(&self.directory, &fault.0);
        // A sled that panicked may wait for ever for its own threads when it is dropped.
        std::mem::forget(self.write().sled.take());
    }

    /// Closes sled.
    pub(crate) fn close(&self) {
        let store = self.write().sled.take();
        store.into_iter().for_each(Store::close);
    }

    fn in_sled<T>(&self, work: impl FnOnce(&Store) -> Result<T, Fault>) -> Option<T> {
        let answer = work(self.read().sled.as_ref()?);
        answer.map_err(|fault| self.fail(&fault)).ok()
    }

    fn in_memory<T>(&self, work: impl FnOnce(&Memory) -> T) -> Result<T, ReadError> {
        let mut state = self.write();
        match &state.memory {
            Some(memory) => Ok(work(memory)),
            None => Ok(work(state.memory.insert(Memory::read(&self.journal)?))),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}
