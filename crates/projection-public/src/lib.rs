//! What the public may see of a fund.
//!
//! [`PublicBook`] is folded from the recorded events and holds figures and public facts only. Names and memos lie
//! in the vault; whoever shows a gift fetches its row and passes it through [`publish_name`] and [`redact`].
//! What goes into the [`SearchIndex`] is what may be published, never more. Nothing here reads a file or a clock.

mod book;
mod fold;
mod gift;
mod goods;
pub mod inbox;
mod mask;
mod money;
mod pledges;
mod reports;
mod rounds;
mod search;
mod summary;
mod terms;
#[cfg(test)]
mod tests;

pub use book::PublicBook;
pub use fold::{fold, fold_into};
pub use gift::{Corrected, Gift, GiftStatus, Shown};
pub use goods::Goods;
pub use inbox::Inbox;
pub use mask::{Disclosure, Known, is_like_a_person, publish_name, redact};
pub use money::{Money, Refunds};
pub use reports::Report;
pub use rounds::Allocation;
pub use search::{Block, BlockBuilder, Hits, Published, Query, SearchIndex};
pub use summary::{Bank, Day, InKind, SIZES, Size, Summary, Tally};
pub use terms::{GiftCode, Terms, Window};
