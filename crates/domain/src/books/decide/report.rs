//! A report that the public gets is fixed by the digest of its bytes.

use super::super::{Event as Kept, PublishReport, Refusal, ReportPublished};
use crate::decide::Day;
use crate::rejection::Rejection;
use crate::state::State;

/// Whether the log reaches as far as the report says is known to the ledger, not to the rules.
pub(super) fn publish(state: &State, command: PublishReport, day: &Day<'_>) -> Result<Kept, Rejection> {
    let PublishReport { digest, first, format, known_at, last, report } = command;
    if first > last {
        return Err(Refusal::PeriodBackwards { first, last }.into());
    }
    if last > day.on {
        return Err(Refusal::NotOverYet { last, on: day.on }.into());
    }
    if let Some(published) = state.books.report(&digest) {
        return Err(Refusal::PublishedAlready { on: published.on }.into());
    }
    Ok(Kept::ReportPublished(ReportPublished { digest, first, format, known_at, last, report }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{DAY, books, check};

    fn published(first: Date, last: Date) -> crate::Command {
        let digest = "ab".repeat(32).parse().unwrap();
        let (format, report) = ("pdf".parse().unwrap(), "disclosure".parse().unwrap());
        books(Command::PublishReport(PublishReport { digest, first, format, known_at: 3, last, report }))
    }

    #[test]
    fn the_same_bytes_are_published_once_and_for_a_period_that_is_over() {
        let (before, after) = (DAY.yesterday().unwrap(), DAY.tomorrow().unwrap());
        for (given, when, refusal) in [
            (vec![], published(DAY, before), Refusal::PeriodBackwards { first: DAY, last: before }),
            (vec![], published(DAY, after), Refusal::NotOverYet { last: after, on: DAY }),
            (vec![published(before, DAY)], published(before, DAY), Refusal::PublishedAlready { on: DAY }),
        ] {
            check(given, when, Err(refusal.into()));
        }
    }
}
