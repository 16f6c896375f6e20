//! The running balances: by account of the books, and by day.

use std::collections::BTreeMap;

use domain::{AccountId, Event, Recorded};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::posting::{BookAccount, Side, posting};

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
    /// By money account (its place in `accounts`) and business day.
    days: BTreeMap<(u32, Date), Turnover>,
}

impl Balances {
    /// Takes in one event.
    pub fn apply(&mut self, recorded: &Recorded) {
        if let Event::AccountAdded(added) = &recorded.event {
            self.place(BookAccount::Money(added.account.clone()));
        }
        let Some(posting) = posting(&recorded.event) else { return };
        let amount = i128::from(posting.amount.dong());
        let on = recorded.meta.effective_on;
        self.post(posting.debit, on, Turnover { debit: amount, credit: 0 });
        self.post(posting.credit, on, Turnover { debit: 0, credit: amount });
    }

    /// The trial balance, one line an account, in the order in which accounts appeared.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.accounts.iter().map(|(account, turnover)| Line {
            account,
            turnover: *turnover,
            balance: turnover.balance(account.grows_on()),
        })
    }

    /// What stands on one account, in đồng; nothing where it never moved.
    pub fn of(&self, account: &BookAccount) -> i128 {
        self.lines().find(|line| line.account == account).map_or(0, |line| line.balance)
    }

    /// Sum of all debits and credits; the two are equal.
    pub fn total(&self) -> Turnover {
        let mut total = Turnover::default();
        self.accounts.iter().for_each(|(_, turnover)| total.add(*turnover));
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
        let wanted =
            |entry: &(BookAccount, Turnover)| matches!(&entry.0, BookAccount::Money(id) if id == account);
        let Some(place) = self.accounts.iter().position(wanted).and_then(|place| u32::try_from(place).ok())
        else {
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
        if let Some((_, sum)) = self.accounts.get_mut(place) {
            sum.add(turnover);
        }
        if is_money {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            self.days.entry((place, on)).or_default().add(turnover);
        }
    }

    /// A fund has a handful of accounts: looking through them beats hashing.
    fn place(&mut self, account: BookAccount) -> usize {
        let found = self.accounts.iter().position(|(known, _)| *known == account);
        found.unwrap_or_else(|| {
            self.accounts.push((account, Turnover::default()));
            self.accounts.len().saturating_sub(1)
        })
    }
}

impl Turnover {
    fn add(&mut self, other: Self) {
        self.debit = self.debit.saturating_add(other.debit);
        self.credit = self.credit.saturating_add(other.credit);
    }

    fn balance(self, side: Side) -> i128 {
        match side {
            Side::Debit => self.debit.saturating_sub(self.credit),
            Side::Credit => self.credit.saturating_sub(self.debit),
        }
    }
}
