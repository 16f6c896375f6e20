//! What an import would do, told before anything is recorded: the same reading, comparing and deciding, and no writing.

use domain::{
    AccountId, Actor, Command, CreditNature, Direction, DonorKind, Given, LineContent, QuarantineReason,
    StatementLine, Vnd, decide,
};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use statements::matching::Match;
use statements::memo::MemoRules;
use statements::{Line, Profile, Statement, read_statement};

use super::booking::Booking;
use super::codes::Codes;
use super::known;
use super::report::ImportReport;
use crate::clock::today;
use crate::error::LedgerError;
use crate::hex::hex;
use crate::ledger::Ledger;

/// A statement file that somebody looks at before it is imported.
pub struct Trial<'a> {
    /// Who would bring it.
    pub actor: &'a Actor,
    /// The fund's account; without it, the one whose number the file prints, or the fund's only one at that bank.
    pub account: Option<AccountId>,
    /// How the bank prints.
    pub profile: &'a Profile,
    /// What memos tell.
    pub rules: &'a MemoRules,
    /// Names the file in messages.
    pub file_name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// How many of its lines are shown.
    pub shown: usize,
}

/// What would become of a statement, and its first lines.
#[derive(Clone)]
pub struct Preview {
    /// What the import would tell, without the numbers that only an import gives.
    pub report: ImportReport,
    /// The first lines.
    pub lines: Vec<PreviewLine>,
}

/// A line as it is printed, and what it would become. Holds personal data, so it has no `Debug`.
#[derive(Clone)]
pub struct PreviewLine {
    /// Line of the file.
    pub number: u32,
    /// Booking day.
    pub date: Date,
    /// Booking time, where printed.
    pub time: Option<Time>,
    /// Which way the money goes; none where that cannot be told.
    pub direction: Option<Direction>,
    /// How much; none where that cannot be read.
    pub amount: Option<Vnd>,
    /// The bank's reference.
    pub reference: String,
    /// As printed.
    pub memo: String,
    /// The other side as printed.
    pub counter_name: String,
    /// What it would become.
    pub becomes: Becomes,
}

/// What a line would become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// Nothing: the books hold it already.
    Known,
    /// A receipt.
    Gift(DonorKind),
    /// Interest.
    Interest,
    /// A charge of the bank.
    Fee,
    /// Other money out.
    Payment,
    /// It would wait for a person.
    Held(QuarantineReason),
}

impl Ledger {
    /// Tells what importing the file now would do. Nothing is written; what refuses the import refuses this.
    pub fn preview(&self, trial: &Trial<'_>) -> Result<Preview, LedgerError> {
        let statement = read_statement(trial.bytes, trial.file_name, trial.profile)?;
        let writer = self.fresh_writer()?;
        let state = &writer.state;
        let account = known::account(state, &statement, trial.account.clone())?;
        let digest = hex(&statement.sha256);
        if known::imported(state, &account, &digest) {
            let report = ImportReport::already_imported(account, &statement);
            let lines = statement.lines.iter().take(trial.shown);
            let lines = lines.map(|line| shown(&statement, line, Becomes::Known)).collect();
            return Ok(Preview { report, lines });
        }
        let known = known::Lines::of(self, state, &account, &statement)?;
        let matches = known.compare(&statement);
        let codes = Codes::of(state)?;
        let booking = Booking {
            statement: &statement,
            matches: &matches,
            known: &known,
            rules: trial.rules,
            codes: &codes,
            closed: state.books.closed_through,
            first_row: self.vault.last().get().saturating_add(1),
        };
        let mut report = ImportReport::new(account.clone(), &statement);
        let all = booking.new_count();
        report.known = report.lines.saturating_sub(all as u64);
        let mut lines = Vec::with_capacity(all);
        booking.rows(&mut lines, &mut report).for_each(drop);
        report.moved_to = state.books.open_from().filter(|_| report.moved > 0);
        let first = first_lines(&statement, &matches, &lines, trial.shown);
        let import = super::command_of(account, digest, &statement, (lines, booking.printed()), &report)?;
        let given = Given { actor: trial.actor, today: today(Timestamp::now()) };
        decide(state, Command::ImportStatement(import), given)?;
        Ok(Preview { report, lines: first })
    }
}

/// The new lines stand in the order of the statement, without those that the books hold.
fn first_lines(
    statement: &Statement,
    matches: &[Match],
    new: &[StatementLine],
    most: usize,
) -> Vec<PreviewLine> {
    let mut new = new.iter();
    let mut becomes = |found: &Match| match found {
        Match::Known(_) => Some(Becomes::Known),
        Match::Uncertain { .. } | Match::New => new.next().map(|line| becomes(&line.content)),
    };
    let lines = statement.lines.iter().zip(matches).take(most);
    lines.filter_map(|(line, found)| Some(shown(statement, line, becomes(found)?))).collect()
}

fn becomes(content: &LineContent) -> Becomes {
    match content {
        LineContent::Credit { nature: CreditNature::Gift(donor), .. } => Becomes::Gift(*donor),
        LineContent::Credit { nature: CreditNature::Interest, .. } => Becomes::Interest,
        LineContent::Debit { fee: true, .. } => Becomes::Fee,
        LineContent::Debit { fee: false, .. } => Becomes::Payment,
        LineContent::Quarantine { reason, .. } => Becomes::Held(*reason),
    }
}

fn shown(statement: &Statement, line: &Line, becomes: Becomes) -> PreviewLine {
    let text = |span| statement.text(span).to_owned();
    PreviewLine {
        number: line.number,
        date: line.date,
        time: line.time,
        direction: match line.direction {
            statements::Direction::Credit => Some(Direction::Credit),
            statements::Direction::Debit => Some(Direction::Debit),
            statements::Direction::Unknown => None,
        },
        amount: line.amount,
        reference: text(line.reference),
        memo: text(line.memo),
        counter_name: text(line.counter_name),
        becomes,
    }
}
