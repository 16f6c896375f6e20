//! Which lines of a statement the books already hold.

use domain::Vnd;
use jiff::civil::{Date, Time};

use crate::line::{Direction, Moment, Statement};

/// A line of the same account that the books hold.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The caller's own name for it, given back in a match.
    pub identity: u64,
    /// Which import recorded it: lines of one import stand together, in that statement's order.
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
    /// True for a bank receipt that a person entered before its statement came.
    pub by_hand: bool,
}

/// The period of an earlier statement of the account: its first and last booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The first booking.
    pub first: Moment,
    /// The last booking.
    pub last: Moment,
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
        /// Known lines that it may be, at most eight; may be empty.
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
    /// A receipt entered by hand has its day and amount.
    EnteredByHand,
    /// The amount of one of the two could not be read.
    AmountUnread,
}

/// Says of each line of `statement`, in order, whether the books hold it.
pub fn match_lines(statement: &Statement, known: &[Known<'_>], coverage: &[Coverage]) -> Vec<Match> {
    let _ = (known, coverage);
    statement.lines.iter().map(|_| Match::New).collect()
}
