//! Opening a log. First everything is read and compared, and whatever is an alarm refuses here, before anything has
//! been changed; then a torn tail is cut; then the index is brought up to the journal, or rebuilt from it.

mod compare;
mod mend;

use std::path::Path;
use std::sync::Arc;

use crate::index::Index;
use crate::journal::{self, Journal, Tip};
use crate::log::Handle;
use crate::shared::Shared;
use crate::{Head, OpenError, Options, durable, lock, mark, writer};
use mend::Mending;

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
    let journal = Arc::new(Journal::open(directory)?);
    lock::acquire(&journal, directory)?;
    let mark = mark::read(directory, journal.id);
    let from = mark.unwrap_or_else(|| journal.start());
    reaches(&journal, &from)?;
    journal::check_mark(&journal, &from)?;
    journal.note(&from);
    let tail = journal::tail(&journal, from)?;
    let mending =
        Mending { directory, journal: &journal, from, tip: tail.tip, cache_bytes: options.cache_bytes };
    let found = mending.look()?;

    // Nothing refuses from here on but the disk.
    if tail.torn_bytes > 0 {
        durable::cut(&journal.file, tail.tip.offset).map_err(|error| OpenError::io(&journal.path, error))?;
    }
    journal.advance(&tail.tip);
    let (store, sled) = mending.mend(found)?;
    if mark != Some(tail.tip) {
        // Without it the next opening takes longer.
        let _ = mark::write(directory, journal.id, &tail.tip);
    }
    let index = Index::new(directory, Arc::clone(&journal), store);
    let handle = serve(directory, journal, index, tail.tip, options)?;
    let opened = Opened { head: handle.shared.head(), torn_bytes: tail.torn_bytes, sled };
    Ok((handle, opened))
}

/// Starts the threads behind a log whose journal ends at `tip` and whose index knows everything.
pub(crate) fn serve(
    directory: &Path,
    journal: Arc<Journal>,
    index: Index,
    tip: Tip,
    options: Options,
) -> Result<Handle, OpenError> {
    let head = Head { position: tip.position, chain: tip.chain };
    let shared = Arc::new(Shared::new(journal, index, head));
    let started = writer::start(Arc::clone(&shared), directory.to_owned(), tip, options);
    let (inbox, thread) = started.map_err(|error| OpenError::io(directory, error))?;
    Ok(Handle::new(shared, inbox, thread))
}

/// A file that is shorter than what was verified of it is an alarm.
fn reaches(journal: &Arc<Journal>, mark: &Tip) -> Result<(), OpenError> {
    if journal.length()? >= mark.offset {
        return Ok(());
    }
    let left = journal::tail(journal, journal.start())?.tip.position;
    Err(journal.behind(left, mark.position, "the file \"verified\""))
}
