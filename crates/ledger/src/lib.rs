//! The application: the books of a fund, opened, written and read.
//!
//! A command goes one way: [`Ledger::execute`] decides it on the present state, hands its events to the log, and
//! answers when they are durable and the views have seen them. Opening the books is the same views reading the
//! log from a snapshot, or from its start. Everything here is synchronous; who serves many at once brings the
//! threads.

mod allocating;
mod audit;
mod books;
mod boxes;
mod called;
mod check;
mod clock;
mod closing;
mod commit;
mod copies;
mod donor;
mod dossier;
mod entry;
mod erase;
mod error;
mod evidence;
mod execute;
mod gifts;
mod handover;
mod hex;
mod history;
mod import;
mod inbox;
mod ledger;
mod money_book;
mod open;
mod opened;
mod personal;
mod places;
mod reconciling;
mod registers;
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
#[cfg(test)]
mod year_tests;

pub use allocating::{Allocating, DecidedAllocation, Undecided};
pub use audit::{Compared, Explored, Order, Rebuild, Rebuilt, Wanted};
pub use books::Books;
pub use boxes::{BoxCard, BoxGoods, BoxMove, BoxStep};
pub use clock::{VIETNAM, today};
pub use closing::{Closing, Step, Work};
pub use donor::{Asker, Opening, OwnGift};
pub use dossier::{
    AccountFigures, Answer, Dossier, GoodsFigures, PotFigures, ReceiptFigures, Right, ShareFigures, Stage,
    Waiting,
};
pub use entry::{Entry, Outcome};
pub use error::{LedgerError, OpenError};
pub use event_log::{Head, SledState, Verified};
pub use evidence::NamedFiles;
pub use gifts::{GiftPage, PublicGift};
pub use handover::{Handover, HandoverLine, LineCode};
pub use hex::hex;
pub use history::{History, Told};
pub use import::{
    Becomes, BreakLine, HeldLine, Import, ImportReport, Preview, PreviewLine, Progress, Sum, Trial,
};
pub use inbox::{Letter, Reply, Sender};
pub use ledger::{Ledger, StoredEvent};
pub use money_book::{BookDay, BookLine, MoneyBook, MoneyDays};
pub use open::Opened;
pub use opened::names_opened;
pub use places::Places;
pub use reconciling::{Assertion, Comparison};
pub use registers::Register;
pub use replay::AsOf;
pub use search::{Found, Total};
pub use snapshot::snapshot_is_whole;
pub use staff::{
    Correction, FoundReceipts, QuarantinedLine, ReceiptSum, ReceivedOn, StaffReceipt, WantedReceipts,
};
pub use story::{AllocationStory, Chapter, What};
pub use things::Thing;
pub use views::Views;
