//! What the public may see of the fund: names as published, memos as redacted, and a search over both.
//!
//! Text in, text out: nothing here reads a file, a clock or the vault. What goes into the [`SearchIndex`] is
//! what may be published, never more.

mod fold;
mod mask;
mod search;

pub use fold::{fold, fold_into};
pub use mask::{Disclosure, Known, publish_name, redact};
pub use search::{Gift, Hits, SearchIndex};
