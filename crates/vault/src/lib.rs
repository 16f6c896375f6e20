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
//! - A row's texts are sealed in at most two parts, each under a key of its own: the field `contact`, and the rest. The
//!   keys lie in another directory ([`Keys`]), which no backup of the data holds. An erasure destroys the key
//!   ([`Vault::destroy_keys`]) and then the ciphertext ([`Vault::delete_rows`]).
//! - A key that the store does not know is an error and never an erasure.
//! - A commitment to each row stands in clear and outlives the row ([`Vault::commitment`], [`Vault::opening`]).
//!
//! Files of evidence lie sealed the same way, one by one, under their digests ([`Evidence`]).
//!
//! One process holds the directories; the lock is the caller's. This crate knows no events and no rules on who may
//! read what.

mod append;
mod class;
mod convert;
mod durable;
mod erase;
mod error;
mod evidence;
mod file;
mod frame;
mod keys;
mod opening;
mod retention;
mod row;
mod seal;
mod slots;
mod sweep;
#[cfg(test)]
mod tests;
mod vault;
mod walk;

/// The bytes of a vault's file `rows` that has never had a row.
pub const EMPTY_BYTES: u64 = file::FIRST;

pub use append::Appended;
pub use class::Class;
pub use erase::{Destroyed, KeyState};
pub use error::VaultError;
pub use evidence::{Evidence, EvidenceError, FileKind, KeptFile, MOST_FILE_BYTES, Standing};
pub use keys::{KeySource, Keys, TokenSettings};
pub use opening::{Field, Opening, Salted};
pub use retention::{Retention, RetentionError, Rule};
pub use row::{Row, RowNumber};
pub use vault::{Opened, Scanned, Vault};
