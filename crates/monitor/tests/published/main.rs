//! Mirrors, verification and audits over published logs that are made here, right and wrong.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "test code")]

mod audited;
mod books;
mod compared;
mod followed;
mod funds;
mod hostile;
mod mirror_verified;
mod replayed;
mod sample;
mod server;
mod snapshotted;
