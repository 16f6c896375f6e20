//! The handle to an open log.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;
use std::time::Duration;

use uuid::Uuid;

use crate::append::{self, BulkAppend};
use crate::read::{Follow, Records};
use crate::shared::Shared;
use crate::verify::{self, Verified};
use crate::writer::Message;
use crate::{
    AppendError, CommandId, Commit, Damage, Expected, Found, Head, OpenError, Opened, Options, ReadError,
    Ticket, journal, recover,
};

/// An open log. Clones share it; the last one dropped (readers and bulk appends count) closes it: what was handed
/// over is written, the index is synced, and the lock is released.
#[derive(Clone)]
pub struct EventLog {
    pub(crate) handle: Arc<Handle>,
}

/// What all clones share.
pub(crate) struct Handle {
    pub(crate) shared: Arc<Shared>,
    inbox: Option<SyncSender<Message>>,
    writer: Option<JoinHandle<()>>,
}

impl Handle {
    pub(crate) fn new(shared: Arc<Shared>, inbox: SyncSender<Message>, writer: JoinHandle<()>) -> Handle {
        Handle { shared, inbox: Some(inbox), writer: Some(writer) }
    }

    pub(crate) fn send(&self, message: Message) -> Result<(), AppendError> {
        self.inbox.as_ref().and_then(|inbox| inbox.send(message).ok()).ok_or(AppendError::Closed)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        drop(self.inbox.take());
        if let Some(writer) =
            self.writer.take().filter(|writer| writer.thread().id() != std::thread::current().id())
        {
            // A writer that panicked has closed the log for everyone; there is nobody left to tell.
            let _ = writer.join();
        }
    }
}

impl EventLog {
    /// Creates an empty log in a directory, which is created too if need be. `log_id` never changes.
    pub fn create(directory: &Path, log_id: Uuid) -> Result<(), OpenError> {
        journal::create(directory, log_id)
    }

    /// Opens a log, after verifying its tail and mending its index.
    pub fn open(directory: &Path, options: Options) -> Result<(EventLog, Opened), OpenError> {
        let (handle, opened) = recover::open(directory, options)?;
        Ok((EventLog { handle: Arc::new(handle) }, opened))
    }

    /// The id that the log was created with.
    pub fn id(&self) -> Uuid {
        self.handle.shared.journal.id
    }

    /// How far the log is: everything below is durable, and the sink has seen it.
    pub fn head(&self) -> Head {
        self.handle.shared.head()
    }

    /// Hands a commit to the writer. Blocks while too many commands wait.
    pub fn append(&self, commit: Commit) -> Ticket {
        append::append(&self.handle, commit)
    }

    /// Begins a commit that is handed over event by event. `at` is the position it was decided at, as in [`Commit::at`].
    pub fn begin(&self, command: CommandId, at: Option<u64>, expected: Vec<Expected>) -> BulkAppend {
        BulkAppend::new(Arc::clone(&self.handle), command, at, expected)
    }

    /// What became of a command; none if it is not in the log.
    pub fn find(&self, command: Uuid) -> Result<Option<Found>, ReadError> {
        self.handle.shared.settled();
        self.handle.shared.index.command(command)
    }

    /// How many events a stream has.
    pub fn stream_version(&self, stream: &str) -> Result<u64, ReadError> {
        self.handle.shared.settled();
        self.handle.shared.index.version(stream)
    }

    /// The records from the one that holds `from` up to the head as it is now. The first one may start before `from`.
    pub fn read(&self, from: u64) -> Records {
        Records::new(Arc::clone(&self.handle), from)
    }

    /// The same, from the journal alone: it does not wait until the index has followed, which a large import leaves
    /// behind for seconds.
    pub fn read_journal(&self, from: u64) -> Records {
        Records::of_the_journal(Arc::clone(&self.handle), from)
    }

    /// Waits until there is a durable event at `position`, the index or not. Answers whether there is; no when the time
    /// is over or the log's writer is gone.
    pub fn wait(&self, position: u64, timeout: Duration) -> bool {
        self.handle.shared.wait_durable(position, timeout)
    }

    /// The records from the one that holds `from` on, and then those to come.
    pub fn follow(&self, from: u64) -> Follow {
        Follow::new(Arc::clone(&self.handle), from)
    }

    /// Reads everything: the journal's checksums and chain, and the index against it.
    /// `progress` is called now and then with the bytes done and all bytes.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Verified, Damage> {
        verify::verify(&self.handle.shared, progress)
    }
}
