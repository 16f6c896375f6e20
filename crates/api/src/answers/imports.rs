//! What became of a statement.

use jiff::civil::Date;
use ledger::{BreakLine, HeldLine};
use serde::Serialize;
use utoipa::ToSchema;

use super::Dong;
use wire::{Direction, QuarantineReason};

/// What became of a statement. Figures and line numbers, no names.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportReport {
    /// The account.
    account: String,
    /// The profile that read it.
    profile: String,
    /// Its number in the books; absent where the same file is there already.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<u64>,
    /// The very same file was imported before: nothing was recorded.
    already_imported: bool,
    /// First booking day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    first: Option<Date>,
    /// Last booking day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    last: Option<Date>,
    /// Lines read.
    lines: u64,
    /// Lines recorded, as whatever they are.
    recorded: u64,
    /// Lines that the books held already.
    known: u64,
    /// Gifts recorded.
    gifts: Sum,
    /// Credits recorded of which nobody can tell yet what they are.
    unidentified: Sum,
    /// Interest recorded.
    interest: Sum,
    /// Fees recorded.
    fees: Sum,
    /// Other money out recorded.
    payments: Sum,
    /// Lines that wait for a person.
    quarantined: Vec<Held>,
    /// Opening balance as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    opening: Option<Dong>,
    /// Closing balance as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<Dong>,
    /// Printed balances and totals that were compared with the lines.
    compared: u32,
    /// Where they do not follow from the lines.
    breaks: Vec<Break>,
    /// How many events the log holds after the import.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u64>,
}

/// How many lines, and how much.
#[derive(Serialize, ToSchema)]
#[schema(as = LineSum)]
struct Sum {
    /// Lines.
    lines: u64,
    /// Their amounts.
    amount: Dong,
}

/// A line that waits for a person.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldLine)]
struct Held {
    /// Its number in the quarantine.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u64>,
    /// Line of the file.
    line: u32,
    /// Why it waits.
    reason: QuarantineReason,
    /// The column at fault, and the kind of characters found there.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    /// Which way the money goes.
    direction: Direction,
    /// The printed amount, if it is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<Dong>,
    /// The amount that the balances around it prove.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown_by_balance: Option<Dong>,
    /// Numbers of the receipts that it may double.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<u64>,
}

/// A printed figure that does not follow from the lines.
#[derive(Serialize, ToSchema)]
#[schema(as = BalanceBreak)]
struct Break {
    /// `balance`, `closing`, `total_credits` or `total_debits`.
    figure: &'static str,
    /// Line of the file, for a running balance.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Date>,
    /// What the lines add up to.
    expected: Dong,
    /// What is printed.
    printed: Dong,
    /// Printed less expected.
    difference: Dong,
}

impl From<ledger::ImportReport> for ImportReport {
    fn from(report: ledger::ImportReport) -> Self {
        Self {
            recorded: report.recorded(),
            account: report.account.into(),
            profile: report.profile,
            statement: report.statement.map(domain::StatementNo::get),
            already_imported: report.already_imported,
            first: report.period.map(|(first, _)| first),
            last: report.period.map(|(_, last)| last),
            lines: report.lines,
            known: report.known,
            gifts: report.gifts.into(),
            unidentified: report.unidentified.into(),
            interest: report.interest.into(),
            fees: report.fees.into(),
            payments: report.payments.into(),
            quarantined: report.held.into_iter().map(Held::from).collect(),
            opening: report.opening.map(Dong::from),
            closing: report.closing.map(Dong::from),
            compared: report.compared,
            breaks: report.breaks.into_iter().map(Break::from).collect(),
            position: report.position,
        }
    }
}

impl From<ledger::Sum> for Sum {
    fn from(sum: ledger::Sum) -> Self {
        Self { lines: sum.lines, amount: sum.amount.into() }
    }
}

impl From<HeldLine> for Held {
    fn from(line: HeldLine) -> Self {
        Self {
            item: line.item.map(domain::QuarantineNo::get),
            line: line.line,
            reason: line.reason.into(),
            found: line.found,
            direction: line.direction.into(),
            printed: line.printed.map(Dong::from),
            shown_by_balance: line.shown_by_balance.map(Dong::from),
            candidates: line.candidates.into_iter().map(domain::ReceiptNo::get).collect(),
        }
    }
}

impl From<BreakLine> for Break {
    fn from(found: BreakLine) -> Self {
        Self {
            figure: found.figure,
            line: found.line,
            date: found.date,
            expected: found.expected.into(),
            printed: found.printed.into(),
            difference: found.difference.into(),
        }
    }
}
