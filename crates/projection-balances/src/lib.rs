//! Double-entry balances, folded from the recorded events.
//!
//! Every event that moves money is one [`Posting`]: the same amount on a debit and on a credit side, so the books
//! balance by construction. The accounts are semantic; official numbers are a mapping for print. Nothing here
//! can fail or reads anything but events.

mod balances;
mod posting;

pub use balances::{Balances, DayLine, Line, Turnover};
pub use posting::{BookAccount, Posting, Side, posting};
