//! Reading the log from some position on, decoded, in order.
//!
//! Reading and decoding run in a thread of their own while the caller folds: both cores work, and what is
//! decoded ahead is bounded.

use std::sync::mpsc::sync_channel;
use std::thread;

use domain::Recorded;
use event_log::{EventLog, Record};
use jiff::Timestamp;

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::views::Views;

/// Up to where history is replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The first so many events.
    Position(u64),
    /// What was recorded up to this moment, inclusive.
    Time(Timestamp),
}

impl AsOf {
    fn includes(self, recorded: &Recorded) -> bool {
        match self {
            Self::Position(count) => recorded.position < count,
            Self::Time(time) => recorded.meta.recorded_at <= time,
        }
    }
}

/// Decoded records that may wait for the fold.
const AHEAD: usize = 64;

/// Gives every event from `from` to the present head to `fold`, in order, until it answers false.
pub(crate) fn fold(
    log: &EventLog,
    from: u64,
    mut fold: impl FnMut(Recorded) -> bool,
) -> Result<(), LedgerError> {
    thread::scope(|scope| {
        let (sender, decoded) = sync_channel::<Result<Vec<Recorded>, LedgerError>>(AHEAD);
        let records = log.read(from);
        scope.spawn(move || {
            for record in records {
                let events = record.map_err(LedgerError::from).and_then(|record| decode(&record, from));
                let failed = events.is_err();
                // The fold has seen enough when it hangs up.
                if sender.send(events).is_err() || failed {
                    break;
                }
            }
        });
        for events in decoded {
            for event in events? {
                if !fold(event) {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

/// The events of a record from `from` on.
pub(crate) fn decode(record: &Record, from: u64) -> Result<Vec<Recorded>, LedgerError> {
    let wanted = record.events().filter(|event| event.position >= from);
    wanted
        .map(|event| {
            let position = event.position;
            domain::decode(position, event.bytes).map_err(|source| LedgerError::Decode { position, source })
        })
        .collect()
}

impl Ledger {
    /// The views as they stood then, folded from the first event on. `progress` gets events done, and all events.
    pub fn replay(&self, to: AsOf, progress: &dyn Fn(u64, u64)) -> Result<Views, LedgerError> {
        let head = self.head().position;
        let all = match to {
            AsOf::Position(count) if count > head => return Err(LedgerError::BeyondHead { head }),
            AsOf::Position(count) => count,
            AsOf::Time(_) => head,
        };
        let mut views = Views::default();
        fold(self.log(), 0, |event| {
            let included = to.includes(&event);
            if included {
                views.apply(&event);
                if views.position % 10_000 == 0 {
                    progress(views.position, all);
                }
            }
            included
        })?;
        progress(all, all);
        Ok(views)
    }
}
