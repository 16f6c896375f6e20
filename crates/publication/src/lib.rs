//! A fund's log as others can check it: its tiles, entry bundles and signed checkpoints as plain files, which any static
//! host can carry.
//!
//! Everything here is derived from the log's journal. What is read from the files is data to be checked, never truth.
//! [`Publisher`] goes one way for every batch of events: bundles and tiles are written and synced, read back and hashed
//! again, the checkpoint is signed and its signature verified, the [`Lock`] is swapped, and only then the checkpoint is
//! shown. All rules of syncing are in `durable.rs`; nothing here reads a clock.

mod audit;
mod directory;
mod durable;
mod edge;
mod error;
mod keys;
mod lock;
mod policy;
mod prove;
mod publisher;
mod snapshot;
mod store;

pub use audit::{Audit, audit, mend};
pub use directory::{DIRECTORY, Directory};
pub use durable::replace;
pub use edge::{Edge, Piece};
pub use error::PublishError;
pub use keys::LogKeys;
pub use lock::Lock;
pub use policy::policy;
pub use prove::ProveError;
pub use publisher::{Cosign, Published, Publisher};
pub use snapshot::sign_snapshot;
pub use store::{Batch, Store, StoreError, TileNodes, name};
