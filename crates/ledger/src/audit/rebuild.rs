//! Everything anew from the first event on, held against what is shown: every view, the state of the rules, the chain of
//! the log and the root of its tree. One at a time; who watches reads how far it is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError};

use domain::{Actor, Recorded, State};
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use transparency::{Frontier, Hash};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::replay;
use crate::views::Views;

/// A rebuild under way, or done.
#[derive(Debug)]
pub struct Rebuild {
    /// Who asked for it.
    pub by: Actor,
    /// When it began.
    pub started: Timestamp,
    /// Steps done, and all steps: every event is read twice.
    done: AtomicU64,
    all: u64,
    outcome: OnceLock<Result<Rebuilt, (String, String)>>,
}

/// What a rebuild found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// When it was done.
    pub finished: Timestamp,
    /// How many events the log held at its beginning.
    pub position: u64,
    /// The chain over them, in hexadecimal digits: computed anew and equal to the log's.
    pub chain: String,
    /// The root of the tree over them, as a checkpoint of that size prints it.
    pub root: Hash,
    /// Part by part.
    pub compared: Vec<Compared>,
}

/// One part, as it stands and as it was built anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Which: `balances`, `public`, `coverage`, `history`, `rules`.
    pub name: &'static str,
    /// After how many events.
    pub position: u64,
    /// How many bytes it is.
    pub bytes: u64,
    /// SHA-256 of the bytes as they stand, in hexadecimal digits.
    pub shown: String,
    /// The same of those built anew.
    pub rebuilt: String,
}

impl Compared {
    /// Whether the two are the same, byte for byte.
    pub fn is_same(&self) -> bool {
        self.shown == self.rebuilt
    }
}

impl Rebuilt {
    /// Whether all of it is the same.
    pub fn is_same(&self) -> bool {
        self.compared.iter().all(Compared::is_same)
    }
}

impl Rebuild {
    /// Steps done, and all steps.
    pub fn progress(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed).min(self.all), self.all)
    }

    /// What it found, or why it could not go on, in both languages; none while it runs.
    pub fn outcome(&self) -> Option<&Result<Rebuilt, (String, String)>> {
        self.outcome.get()
    }

    /// Does the work, on the caller's thread.
    pub fn run(&self, ledger: &Ledger) {
        let outcome = self.work(ledger).map_err(|error| (error.vi(), error.en()));
        // A rebuild is run once; a second run would find the same.
        let _ = self.outcome.set(outcome);
    }

    fn work(&self, ledger: &Ledger) -> Result<Rebuilt, LedgerError> {
        let position = self.all / 2;
        let (chain, root) = self.chain_and_root(ledger, position)?;
        let mut anew = Anew::default();
        anew.fold(ledger, position, &|| self.step())?;
        let compared = vec![
            anew.against(ledger, "balances", &|views| views.balances.clone())?,
            anew.against(ledger, "public", &|views| views.public.clone())?,
            anew.against(ledger, "coverage", &|views| views.coverage.clone())?,
            anew.against(ledger, "history", &|views| views.history.clone())?,
            anew.against_rules(ledger)?,
        ];
        Ok(Rebuilt { finished: Timestamp::now(), position, chain, root, compared })
    }

    fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Reads the journal itself, not its index: every record must follow on the one before.
    fn chain_and_root(&self, ledger: &Ledger, position: u64) -> Result<(String, Hash), LedgerError> {
        let verified = ledger.verify(|_, _| {}).map_err(|damage| LedgerError::Damaged(Box::new(damage)))?;
        let mut frontier = Frontier::default();
        for record in ledger.log().read_journal(0) {
            let record = record?;
            for event in record.events().take_while(|event| event.position < position) {
                frontier.push(Hash::leaf(event.bytes), |_, _, _| {});
                self.step();
            }
            if record.end_position() >= position {
                break;
            }
        }
        Ok((crate::hex(&verified.head.chain), frontier.root()))
    }
}

/// State and views, folded from nothing.
#[derive(Default)]
struct Anew {
    state: State,
    views: Views,
}

impl Anew {
    fn apply(&mut self, recorded: &Recorded) {
        self.state.evolve(&recorded.meta.actor, recorded.meta.effective_on, &recorded.event);
        self.views.apply(recorded);
    }

    /// Goes on until so many events are in it.
    fn fold(&mut self, ledger: &Ledger, position: u64, step: &dyn Fn()) -> Result<(), LedgerError> {
        if self.views.position >= position {
            return Ok(());
        }
        replay::fold(ledger.log(), self.views.position, |recorded| {
            self.apply(recorded);
            step();
            recorded.position.saturating_add(1) < position
        })
    }

    /// Holds one view against the shown one. It is copied out while both are at one position, and hashed afterwards: nobody
    /// who writes waits for that.
    fn against<T: Serialize>(
        &mut self,
        ledger: &Ledger,
        name: &'static str,
        part: &dyn Fn(&Views) -> T,
    ) -> Result<Compared, LedgerError> {
        loop {
            let (position, shown) = {
                let views = ledger.views();
                let here = views.position == self.views.position;
                (views.position, here.then(|| part(&views)))
            };
            if let Some(shown) = shown {
                return compared(name, position, &shown, &part(&self.views));
            }
            self.fold(ledger, position, &|| {})?;
        }
    }

    /// The same of what the rules know. It runs ahead of the log by what is on its way: read again until it does not.
    fn against_rules(&mut self, ledger: &Ledger) -> Result<Compared, LedgerError> {
        loop {
            let (position, shown) = {
                let writer = ledger.writer.lock().unwrap_or_else(PoisonError::into_inner);
                let here = !writer.stale && writer.position == self.views.position;
                (ledger.head().position, here.then(|| writer.state.clone()))
            };
            if let Some(shown) = shown {
                return compared("rules", position, &shown, &self.state);
            }
            self.fold(ledger, position, &|| {})?;
        }
    }
}

fn compared<T: Serialize>(
    name: &'static str,
    position: u64,
    shown: &T,
    rebuilt: &T,
) -> Result<Compared, LedgerError> {
    let (bytes, shown) = digest(shown)?;
    let (_, rebuilt) = digest(rebuilt)?;
    Ok(Compared { name, position, bytes, shown, rebuilt })
}

/// Length and SHA-256 of the bytes that a snapshot would hold.
fn digest(part: &impl Serialize) -> Result<(u64, String), LedgerError> {
    let hashed = Hashed::default();
    let hashed = postcard::to_io(part, hashed).map_err(|error| LedgerError::Encode(error.to_string()))?;
    let digest: [u8; 32] = hashed.hash.finalize().into();
    Ok((hashed.bytes, crate::hex(&digest)))
}

#[derive(Default)]
struct Hashed {
    hash: Sha256,
    bytes: u64,
}

impl std::io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.hash.update(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Ledger {
    /// Begins a rebuild for somebody, unless one runs: that one is answered with. The caller gives it a thread
    /// ([`Rebuild::run`]) where `true` comes back.
    pub fn begin_rebuild(&self, by: Actor) -> (Arc<Rebuild>, bool) {
        let mut held = self.rebuild.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = held.as_ref().filter(|rebuild| rebuild.outcome().is_none()) {
            return (Arc::clone(running), false);
        }
        let rebuild = Arc::new(Rebuild {
            by,
            started: Timestamp::now(),
            done: AtomicU64::new(0),
            all: self.head().position.saturating_mul(2),
            outcome: OnceLock::new(),
        });
        *held = Some(Arc::clone(&rebuild));
        (rebuild, true)
    }

    /// The last rebuild since the books were opened.
    pub fn rebuild(&self) -> Option<Arc<Rebuild>> {
        self.rebuild.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
