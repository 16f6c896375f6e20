//! Reading and following. sled finds any position; a replay, once it is found, reads the journal from one end to the
//! other, which is many times faster where records are small. A fault of sled, or a record that does not fit, switches
//! to the journal in mid-iteration, and nobody notices.

use std::sync::Arc;
use std::time::Duration;

use crate::index::{Fault, Stream};
use crate::journal::Scan;
use crate::log::Handle;
use crate::{ReadError, Record};

/// From so many events on, a read is a replay.
const LONG: u64 = 5_000;

/// Records in the order of their positions. Ends after an error.
pub struct Records {
    /// Before the handle: sled is closed by the last handle, and nothing of it may be alive then.
    source: Source,
    handle: Arc<Handle>,
    /// The position that the next record must hold.
    next: u64,
    /// The next record is the first one: it may start earlier.
    first: bool,
    end: u64,
}

enum Source {
    Sled(Box<Stream>),
    Journal(Scan),
}

impl Records {
    pub(crate) fn new(handle: Arc<Handle>, from: u64) -> Records {
        let end = handle.shared.settled().position;
        let long = end.saturating_sub(from) > LONG && handle.shared.journal.knows_near(from, LONG);
        let stream = if long { None } else { handle.shared.index.from(from) };
        let source = match stream {
            Some(stream) => Source::Sled(Box::new(stream)),
            None => Source::Journal(scan(&handle, from)),
        };
        Records { handle, source, next: from, first: true, end }
    }

    /// Up to the head as it is now, whether the index has it or not.
    pub(crate) fn of_the_journal(handle: Arc<Handle>, from: u64) -> Records {
        let end = handle.shared.head().position;
        Records { source: Source::Journal(scan(&handle, from)), handle, next: from, first: true, end }
    }

    /// The next record from sled, if it is the right one.
    fn sled_next(stream: &mut Stream, next: u64, first: bool) -> Result<Record, Fault> {
        let record = stream.next()?.ok_or_else(|| Fault("a record is missing".to_owned()))?;
        let fits = if first { record.first_position <= next } else { record.first_position == next };
        if fits && record.end_position() > next {
            Ok(record)
        } else {
            Err(Fault("records are not in order".to_owned()))
        }
    }

    fn journal_next(&mut self) -> Result<Record, ReadError> {
        loop {
            let Source::Journal(scan) = &mut self.source else {
                self.source = Source::Journal(scan(&self.handle, self.next));
                continue;
            };
            match scan.next()? {
                Some((_, record)) if record.end_position() > self.next => return Ok(record),
                Some(_) => {}
                None => {
                    let offset = self.handle.shared.journal.durable_end();
                    return Err(ReadError::Damaged { offset, why: "records are missing" });
                }
            }
        }
    }
}

fn scan(handle: &Handle, position: u64) -> Scan {
    let journal = &handle.shared.journal;
    Scan::new(journal, journal.offset_before(position), journal.durable_end())
}

impl Iterator for Records {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Result<Record, ReadError>> {
        if self.next >= self.end {
            return None;
        }
        let from_sled = match &mut self.source {
            Source::Sled(stream) => match Records::sled_next(stream, self.next, self.first) {
                Ok(record) => Some(record),
                Err(fault) => {
                    self.handle.shared.index.fail(&fault);
                    None
                }
            },
            Source::Journal(_) => None,
        };
        let record = from_sled.map_or_else(|| self.journal_next(), Ok);
        self.first = false;
        self.next = record.as_ref().map_or(self.end, Record::end_position);
        Some(record)
    }
}

/// Records as they come.
pub struct Follow {
    ready: Option<Records>,
    handle: Arc<Handle>,
    next: u64,
}

impl Follow {
    pub(crate) fn new(handle: Arc<Handle>, from: u64) -> Follow {
        Follow { handle, next: from, ready: None }
    }

    /// The next record; none if there is none within the time, or the log's writer is gone.
    pub fn next(&mut self, timeout: Duration) -> Option<Result<Record, ReadError>> {
        let record = match self.ready.as_mut().and_then(Iterator::next) {
            Some(record) => record,
            None if self.handle.shared.wait_for(self.next, timeout) => {
                self.ready.insert(Records::new(Arc::clone(&self.handle), self.next)).next()?
            }
            None => return None,
        };
        if let Ok(record) = &record {
            self.next = record.end_position();
        }
        Some(record)
    }
}
