//! Which lines of a statement the books already hold, when periods overlap or a file comes again.
//!
//! Within one statement nothing is ever a duplicate: pairing is one to one, so twins stay two gifts, and the n-th of
//! equal lines is the n-th. Document numbers are no keys: banks reuse them.
//!
//! Two lines are *compatible* when date, direction, amount, and each of time, running balance and reference that both
//! have are equal. A pair is *strong* when one of these three is there in both, otherwise *weak*. Memos of one booking
//! differ between statements (numbers masked, wrapped elsewhere, the end cut): they are compared without spaces and
//! case, a mask matches a digit, and one may be the beginning of the other. They only break ties.
//!
//! A moment strictly inside a statement's period is *complete* in it: the statement shows all bookings of that moment
//! (of that day, where it prints no times). Passes, each over what is left, in the order of the statement:
//! 1. everything printed is equal, and there is a strong field or completeness on one side;
//! 2. strong and equal balance, memos first compatible, then whatever they are;
//! 3. strong by reference, then by second, with compatible memos; with other memos only where one side is complete
//!    (it shows all of that moment, so the line must be among them);
//! 4. lines whose amount was unreadable on one side: by balance, by reference, by memo;
//! 5. weak, one side complete, memos compatible; both complete, whatever the memos;
//! 6. weak on a day that both begin or end in: the two sequences must overlap as one run (suffix on prefix, or one
//!    inside the other), in one way only, with enough unusual lines in it that chance is out (`runs`);
//! 7. payments and moves that were entered by hand: by reference within a week; money out by day and amount, where there
//!    are as many lines as entries, for nobody but the fund takes money out. An entry that is found takes on what is
//!    printed, and is a line like any other from then on.
//!
//! What is left is new, but for a line that a person has to look at, told with the known lines it may be: another memo
//! beside a strong field, a weak twin on a shared border day, a weak line on a day that an earlier statement showed
//! completely, a receipt entered by hand with that day and amount, an own entry of the days before with that amount.
//! Nothing uncertain is booked, and nothing is dropped. The one blind spot: two twins equal in all that is printed,
//! strong, with the end of one statement and the beginning of the next exactly between them.
//!
//! Every pass is a hash map and a bounded look into a bucket, so a day of 10,000 equal amounts stays linear.

mod board;
mod buckets;
mod item;
mod runs;
mod text;

use domain::Vnd;
use jiff::civil::{Date, Time};

use crate::line::{Direction, Moment, Statement};

use board::{Board, Memos};
use item::Item;

/// A line of the same account that the books hold.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The caller's own name for it, given back in a match.
    pub identity: u64,
    /// Which earlier statement recorded it. Lines of one import stand together, in that statement's order.
    pub import: u32,
    /// Booking date.
    pub date: Date,
    /// Booking time, where its statement printed one.
    pub time: Option<Time>,
    /// In or out.
    pub direction: Direction,
    /// `None`: quarantined and not yet confirmed.
    pub amount: Option<Vnd>,
    /// Running balance, where printed.
    pub balance: Option<Vnd>,
    /// The bank's reference, empty where none.
    pub reference: &'a str,
    /// The memo as printed; for a receipt entered by hand, the donor's name or the note.
    pub memo: &'a str,
    /// True for an entry that a person made before its statement came.
    pub by_hand: bool,
    /// True for one of these that the fund itself makes, a payment or a move between its accounts: the bank prints each
    /// once, at times some days later.
    pub own: bool,
}

/// The period of an earlier statement of the account: its first and last booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The first booking.
    pub first: Moment,
    /// The last booking.
    pub last: Moment,
}

impl Coverage {
    /// True where the statement shows every booking of that moment: strictly inside, by the second where all three
    /// have a time and by the day otherwise.
    fn completes(&self, (date, time): Moment) -> bool {
        let before = |left: Moment, right: Moment| match (left.1, right.1) {
            (Some(first), Some(second)) => (left.0, first) < (right.0, second),
            _ => left.0 < right.0,
        };
        before(self.first, (date, time)) && before((date, time), self.last)
    }
}

/// What became of one line of the new statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// Not in the books: record it.
    New,
    /// The books hold it under this identity.
    Known(u64),
    /// A person has to say: not to be recorded, not to be dropped.
    Uncertain {
        /// Known lines that it may be, the likeliest first, at most eight; may be empty.
        candidates: Vec<u64>,
        /// Why it could not be told.
        why: Doubt,
    },
}

/// Why a line could not be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Same day, amount and memo as a known line, and nothing that says whether it is that one.
    SameDayAndAmount,
    /// Same reference or second as a known line and another memo, where neither statement is known to be complete.
    OtherMemo,
    /// An earlier statement covered the whole day and did not show so many lines of this amount.
    DayWasComplete,
    /// An entry by hand has its day and amount; or, a payment or move of the days before, its amount.
    EnteredByHand,
    /// The amount of one of the two could not be read.
    AmountUnread,
}

/// Says of each line of `statement`, in order, whether the books hold it.
///
/// `known` are the account's lines of the days that the statement touches, in the order of the books; `coverage` are
/// the periods of all earlier statements of the account.
pub fn match_lines(statement: &Statement, known: &[Known<'_>], coverage: &[Coverage]) -> Vec<Match> {
    // A first statement, by far the largest: nothing to compare with.
    if known.is_empty() && coverage.is_empty() {
        return vec![Match::New; statement.lines.len()];
    }
    let memos = Memos::of(statement, known);
    let mut board = Board::new(statement, known, coverage, &memos);
    certain(&mut board);
    runs::align(&mut board);
    own_entries(&mut board);
    doubtful(&mut board);
    board.answer()
}

fn certain(board: &mut Board<'_>) {
    board.pair(Item::whole_key, |l, k| {
        !k.by_hand && l.same_fields(k) && l.memo == k.memo && (l.is_strong() || l.day_complete_in_either())
    });
    board.pair(Item::by_balance, |l, k| l.compatible(k) && l.memo_fits(k));
    board.pair(Item::by_balance, |l, k| l.compatible(k));
    board.pair(Item::by_reference, |l, k| l.compatible(k) && (k.by_hand || l.memo_fits(k)));
    board.pair(Item::by_second, |l, k| l.compatible(k) && l.memo_fits(k));
    board.pair(Item::by_reference, |l, k| l.compatible(k) && l.complete_in_either());
    board.pair(Item::by_second, |l, k| l.compatible(k) && l.complete_in_either());
    for side in [Item::unread_here, Item::unread_there] {
        board.pair(|item| side(item, item.day_and_balance()), |l, k| unread(l, k) && l.balance == k.balance);
        board.pair(
            |item| side(item, item.day_and_reference()),
            |l, k| unread(l, k) && l.reference == k.reference && (l.memo_fits(k) || l.complete_in_either()),
        );
        board.pair(
            |item| side(item, item.day_and_start()),
            |l, k| unread(l, k) && l.memo_fits(k) && (l.same_second(k) || l.complete_in_either()),
        );
    }
    board.pair(Item::weak_by_memo, |l, k| weak(l, k) && l.memo == k.memo && l.day_complete_in_either());
    board.pair(Item::weak_by_start, |l, k| weak(l, k) && l.memo_fits(k) && l.day_complete_in_either());
    board.pair(Item::weak_by_amount, |l, k| weak(l, k) && l.day_complete_in_both());
}

/// What the fund itself did, entered by hand, is printed once.
fn own_entries(board: &mut Board<'_>) {
    let near = |l: &Item<'_>, k: &Item<'_>| l.follows(k) && l.same_money(k) && l.reference == k.reference;
    board.pair(|item| item.own_key(!item.reference.is_empty(), item.reference), near);
    board.pair_as_many(Item::by_amount, |l, k| k.own && l.direction == Direction::Debit && l.compatible(k));
}

fn doubtful(board: &mut Board<'_>) {
    board.doubt(Doubt::OtherMemo, Item::by_reference, |l, k| !k.by_hand && l.compatible(k));
    board.doubt(Doubt::OtherMemo, Item::by_second, |l, k| !k.by_hand && l.compatible(k));
    for side in [Item::unread_here, Item::unread_there] {
        board.doubt(
            Doubt::AmountUnread,
            |item| side(item, item.day_and_reference()),
            |l, k| unread(l, k) && l.reference == k.reference,
        );
        board.doubt(
            Doubt::AmountUnread,
            |item| side(item, item.day_and_start()),
            |l, k| unread(l, k) && l.memo_fits(k) && l.weak(k),
        );
    }
    board.doubt(Doubt::SameDayAndAmount, Item::weak_by_start, |l, k| weak(l, k) && l.memo_fits(k));
    for side in [Item::little_here, Item::little_there] {
        board.doubt(
            Doubt::SameDayAndAmount,
            |item| side(item, item.weak_by_amount()),
            |l, k| weak(l, k) && l.memo_fits(k),
        );
    }
    board.doubt_complete_days();
    board.doubt_by_hand(|l, k| text::contains(l.memo, k.memo));
    board.doubt_by_hand(|_, _| true);
    board.doubt_own(|l, k| l.follows(k) && l.same_money(k));
}

/// Nothing but day and amount to go by.
fn weak(line: &Item<'_>, known: &Item<'_>) -> bool {
    !known.by_hand && line.weak(known) && line.compatible(known)
}

/// The amount of one side is missing, and all else that both print agrees.
fn unread(line: &Item<'_>, known: &Item<'_>) -> bool {
    !known.by_hand && (line.amount.is_none() || known.amount.is_none()) && line.agrees(known)
}

#[cfg(test)]
mod tests;
