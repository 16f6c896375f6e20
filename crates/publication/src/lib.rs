//! A fund's log as others can check it: its tiles, entry bundles and signed checkpoints as plain files, which any static
//! host can carry.
//!
//! Everything here is derived from the log's journal. What is read from the files is data to be checked, never truth.

mod store;

pub use store::{Store, StoreError};
