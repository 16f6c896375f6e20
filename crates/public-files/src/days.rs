//! Which days' ends are snapshots: every day on which something was recorded, once it has ended.

use jiff::civil::Date;

/// Told the days of the events one by one, it says which days have ended.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    last: Option<Date>,
    today: Date,
    current: Option<Date>,
}

impl Days {
    /// `last` is the last day whose snapshot there is. Where there is none, only the last day before `today` is wanted: what
    /// a log holds of former years was never promised day by day.
    pub fn new(last: Option<Date>, today: Date) -> Self {
        Self { last, today, current: None }
    }

    /// The next event is of this day, or, behind the last one, it is today. Answers the day whose snapshot is what was taken
    /// in before.
    pub fn before(&mut self, next: Date) -> Option<Date> {
        let ended = self.current.replace(next).filter(|ended| *ended < next && *ended < self.today)?;
        let wanted = self.last.map_or(next >= self.today, |last| ended > last);
        wanted.then_some(ended)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Events on these days of September, with the day of the last snapshot and today: which days are made, with how many
    /// events.
    #[track_caller]
    fn check(events: &[i8], last: Option<i8>, today: i8, made: &[(i8, usize)]) {
        let on = |day| date(2024, 9, day);
        let mut days = Days::new(last.map(on), on(today));
        let all = events.iter().chain([&today]).enumerate();
        let ended = all.filter_map(|(count, day)| Some((days.before(on(*day))?.day(), count)));
        assert_eq!(ended.collect::<Vec<_>>(), made);
    }

    #[test]
    fn every_day_that_ended_is_made_once() {
        check(&[], None, 5, &[]);
        check(&[5, 5], None, 5, &[]);
        check(&[1, 2, 2, 5], None, 5, &[(2, 3)]);
        check(&[1, 2, 2], None, 5, &[(2, 3)]);
        check(&[1, 2, 2, 3, 5], Some(1), 5, &[(2, 3), (3, 4)]);
        check(&[1, 2, 2, 3, 5], Some(3), 5, &[]);
        check(&[1, 2, 3], Some(2), 9, &[(3, 3)]);
        // A log whose clock was ahead.
        check(&[1, 8], Some(1), 5, &[]);
    }
}
