//! What opening does about sled: keep it, bring it up to the journal, or set it aside and build it again. Only a sled
//! that knows more than the journal refuses; any other state of it is mended without a person.

use std::path::Path;
use std::sync::Arc;

use super::SledState;
use super::compare::{Verdict, compare};
use crate::OpenError;
use crate::index::{Fault, Store, set_aside, suspected, trust};
use crate::journal::{Journal, Scan, Tip};

pub(super) struct Mending<'a> {
    pub(super) directory: &'a Path,
    pub(super) journal: &'a Arc<Journal>,
    /// The mark, or the log's start.
    pub(super) from: Tip,
    /// The journal's end.
    pub(super) tip: Tip,
    pub(super) cache_bytes: u64,
}

/// What sled is like.
pub(super) enum FoundSled {
    /// The same as the journal up to a position.
    Fits { store: Store, position: u64 },
    /// Not to be used.
    Unfit { why: String },
}

/// Why sled was not brought up to the journal.
enum Stopped {
    Journal(OpenError),
    Sled(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Stopped {
        Stopped::Sled(fault)
    }
}

impl Mending<'_> {
    /// Opens sled and compares it with the journal, which is not changed.
    pub(super) fn look(&self) -> Result<FoundSled, OpenError> {
        // Also a suspect one: it may know of records that the journal has lost, and that alarm goes first.
        let store = match self.open() {
            Ok(store) => store,
            Err(Fault(why)) => return Ok(FoundSled::Unfit { why: suspected(self.directory).unwrap_or(why) }),
        };
        let why = match compare(&store, self.journal, self.from, &self.tip) {
            Verdict::Ahead { known } => {
                store.close();
                return Err(self.journal.behind(self.tip.position, known, "the index"));
            }
            Verdict::Differs(why) => why,
            Verdict::Fits { position } => match suspected(self.directory) {
                Some(why) => why,
                None => return Ok(FoundSled::Fits { store, position }),
            },
        };
        store.close();
        Ok(FoundSled::Unfit { why })
    }

    /// An index that knows everything that the journal has, and is durable.
    pub(super) fn mend(&self, found: FoundSled) -> Result<(Store, SledState), OpenError> {
        let why = match found {
            FoundSled::Unfit { why } => why,
            FoundSled::Fits { store, position } => match self.catch_up(&store, position) {
                Ok(0) => return Ok((store, SledState::Healthy)),
                Ok(records) => return Ok((store, SledState::CaughtUp { records })),
                Err(Stopped::Journal(error)) => return Err(error),
                Err(Stopped::Sled(Fault(why))) => {
                    store.close();
                    why
                }
            },
        };
        set_aside(self.directory).map_err(|error| OpenError::io(self.directory, error))?;
        // A fresh sled fails only if the disk does.
        let failed = |Fault(why)| OpenError::io(self.directory, std::io::Error::other(why));
        let store = self.open().map_err(failed)?;
        match self.catch_up(&store, 0) {
            Ok(_) => {}
            Err(Stopped::Journal(error)) => return Err(error),
            Err(Stopped::Sled(fault)) => return Err(failed(fault)),
        }
        trust(self.directory).map_err(|error| OpenError::io(self.directory, error))?;
        Ok((store, SledState::Rebuilt { why }))
    }

    fn open(&self) -> Result<Store, Fault> {
        Store::open(self.directory, self.journal.id, self.cache_bytes)
    }

    /// Brings sled from its position to the journal's end. Answers with the records it got.
    fn catch_up(&self, store: &Store, position: u64) -> Result<u64, Stopped> {
        let mut records = 0;
        if position < self.tip.position {
            let mut scan = Scan::new(self.journal, self.journal.offset_before(position), self.tip.offset);
            while let Some((_, record)) =
                scan.next().map_err(|error| Stopped::Journal(error.opening(self.journal)))?
            {
                if record.first_position >= position {
                    store.put(&record)?;
                    records += 1;
                }
            }
        }
        if records > 0 || self.from != self.tip {
            store.sync()?;
        }
        Ok(records)
    }
}
