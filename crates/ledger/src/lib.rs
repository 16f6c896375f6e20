//! The application: the books of a fund, opened, written and read.
//!
//! A command goes one way: [`Ledger::execute`] decides it on the present state, hands its events to the log, and
//! answers when they are durable and the views have seen them. Opening the books is the same views reading the
//! log from a snapshot, or from its start. Everything here is synchronous; who serves many at once brings the
//! threads.

mod books;
mod boxes;
mod check;
mod clock;
mod commit;
mod copies;
mod donor;
mod entry;
mod erase;
mod error;
mod execute;
mod gifts;
mod handover;
mod hex;
mod history;
mod import;
mod inbox;
mod ledger;
mod open;
mod personal;
mod places;
mod replay;
mod rules;
mod search;
mod secret;
mod snapshot;
mod staff;
mod story;
mod things;
mod tries;
mod turns;
mod views;

pub use books::Books;
pub use boxes::{BoxCard, BoxGoods, BoxMove, BoxStep};
pub use clock::{VIETNAM, today};
pub use donor::{Asker, Opening, OwnGift};
pub use entry::{Entry, Outcome};
pub use error::{LedgerError, OpenError};
pub use event_log::{Head, SledState, Verified};
pub use gifts::{GiftPage, PublicGift};
pub use handover::{Handover, HandoverLine, LineCode};
pub use hex::hex;
pub use history::{History, Told};
pub use import::{BreakLine, HeldLine, Import, ImportReport, Progress, Sum};
pub use inbox::{Letter, Reply, Sender};
pub use ledger::{Ledger, StoredEvent};
pub use open::Opened;
pub use places::Places;
pub use replay::AsOf;
pub use search::{Found, Total};
pub use snapshot::snapshot_is_whole;
pub use staff::{QuarantinedLine, StaffReceipt};
pub use story::{Chapter, Decision, What};
pub use things::Thing;
pub use views::Views;
