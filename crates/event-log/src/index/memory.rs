//! What the index knows of commands and streams, in memory: stands in for a sled that failed while the log was open.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use crate::journal::{HEADER_BYTES, Journal, Scan};
use crate::{Found, ReadError, Record};

/// Commands and streams of the whole log.
#[derive(Default)]
pub(crate) struct Memory {
    commands: HashMap<Uuid, Found>,
    streams: HashMap<String, u64>,
}

impl Memory {
    /// Reads the whole journal.
    pub(crate) fn read(journal: &Arc<Journal>) -> Result<Memory, ReadError> {
        let mut memory = Memory::default();
        let mut scan = Scan::new(journal, HEADER_BYTES, journal.durable_end());
        while let Some((_, record)) = scan.next()? {
            memory.put(&record);
        }
        Ok(memory)
    }

    /// Notes one record; the same one again changes nothing.
    pub(crate) fn put(&mut self, record: &Record) {
        if record.last_part {
            self.commands.insert(record.command_id, Found::of(record));
        }
        for (stream, version) in record.versions_after() {
            if let Some(known) = self.streams.get_mut(stream) {
                *known = version;
            } else {
                self.streams.insert(stream.to_owned(), version);
            }
        }
    }

    pub(crate) fn command(&self, id: Uuid) -> Option<Found> {
        self.commands.get(&id).copied()
    }

    pub(crate) fn version(&self, stream: &str) -> u64 {
        self.streams.get(stream).copied().unwrap_or(0)
    }
}
