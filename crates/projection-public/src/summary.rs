//! The figures of the public summary.

use std::collections::BTreeMap;

use domain::privacy::Publication;
use domain::{AccountId, DonorKind, Vnd};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::goods::Goods;
use crate::money::Money;

/// A sum and how many gifts it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// In đồng.
    pub dong: i128,
    /// Gifts that stand; a reversed one is taken off.
    pub gifts: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, amount: Vnd) {
        self.dong = self.dong.saturating_add(i128::from(amount.dong()));
        self.gifts = self.gifts.saturating_add(1);
    }

    /// Takes off what was added with this amount.
    pub(crate) fn drop(&mut self, amount: Vnd) {
        self.dong = self.dong.saturating_sub(i128::from(amount.dong()));
        self.gifts = self.gifts.saturating_sub(1);
    }

    /// Without so much, which so many were made of.
    fn without(self, dong: i128, gifts: u64) -> Self {
        Self { dong: self.dong.saturating_sub(dong), gifts: self.gifts.saturating_sub(gifts) }
    }

    /// Adds to a gift that counts already.
    pub(crate) fn grow(&mut self, amount: Vnd) {
        self.dong = self.dong.saturating_add(i128::from(amount.dong()));
    }

    /// Takes a reversed gift off; `negative` is the reversal's own amount.
    pub(crate) fn take_off(&mut self, negative: Vnd) {
        self.dong = self.dong.saturating_add(i128::from(negative.dong()));
        self.gifts = self.gifts.saturating_sub(1);
    }
}

/// The sizes by which gifts are counted: `(name, lowest amount)`, ascending.
pub const SIZES: [(&str, i64); 7] = [
    ("under-100k", 0),
    ("from-100k", 100_000),
    ("from-500k", 500_000),
    ("from-1m", 1_000_000),
    ("from-10m", 10_000_000),
    ("from-100m", 100_000_000),
    ("from-1b", 1_000_000_000),
];

/// Gifts of one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Name of the size in [`SIZES`].
    pub name: &'static str,
    /// The lowest amount that belongs to it, in đồng.
    pub from: i64,
    /// Its gifts.
    pub tally: Tally,
}

/// Gifts of one business day. A reversal counts on its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The business day.
    pub day: Date,
    /// Its gifts.
    pub tally: Tally,
}

/// Goods of one business day that nobody was paid for, by value, in đồng. What of them was taken back is taken off on the day
/// of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InKind {
    /// Given to the fund.
    pub received: i128,
    /// Given out. Kits with anything bought in them are not in it: that was paid for in money.
    pub issued: i128,
}

/// Gifts to one account, and what the bank did beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    /// The account.
    pub account: AccountId,
    /// Which of its gifts are listed one by one.
    pub publication: Publication,
    /// Its gifts.
    pub received: Tally,
    /// What stands there, in đồng.
    pub balance: i128,
}

impl Bank {
    /// Whether gifts to it are listed at all.
    pub fn is_published(&self) -> bool {
        self.publication != Publication::None
    }
}

/// The figures after some prefix of the log, all in đồng.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The name that the public reads.
    pub name: String,
    /// Whether the fund takes nothing more.
    pub closed: bool,
    /// Gifts that stand, those given back later too.
    pub received: Tally,
    /// Credits of which nobody can tell yet what they are, those given back too; not gifts.
    pub unidentified: Tally,
    /// What came after the receiving window, what of it was given back too; no gifts until they are taken by decision.
    pub held: Tally,
    /// Where money came from beside gifts, and where it went.
    pub money: Money,
    /// Goods, by value.
    pub goods: Goods,
    /// Promises of money that are still open. In no total.
    pub pledged: Tally,
    /// Statement lines that wait for a person.
    pub waiting: u64,
    /// Printed balances of imported statements that did not follow from their lines.
    pub breaks: u64,
    /// By account, in the order in which they were added.
    pub banks: Vec<Bank>,
    pub(crate) sizes: [Tally; SIZES.len()],
    pub(crate) donors: BTreeMap<DonorKind, Tally>,
    pub(crate) days: BTreeMap<Date, Tally>,
    pub(crate) in_kind: BTreeMap<Date, InKind>,
}

impl Summary {
    /// What was spent, in đồng; see [`Money::spent`].
    pub fn spent(&self) -> i128 {
        self.money.spent()
    }

    /// What is left, in đồng: in the accounts and on its way between them. With what was spent and given back it is all
    /// that came: gifts, credits without a name, receipts after the window, openings, interest, what counts found.
    pub fn left(&self) -> i128 {
        self.balance().saturating_add(self.money.in_transit)
    }

    /// The credits that nobody can name and that are still here.
    pub fn nameless(&self) -> Tally {
        let refunds = self.money.refunds;
        self.unidentified.without(refunds.unidentified, refunds.unidentified_whole)
    }

    /// What came after the receiving window and is still here.
    pub fn held_back(&self) -> Tally {
        self.held.without(self.money.refunds.held, self.money.refunds.held_whole)
    }

    /// What stands in all accounts, in đồng.
    pub fn balance(&self) -> i128 {
        self.banks.iter().fold(0, |sum: i128, bank| sum.saturating_add(bank.balance))
    }

    /// By size, ascending.
    pub fn sizes(&self) -> impl Iterator<Item = Size> {
        SIZES.iter().zip(&self.sizes).map(|((name, from), tally)| Size { name, from: *from, tally: *tally })
    }

    /// By business day, oldest first.
    pub fn days(&self) -> impl Iterator<Item = Day> {
        self.days.iter().map(|(day, tally)| Day { day: *day, tally: *tally })
    }

    /// Goods that nobody was paid for, by business day, oldest first.
    pub fn in_kind(&self) -> impl Iterator<Item = (Date, InKind)> {
        self.in_kind.iter().map(|(day, goods)| (*day, *goods))
    }

    /// By kind of donor.
    pub fn donors(&self) -> impl Iterator<Item = (DonorKind, Tally)> {
        self.donors.iter().map(|(kind, tally)| (*kind, *tally))
    }

    /// The tallies that a gift of `amount` belongs to beside the sum of all.
    pub(crate) fn size_of(&mut self, amount: Vnd) -> Option<&mut Tally> {
        let place = SIZES.iter().rposition(|(_, from)| amount.dong() >= *from)?;
        self.sizes.get_mut(place)
    }
}
