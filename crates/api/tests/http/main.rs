//! The API over real sockets: a server on port 0, a temporary data directory, a small client.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod audit;
mod auth;
mod bad_input;
mod funds;
mod idempotency;
mod imports;
mod inbox;
mod life;
mod matrix;
mod openapi;
mod operations;
mod papers;
mod parts;
mod privacy;
mod proofs;
mod public;
mod receipts;
mod server;
mod sessions;
mod stopping;
mod tlog;
