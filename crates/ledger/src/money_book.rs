//! The cash book of a box and the bank book of an account, day by day. A view keeps which events moved an account on which
//! business day; the entries themselves are read from the log when somebody asks for them.

use std::collections::BTreeMap;

use domain::{AccountId, Event, Recorded};
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
        self.moved(recorded.position, recorded.meta.effective_on, &recorded.event);
    }

    fn moved(&mut self, position: u64, on: Date, event: &Event) {
        for (account, _) in event.moves() {
            if !self.0.contains_key(account) {
                self.0.insert(account.clone(), BTreeMap::new());
            }
            let Some(days) = self.0.get_mut(account) else { continue };
            add(days.entry(on).or_default(), position);
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

#[cfg(test)]
pub(crate) mod tests {
    use sample::year::Year;

    use super::*;

    /// Every account and day of a whole year: the entries of the day are as many as moved it, and add up to what the
    /// rules know of it.
    pub(crate) fn the_entries_of_a_day_add_up_to_what_it_did(year: &Year) {
        let mut days = MoneyDays::default();
        let mut sums: BTreeMap<(AccountId, Date), (i128, u64)> = BTreeMap::new();
        for (position, (_, decided)) in (0..).zip(&year.facts) {
            days.moved(position, decided.effective_on, &decided.event);
            let mut moved = BTreeMap::new();
            for (account, dong) in decided.event.moves() {
                *moved.entry(account.clone()).or_insert(0) += dong;
            }
            for (account, dong) in moved {
                let (sum, count) = sums.entry((account, decided.effective_on)).or_default();
                (*sum, *count) = (*sum + dong, *count + 1);
            }
        }
        assert!(sums.len() > 300, "{}", sums.len());
        for ((id, day), (sum, count)) in sums {
            let account = year.state.account(&id).unwrap();
            let before = account.days.balance(day.yesterday().unwrap());
            assert_eq!(account.days.balance(day) - before, sum, "{id} {day}");
            assert_eq!(days.count(&id, day), count, "{id} {day}");
        }
    }

    #[test]
    fn a_payment_with_its_charge_is_one_entry_and_a_gap_begins_a_run() {
        let mut runs = Vec::new();
        for position in [4, 4, 5, 6, 9] {
            add(&mut runs, position);
        }
        assert_eq!(runs, [Run { first: 4, count: 3 }, Run { first: 9, count: 1 }]);
    }
}
