//! The open books of one fund: what is shared between those who write and those who read.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use domain::{FundId, State};
use event_log::{EventLog, Head, Verified};
use projection_audit::trace::Trace;
use vault::{Evidence, Vault};

use crate::audit::Rebuild;
use crate::clock::Clock;
use crate::error::LedgerError;
use crate::search::Search;
use crate::secret::Secret;
use crate::snapshot;
use crate::tries::Tries;
use crate::turns::Turns;
use crate::views::Views;

/// The books of one fund. Cheap to share in an `Arc`; the last one dropped writes a snapshot and closes the log.
pub struct Ledger {
    pub(crate) fund: FundId,
    pub(crate) dir: PathBuf,
    pub(crate) log: EventLog,
    pub(crate) vault: Arc<Vault>,
    pub(crate) evidence: Evidence,
    pub(crate) views: Arc<RwLock<Views>>,
    pub(crate) writer: Mutex<Writer>,
    /// Told whenever a command that was on its way has been answered.
    pub(crate) answered: Condvar,
    pub(crate) turns: Turns,
    pub(crate) secret: Secret,
    /// Codes that were tried and wrong.
    pub(crate) tries: Tries,
    pub(crate) search: Search,
    /// The log as auditors ask of it; empty until they do.
    pub(crate) trace: RwLock<Trace>,
    /// The last time that everything was built anew.
    pub(crate) rebuild: Mutex<Option<Arc<Rebuild>>>,
    /// What the last verification said.
    pub(crate) damaged: AtomicBool,
    /// A granted erasure could not be carried out.
    pub(crate) stuck: AtomicBool,
    /// Rows that events refer to and that could not be read at the opening.
    pub(crate) missing_rows: u64,
    /// Why nothing is written, where it is not.
    pub(crate) read_only: OnceLock<(String, String)>,
    /// Position of the last snapshot.
    pub(crate) snapshot: u64,
}

/// What the one who decides holds. The state runs ahead of the disk: it has the events that are on their way.
pub(crate) struct Writer {
    pub(crate) state: State,
    /// Where the next event will stand.
    pub(crate) position: u64,
    pub(crate) clock: Clock,
    /// Commits handed to the log and not answered yet, oldest first: where each begins.
    pub(crate) on_their_way: Vec<u64>,
    /// How many commits failed since the opening. A read that saw it grow may have seen what failed.
    pub(crate) failures: u64,
    /// An append failed, so the state has events that the log has not: it is folded anew before the next command.
    pub(crate) stale: bool,
}

/// An event as it is stored: what auditors get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its place in the log.
    pub position: u64,
    /// Canonical JSON, the bytes that were hashed.
    pub bytes: Vec<u8>,
}

impl Ledger {
    /// The fund.
    pub fn fund(&self) -> &FundId {
        &self.fund
    }

    /// How far the log is; all below is durable and in the views.
    pub fn head(&self) -> Head {
        self.log.head()
    }

    /// Vault rows that events refer to and that could not be read when the books were opened. Above 0 it is an alarm:
    /// the figures are right, but names are lost until the vault is restored.
    pub fn missing_rows(&self) -> u64 {
        self.missing_rows
    }

    /// Whether a granted erasure could not be carried out, which is an alarm: the request stays open, and the log says why.
    pub fn has_stuck_erasure(&self) -> bool {
        self.stuck.load(Ordering::Relaxed)
    }

    /// Why nothing is written, in both languages: a restore that lost acknowledged events left word, and nobody has
    /// accepted it yet. Nothing may be signed of such books either.
    pub fn read_only(&self) -> Option<&(String, String)> {
        self.read_only.get()
    }

    /// Takes no command from here on: what was signed of these books is not what they hold. `why` in both languages.
    pub fn stop_writing(&self, why: (String, String)) {
        // Whoever said so first has said enough.
        let _ = self.read_only.set(why);
    }

    /// Refuses where the books are read-only.
    pub(crate) fn writable(&self) -> Result<(), LedgerError> {
        self.read_only.get().map_or(Ok(()), |why| Err(LedgerError::ReadOnly { why: why.clone() }))
    }

    /// The present views. A read lock: copy what is needed and let go.
    pub fn views(&self) -> impl Deref<Target = Views> + '_ {
        self.views.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stored events from position `from` up to the head.
    pub fn events(&self, from: u64) -> impl Iterator<Item = Result<StoredEvent, LedgerError>> + use<> {
        self.log.read(from).flat_map(move |record| match record {
            Ok(record) => record
                .events()
                .filter(|event| event.position >= from)
                .map(|event| Ok(StoredEvent { position: event.position, bytes: event.bytes.to_vec() }))
                .collect::<Vec<_>>(),
            Err(error) => vec![Err(error.into())],
        })
    }

    /// Reads the whole log again: checksums, chain, and the index against it.
    pub fn verify(&self, progress: impl FnMut(u64, u64)) -> Result<Verified, event_log::Damage> {
        let verified = self.log.verify(progress);
        self.damaged.store(verified.is_err(), Ordering::Relaxed);
        verified
    }

    /// Whether the last [`Ledger::verify`] found damage.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Where the copy of the log lies that others can check. It need not be there.
    pub fn published(&self) -> PathBuf {
        self.dir.join("tlog")
    }

    /// The log itself, for those who read it as it is stored. It is written by [`Ledger::execute`] alone.
    pub fn log(&self) -> &EventLog {
        &self.log
    }

    pub(crate) fn lock_writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a snapshot of the present, if everything decided is also durable.
    fn write_snapshot(&self) -> std::io::Result<()> {
        let writer = self.lock_writer();
        let views = self.views();
        let head = self.head();
        let whole = !writer.stale && views.position == head.position && writer.position == head.position;
        if whole && head.position != self.snapshot {
            snapshot::write(&self.dir, self.log.id(), head, &writer.state, &views)?;
        }
        Ok(())
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        if let Err(error) = self.write_snapshot() {
            tracing::warn!(fund = %self.fund, %error, "no snapshot was written; the next start reads the log instead");
        }
    }
}
