//! One line of either side, what finds it in a bucket, and what two of them have in common.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::Vnd;
use jiff::civil::{Date, Time};

use crate::line::Direction;

use super::text;

/// Memos whose first so many letters are the same meet in one bucket. A memo with fewer says too little anyway.
const START: usize = 8;

/// One line of either side.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; the passes ask for them one by one"
)]
pub(super) struct Item<'a> {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) direction: Direction,
    pub(super) amount: Option<Vnd>,
    pub(super) balance: Option<Vnd>,
    pub(super) reference: &'a str,
    pub(super) memo: &'a [u8],
    pub(super) start: [u8; START],
    pub(super) by_hand: bool,
    /// Entered by hand, and made by the fund itself.
    pub(super) own: bool,
    /// Weak likeness says nothing: a new line has a field that every booked line of its day has too, or a booked one
    /// belongs to an import whose overlap with the statement on that day is settled.
    pub(super) told: bool,
    /// True on the side of the books.
    pub(super) booked: bool,
    pub(super) import: u32,
    /// The moment, and the day, are complete in the new statement / in an earlier one.
    pub(super) whole: [bool; 4],
}

/// What finds a line within its day.
#[derive(Hash)]
enum Field<'k> {
    Balance(Vnd),
    Reference(&'k str),
    Second(Time),
    Memo(&'k [u8]),
}

/// All that is printed on a line but its memo.
type Fields<'a> = (Date, Option<Time>, Direction, Option<Vnd>, Option<Vnd>, &'a str);

impl<'a> Item<'a> {
    pub(super) fn fields(&self) -> Fields<'a> {
        (self.date, self.time, self.direction, self.amount, self.balance, self.reference)
    }

    pub(super) fn same_fields(&self, other: &Item<'_>) -> bool {
        self.fields() == other.fields()
    }

    /// Everything printed, where there is something to go by.
    pub(super) fn whole_key(&self) -> Option<u64> {
        (self.amount.is_some() || self.is_strong()).then(|| hash(&(self.fields(), self.memo)))
    }

    fn on_day(&self, field: &Field<'_>) -> u64 {
        hash(&(self.date, field))
    }

    fn moved(&self, field: &Field<'_>) -> Option<u64> {
        self.amount.map(|amount| hash(&(self.date, self.direction, amount, field)))
    }

    pub(super) fn by_balance(&self) -> Option<u64> {
        self.moved(&Field::Balance(self.balance?))
    }

    pub(super) fn by_reference(&self) -> Option<u64> {
        if self.reference.is_empty() { None } else { self.moved(&Field::Reference(self.reference)) }
    }

    pub(super) fn by_second(&self) -> Option<u64> {
        self.moved(&Field::Second(self.time?))
    }

    pub(super) fn by_amount(&self) -> Option<u64> {
        self.moved(&Field::Memo(b""))
    }

    /// The key for money that the fund itself moved, whatever the day; on the side of the books, such entries alone.
    pub(super) fn own_key(&self, given: bool, reference: &str) -> Option<u64> {
        let amount = self.amount.filter(|_| given && (self.own || !self.booked))?;
        Some(hash(&(self.direction, amount, reference)))
    }

    /// Whether the bank may have printed an entry by hand as this line: on its day or up to a week later, and at times the
    /// day before, where people enter it in the morning.
    pub(super) fn follows(&self, entry: &Item<'_>) -> bool {
        entry.own && entry.date.until(self.date).is_ok_and(|span| (-1..=7).contains(&span.get_days()))
    }

    /// The same amount in the same direction.
    pub(super) fn same_money(&self, other: &Item<'_>) -> bool {
        self.amount.is_some() && (self.amount, self.direction) == (other.amount, other.direction)
    }

    pub(super) fn weak_by_amount(&self) -> Option<u64> {
        self.by_amount().filter(|_| !self.told)
    }

    pub(super) fn weak_by_memo(&self) -> Option<u64> {
        if self.told { None } else { self.moved(&Field::Memo(self.memo)) }
    }

    pub(super) fn weak_by_start(&self) -> Option<u64> {
        if self.told { None } else { self.moved(&Field::Memo(&self.start)) }
    }

    pub(super) fn day_and_balance(&self) -> Option<u64> {
        self.balance.map(|balance| self.on_day(&Field::Balance(balance)))
    }

    pub(super) fn day_and_reference(&self) -> Option<u64> {
        (!self.reference.is_empty()).then(|| self.on_day(&Field::Reference(self.reference)))
    }

    /// The memo's first letters.
    pub(super) fn day_and_start(&self) -> Option<u64> {
        (!self.memo.is_empty()).then(|| self.on_day(&Field::Memo(&self.start)))
    }

    /// The key for a line whose amount was unread in the new statement and any booked one.
    pub(super) fn unread_here(&self, key: Option<u64>) -> Option<u64> {
        key.filter(|_| self.booked || self.amount.is_none())
    }

    /// The key for a booked line whose amount was unread and any new one.
    pub(super) fn unread_there(&self, key: Option<u64>) -> Option<u64> {
        key.filter(|_| !self.booked || self.amount.is_none())
    }

    /// The key for a new line whose memo says little and any booked one.
    pub(super) fn little_here(&self, key: Option<u64>) -> Option<u64> {
        key.filter(|_| self.booked || self.says_little())
    }

    /// The key for a booked line whose memo says little and any new one.
    pub(super) fn little_there(&self, key: Option<u64>) -> Option<u64> {
        key.filter(|_| !self.booked || self.says_little())
    }

    pub(super) fn is_strong(&self) -> bool {
        self.time.is_some() || self.balance.is_some() || !self.reference.is_empty()
    }

    /// Nothing that both sides print differs, the amount aside when one side could not read it.
    pub(super) fn agrees(&self, other: &Item<'_>) -> bool {
        let apart = |known: Direction| known != Direction::Unknown;
        self.date == other.date
            && unless_both(self.time, other.time)
            && unless_both(self.balance, other.balance)
            && unless_both(self.amount, other.amount)
            && (self.reference == other.reference || self.reference.is_empty() || other.reference.is_empty())
            && (self.direction == other.direction || !(apart(self.direction) && apart(other.direction)))
    }

    /// Agrees, and both have the same amount.
    pub(super) fn compatible(&self, other: &Item<'_>) -> bool {
        self.amount.is_some() && self.amount == other.amount && self.agrees(other)
    }

    /// No field that both have tells more than day and amount.
    pub(super) fn weak(&self, other: &Item<'_>) -> bool {
        !(self.time.is_some() && other.time.is_some()
            || self.balance.is_some() && other.balance.is_some()
            || !self.reference.is_empty() && !other.reference.is_empty())
    }

    pub(super) fn same_second(&self, other: &Item<'_>) -> bool {
        self.time.is_some() && self.time == other.time
    }

    pub(super) fn memo_fits(&self, other: &Item<'_>) -> bool {
        text::fits(self.memo, other.memo)
    }

    fn says_little(&self) -> bool {
        text::says_little(self.memo)
    }

    pub(super) fn complete_in_either(&self) -> bool {
        matches!(self.whole, [true, ..] | [_, true, ..])
    }

    pub(super) fn day_complete_in_either(&self) -> bool {
        matches!(self.whole, [.., true, _] | [.., true])
    }

    pub(super) fn day_complete_in_both(&self) -> bool {
        matches!(self.whole, [.., true, true])
    }

    pub(super) fn strong_fields(&self) -> [bool; 3] {
        [self.time.is_some(), self.balance.is_some(), !self.reference.is_empty()]
    }

    pub(super) fn day_complete_in_books(&self) -> bool {
        matches!(self.whole, [.., true])
    }
}

fn unless_both<T: PartialEq + Copy>(left: Option<T>, right: Option<T>) -> bool {
    left.is_none() || right.is_none() || left == right
}

/// The same hash on both sides of one run is all that is needed; what shares a bucket is compared field by field.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The first letters of a normalised memo, digits, marks and masks left out.
pub(super) fn start(memo: &[u8]) -> [u8; START] {
    let letter = |byte: &&u8| (byte.is_ascii_lowercase() && **byte != b'x') || !byte.is_ascii();
    let mut start = [0; START];
    for (place, byte) in start.iter_mut().zip(memo.iter().filter(letter)) {
        *place = *byte;
    }
    start
}
