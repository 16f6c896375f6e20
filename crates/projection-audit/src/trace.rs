//! An index of the whole log for those who audit it: who did what when, which amounts each event moved, and what stood
//! anywhere at any two times. Folded from the events, kept by whoever asks, thrown away at will; it decides nothing.
//!
//! It answers two ways: from any figure down to its events ([`Trace::entries`]), and from any event up to the figures
//! that it moved ([`Trace::moved`]). Text of the events is not in it: who searches that reads the stored bytes.

mod card;
mod figures;
mod filter;
mod journal;
mod kind;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{AccountId, Actor, Event, ReceiptNo, Recorded};
use jiff::Timestamp;
use jiff::civil::Date;
use projection_balances::BookAccount;

use crate::scope::{Known, Scope};
use crate::trail::Trail;
use card::Card;
use journal::Journal;

pub use figures::{Change, Figures, Of, TOTALS, changes};
pub use filter::{Filter, Range, Selection, UnknownAccount, account_name};
pub use kind::{Kind, PARTS, kind};

/// See the module.
#[derive(Clone, Debug)]
pub struct Trace {
    cards: Vec<Card>,
    journal: Journal,
    /// The goods alone: what moved in which warehouse.
    goods: Trail,
    kinds: Vec<(&'static Kind, u64)>,
    actors: Table<Actor>,
    banks: Table<AccountId>,
}

/// Of which time something is told: what was known, and of which business days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The first so many events of the log.
    pub known: u64,
    /// First business day; from the beginning where none is named.
    pub first: Option<Date>,
    /// Last business day; none is left out where none is named.
    pub last: Option<Date>,
}

/// An event, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its place in the log.
    pub position: u64,
    /// What kind of event it is.
    pub kind: &'static Kind,
    /// Who gave the command.
    pub actor: Actor,
    /// When the books took it, to the microsecond.
    pub recorded_at: Timestamp,
    /// The business day.
    pub effective_on: Date,
    /// The largest amount that it moved, or else named; none where there is none.
    pub amount: Option<i64>,
    /// The money account that it names.
    pub account: Option<AccountId>,
    /// The receipt that it is about.
    pub receipt: Option<ReceiptNo>,
}

/// One amount of the books: the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved<'a> {
    /// Position of the event that moved it.
    pub position: u64,
    /// Business day.
    pub on: Date,
    /// The account debited.
    pub debit: &'a BookAccount,
    /// The account credited.
    pub credit: &'a BookAccount,
    /// How much, in đồng; negative in a correction.
    pub amount: i64,
}

impl Default for Trace {
    fn default() -> Self {
        let everything = Scope { first: Date::MIN, last: Date::MAX, known: Known::Position(u64::MAX) };
        Self {
            cards: Vec::new(),
            journal: Journal::default(),
            goods: Trail::empty(everything),
            kinds: Vec::new(),
            actors: Table::default(),
            banks: Table::default(),
        }
    }
}

impl Trace {
    /// How many events it has seen: the position of the next one.
    pub fn position(&self) -> u64 {
        self.cards.len() as u64
    }

    /// Takes in the next event. Any other one is passed over.
    pub fn apply(&mut self, recorded: &Recorded) {
        if recorded.position != self.position() {
            return;
        }
        let (event, meta) = (&recorded.event, &recorded.meta);
        if let Event::Goods(_) = event {
            self.goods.apply(recorded);
        }
        let moved = self.journal.apply(recorded).filter(|amount| *amount != 0);
        let named = || card::named_amount(event).map(|amount| amount.dong().saturating_abs());
        let receipt = card::receipt(event).and_then(|receipt| u32::try_from(receipt.get()).ok());
        let card = Card {
            at: meta.recorded_at.as_microsecond(),
            on: day(meta.effective_on),
            amount: moved.or_else(named).unwrap_or(0),
            receipt: receipt.unwrap_or(0),
            account: card::account(event).map_or(0, |account| self.banks.place(account).saturating_add(1)),
            actor: self.actors.place(&meta.actor),
            kind: self.count(kind(event)),
        };
        self.cards.push(card);
    }

    fn count(&mut self, kind: &'static Kind) -> u8 {
        let place = self.kinds.iter().position(|(known, _)| known.name == kind.name).unwrap_or_else(|| {
            self.kinds.push((kind, 0));
            self.kinds.len().saturating_sub(1)
        });
        if let Some((_, count)) = self.kinds.get_mut(place) {
            *count = count.saturating_add(1);
        }
        u8::try_from(place).unwrap_or(u8::MAX)
    }

    /// The kinds of events that the log holds, and how many of each, in the order in which they first came.
    pub fn kinds(&self) -> &[(&'static Kind, u64)] {
        &self.kinds
    }

    /// Everybody who gave a command, in the order in which they first did.
    pub fn actors(&self) -> &[Actor] {
        &self.actors.names
    }

    /// Every money account that an event names.
    pub fn banks(&self) -> &[AccountId] {
        &self.banks.names
    }

    /// Every account of the books that ever moved.
    pub fn accounts(&self) -> &[BookAccount] {
        self.journal.accounts()
    }

    /// An event, as a list shows it.
    pub fn listed(&self, position: u64) -> Option<Listed> {
        let card = self.card(position)?;
        Some(Listed {
            position,
            kind: self.kinds.get(usize::from(card.kind))?.0,
            actor: self.actors.names.get(usize::from(card.actor))?.clone(),
            recorded_at: Timestamp::from_microsecond(card.at).ok()?,
            effective_on: journal::date(card.on)?,
            amount: Some(card.amount).filter(|amount| *amount != 0),
            account: card
                .account
                .checked_sub(1)
                .and_then(|place| self.banks.names.get(usize::from(place)).cloned()),
            receipt: Some(ReceiptNo::new(card.receipt.into())).filter(|receipt| receipt.get() != 0),
        })
    }

    /// What an event moved in the books.
    pub fn moved(&self, position: u64) -> Vec<Moved<'_>> {
        self.journal.of(position).iter().filter_map(|entry| self.shown(entry)).collect()
    }

    /// The amounts that moved an account within a moment, in the log's order, from the `skip`-th on, and how many there
    /// are in all.
    pub fn entries(
        &self,
        account: &BookAccount,
        moment: Moment,
        skip: usize,
        limit: usize,
    ) -> (usize, Vec<Moved<'_>>) {
        let place = self.journal.accounts().iter().position(|known| known == account);
        let Some(place) = place.and_then(|place| u32::try_from(place).ok()) else { return (0, Vec::new()) };
        let (first, last) = (moment.first.map_or(i32::MIN, day), moment.last.map_or(i32::MAX, day));
        let known = self.journal.known(moment.known).iter();
        let on = known.filter(|entry| {
            (entry.debit == place || entry.credit == place) && (first..=last).contains(&entry.on)
        });
        let page = on.clone().skip(skip).take(limit).filter_map(|entry| self.shown(entry)).collect();
        (on.count(), page)
    }

    /// How many events had been recorded at a moment, itself included.
    pub fn known_at(&self, time: Timestamp) -> u64 {
        let time = time.as_microsecond();
        self.cards.partition_point(|card| card.at <= time) as u64
    }

    fn shown(&self, entry: &journal::Entry) -> Option<Moved<'_>> {
        Some(Moved {
            position: entry.position,
            on: journal::date(entry.on)?,
            debit: self.journal.account(entry.debit)?,
            credit: self.journal.account(entry.credit)?,
            amount: entry.amount,
        })
    }

    fn card(&self, position: u64) -> Option<&Card> {
        self.cards.get(usize::try_from(position).ok()?)
    }
}

/// Names, each once, that cards know by their place.
#[derive(Clone, Debug)]
struct Table<T> {
    names: Vec<T>,
    places: BTreeMap<T, u16>,
    /// The last one asked: most of a log is by one and the same.
    last: u16,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { names: Vec::new(), places: BTreeMap::new(), last: 0 }
    }
}

impl<T: Clone + Ord> Table<T> {
    /// The place of a name. A fund with more than 65,535 of them has the rest under one.
    fn place(&mut self, name: &T) -> u16 {
        if self.names.get(usize::from(self.last)) != Some(name) {
            self.last = self.places.get(name).copied().unwrap_or_else(|| {
                let place = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
                self.names.push(name.clone());
                self.places.insert(name.clone(), place);
                place
            });
        }
        self.last
    }
}

/// A day as a small number, in the order of days.
fn day(date: Date) -> i32 {
    i32::from(date.year()) << 9 | i32::from(date.month()) << 5 | i32::from(date.day())
}
