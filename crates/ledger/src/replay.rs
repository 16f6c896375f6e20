//! Reading the log from some position on, decoded, in order.
//!
//! What is decoded ahead is bounded.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use domain::Recorded;
use event_log::{EventLog, ReadError, Record, Records};
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

type Decoded = Result<Vec<Recorded>, LedgerError>;

/// Gives every event from `from` to the present head to `fold`, in order, until it answers false.
///
/// Decoding is most of the work. A second thread decodes ahead, and this one too whenever it would wait for it, so
/// that both cores are busy whatever the fold costs.
pub(crate) fn fold(
    log: &EventLog,
    from: u64,
    mut fold: impl FnMut(&Recorded) -> bool,
) -> Result<(), LedgerError> {
    let records = Numbered::new(log.read(from));
    thread::scope(|scope| {
        let (sender, decoded) = sync_channel(AHEAD);
        scope.spawn(|| {
            let sender = sender;
            while let Some((number, record)) = records.next() {
                // The fold has seen enough when it hangs up.
                if sender.send((number, decoded_from(record, from))).is_err() {
                    break;
                }
            }
        });
        let mut waiting = BTreeMap::new();
        for next in 0_u64.. {
            let Some(events) = in_turn(next, &mut waiting, &decoded, &records, from) else { break };
            for event in &events? {
                if !fold(event) {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

/// The record numbered `next`, decoded by whoever is first; `None` behind the last one.
fn in_turn(
    next: u64,
    waiting: &mut BTreeMap<u64, Decoded>,
    decoded: &Receiver<(u64, Decoded)>,
    records: &Numbered,
    from: u64,
) -> Option<Decoded> {
    loop {
        waiting.extend(decoded.try_iter());
        if let Some(events) = waiting.remove(&next) {
            return Some(events);
        }
        if let Some((number, record)) = records.next() {
            waiting.insert(number, decoded_from(record, from));
        } else {
            // All are taken; what is missing is on its way, or there is no more.
            let (number, events) = decoded.recv().ok()?;
            waiting.insert(number, events);
        }
    }
}

/// Records that two threads take in turn, each with its place in the order.
struct Numbered(Mutex<std::iter::Enumerate<Records>>);

impl Numbered {
    fn new(records: Records) -> Self {
        Self(Mutex::new(records.enumerate()))
    }

    fn next(&self) -> Option<(u64, Result<Record, ReadError>)> {
        let next = self.0.lock().unwrap_or_else(PoisonError::into_inner).next();
        next.map(|(number, record)| (number as u64, record))
    }
}

fn decoded_from(record: Result<Record, ReadError>, from: u64) -> Decoded {
    decode(&record?, from)
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
    /// Gives every event from the first to the present head to `take`, in order, until it answers false.
    pub fn read(&self, take: &mut dyn FnMut(&Recorded) -> bool) -> Result<(), LedgerError> {
        fold(self.log(), 0, take)
    }

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
            let included = to.includes(event);
            if included {
                views.apply(event);
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
