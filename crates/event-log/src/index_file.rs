//! sled as a second copy of the records: what a doctor compares the journal with, and mends it from. It looks at a copy
//! of sled's files, because sled may write to what it opens, and to what is damaged most of all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use uuid::Uuid;

use crate::index::{Fault, Store, suspect};
use crate::{Record, durable};

/// Where the copy is made.
const LOOK: &str = "sled.look";

/// The records that a log's sled holds. The caller holds the log's directory; the copy goes when this is dropped.
pub struct IndexFile {
    store: Option<Store>,
    copy: PathBuf,
}

impl IndexFile {
    /// Looks at `directory/name`, which is `sled` or one that was set aside. `Err` is what sled says.
    pub fn open(directory: &Path, name: &str, log: Uuid) -> Result<IndexFile, String> {
        let copy = directory.join(LOOK);
        let _ = fs::remove_dir_all(&copy);
        copy_tree(&directory.join(name), &copy.join("sled")).map_err(|error| error.to_string())?;
        let mut index = IndexFile { store: None, copy };
        index.store = Some(Store::open(&index.copy, log, 16 << 20).map_err(|Fault(why)| why)?);
        Ok(index)
    }

    /// The sled directories of a log: the one in use first, then those set aside, the newest first.
    pub fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).into_iter().flatten();
        let mut aside: Vec<(u64, String)> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| Some((name.strip_prefix("sled.damaged-")?.parse().ok()?, name)))
            .collect();
        aside.sort_unstable_by(|a, b| b.cmp(a));
        let names = std::iter::once("sled".to_owned()).chain(aside.into_iter().map(|(_, name)| name));
        names.filter(|name| directory.join(name).is_dir()).collect()
    }

    /// The record whose first event has this position, as sled stores it: whole in itself, its chain not compared.
    pub fn record(&self, first_position: u64) -> Result<Option<Record>, String> {
        self.store()?.record(first_position).map_err(|Fault(why)| why)
    }

    /// The positions that its records are kept under, as far as they can be read.
    pub fn keys(&self) -> Vec<u64> {
        self.store().map(Store::keys).unwrap_or_default()
    }

    /// Whether its commands and streams know a record as they must.
    pub fn knows(&self, record: &Record) -> Result<bool, String> {
        self.store()?.knows(record).map_err(|Fault(why)| why)
    }

    /// Whether its commands and streams add up to the events below `position`.
    pub fn audit(&self, position: u64) -> Result<(), String> {
        self.store()?.audit().run(position, &AtomicBool::new(false)).map_err(|Fault(why)| why)
    }

    /// The id of the log whose sled lies in a directory.
    pub fn log_of(directory: &Path) -> Option<Uuid> {
        let copy = directory.join(LOOK);
        let _ = fs::remove_dir_all(&copy);
        copy_tree(&directory.join("sled"), &copy.join("sled")).ok()?;
        let id = Store::id_of(&copy).ok().flatten();
        let _ = fs::remove_dir_all(&copy);
        id
    }

    /// How many events it knows.
    pub fn end(&self) -> Result<u64, String> {
        let last = self.store()?.last().map_err(|Fault(why)| why)?;
        Ok(last.map_or(0, |last| last.end_position()))
    }

    fn store(&self) -> Result<&Store, String> {
        self.store.as_ref().ok_or_else(|| "it is not open".to_owned())
    }
}

impl Drop for IndexFile {
    fn drop(&mut self) {
        if let Some(store) = self.store.take() {
            store.close();
        }
        let _ = fs::remove_dir_all(&self.copy);
    }
}

/// Leaves word that the index of a log that is not open is set aside and built again at the next opening.
pub fn distrust_index(directory: &Path, why: &str) -> io::Result<()> {
    suspect(directory, why)
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    durable::create_directory(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
