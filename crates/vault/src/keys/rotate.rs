//! A new epoch: the keys that are still needed are wrapped anew, and everything that was wrapped before is worthless.
//!
//! A tombstone overwrites a slot in one place of one file; the medium may keep what stood there before, and so may a copy
//! of the file. Once the epoch key is gone, none of it opens anything.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::epoch::{EpochKey, Epochs};
use super::slot::{Header, ROW, Slot};
use super::{Keys, Store};
use crate::class::Part;
use crate::{RowNumber, VaultError, durable};

impl Keys {
    /// Begins the next epoch and destroys the present one's key. Whoever appends must be kept out. A crash leaves the
    /// old epoch or the new one; what is then left to destroy is destroyed at the next open.
    pub(crate) fn rotate(&self) -> Result<u32, VaultError> {
        self.sync()?;
        let mut store = self.write_store();
        let epochs = Epochs { dir: &self.dir, fund: &self.fund, source: &self.source };
        let (over, epoch) = (store.epoch, store.epoch.saturating_add(1));
        let key = epochs.make(epoch)?;
        let path = self.path();
        let aside = path.with_added_extension("new");
        let io = |error| VaultError::keys(&path, error);
        let mut file = durable::options().create(true).truncate(true).open(&aside).map_err(io)?;
        let mut out = BufWriter::with_capacity(1 << 20, &mut file);
        out.write_all(&Header { epoch, check: key.check() }.encode()).map_err(io)?;
        for row in 1..=store.states.len() as u64 {
            let bytes = store.wrapped_anew(&key, RowNumber::new(row), &path)?;
            out.write_all(&bytes).map_err(io)?;
        }
        out.flush().map_err(io)?;
        drop(out);
        let put = |file: &fs::File| -> io::Result<u64> {
            durable::sync(file)?;
            durable::rename(&aside, &path)?;
            Ok(file.metadata()?.len())
        };
        // Which of the two files has the name is unknown after a failure; a key written to the other would be lost.
        let length = put(&file).map_err(|error| self.poison(error))?;
        let states = std::mem::take(&mut store.states);
        *store = Store { file: Arc::new(file), epoch, key, states, length };
        self.writes.fetch_add(1, Ordering::Release);
        drop(store);
        epochs.destroy(over)?;
        Ok(epoch)
    }
}

impl Store {
    /// A row's slots under another epoch key. One that is damaged ends it: whether it was a key or a tombstone, a new
    /// store would not tell.
    fn wrapped_anew(&self, key: &EpochKey, row: RowNumber, path: &Path) -> Result<Vec<u8>, VaultError> {
        let mut bytes = Vec::with_capacity(ROW);
        for part in Part::ALL {
            let anew = match self.slot(row, part).map_err(|error| VaultError::keys(path, error))? {
                Slot::Live(wrapped) => {
                    let data = self.key.unwrap(&wrapped).ok_or(VaultError::KeyDamaged(row))?;
                    Slot::Live(key.wrap(&data))
                }
                Slot::Damaged => return Err(VaultError::KeyDamaged(row)),
                other => other,
            };
            anew.write_to(&mut bytes, row.get(), part);
        }
        Ok(bytes)
    }
}
