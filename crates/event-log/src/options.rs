//! What a caller may choose when opening a log.

use std::io;

use crate::Record;

/// Called in the writer thread before each group is written: makes durable what its events refer to.
/// An error poisons the log.
pub type Hook = Box<dyn FnMut() -> io::Result<()> + Send>;

/// Called in the writer thread once for every record, in the order of positions, after it is durable and before
/// its command is answered. It must not wait for the log.
pub type Sink = Box<dyn FnMut(&Record) + Send>;

/// What the answer to a command waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acknowledge {
    /// The journal's sync.
    #[default]
    Journal,
    /// The journal's sync, and the index written and synced too.
    Both,
}

/// How to open a log.
pub struct Options {
    /// sled's page cache, in bytes.
    pub cache_bytes: u64,
    /// What an answer waits for.
    pub acknowledge: Acknowledge,
    /// Makes durable what the events of a group refer to.
    pub before_commit: Hook,
    /// Receives every durable record.
    pub sink: Sink,
    /// How many commands may wait for the writer before [`EventLog::append`](crate::EventLog::append) blocks.
    pub queue: usize,
    /// After how many bytes of journal sled is synced and the verified mark moved.
    pub index_sync_bytes: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            cache_bytes: 64 << 20,
            acknowledge: Acknowledge::default(),
            before_commit: Box::new(|| Ok(())),
            sink: Box::new(|_| {}),
            queue: 1024,
            index_sync_bytes: 64 << 20,
        }
    }
}
