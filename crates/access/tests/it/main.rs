//! Access to the books, as its callers use it. Time is a value: no test waits.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod beside;
mod house;
mod own;
mod passkeys;
mod people;
mod recovery;
mod sealed;
mod sessions;
mod sign_in;
mod soft_key;
mod stored;
