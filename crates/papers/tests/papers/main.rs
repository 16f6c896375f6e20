//! Papers from real books: one fund built by commands, every kind of paper told as data, the bytes the same each time.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod fund;
mod gifts;
mod lists;
mod reports;
mod vouchers;
