//! The one place that reads the clock. Everything below gets the moment as a value.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Vietnam's time: seven hours before Greenwich's, without summer time.
pub const VIETNAM: Offset = Offset::constant(7);

/// The day in Vietnam at that moment.
pub fn today(now: Timestamp) -> Date {
    VIETNAM.to_datetime(now).date()
}

/// A clock to the microsecond that never runs backwards, so that "as known at a moment" means one prefix of the log.
#[derive(Debug)]
pub(crate) struct Clock {
    last: Timestamp,
}

impl Clock {
    /// A clock that shows no moment before `last`.
    pub(crate) fn after(last: Option<Timestamp>) -> Self {
        Self { last: last.unwrap_or(Timestamp::MIN) }
    }

    /// The moment now, or the last one shown if the system's clock was set back.
    pub(crate) fn now(&mut self) -> Timestamp {
        let micros = Timestamp::now().as_microsecond();
        let now = Timestamp::from_microsecond(micros).unwrap_or(self.last);
        self.last = self.last.max(now);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_vietnams_midnight() {
        let late: Timestamp = "2024-09-10T16:59:59Z".parse().unwrap();
        let early: Timestamp = "2024-09-10T17:00:00Z".parse().unwrap();
        assert_eq!((today(late).day(), today(early).day()), (10, 11));
    }

    #[test]
    fn a_clock_set_back_shows_the_last_moment() {
        let future: Timestamp = "9000-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(Clock::after(Some(future)).now(), future);
    }
}
