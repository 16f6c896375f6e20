//! Lines that wait for a person, and the two decisions.

use domain::{Command, QuarantineNo, ReceiptNo};
use jiff::civil::{Date, Time};
use ledger::QuarantinedLine;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Asked, Direction, Dismissal, Dong, Donor, QuarantineReason, some};
use crate::extract::{parse, parse_opt};
use crate::problem::Problem;

/// Book a quarantined line.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmLine {
    /// The amount from the bank's paper; without it the printed one counts, else the one that the balance shows.
    #[serde(default)]
    #[schema(pattern = "^[1-9][0-9]{0,18}$", example = "500000")]
    amount: Option<String>,
    /// Who gave; of no matter for money out.
    donor: Donor,
}

impl ConfirmLine {
    pub(crate) fn read(&self, item: u64) -> Result<Asked, Problem> {
        Ok(Command::ConfirmQuarantined(domain::ConfirmQuarantined {
            item: QuarantineNo::new(item),
            amount: parse_opt("amount", self.amount.as_deref())?,
            donor: self.donor.into(),
        })
        .into())
    }
}

/// Lay a quarantined line aside.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DismissLine {
    /// Why.
    reason: Dismissal,
    /// The receipt that it doubles; required for `already_recorded`.
    #[serde(default)]
    #[schema(minimum = 1)]
    same_as: Option<u64>,
    /// The business day of the decision; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
}

impl DismissLine {
    pub(crate) fn read(&self, item: u64) -> Result<Asked, Problem> {
        Ok(Command::DismissQuarantined(domain::DismissQuarantined {
            item: QuarantineNo::new(item),
            reason: self.reason.into(),
            same_as: self.same_as.map(ReceiptNo::new),
            effective_on: parse("effective_on", &self.effective_on)?,
        })
        .into())
    }
}

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
