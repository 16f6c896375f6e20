//! What stood in the books at a moment, and what is different at another.

use std::collections::BTreeMap;

use domain::{Code, Earmark};
use projection_balances::{BookAccount, Turnover};

use super::{Moment, Trace, day};

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A total of the fund, by its name in [`TOTALS`].
    Total(&'static str),
    /// What was given under a restriction and is not used yet; `None` is unrestricted.
    Restriction(Option<Earmark>),
    /// What stands on an account of the books, on the side on which it grows.
    Account(BookAccount),
    /// How much of an item lies in a warehouse, in its base unit.
    Stock {
        /// The item.
        item: Code,
        /// The warehouse.
        warehouse: Code,
    },
    /// How many events of a kind there are, by its name.
    Events(&'static str),
}

/// Names of the totals: gifts of money less what was given back, gifts in kind, money spent, goods given out, money left.
pub const TOTALS: [&str; 5] = ["given", "given_in_kind", "spent", "spent_in_kind", "left"];

/// Figures at a moment, in đồng, units of goods or events. What is zero is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// By what they are of.
    pub figures: BTreeMap<Of, i128>,
    /// Sum of the debits of all accounts; that of the credits is the same.
    pub moved: i128,
    /// How many events were known, and belong to the days.
    pub events: u64,
}

/// A figure at two moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is of.
    pub of: Of,
    /// At the first moment.
    pub before: i128,
    /// At the second.
    pub after: i128,
}

impl Change {
    /// What came to it.
    pub fn difference(&self) -> i128 {
        self.after.saturating_sub(self.before)
    }
}

impl Trace {
    /// Every account with its debits and credits of a moment's days; those that had not moved are left out.
    pub fn turnovers(&self, moment: Moment) -> Vec<(&BookAccount, Turnover)> {
        let sums = self.journal.turnovers(moment);
        let accounts = self.journal.accounts().iter().zip(sums);
        accounts.filter(|(_, sum)| *sum != Turnover::default()).collect()
    }

    /// The figures of a moment.
    pub fn figures(&self, moment: Moment) -> Figures {
        let mut figures = Figures::default();
        let mut put = |of, amount: i128| {
            let sum: &mut i128 = figures.figures.entry(of).or_default();
            *sum = sum.saturating_add(amount);
        };
        for (account, turnover) in self.turnovers(moment) {
            let balance = turnover.balance(account.grows_on());
            figures.moved = figures.moved.saturating_add(turnover.debit);
            put(Of::Account(account.clone()), balance);
            if let Some(total) = total(account) {
                // What suppliers delivered was spent when it was paid.
                let paid = matches!(account, BookAccount::SupplierPrepaid(_));
                put(Of::Total(total), if paid { turnover.debit } else { balance });
            }
            if let Some((earmark, sign)) = restriction(account) {
                put(Of::Restriction(earmark), balance.saturating_mul(sign));
            }
        }
        for moved in &self.goods.stock {
            let within = moment.first.is_none_or(|first| moved.on >= first)
                && moment.last.is_none_or(|last| moved.on <= last);
            if let Some(lot) =
                self.goods.lots.get(&moved.lot).filter(|_| within && moved.position < moment.known)
            {
                let (item, warehouse) = (lot.item.clone(), moved.warehouse.clone());
                put(Of::Stock { item, warehouse }, moved.quantity);
            }
        }
        for (kind, count) in self.counted(moment) {
            figures.events = figures.events.saturating_add(count);
            put(Of::Events(kind), count.into());
        }
        figures.figures.retain(|_, figure| *figure != 0);
        figures
    }

    fn counted(&self, moment: Moment) -> Vec<(&'static str, u64)> {
        let mut counts = vec![0_u64; self.kinds.len()];
        let (first, last) = (moment.first.map_or(i32::MIN, day), moment.last.map_or(i32::MAX, day));
        let known = usize::try_from(moment.known).unwrap_or(usize::MAX).min(self.cards.len());
        for card in self.cards.get(..known).unwrap_or_default() {
            if let Some(count) =
                counts.get_mut(usize::from(card.kind)).filter(|_| (first..=last).contains(&card.on))
            {
                *count = count.saturating_add(1);
            }
        }
        self.kinds.iter().map(|(kind, _)| kind.name).zip(counts).collect()
    }
}

/// What is different, in the order of totals, restrictions, accounts, stock and kinds of events.
pub fn changes(before: &Figures, after: &Figures) -> Vec<Change> {
    let of = |figures: &Figures, of: &Of| figures.figures.get(of).copied().unwrap_or(0);
    let all: std::collections::BTreeSet<&Of> = before.figures.keys().chain(after.figures.keys()).collect();
    let changes = all.into_iter().map(|name| Change {
        of: name.clone(),
        before: of(before, name),
        after: of(after, name),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// The total that an account belongs to.
fn total(account: &BookAccount) -> Option<&'static str> {
    let [given, in_kind, spent, spent_in_kind, left] = TOTALS;
    match account {
        BookAccount::Contributions(_) => Some(given),
        BookAccount::ContributionsInKind(_) => Some(in_kind),
        BookAccount::Relief(_)
        | BookAccount::Cost(_)
        | BookAccount::Transferred(..)
        | BookAccount::SupplierPrepaid(_)
        | BookAccount::AdvanceToTeam(_)
        | BookAccount::BankFees
        | BookAccount::UnexplainedPayments => Some(spent),
        BookAccount::ReliefInKind(_) => Some(spent_in_kind),
        BookAccount::Money(_) | BookAccount::InTransit => Some(left),
        _ => None,
    }
}

/// What an account adds to its restriction, or takes from it.
fn restriction(account: &BookAccount) -> Option<(Option<Earmark>, i128)> {
    match account {
        BookAccount::Contributions(earmark) | BookAccount::OpeningFund(earmark) => Some((earmark.clone(), 1)),
        BookAccount::Relief(spending) | BookAccount::Cost(spending) => Some((spending.earmark.clone(), -1)),
        BookAccount::Transferred(_, earmark) => Some((earmark.clone(), -1)),
        BookAccount::Interest => Some((None, 1)),
        BookAccount::BankFees | BookAccount::UnexplainedPayments | BookAccount::ShortageLoss => {
            Some((None, -1))
        }
        _ => None,
    }
}
