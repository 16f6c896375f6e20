//! The append-only event log of one fund.
//!
//! Two things lie in a log's directory. `journal` is the truth: a plain file that only grows, where a commit counts
//! from the moment its last byte is on the disk. `sled/` is an index of the same records (by position, by command,
//! by stream), built from the journal and thrown away and built again whenever it disagrees.
//!
//! The crate stores opaque bytes under names: it knows no event, no money and no clock, and it decides nothing.
//! A command goes [`EventLog::append`] -> the writer thread -> the journal -> `fdatasync` -> the sink -> the answer,
//! and only then into the index, which a crash may therefore lose without losing anything.
//!
//! # What the answer waits for
//! [`Acknowledge::Journal`], the default, answers after the journal's sync. [`Acknowledge::Both`] also waits until
//! sled is flushed and synced on our own descriptor. That protects nothing more, as sled is rebuilt from the journal,
//! and costs (330-byte events, 2 cores, ext4, medians of one run; `cargo bench -p event-log` measures it again):
//!
//! | | journal | both |
//! |---|---|---|
//! | batches of 100, events/s (p50) | 203,000 (0.34 ms) | 132,000 (0.67 ms) |
//! | batches of 1,000, events/s (p50) | 260,000 (3.9 ms) | 148,000 (6.4 ms) |
//! | 64 clients, commands/s | 46,000 | 26,000 |
//!
//! # After a crash
//! [`EventLog::open`] verifies the journal from the last mark to its end, cuts a tail that was never acknowledged, and
//! compares sled with it. A sled that is behind, wiped, damaged, panicking or another log's is mended without a person;
//! a journal that is damaged before its end, or shorter than sled or the mark knows it, refuses to open and is left
//! as it is. `scripts/power-cut` and the tests under `tests/it/` hold this.

mod append;
mod durable;
mod error;
mod index;
mod index_file;
mod journal;
mod journal_file;
mod lock;
mod log;
mod mark;
mod options;
mod read;
mod record;
mod recover;
mod rewrite;
mod shared;
#[cfg(feature = "testing")]
pub mod testing;
mod verify;
mod writer;

pub use append::{Appended, BulkAppend, CommandId, Commit, Expected, Ticket};
pub use error::{AppendError, Damage, OpenError, ReadError};
pub use index_file::{IndexFile, distrust_index};
pub use journal_file::{JournalFile, Piece, Place, Walked, marked_id, verified_to};
pub use log::EventLog;
pub use options::{Acknowledge, Hook, Options, Sink};
pub use read::{Follow, Records};
pub use record::{Event, MAX_EVENT_BYTES, MAX_RECORD_BYTES, Record, RecordHead};
pub use recover::{Opened, SledState};
pub use rewrite::{Held, JournalWriter, RewriteError, Rewritten};
pub use shared::{Found, Head};
pub use verify::Verified;
