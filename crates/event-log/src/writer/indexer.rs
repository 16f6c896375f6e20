//! The second thread of the log: brings the index up behind the writer, while that waits for the next sync, and now
//! and then makes the index durable and moves the mark. Nothing that it does is needed for a commit to count.
//! A third one audits the index once after opening, which would make opening slow, and ends.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::{io, mem};

use crate::journal::Tip;
use crate::shared::Shared;
use crate::{Record, mark};

/// A group that is durable in the journal, and the journal's end behind it.
type Indexed = (Vec<Record>, Tip);

/// Groups that may wait. They hold their records in memory.
const GROUPS_AHEAD: usize = 4;

/// sled buffers what the disk has not taken yet without a bound; after so many bytes it is waited for.
const UNFLUSHED_BYTES: usize = 16 << 20;

/// The writer's hold on the thread. Dropping it waits until everything is indexed and synced.
pub(super) struct Indexer {
    groups: Option<SyncSender<Indexed>>,
    thread: Option<JoinHandle<()>>,
}

struct Worker {
    shared: Arc<Shared>,
    directory: PathBuf,
    /// The end of what is indexed, and what of it is durable and marked.
    tip: Tip,
    marked: Tip,
    sync_bytes: u64,
    /// What sled was given since it last caught up with the disk.
    unflushed: usize,
    /// Before the index is closed, the audit has to let go of it.
    stop: Arc<AtomicBool>,
    audit: Option<JoinHandle<()>>,
}

impl Indexer {
    /// Starts the thread. The mark stands at the tip.
    pub(super) fn start(
        shared: Arc<Shared>,
        directory: PathBuf,
        tip: Tip,
        sync_bytes: u64,
    ) -> io::Result<Indexer> {
        let (groups, coming) = sync_channel(GROUPS_AHEAD);
        let stop = Arc::new(AtomicBool::new(false));
        let audit = audit(&shared, tip, &stop)?;
        let worker = Worker {
            shared,
            directory,
            tip,
            marked: tip,
            sync_bytes,
            unflushed: 0,
            stop,
            audit: Some(audit),
        };
        let thread = std::thread::Builder::new().name("event-index".to_owned());
        let thread = thread.spawn(move || worker.run(&coming))?;
        Ok(Indexer { groups: Some(groups), thread: Some(thread) })
    }

    /// Hands over a group. False if the thread is gone.
    pub(super) fn put(&self, records: Vec<Record>, tip: Tip) -> bool {
        self.groups.as_ref().is_some_and(|groups| groups.send((records, tip)).is_ok())
    }
}

fn audit(shared: &Arc<Shared>, tip: Tip, stop: &Arc<AtomicBool>) -> io::Result<JoinHandle<()>> {
    let (shared, stop) = (Arc::clone(shared), Arc::clone(stop));
    let thread = std::thread::Builder::new().name("event-audit".to_owned());
    thread.spawn(move || shared.index.audit(tip.position, &stop))
}

impl Drop for Indexer {
    fn drop(&mut self) {
        drop(self.groups.take());
        // A panic in there has been told to everyone who waits.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Worker {
    fn run(mut self, groups: &Receiver<Indexed>) {
        while let Ok((records, tip)) = groups.recv() {
            for record in &records {
                self.shared.index.put(record);
                self.unflushed = self.unflushed.saturating_add(record.stored().len());
            }
            if self.unflushed >= UNFLUSHED_BYTES {
                self.unflushed = 0;
                self.shared.index.flush();
            }
            // The mark, and what readers wait for, never stand inside a commit.
            if records.last().is_none_or(|record| !record.last_part) {
                continue;
            }
            self.tip = tip;
            self.shared.set_indexed(tip.position);
            if tip.offset.saturating_sub(self.marked.offset) >= self.sync_bytes {
                self.mark();
            }
        }
    }

    /// Makes the index durable and moves the mark. A mark that cannot be written costs time at the next opening.
    fn mark(&mut self) {
        let marked = mem::replace(&mut self.marked, self.tip);
        if marked != self.tip && self.shared.index.sync() {
            let _ = mark::write(&self.directory, self.shared.journal.id, &self.tip);
        }
    }
}

/// Also when something panicked: nobody waits for ever, and nobody reads an index that has stopped.
impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // What it found has been told to the index; a panic is contained there.
        let _ = self.audit.take().map(JoinHandle::join);
        if std::thread::panicking() {
            self.shared.index.fail(&crate::index::Fault("the index thread stopped".to_owned()));
        } else {
            self.mark();
            self.shared.index.close();
        }
        self.shared.set_closed();
    }
}
