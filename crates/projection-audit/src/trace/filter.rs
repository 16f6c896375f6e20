//! Which events somebody asks for. Every part of a filter narrows it.

use std::ops::RangeInclusive;

use domain::{AccountId, Actor, ReceiptNo};
use jiff::Timestamp;
use jiff::civil::Date;
use projection_balances::BookAccount;

use super::card::Card;
use super::kind::Kind;
use super::{Trace, day};

/// From and to, both included; open where nothing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The lowest.
    pub from: Option<T>,
    /// The highest.
    pub to: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { from: None, to: None }
    }
}

/// See the module. The empty one asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Name of a part; see [`PARTS`](super::PARTS).
    pub part: Option<String>,
    /// Name of a kind.
    pub kind: Option<String>,
    /// An actor (`treasurer:t-1`) or a role (`treasurer`).
    pub actor: Option<String>,
    /// When it was recorded.
    pub recorded: Range<Timestamp>,
    /// The business day.
    pub effective: Range<Date>,
    /// The largest amount that it moves or names, in đồng, without its sign.
    pub amount: Range<i64>,
    /// Position in the log.
    pub position: Range<u64>,
    /// Money account: what it names, or what it moves.
    pub bank: Option<AccountId>,
    /// Account of the books: its kind (`contributions`), or kind and detail (`relief food (-/82/-)`).
    pub account: Option<String>,
    /// The receipt that it is about.
    pub receipt: Option<ReceiptNo>,
    /// These positions alone, in rising order: the events about a thing.
    pub among: Option<Vec<u64>>,
}

/// No account of the books is called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAccount;

/// The events that a filter lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    bits: Bits,
}

impl Selection {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.bits.0.iter().map(|word| usize::try_from(word.count_ones()).unwrap_or(0)).sum()
    }

    /// Their positions from `from` on, in the log's order.
    pub fn rising(&self, from: u64) -> impl Iterator<Item = u64> + '_ {
        (from..self.bits.end()).filter(|position| self.bits.has(*position))
    }

    /// Their positions below `before`, newest first.
    pub fn falling(&self, before: u64) -> impl Iterator<Item = u64> + '_ {
        (0..before.min(self.bits.end())).rev().filter(|position| self.bits.has(*position))
    }
}

/// A set of positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Bits {
    fn of(end: u64, positions: impl IntoIterator<Item = u64>) -> Self {
        let words = usize::try_from(end.div_ceil(64)).unwrap_or(0);
        let mut bits = Self(vec![0; words]);
        for position in positions {
            if let Some(word) = usize::try_from(position / 64).ok().and_then(|word| bits.0.get_mut(word)) {
                *word |= 1 << (position % 64);
            }
        }
        bits
    }

    fn end(&self) -> u64 {
        (self.0.len() as u64).saturating_mul(64)
    }

    fn has(&self, position: u64) -> bool {
        let word = usize::try_from(position / 64).ok().and_then(|word| self.0.get(word));
        word.is_some_and(|word| word >> (position % 64) & 1 == 1)
    }

    fn keep(&mut self, other: &Self) {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }
}

/// What a card is asked, with names looked up.
struct Test {
    kinds: Vec<bool>,
    actors: Vec<bool>,
    recorded: RangeInclusive<i64>,
    effective: RangeInclusive<i32>,
    amount: RangeInclusive<i64>,
    receipt: Option<u64>,
}

impl Test {
    fn passes(&self, card: &Card) -> bool {
        self.kinds.get(usize::from(card.kind)) == Some(&true)
            && self.actors.get(usize::from(card.actor)) == Some(&true)
            && self.recorded.contains(&card.at)
            && self.effective.contains(&card.on)
            && self.amount.contains(&card.amount)
            && self.receipt.is_none_or(|receipt| receipt == u64::from(card.receipt))
    }
}

impl Trace {
    /// The events that a filter lets through.
    pub fn select(&self, filter: &Filter) -> Result<Selection, UnknownAccount> {
        let (test, end) = (self.test(filter), self.position());
        let first = filter.position.from.unwrap_or(0);
        let last = filter.position.to.unwrap_or(u64::MAX);
        let cards = (0..).zip(&self.cards).filter(|(position, _)| (first..=last).contains(position));
        let passed = cards.filter(|(_, card)| test.passes(card)).map(|(position, _)| position);
        let mut bits = Bits::of(end, passed);
        if let Some(among) = &filter.among {
            bits.keep(&Bits::of(end, among.iter().copied()));
        }
        if let Some(account) = &filter.account {
            bits.keep(&self.moving(&|known| is_called(known, account)).ok_or(UnknownAccount)?);
        }
        if let Some(bank) = &filter.bank {
            bits.keep(&self.naming(bank));
        }
        Ok(Selection { bits })
    }

    fn test(&self, filter: &Filter) -> Test {
        let kind = |known: &Kind| {
            filter.part.as_ref().is_none_or(|part| part == known.part)
                && filter.kind.as_ref().is_none_or(|kind| kind == known.name)
        };
        let actor = |known: &Actor| {
            let role = |wanted: &String| known.as_str().strip_prefix(wanted.as_str());
            let is = |rest: &str| rest.is_empty() || rest.starts_with(':');
            filter.actor.as_ref().is_none_or(|wanted| role(wanted).is_some_and(is))
        };
        let Filter { recorded, effective, amount, .. } = filter;
        // Who names an amount does not ask for events that have none.
        let lowest = i64::from(amount.to.is_some());
        Test {
            kinds: self.kinds.iter().map(|(known, _)| kind(known)).collect(),
            actors: self.actors.names.iter().map(actor).collect(),
            recorded: recorded.from.map_or(i64::MIN, Timestamp::as_microsecond)
                ..=recorded.to.map_or(i64::MAX, Timestamp::as_microsecond),
            effective: effective.from.map_or(i32::MIN, day)..=effective.to.map_or(i32::MAX, day),
            amount: amount.from.unwrap_or(lowest)..=amount.to.unwrap_or(i64::MAX),
            receipt: filter.receipt.map(ReceiptNo::get),
        }
    }

    /// The events that move one of these accounts; none where there is no such account.
    fn moving(&self, wanted: &dyn Fn(&BookAccount) -> bool) -> Option<Bits> {
        let wanted: Vec<bool> = self.journal.accounts().iter().map(wanted).collect();
        let is = |place: u32| usize::try_from(place).ok().and_then(|place| wanted.get(place)) == Some(&true);
        let moving = self.journal.all().iter().filter(|entry| is(entry.debit) || is(entry.credit));
        let bits = Bits::of(self.position(), moving.map(|entry| entry.position));
        wanted.contains(&true).then_some(bits)
    }

    /// The events that name or move a money account.
    fn naming(&self, bank: &AccountId) -> Bits {
        let place = self.banks.places.get(bank).map(|place| place.saturating_add(1));
        let naming = (0..).zip(&self.cards).filter(|(_, card)| place == Some(card.account));
        let mut bits = Bits::of(self.position(), naming.map(|(position, _)| position));
        if let Some(moving) = self.moving(&|known| matches!(known, BookAccount::Money(id) if id == bank)) {
            bits.0.iter_mut().zip(moving.0).for_each(|(word, moving)| *word |= moving);
        }
        bits
    }
}

/// Whether an account is of this kind, or is this very one.
fn is_called(account: &BookAccount, name: &str) -> bool {
    account.kind() == name || account_name(account) == name
}

/// What addresses call an account of the books: its kind, and its detail behind a space.
pub fn account_name(account: &BookAccount) -> String {
    format!("{} {}", account.kind(), account.detail()).trim_end().to_owned()
}
