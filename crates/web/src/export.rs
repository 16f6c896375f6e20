//! The public book as files for other programs: every gift that may be listed, and everything that left. Nothing here
//! decides what may be shown: gifts come masked, and of what left no household is named.

mod iati;
mod table;

pub use iati::Reporter;
pub(crate) use iati::activity;
pub(crate) use table::{GiftRow, OutgoingRow, Stand, csv_head};
