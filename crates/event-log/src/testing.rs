//! Ways around the log: sled changed through its own API, as somebody with a shell could. For tests only.

use std::path::Path;

use uuid::Uuid;

use crate::index::{Fault, Store};

/// A log's sled, opened in its place.
pub struct IndexEdit(Store);

impl IndexEdit {
    /// Opens it; the log is not open.
    pub fn open(directory: &Path, log: Uuid) -> Result<IndexEdit, String> {
        Store::open(directory, log, 16 << 20).map(IndexEdit).map_err(|Fault(why)| why)
    }

    /// The keys of all records.
    pub fn keys(&self) -> Vec<u64> {
        self.0.keys()
    }

    /// The bytes of a record.
    pub fn get(&self, key: u64) -> Option<Vec<u8>> {
        self.0.raw_get(key)
    }

    /// Puts bytes under a key, or removes it.
    pub fn put(&self, key: u64, bytes: Option<&[u8]>) {
        self.0.raw_put(key, bytes);
    }

    /// Flushes and closes it.
    pub fn close(self) -> Result<(), String> {
        let synced = self.0.sync().map_err(|Fault(why)| why);
        self.0.close();
        synced
    }
}
