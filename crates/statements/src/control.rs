//! Control totals: opening + credits - debits = closing, wherever the bank prints a balance.
//!
//! One walk serves every layout. The base is the opening balance or the first printed balance; movements add up
//! until the next printed balance (each line at Agribank, a day's last line at Vietcombank) and are compared with it,
//! and that balance is the next base, so that one break is told once. A break never stops an import.

use domain::Vnd;
use jiff::civil::Date;

use crate::line::{Direction, Line, Quarantined};
use crate::profile::Balances;

/// The outcome of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// Where the bank prints balances.
    pub balances: Balances,
    /// The balance before the first line, as printed or as the first line's balance shows.
    pub opening: Option<Vnd>,
    /// The balance after the last line, as printed.
    pub closing: Option<Vnd>,
    /// All credits that could be read.
    pub credits: Vnd,
    /// All debits that could be read.
    pub debits: Vnd,
    /// How many printed balances and totals were compared.
    pub compared: u32,
    /// Where they differ.
    pub breaks: Vec<Break>,
    /// Lines whose balance cell is no balance.
    pub unreadable: Vec<u32>,
}

/// What a break was found at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A line's running balance.
    Balance,
    /// The closing balance of the statement.
    Closing,
    /// The printed total of credits.
    TotalCredits,
    /// The printed total of debits.
    TotalDebits,
}

/// A printed figure that the lines do not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// What was compared.
    pub figure: Figure,
    /// The physical line, for a running balance.
    pub number: Option<u32>,
    /// Its date.
    pub date: Option<Date>,
    /// What the lines add up to.
    pub expected: Vnd,
    /// What is printed.
    pub actual: Vnd,
    /// `actual - expected`.
    pub difference: Vnd,
}

/// Figures printed above or below the lines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Printed {
    pub(crate) opening: Option<Vnd>,
    pub(crate) closing: Option<Vnd>,
    pub(crate) credits: Option<Vnd>,
    pub(crate) debits: Option<Vnd>,
}

/// Compares, and notes on quarantined lines the amounts that balances prove.
pub(crate) fn check(
    lines: &mut [Line],
    quarantine: &mut [Quarantined],
    printed: Printed,
    balances: Balances,
) -> Control {
    let mut control =
        Control { balances, opening: printed.opening, closing: printed.closing, ..Control::default() };
    let mut walk = Walk { base: printed.opening, moved: Vnd::ZERO, missing: Missing::default() };
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).copied() else { break };
        control.count(&line);
        walk.pass(index, &line);
        let Some(actual) = line.balance else { continue };
        if let Some(expected) = walk.expected() {
            control.compared = control.compared.saturating_add(1);
            let difference = minus(actual, expected);
            match walk.missing {
                Missing { count: 0, .. } if difference != Vnd::ZERO => control.breaks.push(Break {
                    figure: Figure::Balance,
                    number: Some(line.number),
                    date: Some(line.date),
                    expected,
                    actual,
                    difference,
                }),
                Missing { count: 1, index } => show(lines, quarantine, index, difference),
                Missing { .. } => {}
            }
        } else if walk.missing.count == 0 {
            control.opening = Some(minus(actual, walk.moved));
        }
        walk = Walk { base: Some(actual), moved: Vnd::ZERO, missing: Missing::default() };
    }
    control.finish(&walk, printed, quarantine.len());
    control
}

/// The movements since the last printed balance.
struct Walk {
    base: Option<Vnd>,
    moved: Vnd,
    missing: Missing,
}

/// Lines without an amount since the last printed balance, and the last of them.
#[derive(Clone, Copy, Default)]
struct Missing {
    count: u32,
    index: usize,
}

impl Walk {
    fn pass(&mut self, index: usize, line: &Line) {
        match (line.direction, line.amount) {
            (Direction::Credit, Some(amount)) => self.moved = plus(self.moved, amount),
            (Direction::Debit, Some(amount)) => self.moved = minus(self.moved, amount),
            _ => self.missing = Missing { count: self.missing.count.saturating_add(1), index },
        }
    }

    fn expected(&self) -> Option<Vnd> {
        self.base.map(|base| plus(base, self.moved))
    }
}

impl Control {
    fn count(&mut self, line: &Line) {
        match (line.direction, line.amount) {
            (Direction::Credit, Some(amount)) => self.credits = plus(self.credits, amount),
            (Direction::Debit, Some(amount)) => self.debits = plus(self.debits, amount),
            _ => {}
        }
    }

    fn finish(&mut self, walk: &Walk, printed: Printed, quarantined: usize) {
        if walk.missing.count == 0 {
            self.compare(Figure::Closing, walk.expected(), printed.closing);
            self.closing = self.closing.or(walk.expected());
        }
        if quarantined == 0 {
            self.compare(Figure::TotalCredits, Some(self.credits), printed.credits);
            self.compare(Figure::TotalDebits, Some(self.debits), printed.debits);
        }
    }

    fn compare(&mut self, figure: Figure, expected: Option<Vnd>, actual: Option<Vnd>) {
        let (Some(expected), Some(actual)) = (expected, actual) else { return };
        self.compared = self.compared.saturating_add(1);
        let difference = minus(actual, expected);
        if difference != Vnd::ZERO {
            self.breaks.push(Break { figure, number: None, date: None, expected, actual, difference });
        }
    }
}

/// A difference of zero shows nothing, and one that runs against the line's own side is a break elsewhere.
fn show(lines: &mut [Line], quarantine: &mut [Quarantined], index: usize, difference: Vnd) {
    let direction = if difference.is_positive() { Direction::Credit } else { Direction::Debit };
    let Some(line) = lines.get_mut(index) else { return };
    if difference == Vnd::ZERO || !(line.direction == Direction::Unknown || line.direction == direction) {
        return;
    }
    if let Ok(at) = quarantine.binary_search_by_key(&index, |line| line.index)
        && let Some(found) = quarantine.get_mut(at)
    {
        found.shown_by_balance = Some(difference);
        line.direction = direction;
    }
}

// The reader keeps amounts and balances under `amount::LIMIT` and the sum of a statement inside an i64, so these
// cannot overflow; the fallback only spares a panic.
fn plus(left: Vnd, right: Vnd) -> Vnd {
    left.checked_add(right).unwrap_or(Vnd::ZERO)
}

fn minus(left: Vnd, right: Vnd) -> Vnd {
    left.checked_sub(right).unwrap_or(Vnd::ZERO)
}
