//! What the public may see of a fund.
//!
//! [`PublicBook`] is folded from the recorded events and holds figures and public facts only. Names and memos lie
//! in the vault; whoever shows a gift fetches its row and passes it through [`publish_name`] and [`redact`].
//! What goes into the [`SearchIndex`] is what may be published, never more. Nothing here reads a file or a clock.

mod book;
mod fold;
mod gift;
mod mask;
mod search;
mod summary;

pub use book::PublicBook;
pub use fold::{fold, fold_into};
pub use gift::{Gift, GiftStatus};
pub use mask::{Disclosure, Known, publish_name, redact};
pub use search::{Hits, Published, SearchIndex};
pub use summary::{Bank, Day, SIZES, Size, Summary, Tally};
