//! What each line of a statement is booked as, and the vault row of its texts.
//!
//! Both are made by one walk over the statement while the rows go to the vault, so that 300,000 rows never stand in
//! memory.

use domain::{
    BankFacts, BookedAs, Code, CreditNature, Direction, DonorKind, LineContent, PrintedEntry,
    QuarantineReason, ReceiptNo, RowNo, StatementLine, Vnd,
};
use jiff::civil::Date;
use statements::matching::Match;
use statements::memo::{Charge, MemoFacts, MemoRules};
use statements::{Line, Quarantined, Reason, Statement};
use vault::Row;

use super::codes::Codes;
use super::known::Lines;
use super::report::{HeldLine, ImportReport};

/// A statement on its way into the books.
pub(super) struct Booking<'a> {
    pub(super) statement: &'a Statement,
    pub(super) matches: &'a [Match],
    pub(super) known: &'a Lines<'a>,
    pub(super) rules: &'a MemoRules,
    /// The codes that the fund has declared.
    pub(super) codes: &'a Codes,
    /// Lines up to this day are entered on the first open one.
    pub(super) closed: Option<Date>,
    /// The row of the first line that is not known; the others follow.
    pub(super) first_row: u64,
}

impl<'a> Booking<'a> {
    /// How many lines the books do not hold.
    pub(super) fn new_count(&self) -> usize {
        self.new_lines().count()
    }

    /// The lines that the books do not hold, with what the matching says of each.
    fn new_lines(&self) -> impl Iterator<Item = (usize, &'a Line, &'a Match)> {
        let lines = self.statement.lines.iter().zip(self.matches).enumerate();
        let new = lines.filter(|(_, (_, found))| !matches!(found, Match::Known(_)));
        new.map(|(index, (line, found))| (index, line, found))
    }

    /// The payments and moves entered by hand that the statement prints, with what it prints.
    pub(super) fn printed(&self) -> Vec<PrintedEntry> {
        let entry = |(line, found): (&Line, &Match)| {
            let Match::Known(identity) = found else { return None };
            let place = self.known.own(*identity)?;
            let bank = BankFacts { booked_on: Some(line.date), ..self.bank(line) };
            Some(PrintedEntry { bank, place })
        };
        self.statement.lines.iter().zip(self.matches).filter_map(entry).collect()
    }

    /// One row for each new line, in order; along the way, what each is booked as goes into `lines`, and `report` counts.
    /// One walk for both: reading memos is the dearest part of an import.
    pub(super) fn rows<'w>(
        &'w self,
        lines: &'w mut Vec<StatementLine>,
        report: &'w mut ImportReport,
    ) -> impl Iterator<Item = Row<'a>> + 'w {
        let mut quarantined = self.statement.quarantine.iter().peekable();
        (self.first_row..).zip(self.new_lines()).map(move |(row, (index, line, found))| {
            // Both lists are in the order of the lines; entries of lines that the books hold are passed over.
            while quarantined.next_if(|entry| entry.index < index).is_some() {}
            let entry = quarantined.next_if(|entry| entry.index == index);
            let mut told = self.told(line);
            let content = self.content(line, found, entry, &told, report);
            if self.closed.is_some_and(|closed| line.date <= closed) {
                report.moved = report.moved.saturating_add(1);
            }
            lines.push(self.line(line, content, &mut told, row));
            self.row(line, told)
        })
    }

    fn row(&self, line: &Line, told: MemoFacts<'_>) -> Row<'a> {
        Row {
            name: told.name.unwrap_or_default().into(),
            memo: self.statement.text(line.memo).into(),
            counter_account: told.counter_account.unwrap_or_default().into(),
            counter_name: self.statement.text(line.counter_name).into(),
            ..Row::default()
        }
    }

    fn told(&self, line: &Line) -> MemoFacts<'a> {
        let text = |span| self.statement.text(span);
        self.rules.read(text(line.memo), text(line.counter_name), text(line.counter_account))
    }

    fn line(&self, line: &Line, content: LineContent, told: &mut MemoFacts<'_>, row: u64) -> StatementLine {
        let code = self.codes.find(told.campaign_code.take(), self.statement.text(line.memo));
        let via = told.channel.and_then(|channel| channel.parse::<Code>().ok());
        let bank = BankFacts { code, via, ..self.bank(line) };
        StatementLine { date: line.date, bank, content, row: Some(RowNo::new(row)) }
    }

    /// What the columns say.
    fn bank(&self, line: &Line) -> BankFacts {
        let reference = self.statement.text(line.reference);
        BankFacts {
            balance: line.balance,
            line: Some(line.number),
            reference: Some(reference.to_owned()).filter(|reference| !reference.is_empty()),
            time: line.time,
            ..BankFacts::default()
        }
    }

    fn content(
        &self,
        line: &Line,
        found: &Match,
        entry: Option<&Quarantined>,
        told: &MemoFacts<'_>,
        report: &mut ImportReport,
    ) -> LineContent {
        let direction = direction(line, entry);
        match (found, line.amount, entry) {
            (Match::Uncertain { candidates, .. }, amount, entry) => {
                let reason = QuarantineReason::PossibleDouble;
                let candidates = self.receipts(candidates);
                held(report, line, entry, Held { amount, candidates, direction, reason })
            }
            (_, Some(amount), None) => booked(report, amount, self.nature(line, direction, told)),
            (_, amount, entry) => {
                let reason = entry.map_or(QuarantineReason::AmountMissing, |entry| reason(entry.reason));
                held(report, line, entry, Held { amount, candidates: Vec::new(), direction, reason })
            }
        }
    }

    /// A debit is a fee where its memo says fee or tax. A credit is a gift, unless it is the bank's own: it says
    /// interest, and shows no other side and no channel.
    fn nature(&self, line: &Line, direction: Direction, told: &MemoFacts<'_>) -> Nature {
        let charge = || self.rules.charge(self.statement.text(line.memo));
        let nobody = line.counter_name.is_empty() && told.channel.is_none() && told.counter_account.is_none();
        match direction {
            Direction::Debit if matches!(charge(), Some(Charge::Fee | Charge::Tax)) => Nature::Fee,
            Direction::Debit => Nature::Payment,
            Direction::Credit if nobody && charge() == Some(Charge::Interest) => Nature::Interest,
            Direction::Credit => Nature::Gift(told.kind),
        }
    }

    /// The receipts among the known lines that a line may be.
    fn receipts(&self, candidates: &[u64]) -> Vec<ReceiptNo> {
        let receipt = |identity: &u64| match self.known.what(*identity)? {
            BookedAs::Receipt(number) | BookedAs::ManualReceipt(number) => Some(number),
            _ => None,
        };
        candidates.iter().filter_map(receipt).collect()
    }
}

/// What an amount that is certain is.
#[derive(Clone, Copy)]
enum Nature {
    Gift(DonorKind),
    Interest,
    Fee,
    Payment,
}

fn booked(report: &mut ImportReport, amount: Vnd, nature: Nature) -> LineContent {
    let sum = match nature {
        Nature::Gift(DonorKind::Unidentified) => &mut report.unidentified,
        Nature::Gift(_) => &mut report.gifts,
        Nature::Interest => &mut report.interest,
        Nature::Fee => &mut report.fees,
        Nature::Payment => &mut report.payments,
    };
    sum.add(amount);
    match nature {
        Nature::Gift(donor) => LineContent::Credit { amount, nature: CreditNature::Gift(donor) },
        Nature::Interest => LineContent::Credit { amount, nature: CreditNature::Interest },
        Nature::Fee => LineContent::Debit { amount, fee: true },
        Nature::Payment => LineContent::Debit { amount, fee: false },
    }
}

/// What is certain of a line that waits.
struct Held {
    amount: Option<Vnd>,
    candidates: Vec<ReceiptNo>,
    direction: Direction,
    reason: QuarantineReason,
}

fn held(report: &mut ImportReport, line: &Line, entry: Option<&Quarantined>, held: Held) -> LineContent {
    let Held { amount, candidates, direction, reason } = held;
    // The balance shows a signed amount; the direction has the sign.
    let shown = entry.and_then(|entry| entry.shown_by_balance);
    let shown_by_balance =
        shown.and_then(|shown| if shown < Vnd::ZERO { shown.checked_neg() } else { Some(shown) });
    report.held.push(HeldLine {
        item: None,
        line: line.number,
        reason,
        found: entry.map(|entry| format!("{}: {}", entry.column, entry.shape)),
        direction,
        printed: amount,
        shown_by_balance,
        candidates: candidates.clone(),
    });
    LineContent::Quarantine { amount, candidates, direction, reason, shown_by_balance }
}

/// The printed direction; else the sign of what the balance shows; else money in, as nearly all lines are.
fn direction(line: &Line, entry: Option<&Quarantined>) -> Direction {
    let falls = entry.and_then(|entry| entry.shown_by_balance).is_some_and(|shown| shown < Vnd::ZERO);
    match line.direction {
        statements::Direction::Debit => Direction::Debit,
        statements::Direction::Unknown if falls => Direction::Debit,
        statements::Direction::Credit | statements::Direction::Unknown => Direction::Credit,
    }
}

fn reason(reason: Reason) -> QuarantineReason {
    match reason {
        Reason::Missing => QuarantineReason::AmountMissing,
        Reason::Garbled | Reason::MixedSeparators | Reason::CellCount => QuarantineReason::AmountGarbled,
        Reason::Negative | Reason::Fractional | Reason::TooLarge => QuarantineReason::AmountOutOfRange,
        Reason::BothSides | Reason::FeeBeside => QuarantineReason::AmountAmbiguous,
    }
}
