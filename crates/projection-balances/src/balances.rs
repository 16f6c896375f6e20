//! The running balances: by account of the books, and by day.

use std::collections::BTreeMap;

use domain::{AccountId, Event, Recorded};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{BookAccount, Side};
use crate::posting::{Posting, Postings};

/// Debits and credits of an account, in đồng. 128 bits: no number of events overflows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnover {
    /// Sum of the debits.
    pub debit: i128,
    /// Sum of the credits.
    pub credit: i128,
}

/// An account's line of the trial balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The account.
    pub account: &'a BookAccount,
    /// Its debits and credits.
    pub turnover: Turnover,
    /// What stands on the side on which it grows, in đồng.
    pub balance: i128,
}

/// A money account's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The business day.
    pub day: Date,
    /// In and out on that day.
    pub turnover: Turnover,
    /// What stood there at its end, in đồng.
    pub closing: i128,
}

/// The balances after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balances {
    accounts: Vec<(BookAccount, Turnover)>,
    /// Where each account stands in `accounts`.
    places: BTreeMap<BookAccount, u32>,
    /// By money account (its place in `accounts`) and business day.
    days: BTreeMap<(u32, Date), Turnover>,
    postings: Postings,
}

impl Balances {
    /// Takes in one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        if let Event::AccountAdded(added) = &recorded.event {
            self.place(BookAccount::Money(added.account.clone()));
        }
        let on = recorded.meta.effective_on;
        // Postings and sums are two fields of one value, and the one is borrowed while it writes to the other.
        let mut postings = std::mem::take(&mut self.postings);
        postings.next(&recorded.event, &mut |Posting { debit, credit, amount }| {
            self.post(debit, on, Turnover { debit: amount, credit: 0 });
            self.post(credit, on, Turnover { debit: 0, credit: amount });
        });
        self.postings = postings;
    }

    /// The trial balance, one line an account, in the order in which accounts appeared. Goods held for others are not
    /// in it.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.all().filter(|line| !line.account.is_memo())
    }

    /// The trial balance as a text: a line for each account, in the order in which the log names them, with kind, detail,
    /// debits and credits in đồng, a tab between. Accounts off the balance sheet come last.
    pub fn trial_balance(&self) -> String {
        let lines = self.lines().chain(self.memo_lines()).map(|line| {
            let (kind, detail) = (line.account.kind(), line.account.detail());
            format!("{kind}\t{detail}\t{}\t{}\n", line.turnover.debit, line.turnover.credit)
        });
        lines.collect()
    }

    /// The lines off the balance sheet: goods held for others. They balance among themselves.
    pub fn memo_lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.all().filter(|line| line.account.is_memo())
    }

    fn all(&self) -> impl Iterator<Item = Line<'_>> {
        self.accounts.iter().map(|(account, turnover)| Line {
            account,
            turnover: *turnover,
            balance: turnover.balance(account.grows_on()),
        })
    }

    /// What stands on one account, in đồng; nothing where it never moved.
    pub fn of(&self, account: &BookAccount) -> i128 {
        let place = self.places.get(account).and_then(|place| usize::try_from(*place).ok());
        let entry = place.and_then(|place| self.accounts.get(place));
        entry.map_or(0, |(account, turnover)| turnover.balance(account.grows_on()))
    }

    /// Sum of all debits and credits of [`lines`](Self::lines); the two are equal.
    pub fn total(&self) -> Turnover {
        let mut total = Turnover::default();
        self.lines().for_each(|line| total.add(line.turnover));
        total
    }

    /// All money accounts and what stands there, in đồng.
    pub fn money(&self) -> impl Iterator<Item = (&AccountId, i128)> {
        self.lines().filter_map(|line| match line.account {
            BookAccount::Money(id) => Some((id, line.balance)),
            _ => None,
        })
    }

    /// The days of a money account, oldest first. A day of no movement has no line.
    pub fn days(&self, account: &AccountId) -> Vec<DayLine> {
        let Some(place) = self.places.get(&BookAccount::Money(account.clone())).copied() else {
            return Vec::new();
        };
        let mut closing = 0_i128;
        let days = self.days.range((place, Date::MIN)..=(place, Date::MAX));
        days.map(|((_, day), turnover)| {
            closing = closing.saturating_add(turnover.balance(Side::Debit));
            DayLine { day: *day, turnover: *turnover, closing }
        })
        .collect()
    }

    fn post(&mut self, account: BookAccount, on: Date, turnover: Turnover) {
        let is_money = matches!(account, BookAccount::Money(_));
        let place = self.place(account);
        if let Some((_, sum)) = usize::try_from(place).ok().and_then(|place| self.accounts.get_mut(place)) {
            sum.add(turnover);
        }
        if is_money {
            self.days.entry((place, on)).or_default().add(turnover);
        }
    }

    fn place(&mut self, account: BookAccount) -> u32 {
        if let Some(place) = self.places.get(&account) {
            return *place;
        }
        let place = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        self.accounts.push((account.clone(), Turnover::default()));
        self.places.insert(account, place);
        place
    }
}

impl Turnover {
    /// Adds `other`; sums stop at the end of 128 bits.
    pub fn add(&mut self, other: Self) {
        self.debit = self.debit.saturating_add(other.debit);
        self.credit = self.credit.saturating_add(other.credit);
    }

    /// What stands on `side`, in đồng; below zero where more stands on the other.
    pub fn balance(self, side: Side) -> i128 {
        match side {
            Side::Debit => self.debit.saturating_sub(self.credit),
            Side::Credit => self.credit.saturating_sub(self.debit),
        }
    }
}
