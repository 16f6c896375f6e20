//! The cash book of a box and the bank book of an account, day by day. A view keeps which events moved an account on which
//! business day; the entries themselves are read from the log when somebody asks for them.

use std::collections::BTreeMap;

use domain::{AccountId, Recorded};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vault::Row;

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::replay::decode;

/// So many events from a position on, none between them that did not move the account on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    first: u64,
    count: u64,
}

/// Which events moved an account on a business day. The lines of a statement stand one after another, so a day is few runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyDays(BTreeMap<AccountId, BTreeMap<Date, Vec<Run>>>);

impl MoneyDays {
    /// Takes in the next event.
    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        let on = recorded.meta.effective_on;
        for (account, _) in recorded.event.moves() {
            if !self.0.contains_key(account) {
                self.0.insert(account.clone(), BTreeMap::new());
            }
            let Some(days) = self.0.get_mut(account) else { continue };
            add(days.entry(on).or_default(), recorded.position);
        }
    }

    /// How many events moved the account on that day.
    pub fn count(&self, account: &AccountId, day: Date) -> u64 {
        self.runs(account, day).iter().fold(0, |sum, run| sum.saturating_add(run.count))
    }

    fn runs(&self, account: &AccountId, day: Date) -> &[Run] {
        self.0.get(account).and_then(|days| days.get(&day)).map_or(&[], Vec::as_slice)
    }
}

fn add(runs: &mut Vec<Run>, position: u64) {
    let next = |run: &Run| run.first.saturating_add(run.count);
    match runs.last_mut() {
        // A payment and its charge are one event with two moves.
        Some(last) if next(last) > position => {}
        Some(last) if next(last) == position => last.count = last.count.saturating_add(1),
        _ => runs.push(Run { first: position, count: 1 }),
    }
}

/// A book over some days. Sums are in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyBook {
    /// Before the first day.
    pub opening: i128,
    /// What came in.
    pub received: i128,
    /// What went out.
    pub spent: i128,
    /// After the last day.
    pub closing: i128,
    /// The days with movements, oldest first.
    pub days: Vec<BookDay>,
}

/// A day of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookDay {
    /// The business day.
    pub day: Date,
    /// Before it.
    pub opening: i128,
    /// What came in.
    pub received: i128,
    /// What went out.
    pub spent: i128,
    /// After it.
    pub closing: i128,
    /// How many entries it has.
    pub entries: u64,
}

/// An entry of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// What it did to the balance, in đồng.
    pub amount: i128,
    /// What is there after it, in đồng.
    pub balance: i128,
    /// The event.
    pub recorded: Recorded,
    /// Its personal data.
    pub row: Row<'static>,
}

impl Ledger {
    /// The book of an account from one day to another, both included; none for an account that is not the fund's.
    pub fn money_book(&self, account: &AccountId, first: Date, last: Date) -> Option<MoneyBook> {
        let views = self.views();
        let known = views.balances.money().any(|(known, _)| known == account);
        if !known {
            return None;
        }
        let all = views.balances.days(account);
        let opening = all.iter().rev().find(|line| line.day < first).map_or(0, |line| line.closing);
        let mut book = MoneyBook { opening, received: 0, spent: 0, closing: opening, days: Vec::new() };
        for line in all.iter().filter(|line| line.day >= first && line.day <= last) {
            let (received, spent) = (line.turnover.debit, line.turnover.credit);
            book.days.push(BookDay {
                day: line.day,
                opening: book.closing,
                received,
                spent,
                closing: line.closing,
                entries: views.money_days.count(account, line.day),
            });
            book.received = book.received.saturating_add(received);
            book.spent = book.spent.saturating_add(spent);
            book.closing = line.closing;
        }
        Some(book)
    }

    /// The entries of an account on a day in the order of the log: at most `limit` behind the first `skip`.
    pub fn money_day(
        &self,
        account: &AccountId,
        day: BookDay,
        skip: u64,
        limit: usize,
    ) -> Result<Vec<BookLine>, LedgerError> {
        let runs = self.views().money_days.runs(account, day.day).to_vec();
        let (mut seen, mut balance, mut lines) = (0_u64, day.opening, Vec::new());
        for run in runs {
            let end = run.first.saturating_add(run.count);
            for record in self.log.read(run.first) {
                let events = decode(&record?, run.first)?;
                let over = events.last().is_none_or(|event| event.position.saturating_add(1) >= end);
                for recorded in events.into_iter().filter(|event| event.position < end) {
                    let moved = recorded.event.moves();
                    let amount: i128 =
                        moved.iter().filter(|(of, _)| *of == account).map(|(_, dong)| *dong).sum();
                    balance = balance.saturating_add(amount);
                    seen = seen.saturating_add(1);
                    if seen <= skip {
                        continue;
                    }
                    if lines.len() >= limit {
                        return Ok(lines);
                    }
                    let row = self.row(recorded.event.row())?;
                    lines.push(BookLine { amount, balance, recorded, row });
                }
                if over {
                    break;
                }
            }
        }
        Ok(lines)
    }
}
