//! Bank statements: what a bank printed, read into lines that can be compared and booked.
//!
//! Bytes come in, values go out. Nothing here knows the books, a clock, a person's decision or (but for loading
//! profiles and rules from a directory) a file: [`read_statement`] reads, [`matching`] says which lines the books
//! already hold, [`memo`] says what a memo tells about the donor, and the caller records.
//!
//! What is refused and what is quarantined:
//! - a file whose structure is in doubt is refused whole, by line: an encoding that cannot be told, missing columns,
//!   a column twice, an open quotation mark, a date that does not exist or is missing beside an amount, bookings below
//!   the end, a foreign currency, a workbook or a memo beyond all bounds ([`Limit`]). Nothing of it can be trusted to
//!   be complete;
//! - a line whose amount is in doubt is quarantined, and the rest of the file is read: missing, garbled, negative,
//!   fractional, too large, mixed marks, on both sides, a cell too many or too few, a reference over 80 characters. It
//!   is never guessed into the
//!   books; where balances prove the amount, the entry says so and a person confirms it.

mod amount;
mod control;
mod date;
mod encoding;
mod error;
mod fold;
mod layout;
mod line;
pub mod matching;
pub mod memo;
mod profile;
mod read;
mod rows;
mod shape;
pub mod table;

pub use control::{Break, Control, Figure};
pub use error::{ConfigError, Fault, Guess, Limit, StatementError};
pub use line::{Direction, Line, Moment, Quarantined, Reason, Span, Statement};
pub use profile::{Balances, Profile, Profiles, UnknownProfile};
pub use read::read_statement;
pub use rows::check_lines;
