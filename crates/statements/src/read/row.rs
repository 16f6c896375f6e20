//! One row to one line: its date, its two sides, its texts.

use csv::StringRecord;
use domain::Vnd;
use jiff::civil::Time;

use crate::amount::Amounts;
use crate::date::{self, Dated, NoDate};
use crate::error::{Fault, Limit, MOST_COUNTER, MOST_MEMO};
use crate::layout::Layout;
use crate::line::{Direction, Line, Quarantined, Reason, Span};
use crate::profile::{Profile, Role};
use crate::rows::{FRACTION, Stop};
use crate::shape::{date_shape, shape};

/// The longest reference that the books keep, in characters. A longer one is a text that ran into its column.
const MOST_REFERENCE: usize = 80;

/// Where each column stands, looked up once a file.
#[derive(Clone, Copy, Debug)]
struct At {
    date: Option<usize>,
    dating: Role,
    time: Option<usize>,
    reference: Option<usize>,
    debit: Option<usize>,
    credit: Option<usize>,
    amount: Option<usize>,
    balance: Option<usize>,
    balance_reference: Option<usize>,
    memo: Option<usize>,
    counter_account: Option<usize>,
    counter_name: Option<usize>,
    fee: Option<usize>,
    tax: Option<usize>,
}

impl At {
    fn of(layout: &Layout) -> Self {
        let dating = [Role::NumberDate, Role::DateReference, Role::Date];
        let dating = dating.into_iter().find(|role| layout.at(*role).is_some()).unwrap_or(Role::Date);
        Self {
            date: layout.at(dating),
            dating,
            time: layout.at(Role::Time),
            reference: layout.at(Role::Reference),
            debit: layout.at(Role::Debit),
            credit: layout.at(Role::Credit),
            amount: layout.at(Role::Amount),
            balance: layout.at(Role::Balance),
            balance_reference: layout.at(Role::BalanceReference),
            memo: layout.at(Role::Memo),
            counter_account: layout.at(Role::CounterAccount),
            counter_name: layout.at(Role::CounterName),
            fee: layout.at(Role::Fee),
            tax: layout.at(Role::Tax),
        }
    }
}

pub(super) struct Reader<'p> {
    profile: &'p Profile,
    pub(super) layout: &'p Layout,
    at: At,
    amounts: Amounts<'p>,
    balances: Amounts<'p>,
    /// The cell count that a row must have; a workbook's rows are all as wide as the sheet.
    width: Option<usize>,
    next_number: u32,
    moved: Vnd,
    pub(super) lines: Vec<Line>,
    pub(super) quarantine: Vec<Quarantined>,
    pub(super) unreadable: Vec<u32>,
    pub(super) arena: String,
}

/// The two sides of a row once read: which way and how much, or why not and in which column.
type Sides = Result<(Direction, Vnd), Refused>;
type Refused = (Direction, Reason, Role);

impl<'p> Reader<'p> {
    pub(super) fn new(
        profile: &'p Profile,
        layout: &'p Layout,
        csv: bool,
        rows: usize,
        bytes: usize,
    ) -> Self {
        Self {
            profile,
            layout,
            at: At::of(layout),
            amounts: Amounts::new(profile.marks()),
            balances: Amounts::new(profile.marks()),
            width: csv.then(|| layout.width()),
            next_number: 1,
            moved: Vnd::ZERO,
            lines: Vec::with_capacity(rows),
            quarantine: Vec::new(),
            unreadable: Vec::new(),
            arena: String::with_capacity(bytes.saturating_mul(3) / 4),
        }
    }

    /// Reads a row as a line; false where its date cell holds no date.
    pub(super) fn line(&mut self, number: u32, record: &StringRecord) -> Result<bool, Stop> {
        let cell = text(record, self.at.date);
        let dated = match self.dated(cell) {
            Ok(dated) => dated,
            Err(NoDate::Other) => return Ok(false),
            Err(NoDate::Impossible) => return Err(self.date_fault(number, self.at.dating, cell)),
        };
        let time = self.time(number, record, dated.time)?;
        let (balance, behind) = self.balance(number, record);
        let (role, reference) = if self.at.dating == Role::DateReference {
            (Role::DateReference, dated.rest)
        } else {
            (Role::Reference, text(record, self.at.reference))
        };
        let (role, reference) =
            if reference.is_empty() { (Role::BalanceReference, behind) } else { (role, reference) };
        let garbled = longer(reference, MOST_REFERENCE);
        let sides = match self.sides(record) {
            Ok((direction, _)) if garbled => Err((direction, Reason::Garbled, role)),
            sides => sides,
        };
        let (direction, amount) = match sides {
            Ok((direction, amount)) => (direction, Some(amount)),
            Err((direction, reason, role)) => {
                self.hold(record, reason, role);
                (direction, None)
            }
        };
        self.short_enough(number, record)?;
        let line = Line {
            number,
            date: dated.date,
            time,
            direction,
            amount,
            balance,
            reference: self.keep(if garbled { "" } else { reference }),
            counter_account: self.keep(text(record, self.at.counter_account)),
            counter_name: self.keep(text(record, self.at.counter_name)),
            // Last, so that a row that continues the memo can lengthen it in place.
            memo: self.keep(text(record, self.at.memo)),
        };
        self.lines.push(line);
        Ok(true)
    }

    /// What is kept of a line beside its figures must fit into one record.
    fn short_enough(&self, number: u32, record: &StringRecord) -> Result<(), Stop> {
        let texts = [
            (self.at.memo, Role::Memo, MOST_MEMO),
            (self.at.counter_name, Role::CounterName, MOST_COUNTER),
            (self.at.counter_account, Role::CounterAccount, MOST_COUNTER),
        ];
        match texts.into_iter().find(|(at, _, most)| longer(text(record, *at), *most)) {
            Some((_, role, most)) => Err(self.too_long(number, role, most)),
            None => Ok(()),
        }
    }

    fn too_long(&self, number: u32, role: Role, most: usize) -> Stop {
        (Some(number), Fault::Beyond(Limit::Text { column: self.layout.name(role), most }))
    }

    fn dated<'c>(&mut self, cell: &'c str) -> Result<Dated<'c>, NoDate> {
        let forms = self.profile.dates();
        if self.at.dating == Role::NumberDate {
            let (number, dated) = date::read_numbered(cell, forms, self.next_number)?;
            self.next_number = number.saturating_add(1);
            return Ok(dated);
        }
        let dated = date::read(cell, forms)?;
        if self.at.dating == Role::Date && !dated.rest.is_empty() {
            return Err(NoDate::Impossible);
        }
        Ok(dated)
    }

    fn time(&self, number: u32, record: &StringRecord, beside: Option<Time>) -> Result<Option<Time>, Stop> {
        let cell = text(record, self.at.time);
        if cell.is_empty() {
            return Ok(beside);
        }
        match date::time(cell) {
            Some((Some(time), "")) => Ok(Some(time)),
            _ => Err(self.date_fault(number, Role::Time, cell)),
        }
    }

    fn date_fault(&self, number: u32, role: Role, cell: &str) -> Stop {
        (Some(number), Fault::Date { column: self.layout.name(role), shape: date_shape(cell) })
    }

    /// The running balance, and a reference that shares its cell.
    fn balance<'c>(&mut self, number: u32, record: &'c StringRecord) -> (Option<Vnd>, &'c str) {
        let (cell, behind) = match self.at.balance_reference {
            Some(_) => split_last(text(record, self.at.balance_reference)),
            None => (text(record, self.at.balance), ""),
        };
        let read = self.balances.read(cell);
        if read.is_err() {
            self.unreadable.push(number);
        }
        let zero = !cell.is_empty() && cell != "-";
        (read.ok().and_then(|balance| balance.or(zero.then_some(Vnd::ZERO))), behind)
    }

    fn sides(&mut self, record: &StringRecord) -> Sides {
        let whole = |width: usize| {
            let spill = record.iter().skip(width).any(|cell| !cell.trim().is_empty());
            record.len() >= width && !spill
        };
        if !self.width.is_none_or(whole) {
            return Err((Direction::Unknown, Reason::CellCount, Role::Memo));
        }
        let (direction, amount, role) = self.movement(record)?;
        let (direction, amount) = self.with_charges(record, direction, amount)?;
        let Some(amount) = amount else { return Err((Direction::Unknown, Reason::Missing, role)) };
        // A sum beyond an i64 cannot be booked, and no bank has printed one.
        self.moved = self.moved.checked_add(amount).ok_or((direction, Reason::TooLarge, role))?;
        Ok((direction, amount))
    }

    fn movement(&mut self, record: &StringRecord) -> Result<(Direction, Option<Vnd>, Role), Refused> {
        let debit = self.side(record, self.at.debit, Direction::Debit, Role::Debit)?;
        let credit = self.side(record, self.at.credit, Direction::Credit, Role::Credit)?;
        match (debit, credit) {
            (Some(_), Some(_)) => Err((Direction::Unknown, Reason::BothSides, Role::Credit)),
            (Some(amount), None) => Ok((Direction::Debit, Some(amount), Role::Debit)),
            (None, Some(amount)) => Ok((Direction::Credit, Some(amount), Role::Credit)),
            (None, None) => self.single(record),
        }
    }

    fn side(
        &mut self,
        record: &StringRecord,
        at: Option<usize>,
        direction: Direction,
        role: Role,
    ) -> Result<Option<Vnd>, Refused> {
        match self.amounts.read(text(record, at)) {
            Ok(Some(amount)) if !amount.is_positive() => Err((direction, Reason::Negative, role)),
            Ok(amount) => Ok(amount),
            Err(reason) => Err((direction, reason, role)),
        }
    }

    /// The one amount column for both ways: signed where the bank signs, otherwise a list of gifts.
    fn single(&mut self, record: &StringRecord) -> Result<(Direction, Option<Vnd>, Role), Refused> {
        let role = if self.at.amount.is_some() { Role::Amount } else { Role::Credit };
        let amount = self.amounts.read(text(record, self.at.amount));
        match amount.map_err(|reason| (Direction::Unknown, reason, role))? {
            Some(amount) if !amount.is_positive() && self.profile.signed_amounts() => {
                Ok((Direction::Debit, amount.checked_neg(), role))
            }
            Some(amount) if !amount.is_positive() => Err((Direction::Unknown, Reason::Negative, role)),
            amount => Ok((Direction::Credit, amount, role)),
        }
    }

    /// Fee and tax columns: alone they are the movement; beside an amount nobody can say which the balance holds.
    fn with_charges(
        &mut self,
        record: &StringRecord,
        direction: Direction,
        amount: Option<Vnd>,
    ) -> Result<(Direction, Option<Vnd>), Refused> {
        if self.at.fee.is_none() && self.at.tax.is_none() {
            return Ok((direction, amount));
        }
        let fee = self.side(record, self.at.fee, Direction::Debit, Role::Fee)?;
        let tax = self.side(record, self.at.tax, Direction::Debit, Role::Tax)?;
        match (amount, fee, tax) {
            (amount, None, None) => Ok((direction, amount)),
            (None, Some(charge), None) | (None, None, Some(charge)) => Ok((Direction::Debit, Some(charge))),
            (None, Some(fee), Some(tax)) => Ok((Direction::Debit, fee.checked_add(tax))),
            (Some(_), _, _) => Err((Direction::Unknown, Reason::FeeBeside, Role::Fee)),
        }
    }

    fn hold(&mut self, record: &StringRecord, reason: Reason, role: Role) {
        let cell = match reason {
            Reason::CellCount => format!("{} / {}", record.len(), self.layout.width()),
            _ => shape(text(record, self.layout.at(role)).trim_end_matches(FRACTION)),
        };
        self.quarantine.push(Quarantined {
            index: self.lines.len(),
            reason,
            column: self.layout.name(role),
            shape: cell,
            shown_by_balance: None,
        });
    }

    /// A row with nothing but memo text continues the memo above it.
    pub(super) fn wrapped(&mut self, record: &StringRecord) -> Result<bool, Stop> {
        let (Some(memo), Some(last)) = (self.at.memo, self.lines.last_mut()) else { return Ok(false) };
        let alone = record.iter().enumerate().all(|(index, cell)| index == memo || cell.trim().is_empty());
        let end = last.memo.start.saturating_add(last.memo.len) as usize;
        if !alone || end != self.arena.len() {
            return Ok(false);
        }
        let before = self.arena.len();
        self.arena.push('\n');
        push_text(&mut self.arena, text(record, Some(memo)));
        let added = u32::try_from(self.arena.len().saturating_sub(before)).unwrap_or(0);
        last.memo.len = last.memo.len.saturating_add(added);
        let (number, start) = (last.number, last.memo.start as usize);
        if longer(self.arena.get(start..).unwrap_or_default(), MOST_MEMO) {
            return Err(self.too_long(number, Role::Memo, MOST_MEMO));
        }
        Ok(true)
    }

    /// A row without a date must not hold an amount.
    pub(super) fn undated(&self, number: u32, record: &StringRecord) -> Result<(), Stop> {
        let money = [self.at.debit, self.at.credit, self.at.amount]
            .into_iter()
            .any(|at| matches!(Amounts::new(self.profile.marks()).read(text(record, at)), Ok(Some(_))));
        if money { Err(self.date_fault(number, self.at.dating, text(record, self.at.date))) } else { Ok(()) }
    }

    fn keep(&mut self, text: &str) -> Span {
        let start = self.arena.len();
        push_text(&mut self.arena, text);
        // A text file holds at most 1 GiB and the cells of a workbook less, so both fit.
        let len = self.arena.len().saturating_sub(start);
        Span { start: u32::try_from(start).unwrap_or(0), len: u32::try_from(len).unwrap_or(0) }
    }
}

fn text(record: &StringRecord, at: Option<usize>) -> &str {
    at.and_then(|index| record.get(index)).unwrap_or_default().trim()
}

/// True for a text of more than `most` characters.
fn longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

fn split_last(cell: &str) -> (&str, &str) {
    cell.rsplit_once(char::is_whitespace).map_or((cell, ""), |(first, last)| (first.trim(), last))
}

/// Line breaks become `\n` whatever the file's kind; everything else stays as printed.
fn push_text(arena: &mut String, text: &str) {
    if text.contains('\r') {
        arena.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        arena.push_str(text.trim_end_matches(FRACTION));
    }
}
