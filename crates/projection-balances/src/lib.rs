//! Double-entry balances, folded from the recorded events.
//!
//! Every event that moves money or the value of goods is some [`Posting`]s: the same amount on a debit and on a credit
//! side, so the books balance by construction. The accounts are semantic; official numbers are a mapping for print.
//! Nothing here can fail or reads anything but events.

mod account;
mod balances;
mod known;
mod posting;
#[cfg(test)]
mod tests;

pub use account::{BookAccount, Side, Spending, tied};
pub use balances::{Balances, DayLine, Line, Turnover};
pub use known::{Known, Lot, Origin};
pub use posting::{Posting, Postings};
