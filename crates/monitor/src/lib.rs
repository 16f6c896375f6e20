//! What others do without trusting the fund: follow its published log and keep a copy, hash and replay all of it again,
//! witness its checkpoints, and have them time-stamped.
//!
//! It knows the published files and the events, never the fund's own books. Everything that comes from a source is data
//! to be checked before anything is kept of it.

mod audit;
mod balances;
mod consistency;
mod copy;
pub mod cosigners;
mod error;
mod evidence;
mod fold;
mod key_file;
mod leaves;
mod listed;
mod mirror;
mod post;
mod scan;
mod sighting;
mod snapshot;
mod source;
#[cfg(test)]
mod testing;
pub mod timestamp;
mod tower;
mod trust;
mod verify;
pub mod witness;

pub use audit::{Audited, audit};
pub use balances::{Replayed, Wrong, Wrongness, verify_balances};
pub use consistency::{Compared, Shown, verify_consistency};
pub use copy::{Copy, CopyError};
pub use error::MonitorError;
pub use evidence::{Beginning, Evidence, EvidenceError};
pub use key_file::{create_key, public_path, read_signer};
pub use leaves::BundleFault;
pub use listed::{Listed, listed};
pub use mirror::{Followed, Mirror, MirrorError};
pub use snapshot::{MANIFEST, verify_snapshot};
pub use source::{Source, SourceError};
pub use trust::{FULL_REPLAY, Signed, SignedError, Trust, read_key, strength};
pub use verify::{Fault, Verified, verify_mirror};
