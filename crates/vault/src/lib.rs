//! Personal data kept apart from the immutable events: names, memos, counter-accounts, contacts.
//!
//! An event says "row 417 of the vault" and never a name. The rows stand in one append-only file, numbered
//! upward from 1; a number is never given twice, gaps are allowed.
//!
//! What holds, and who holds it:
//! - A row is on disk before the event that refers to it is acknowledged: the log's writer calls
//!   [`Vault::sync`] before it journals the events.
//! - A row without an event (a crash came between the two) is swept after the log was replayed: its bytes are
//!   overwritten with zeros in place ([`Vault::sweep`]).
//! - An event whose row is missing, swept or damaged is an alarm ([`Vault::contains`]). Opening therefore never
//!   cuts or repairs anything: only `sweep`, which knows the events, does.
//! - A failed sync poisons the vault: nothing is appended until it is opened again.
//! - No personal data in errors, in `Debug` output or in logs.
//!
//! One process holds the directory; the lock is the caller's. This crate knows no events and no rules on who may
//! read what. The payload of a frame is opaque to everything but `row.rs`: a later state of a frame can say
//! "sealed" and its payload be ciphertext in the same file, its key elsewhere.

mod append;
mod error;
mod file;
mod frame;
mod row;
mod slots;
mod sweep;
#[cfg(test)]
mod tests;
mod vault;
mod walk;

/// The bytes of a vault's file `rows` that has never had a row.
pub const EMPTY_BYTES: u64 = file::FIRST;

pub use error::VaultError;
pub use frame::Class;
pub use row::{Row, RowNumber};
pub use vault::{Opened, Scanned, Vault};
