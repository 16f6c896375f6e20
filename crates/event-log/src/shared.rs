//! What the writer thread and everyone else have in common: the journal, the index, and how far both are.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::Record;
use crate::index::Index;
use crate::journal::Journal;

/// How far the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of events, which is the position of the next one.
    pub position: u64,
    /// SHA-256 over all records.
    pub chain: [u8; 32],
}

/// A command that the log knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The digest it came with.
    pub digest: [u8; 32],
    /// The position of its first event.
    pub first: u64,
    /// How many events it caused.
    pub count: u64,
}

impl Found {
    /// Whether a command of that digest is this one. The digest of a command whose record was lost and whose events were
    /// not is not known (zeros): its id alone tells.
    pub fn is(&self, digest: &[u8; 32]) -> bool {
        self.digest == *digest || self.digest == [0; 32]
    }

    /// The commit that this record, its last part, ends.
    pub(crate) fn of(record: &Record) -> Found {
        let count = record.end_position().saturating_sub(record.commit_first);
        Found { digest: record.digest, first: record.commit_first, count }
    }
}

pub(crate) struct Shared {
    pub(crate) journal: Arc<Journal>,
    pub(crate) index: Index,
    progress: Mutex<Progress>,
    moved: Condvar,
}

#[derive(Clone, Copy)]
struct Progress {
    head: Head,
    /// The index knows all events below this position.
    indexed: u64,
    closed: bool,
}

impl Shared {
    pub(crate) fn new(journal: Arc<Journal>, index: Index, head: Head) -> Shared {
        let progress = Mutex::new(Progress { head, indexed: head.position, closed: false });
        Shared { journal, index, progress, moved: Condvar::new() }
    }

    pub(crate) fn head(&self) -> Head {
        self.lock().head
    }

    pub(crate) fn set_head(&self, head: Head) {
        self.lock().head = head;
        self.moved.notify_all();
    }

    pub(crate) fn set_indexed(&self, position: u64) {
        self.lock().indexed = position;
        self.moved.notify_all();
    }

    /// The writer is gone: nobody needs to wait any more.
    pub(crate) fn set_closed(&self) {
        self.lock().closed = true;
        self.moved.notify_all();
    }

    /// Waits until the index knows everything up to the head as it is now, and answers with that head.
    pub(crate) fn settled(&self) -> Head {
        let head = self.head();
        self.wait_indexed(head.position);
        head
    }

    /// Waits until the index knows everything below `position`.
    pub(crate) fn wait_indexed(&self, position: u64) {
        let waits = |progress: &mut Progress| progress.indexed < position && !progress.closed;
        drop(self.moved.wait_while(self.lock(), waits));
    }

    /// Waits until there is an event at `position` that the index knows. Answers whether there is an event.
    pub(crate) fn wait_for(&self, position: u64, timeout: Duration) -> bool {
        self.wait_while(position, timeout, |progress| {
            progress.indexed.min(progress.head.position) <= position
        })
    }

    /// Waits until there is a durable event at `position`. Answers whether there is.
    pub(crate) fn wait_durable(&self, position: u64, timeout: Duration) -> bool {
        self.wait_while(position, timeout, |progress| progress.head.position <= position)
    }

    fn wait_while(&self, position: u64, timeout: Duration, waits: impl Fn(&Progress) -> bool) -> bool {
        let until = Instant::now().checked_add(timeout);
        let mut progress = self.lock();
        while waits(&progress) && !progress.closed {
            let left = until.map_or(timeout, |until| until.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                break;
            }
            let waited = self.moved.wait_timeout(progress, left);
            progress = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        progress.head.position > position
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
