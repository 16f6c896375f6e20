//! Given a log, then a report says this: a random year against the running balances, and small years by hand.

mod by_hand;
mod rules;
pub(crate) mod whole_year;

use domain::{Event, Meta, Recorded};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Cell, Known, Report, Scope, Trail};

#[path = "../../projection-balances/src/tests/year.rs"]
pub(crate) mod year;

/// Events as they are stored, each with its business day; recorded a second apart.
fn log<'a>(events: impl IntoIterator<Item = (Date, &'a str)>) -> Vec<Recorded> {
    let recorded = |(position, (effective_on, json)): (u64, (Date, &str))| Recorded {
        position,
        meta: Meta {
            actor: "treasurer:t-test".parse().unwrap(),
            causation: Uuid::nil(),
            commitment: None,
            correlation: Uuid::nil(),
            effective_on,
            id: Uuid::nil(),
            recorded_at: Timestamp::from_second(i64::try_from(position).unwrap()).unwrap(),
        },
        event: serde_json::from_str::<Event>(json).unwrap_or_else(|error| panic!("{error}: {json}")),
    };
    (0..).zip(events).map(recorded).collect()
}

fn trail(log: &[Recorded], first: Date, last: Date) -> Trail {
    Trail::of(Scope { first, last, known: Known::Position(u64::MAX) }, log.iter().cloned())
}

/// The rows as a reader would see them, one line each.
fn shown(report: &Report) -> Vec<String> {
    for row in report.rows.iter().chain(&report.totals) {
        assert_eq!(row.len(), report.columns.len(), "{}: a cell a column", report.code);
    }
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.split(" / ").next().unwrap_or_default().to_owned(),
        Cell::Int(number) | Cell::Vnd(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Empty => String::new(),
    };
    report.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

#[track_caller]
fn check(report: &Report, expected: &[&str]) {
    assert_eq!(shown(report), expected, "{}", report.code);
}
