//! Entries by hand and the bank's lines for them: which is still to be printed, which line tells which entry.

use jiff::civil::Date;

use super::{AccountState, Booked, BookedAs, State};
use crate::event::{Direction, StatementImported};
use crate::ids::{AccountId, QuarantineNo, ReceiptNo};
use crate::money::Vnd;

/// How many days after its print a line may still be explained, where both name one reference.
const EXPLAINED_WITHIN: i32 = 31;

impl State {
    /// The place of a bank line that took this money out and that nothing explains yet: of the same reference within a
    /// month, else of the same day where either names none. None for a cash box.
    pub fn unexplained(
        &self,
        account: &AccountId,
        amount: Vnd,
        on: Date,
        reference: Option<&str>,
    ) -> Option<u32> {
        let lines = || self.account(account).map_or(&[][..], |account| account.booked.as_slice()).iter();
        let open = |line: &Booked| {
            line.what == BookedAs::Movement
                && line.direction == Direction::Debit
                && line.amount == Some(amount)
        };
        let told = |line: &Booked| {
            open(line)
                && reference.is_some()
                && line.reference.as_deref() == reference
                && line.date <= on
                && days_between(line.date, on) <= EXPLAINED_WITHIN
        };
        let silent = |line: &Booked| {
            open(line) && line.date == on && (reference.is_none() || line.reference.is_none())
        };
        let place = lines().position(told).or_else(|| lines().position(silent))?;
        u32::try_from(place).ok()
    }

    /// The receipt of a bank's or a person's line, unless it is reversed.
    pub(crate) fn standing_line(&self, line: &Booked) -> Option<ReceiptNo> {
        match line.what {
            BookedAs::Receipt(number) | BookedAs::ManualReceipt(number) => {
                self.receipt(number).filter(|(_, receipt)| !receipt.reversed).map(|_| number)
            }
            _ => None,
        }
    }

    /// A quarantined line was found to be an entry by hand: the likeliest one is not looked for any more.
    pub(super) fn told_by(&mut self, item: QuarantineNo) {
        let Some(line) = item.index().and_then(|index| self.quarantine.get(index)) else { return };
        let (account, place) = (usize::from(line.account), line.booked);
        let Some(account) = self.accounts.get_mut(account) else { return };
        let Some(mut printed) = account.booked.get(place).cloned() else { return };
        printed.amount = printed.amount.or(line.amount);
        if let Some(entry) = account.own_entry(&printed).and_then(|own| account.booked.get_mut(own)) {
            entry.what = BookedAs::Told;
        }
    }
}

impl AccountState {
    /// Payments, moves and amounts paid back that were entered by hand up to a day and that no statement has printed yet.
    pub fn unprinted(&self, through: Date) -> impl Iterator<Item = &Booked> {
        let waits = |line: &&Booked| line.statement.is_none() && line.what.is_own();
        self.booked.iter().filter(waits).filter(move |line| line.date <= through)
    }

    /// Whether the account holds an entry by hand, no receipt, that this line may be.
    pub(crate) fn may_be_own(&self, line: &Booked) -> bool {
        self.own_entry(line).is_some()
    }

    /// The entry by hand nearest in time that a printed line may be.
    fn own_entry(&self, printed: &Booked) -> Option<usize> {
        let same = |line: &Booked| {
            line.statement.is_none()
                && line.what.is_own()
                && line.direction == printed.direction
                && (printed.amount.is_none() || line.amount == printed.amount)
        };
        let likely = self.booked.iter().enumerate().filter(|(_, line)| same(line));
        likely.min_by_key(|(_, line)| days_between(line.date, printed.date)).map(|(place, _)| place)
    }

    /// Entries by hand take on what the statement prints of them, so that the next print of them is known again.
    pub(super) fn print(&mut self, imported: &StatementImported) {
        for entry in &imported.printed {
            let place = usize::try_from(entry.place).unwrap_or(usize::MAX);
            let Some(line) = self.booked.get_mut(place) else { continue };
            line.date = entry.bank.booked_on.unwrap_or(line.date);
            (line.time, line.balance) = (entry.bank.time, entry.bank.balance);
            line.reference = entry.bank.reference.as_deref().map(Box::from);
            line.statement = Some(imported.statement);
        }
    }
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(i32::MAX, |span| span.get_days().saturating_abs())
}
