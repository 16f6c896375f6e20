//! Every amount of the books with the event that moved it, in the log's order: from a figure down to its events, from an
//! event up to its figures, and the balances of any two times, without reading the log again.

use std::collections::BTreeMap;

use domain::Recorded;
use jiff::civil::Date;
use projection_balances::{BookAccount, Posting, Postings, Turnover};

use super::{Moment, day};

/// One amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) position: u64,
    pub(super) amount: i64,
    pub(super) on: i32,
    /// Account debited, by its place.
    pub(super) debit: u32,
    pub(super) credit: u32,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    entries: Vec<Entry>,
    accounts: Vec<BookAccount>,
    places: BTreeMap<BookAccount, u32>,
    postings: Postings,
}

impl Journal {
    /// Takes in the next event; answers with the largest amount that it moved, without its sign.
    pub(super) fn apply(&mut self, recorded: &Recorded) -> Option<i64> {
        let (position, on) = (recorded.position, day(recorded.meta.effective_on));
        let mut largest = None;
        let mut postings = std::mem::take(&mut self.postings);
        postings.next(&recorded.event, &mut |Posting { debit, credit, amount }| {
            // More money than there is stops at the end of 64 bits, as an amount in an event does.
            let limit = if amount < 0 { i64::MIN } else { i64::MAX };
            let amount = i64::try_from(amount).unwrap_or(limit);
            let (debit, credit) = (self.place(debit), self.place(credit));
            self.entries.push(Entry { position, amount, on, debit, credit });
            largest = largest.max(Some(amount.saturating_abs()));
        });
        self.postings = postings;
        largest
    }

    fn place(&mut self, account: BookAccount) -> u32 {
        if let Some(place) = self.places.get(&account) {
            return *place;
        }
        let place = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        self.accounts.push(account.clone());
        self.places.insert(account, place);
        place
    }

    pub(super) fn account(&self, place: u32) -> Option<&BookAccount> {
        self.accounts.get(usize::try_from(place).ok()?)
    }

    pub(super) fn accounts(&self) -> &[BookAccount] {
        &self.accounts
    }

    /// The entries of one event.
    pub(super) fn of(&self, position: u64) -> &[Entry] {
        let rest = self.entries.get(self.before(position)..).unwrap_or_default();
        rest.get(..rest.partition_point(|entry| entry.position == position)).unwrap_or_default()
    }

    /// All entries, in the log's order.
    pub(super) fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of the first so many events.
    pub(super) fn known(&self, events: u64) -> &[Entry] {
        self.entries.get(..self.before(events)).unwrap_or_default()
    }

    fn before(&self, position: u64) -> usize {
        self.entries.partition_point(|entry| entry.position < position)
    }

    /// What had moved on every account by then, by the account's place.
    pub(super) fn turnovers(&self, moment: Moment) -> Vec<Turnover> {
        let mut sums = vec![Turnover::default(); self.accounts.len()];
        let (first, last) = (moment.first.map_or(i32::MIN, day), moment.last.map_or(i32::MAX, day));
        for entry in self.known(moment.known) {
            if (first..=last).contains(&entry.on) {
                let amount = i128::from(entry.amount);
                add(&mut sums, entry.debit, Turnover { debit: amount, credit: 0 });
                add(&mut sums, entry.credit, Turnover { debit: 0, credit: amount });
            }
        }
        sums
    }
}

fn add(sums: &mut [Turnover], place: u32, turnover: Turnover) {
    if let Some(sum) = usize::try_from(place).ok().and_then(|place| sums.get_mut(place)) {
        sum.add(turnover);
    }
}

/// A day that [`day`] made small.
pub(super) fn date(day: i32) -> Option<Date> {
    let (year, month, day) = (day >> 9, (day >> 5) & 15, day & 31);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
