//! Of which time a report tells: what was known when, of which business days.

use domain::Recorded;
use jiff::Timestamp;
use jiff::civil::Date;

/// What was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The first so many events of the log.
    Position(u64),
    /// What was recorded up to this moment, inclusive.
    Time(Timestamp),
}

/// The two times of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// First business day of the period.
    pub first: Date,
    /// Last business day of the period; what belongs to later days is left out.
    pub last: Date,
    /// What was known.
    pub known: Known,
}

impl Scope {
    /// Whether the event had been recorded.
    pub(crate) fn knows(&self, recorded: &Recorded) -> bool {
        match self.known {
            Known::Position(count) => recorded.position < count,
            Known::Time(time) => recorded.meta.recorded_at <= time,
        }
    }
}
