//! What auditors ask of the books: an index of the log, filled when somebody asks, with what came since.
//!
//! The index is derived and never trusted: it is in no snapshot, and a start throws it away.

mod explore;
mod rebuild;
#[cfg(test)]
mod tests;

use std::sync::PoisonError;

use domain::Rejection;
use domain::oversight::{self, RaiseFinding, Subject};
use projection_audit::trace::{Moment, Trace};
use uuid::Uuid;

use crate::error::LedgerError;
use crate::ledger::{Ledger, StoredEvent};
use crate::replay::{self, AsOf};

pub use explore::{Explored, Order, Wanted};
pub use rebuild::{Compared, Rebuild, Rebuilt};

impl Ledger {
    /// Asks the index of the log, brought up to the head. `ask` runs under a read lock: copy what is needed and let go.
    pub fn traced<T>(&self, ask: impl FnOnce(&Trace) -> T) -> Result<T, LedgerError> {
        self.index_trace()?;
        Ok(ask(&self.trace.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Brings the index of the log up to the head. Takes seconds for a million events, nothing when nothing is new.
    pub fn index_trace(&self) -> Result<(), LedgerError> {
        let head = self.head().position;
        if self.trace.read().unwrap_or_else(PoisonError::into_inner).position() >= head {
            return Ok(());
        }
        let mut trace = self.trace.write().unwrap_or_else(PoisonError::into_inner);
        let from = trace.position();
        replay::fold(&self.log, from, |recorded| {
            trace.apply(recorded);
            true
        })
    }

    /// How many events had been recorded then. Refuses a position beyond the log.
    pub fn known(&self, at: AsOf) -> Result<u64, LedgerError> {
        let head = self.head().position;
        match at {
            AsOf::Position(known) if known > head => Err(LedgerError::BeyondHead { head }),
            AsOf::Position(known) => Ok(known),
            AsOf::Time(time) => self.traced(|trace| trace.known_at(time)),
        }
    }

    /// An auditor says something of entries that are there.
    pub(crate) fn in_the_log(&self, command: &oversight::Command) -> Result<(), LedgerError> {
        let position = match command {
            oversight::Command::RaiseFinding(RaiseFinding { about: Subject::Event(position), .. }) => {
                *position
            }
            oversight::Command::ExamineEntry(examine) => examine.position,
            _ => return Ok(()),
        };
        if position < self.head().position {
            return Ok(());
        }
        let unknown = oversight::Refusal::SubjectUnknown(Subject::Event(position));
        Err(LedgerError::Rejected(Rejection::Oversight(unknown)))
    }

    /// All that is known now, of all days.
    pub fn moment_now(&self) -> Moment {
        Moment { known: self.head().position, first: None, last: None }
    }

    /// The event at a position as it is stored; none beyond the log.
    pub fn stored(&self, position: u64) -> Result<Option<StoredEvent>, LedgerError> {
        self.events(position).next().transpose()
    }

    /// Where the events of a command stand: the position of the first, and how many; none where the log does not know it.
    pub fn caused(&self, command: Uuid) -> Result<Option<(u64, u64)>, LedgerError> {
        Ok(self.log.find(command)?.map(|found| (found.first, found.count)))
    }
}
