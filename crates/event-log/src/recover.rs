//! Opening a log. First everything is read and compared, and whatever is an alarm refuses here, before anything has
//! been changed; then a torn tail is cut; then the index is brought up to the journal, or rebuilt from it.

mod compare;

use std::path::Path;
use std::sync::Arc;

use crate::index::{self, Fault, Index, Store};
use crate::journal::{self, Journal, Scan, Tail, Tip};
use crate::log::Handle;
use crate::shared::Shared;
use crate::{Head, OpenError, Options, durable, lock, mark, writer};
use compare::{Verdict, compare};

/// What opening found and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// How far the log is.
    pub head: Head,
    /// Bytes behind the last whole commit that were cut off: they were never acknowledged.
    pub torn_bytes: u64,
    /// What had to be done about sled.
    pub sled: SledState,
}

/// What opening found of sled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SledState {
    /// It had everything.
    Healthy,
    /// It was behind, as after a crash, and got the rest.
    CaughtUp {
        /// How many records it got.
        records: u64,
    },
    /// It was set aside and built again from the journal.
    Rebuilt {
        /// What was wrong with it.
        why: String,
    },
}

pub(crate) fn open(directory: &Path, options: Options) -> Result<(Handle, Opened), OpenError> {
    // Before the lock: a directory without a log gets no lock file.
    let journal = Arc::new(Journal::open(directory)?);
    let lock = lock::acquire(directory)?;
    let mark = mark::read(directory, journal.id);
    let from = mark.unwrap_or_else(|| journal.start());
    let length = journal.length()?;
    if length < from.offset {
        return Err(behind(&journal, length, &from));
    }
    journal::check_mark(&journal, &from)?;
    journal.note(&from);
    let tail = journal::tail(&journal, from)?;

    let (kept, why) = keep_or_not(directory, &journal, from, &tail.tip, options.cache_bytes)?;
    if tail.torn_bytes > 0 {
        durable::cut(&journal.file, tail.tip.offset).map_err(|error| OpenError::io(&journal.path, error))?;
    }
    journal.advance(&tail.tip);
    let (store, position) = match kept {
        Some(kept) => kept,
        None => (rebuild(directory, &journal, options.cache_bytes)?, 0),
    };
    let records = catch_up(&journal, &store, position)?;
    if records > 0 || mark != Some(tail.tip) {
        store.sync().map_err(|fault| failed(directory, fault))?;
        mark::write(directory, journal.id, &tail.tip).map_err(|error| OpenError::io(directory, error))?;
    }
    index::trust(directory).map_err(|error| OpenError::io(directory, error))?;
    let sled = match why {
        Some(why) => SledState::Rebuilt { why },
        None if records > 0 => SledState::CaughtUp { records },
        None => SledState::Healthy,
    };
    serve(directory, journal, lock, store, &tail, sled, options)
}

fn serve(
    directory: &Path,
    journal: Arc<Journal>,
    lock: std::fs::File,
    store: Store,
    tail: &Tail,
    sled: SledState,
    options: Options,
) -> Result<(Handle, Opened), OpenError> {
    let head = Head { position: tail.tip.position, chain: tail.tip.chain };
    let index = Index::new(directory, Arc::clone(&journal), store);
    let shared = Arc::new(Shared::new(journal, index, lock, head));
    let started = writer::start(Arc::clone(&shared), directory.to_owned(), tail.tip, options);
    let (inbox, thread) = started.map_err(|error| OpenError::io(directory, error))?;
    let opened = Opened { head, torn_bytes: tail.torn_bytes, sled };
    Ok((Handle::new(shared, inbox, thread), opened))
}

/// The file is shorter than what was verified of it: an alarm.
fn behind(journal: &Journal, length: u64, mark: &Tip) -> OpenError {
    let path = journal.path.clone();
    let journal = if length <= journal::HEADER_BYTES { 0 } else { mark.position.saturating_sub(1) };
    OpenError::JournalBehind { path, journal, known: mark.position, witness: "the file \"verified\"" }
}

/// sled with the position that it is at, if it can be kept; else why it cannot.
type Kept = (Option<(Store, u64)>, Option<String>);

fn keep_or_not(
    directory: &Path,
    journal: &Arc<Journal>,
    from: Tip,
    tip: &Tip,
    cache_bytes: u64,
) -> Result<Kept, OpenError> {
    // Opened even if suspect: it may know of records that the journal has lost, and that alarm goes first.
    let store = match Store::open(directory, journal.id, cache_bytes) {
        Ok(store) => store,
        Err(Fault(why)) => return Ok((None, Some(why))),
    };
    match compare(&store, journal, from, tip) {
        Verdict::Ahead { known } => {
            let (path, journal) = (journal.path.clone(), tip.position);
            Err(OpenError::JournalBehind { path, journal, known, witness: "the index" })
        }
        Verdict::Differs(why) => Ok((None, Some(why))),
        Verdict::Fits { position } => match index::suspected(directory) {
            Some(why) => Ok((None, Some(why))),
            None => Ok((Some((store, position)), None)),
        },
    }
}

fn rebuild(directory: &Path, journal: &Journal, cache_bytes: u64) -> Result<Store, OpenError> {
    index::set_aside(directory).map_err(|error| OpenError::io(directory, error))?;
    Store::open(directory, journal.id, cache_bytes).map_err(|fault| failed(directory, fault))
}

/// A fresh sled fails only if the disk does.
fn failed(path: &Path, Fault(why): Fault) -> OpenError {
    OpenError::io(path, std::io::Error::other(why))
}

/// Brings sled from its position to the journal's end. Answers with the records it got.
fn catch_up(journal: &Arc<Journal>, store: &Store, position: u64) -> Result<u64, OpenError> {
    let mut scan = Scan::new(journal, journal.offset_before(position), journal.durable_end());
    let mut records = 0;
    while let Some((_, record)) = scan.next().map_err(|error| error.opening(journal))? {
        if record.first_position >= position {
            store.put(&record).map_err(|fault| failed(&journal.path, fault))?;
            records += 1;
        }
    }
    Ok(records)
}
