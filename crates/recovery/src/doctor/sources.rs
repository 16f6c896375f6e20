//! Every copy of the events that can be had: the journal, sled's records, the published bundles, and what is brought from
//! elsewhere. None is believed here; each is only asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use event_log::{IndexFile, JournalFile, Piece, Record};
use publication::Store;
use transparency::{BundleId, TILE_WIDTH, entries};
use uuid::Uuid;

use super::Aid;
use crate::manifest::Manifest;

/// One copy.
pub(super) struct Source {
    /// The file or directory.
    pub(super) path: PathBuf,
    of: Of,
    /// The last record that an event was taken from.
    last: RefCell<Option<Record>>,
}

enum Of {
    /// Records by the position they say, as offsets; several where a journal holds several for one.
    Journal { file: JournalFile, starts: BTreeMap<u64, Vec<u64>> },
    /// Records by the position of their key.
    Index { index: IndexFile, starts: BTreeMap<u64, u64> },
    /// Entry bundles, as they are named in a log of so many events.
    Published { store: Store, size: u64, last: RefCell<Option<(u64, Vec<Vec<u8>>)>> },
}

impl Source {
    fn new(path: PathBuf, of: Of) -> Self {
        Self { path, of, last: RefCell::default() }
    }

    /// Whether it is in use, and not one that was set aside.
    pub(super) fn in_use(&self) -> bool {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        !name.is_some_and(|name| name.contains(".damaged-"))
    }

    /// A journal's records, past whatever is damaged in it. None where the file has no header that can be read.
    pub(super) fn journal(directory: &Path, name: &str, length: Option<u64>) -> Option<Self> {
        let file = JournalFile::named(directory, name).ok()?;
        let file = length.map_or_else(|| file.clone(), |length| file.clone().up_to(length));
        let mut starts: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for piece in file.pieces().map_while(Result::ok) {
            if let Piece::Record { record, offset, misfit } = piece {
                let offsets = starts.entry(record.first_position).or_default();
                // What follows from the record before it goes first.
                if misfit.is_none() { offsets.insert(0, offset) } else { offsets.push(offset) }
            }
        }
        Some(Self::new(file.path(), Of::Journal { file, starts }))
    }

    /// sled's records, in use or set aside. `Err` is what sled says.
    pub(super) fn index(directory: &Path, name: &str, log: Uuid) -> Result<Self, String> {
        let index = IndexFile::open(directory, name, log)?;
        let mut starts = BTreeMap::new();
        for key in index.keys() {
            starts.insert(key, key);
        }
        Ok(Self::new(directory.join(name), Of::Index { index, starts }))
    }

    /// Published files, of a log of `size` events.
    pub(super) fn published(tlog: &Path, size: u64) -> Self {
        let of = Of::Published { store: Store::at(tlog), size, last: RefCell::default() };
        Self::new(tlog.to_owned(), of)
    }

    /// What a backup or a mirror brings.
    pub(super) fn of_aid(aid: &Aid, name: &str, size: u64) -> Vec<Self> {
        match aid {
            Aid::Backup(from) => {
                let backup = from.join(name);
                let length = Manifest::read(&backup).ok().flatten().map(|manifest| manifest.journal.bytes);
                let journal = Self::journal(&backup.join("log"), "journal", length);
                journal.into_iter().chain([Self::published(&backup.join("tlog"), size)]).collect()
            }
            Aid::Mirror(dir) => vec![Self::published(dir, size)],
        }
    }

    pub(super) fn as_index(&self) -> Option<&IndexFile> {
        match &self.of {
            Of::Index { index, .. } => Some(index),
            _ => None,
        }
    }

    /// The records that begin with the event at `position`, the likeliest first.
    pub(super) fn records(&self, position: u64) -> Vec<Record> {
        match &self.of {
            Of::Journal { file, starts } => {
                let offsets = starts.get(&position).into_iter().flatten();
                offsets.filter_map(|offset| file.record_at(*offset)).collect()
            }
            Of::Index { index, .. } => index.record(position).ok().flatten().into_iter().collect(),
            Of::Published { .. } => Vec::new(),
        }
    }

    /// The event at `position`, as this copy has it.
    pub(super) fn event(&self, position: u64) -> Option<Vec<u8>> {
        let of_record = |record: &Record| {
            record.events().find(|event| event.position == position).map(|event| event.bytes.to_vec())
        };
        if let Some(found) = self.last.borrow().as_ref().and_then(of_record) {
            return Some(found);
        }
        let holding = |first: u64| {
            let record = self.records(first).into_iter().find(|record| of_record(record).is_some())?;
            let found = of_record(&record);
            *self.last.borrow_mut() = Some(record);
            found
        };
        match &self.of {
            Of::Journal { starts, .. } => {
                starts.range(..=position).rev().take(3).find_map(|(first, _)| holding(*first))
            }
            Of::Index { starts, .. } => {
                starts.range(..=position).rev().take(3).find_map(|(first, _)| holding(*first))
            }
            Of::Published { store, size, last } => {
                let id = BundleId::holding(position, *size)?;
                let mut last = last.borrow_mut();
                if last.as_ref().is_none_or(|(index, _)| *index != id.index) {
                    let bytes = read_bundle(store, id)?;
                    let all = entries(&bytes).map_while(Result::ok).map(<[u8]>::to_vec).collect();
                    *last = Some((id.index, all));
                }
                let (_, all) = last.as_ref()?;
                all.get(usize::try_from(position % TILE_WIDTH).ok()?).cloned()
            }
        }
    }

    /// How many events it has, as far as it can tell.
    pub(super) fn end(&self) -> u64 {
        match &self.of {
            Of::Journal { starts, .. } => starts.keys().next_back().map_or(0, |first| self.end_of(*first)),
            Of::Index { starts, .. } => starts.keys().next_back().map_or(0, |first| self.end_of(*first)),
            Of::Published { size, .. } => *size,
        }
    }

    fn end_of(&self, first: u64) -> u64 {
        self.records(first).first().map_or(first, Record::end_position)
    }
}

/// The bytes of a bundle, however much of it there is: one that is damaged still has entries.
fn read_bundle(store: &Store, id: BundleId) -> Option<Vec<u8>> {
    let full = BundleId { width: 256, ..id };
    [id, full].iter().find_map(|id| std::fs::read(store.path(id)).ok())
}
