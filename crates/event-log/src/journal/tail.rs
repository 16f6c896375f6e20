//! Finding the journal's end at opening: what is a torn tail and may be cut, and what is damage and may not.
//!
//! A record that is not whole can be the trace of a power cut, or damage. It is a torn tail only when no record
//! behind it says that it had been synced before: then it was never acknowledged. In all other cases the journal
//! is damaged and nothing is cut. Whole parts of a commit without its last one were never acknowledged either.

use std::sync::Arc;

use uuid::Uuid;

use super::{Journal, Scan, ScanError, Tip};
use crate::{OpenError, Record};

/// The journal's end.
pub(crate) struct Tail {
    /// The end of the last whole commit.
    pub(crate) tip: Tip,
    /// How many bytes behind it were never acknowledged.
    pub(crate) torn_bytes: u64,
}

/// Walks the journal from a commit's end that is known to be good to the last commit's end. Nothing is changed.
pub(crate) fn tail(journal: &Arc<Journal>, from: Tip) -> Result<Tail, OpenError> {
    let length = journal.length()?;
    let mut scan = Scan::new(journal, from.offset, length);
    let mut walk = Walk::from(from);
    loop {
        match scan.next() {
            Ok(Some((offset, record))) => {
                walk.accept(offset, &record).map_err(|why| journal.damaged(offset, why))?;
                if record.last_part {
                    journal.note(&walk.tip);
                }
            }
            Ok(None) => break,
            Err(ScanError::Bad { offset, why }) => {
                let behind = Scan::new(journal, offset, length).synced_behind();
                if behind.map_err(|error| error.opening(journal))? > walk.tip.position {
                    return Err(journal.damaged(offset, why));
                }
                break;
            }
            Err(error) => return Err(error.opening(journal)),
        }
    }
    Ok(Tail { tip: walk.committed, torn_bytes: length.saturating_sub(walk.committed.offset) })
}

/// Whether the record before the mark is the one that the mark was set behind.
pub(crate) fn check_mark(journal: &Arc<Journal>, mark: &Tip) -> Result<(), OpenError> {
    if mark.last_offset == 0 {
        return Ok(());
    }
    let record =
        Scan::new(journal, mark.last_offset, mark.offset).next().map_err(|error| error.opening(journal))?;
    match record {
        Some((_, record)) if record.chain == mark.chain && record.end_position() == mark.position => Ok(()),
        _ => Err(journal.damaged(mark.last_offset, "the record is another one than was verified before")),
    }
}

/// Checks that records follow each other.
pub(crate) struct Walk {
    pub(crate) tip: Tip,
    /// The end of the last whole commit.
    committed: Tip,
    /// The command and first position of a commit whose last part has not come.
    open: Option<(Uuid, u64)>,
}

impl Walk {
    /// From a commit's end.
    pub(crate) fn from(tip: Tip) -> Walk {
        Walk { tip, committed: tip, open: None }
    }

    /// From the end of a record that is taken as it is.
    pub(crate) fn behind(offset: u64, record: &Record) -> Walk {
        let length = u64::try_from(record.stored().len()).unwrap_or(u64::MAX);
        let tip = Tip {
            offset: offset.saturating_add(length),
            last_offset: offset,
            position: record.end_position(),
            chain: record.chain,
        };
        let open = (!record.last_part).then_some((record.command_id, record.commit_first));
        Walk { tip, committed: tip, open }
    }

    /// The command and the first position of the commit whose last part has not come.
    pub(crate) fn open_commit(&self) -> Option<(Uuid, u64)> {
        self.open
    }

    /// Takes the record that starts at `offset`, or says what does not fit.
    pub(crate) fn accept(&mut self, offset: u64, record: &Record) -> Result<(), &'static str> {
        if record.first_position != self.tip.position {
            return Err("a record does not start where the one before it ends");
        }
        let (command, first) = self.open.unwrap_or((record.command_id, record.first_position));
        if record.command_id != command || record.commit_first != first {
            return Err("a record stands in the middle of another commit");
        }
        if !record.follows(&self.tip.chain) {
            return Err("a record's chain value does not follow from the one before it");
        }
        let length = u64::try_from(record.stored().len()).unwrap_or(u64::MAX);
        self.tip = Tip {
            offset: offset.saturating_add(length),
            last_offset: offset,
            position: record.end_position(),
            chain: record.chain,
        };
        if record.last_part {
            self.committed = self.tip;
            self.open = None;
        } else {
            self.open = Some((command, first));
        }
        Ok(())
    }
}
