//! A statement as it was read: one text arena and fixed-size lines.
//!
//! Texts of all lines stand in one `String`; a line holds spans into it. A line of 300,000 costs about 100 bytes
//! beside its texts.

use domain::Vnd;
use jiff::civil::{Date, Time};

use crate::control::Control;

/// Which way the money went, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Money came in.
    Credit,
    /// Money went out: a fee, a payment, a refund.
    Debit,
    /// Not to be told: only on a quarantined line.
    Unknown,
}

/// A text of a statement: a range of bytes in [`Statement::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Span {
    /// True when the bank printed nothing there.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// One booking as the bank printed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The physical line in the file (CSV) or the row in the sheet (XLSX), from 1.
    pub number: u32,
    /// The booking date.
    pub date: Date,
    /// The booking time to the second, where the bank prints one.
    pub time: Option<Time>,
    /// In or out.
    pub direction: Direction,
    /// The amount in đồng, above zero. `None`: the line is quarantined, see [`Statement::quarantine`].
    pub amount: Option<Vnd>,
    /// The running balance after the line, where printed.
    pub balance: Option<Vnd>,
    /// The bank's document or reference number. Not a key: banks reuse them.
    pub reference: Span,
    /// The memo as printed, its line breaks kept as `\n`.
    pub memo: Span,
    /// The other side's account number, at times masked.
    pub counter_account: Span,
    /// The other side's name as printed, at times with the bank's own additions.
    pub counter_name: Span,
}

/// Why a line is kept out of the books until a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// No amount on either side.
    Missing,
    /// The amount cell holds something that is no amount (often a memo printed over it), or the reference is over 80
    /// characters; the entry names the column.
    Garbled,
    /// Below zero in a column that has no signs.
    Negative,
    /// With a part below one đồng.
    Fractional,
    /// Thousands and decimal marks that contradict each other or the rest of the file.
    MixedSeparators,
    /// More than the books can hold.
    TooLarge,
    /// Both a debit and a credit.
    BothSides,
    /// A fee or tax stands beside the amount and the statement does not say whether it is part of it.
    FeeBeside,
    /// The line has more or fewer cells than the header: it was cut, or a memo spilled over.
    CellCount,
}

/// A line whose amount could not be read or is not to be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// Index into [`Statement::lines`].
    pub index: usize,
    /// What is wrong.
    pub reason: Reason,
    /// The column at fault, as the file names it.
    pub column: String,
    /// The kind of characters found there, never the text itself.
    pub shape: String,
    /// The signed amount (in: above zero) that the balances around the line prove, for a person to confirm.
    pub shown_by_balance: Option<Vnd>,
}

/// A statement, its lines in ascending order.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The profile that read it.
    pub profile: String,
    /// SHA-256 of the file's bytes.
    pub sha256: [u8; 32],
    /// The account number printed above the lines, spaces removed.
    pub account: Option<String>,
    /// The currency printed above the lines, otherwise `VND`.
    pub currency: String,
    /// The bookings, oldest first.
    pub lines: Vec<Line>,
    /// The lines without an amount, in the order of `lines`.
    pub quarantine: Vec<Quarantined>,
    /// First and last booking (date, and time where printed).
    pub period: Option<(Moment, Moment)>,
    /// Whether opening and movements give the balances that the bank printed.
    pub control: Control,
    pub(crate) arena: String,
}

/// A booking's place in time.
pub type Moment = (Date, Option<Time>);

impl Statement {
    /// The text of a span of this statement.
    pub fn text(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.arena.get(start..start.saturating_add(span.len as usize)).unwrap_or_default()
    }
}
