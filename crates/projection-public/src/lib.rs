//! What the public sees of a fund, folded from the recorded events.
//!
//! [`PublicBook`] holds figures and public facts only. Names and memos lie in the vault; whoever shows a gift
//! fetches its row and passes it through the masks here first.

mod book;
mod gift;
mod summary;

pub use book::PublicBook;
pub use gift::{Gift, GiftStatus};
pub use summary::{Bank, Day, SIZES, Size, Summary, Tally};
