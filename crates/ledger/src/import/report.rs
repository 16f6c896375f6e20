//! What an import tells the person who brought the file. Figures and line numbers, no names.

use domain::{AccountId, Direction, QuarantineNo, QuarantineReason, ReceiptNo, StatementNo, Vnd};
use jiff::civil::Date;
use serde::Serialize;
use statements::{Figure, Statement};

use crate::entry::Outcome;

/// How many, and how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Lines.
    pub lines: u64,
    /// Their amounts.
    pub amount: Vnd,
}

impl Sum {
    /// One more line. Amounts were checked one by one and the sum is for reading only, so it stops at the largest.
    pub(super) fn add(&mut self, amount: Vnd) {
        self.lines = self.lines.saturating_add(1);
        self.amount = self.amount.checked_add(amount).unwrap_or(Vnd::new(i64::MAX));
    }
}

/// A printed figure that does not follow from the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakLine {
    /// `balance`, `closing`, `total_credits` or `total_debits`.
    pub figure: &'static str,
    /// Line of the file, for a running balance.
    pub line: Option<u32>,
    /// Its day.
    pub date: Option<Date>,
    /// What the lines add up to.
    pub expected: Vnd,
    /// What is printed.
    pub printed: Vnd,
    /// Printed less expected.
    pub difference: Vnd,
}

/// A line that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldLine {
    /// Its number among the waiting lines.
    pub item: Option<QuarantineNo>,
    /// Line of the file.
    pub line: u32,
    /// Why it waits.
    pub reason: QuarantineReason,
    /// The column at fault, and the kind of characters found there.
    pub found: Option<String>,
    /// Which way the money goes.
    pub direction: Direction,
    /// The printed amount, if it is certain.
    pub printed: Option<Vnd>,
    /// The amount that the balances around it prove.
    pub shown_by_balance: Option<Vnd>,
    /// The receipts that it may double.
    pub candidates: Vec<ReceiptNo>,
}

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The account.
    pub account: AccountId,
    /// The profile that read it.
    pub profile: String,
    /// Its number in the books; `None` where the same file is there already.
    pub statement: Option<StatementNo>,
    /// The very same file was imported before: nothing was recorded.
    pub already_imported: bool,
    /// First and last booking day.
    pub period: Option<(Date, Date)>,
    /// Lines read.
    pub lines: u64,
    /// Gifts recorded.
    pub gifts: Sum,
    /// Credits recorded of which nobody can tell yet what they are.
    pub unidentified: Sum,
    /// Interest recorded.
    pub interest: Sum,
    /// Fees recorded.
    pub fees: Sum,
    /// Other money out recorded.
    pub payments: Sum,
    /// Lines that the books held already.
    pub known: u64,
    /// New lines whose own day is closed, entered on the first open one.
    pub moved: u64,
    /// That day, where there are such lines.
    pub moved_to: Option<Date>,
    /// Lines that wait for a person.
    pub held: Vec<HeldLine>,
    /// Opening balance as printed.
    pub opening: Option<Vnd>,
    /// Closing balance as printed.
    pub closing: Option<Vnd>,
    /// Printed balances and totals that were compared.
    pub compared: u32,
    /// Where they do not follow.
    pub breaks: Vec<BreakLine>,
    /// The log's position after the import.
    pub position: Option<u64>,
}

impl ImportReport {
    pub(super) fn new(account: AccountId, statement: &Statement) -> Self {
        let control = &statement.control;
        Self {
            account,
            profile: statement.profile.clone(),
            statement: None,
            already_imported: false,
            period: statement.period.map(|(first, last)| (first.0, last.0)),
            lines: statement.lines.len() as u64,
            gifts: Sum::default(),
            unidentified: Sum::default(),
            interest: Sum::default(),
            fees: Sum::default(),
            payments: Sum::default(),
            known: 0,
            moved: 0,
            moved_to: None,
            held: Vec::new(),
            opening: control.opening,
            closing: control.closing,
            compared: control.compared,
            breaks: control.breaks.iter().map(BreakLine::from).collect(),
            position: None,
        }
    }

    pub(super) fn already_imported(account: AccountId, statement: &Statement) -> Self {
        let known = statement.lines.len() as u64;
        Self { already_imported: true, known, ..Self::new(account, statement) }
    }

    /// Lines recorded, as whatever they are.
    pub fn recorded(&self) -> u64 {
        let sums = [self.gifts, self.unidentified, self.interest, self.fees, self.payments];
        sums.iter().fold(0, |lines: u64, sum| lines.saturating_add(sum.lines))
    }

    pub(super) fn number_held(&mut self, first: QuarantineNo) {
        let mut next = first;
        for line in &mut self.held {
            line.item = Some(next);
            next = next.next();
        }
    }

    pub(super) fn took(&mut self, outcome: &Outcome) {
        self.statement = outcome.statement;
        self.position = Some(outcome.first.saturating_add(outcome.count));
    }
}

impl From<&statements::Break> for BreakLine {
    fn from(found: &statements::Break) -> Self {
        Self {
            figure: match found.figure {
                Figure::Balance => "balance",
                Figure::Closing => "closing",
                Figure::TotalCredits => "total_credits",
                Figure::TotalDebits => "total_debits",
            },
            line: found.number,
            date: found.date,
            expected: found.expected,
            printed: found.actual,
            difference: found.difference,
        }
    }
}
