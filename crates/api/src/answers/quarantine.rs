//! Lines that wait for a person.

use jiff::civil::{Date, Time};
use ledger::QuarantinedLine;
use serde::Serialize;
use utoipa::ToSchema;
use wire::{Direction, QuarantineReason};

use super::{Dong, some};

/// The lines that wait.
#[derive(Serialize, ToSchema)]
pub(crate) struct Quarantine {
    /// Oldest first.
    lines: Vec<Line>,
}

impl From<Vec<QuarantinedLine>> for Quarantine {
    fn from(lines: Vec<QuarantinedLine>) -> Self {
        Self { lines: lines.into_iter().map(Line::from).collect() }
    }
}

/// A statement line that waits for a person. Holds personal data.
#[derive(Serialize, ToSchema)]
#[schema(as = QuarantinedLine)]
struct Line {
    /// Running number.
    item: u64,
    /// The account.
    account: String,
    /// Booking day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Booking time, where printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{2}:[0-9]{2}:[0-9]{2}$")]
    time: Option<Time>,
    /// Which way the money goes.
    direction: Direction,
    /// The printed amount, if that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<Dong>,
    /// What confirming books when no amount is given: the printed amount, else the one that the balance shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposed: Option<Dong>,
    /// Why it waits.
    reason: QuarantineReason,
    /// The bank's reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// The bank's line as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
    /// The other side's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    counter_name: Option<String>,
    /// The other side's account.
    #[serde(skip_serializing_if = "Option::is_none")]
    counter_account: Option<String>,
}

impl From<QuarantinedLine> for Line {
    fn from(line: QuarantinedLine) -> Self {
        Self {
            item: line.item.get(),
            account: line.account.to_string(),
            date: line.date,
            time: line.time,
            direction: line.direction.into(),
            printed: line.printed.map(Dong::from),
            proposed: line.proposed.map(Dong::from),
            reason: line.reason.into(),
            reference: line.reference,
            memo: some(&line.row.memo),
            counter_name: some(&line.row.counter_name),
            counter_account: some(&line.row.counter_account),
        }
    }
}
