//! What others do without trusting the fund: follow its published log and keep a copy, hash and replay all of it again,
//! witness its checkpoints, and have them time-stamped.
//!
//! It knows the published files and the events, never the fund's own books. Everything that comes from a source is data
//! to be checked before anything is kept of it.

mod durable;
mod error;
mod evidence;

pub use error::MonitorError;
pub use evidence::{Beginning, Evidence, EvidenceError};
