//! The discipline of the books: openings, moves, counts, reconciliation, closing, vouchers, published reports.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod values;

pub use command::{
    ClosePeriod, Command, CountCash, EndAccount, PublishCopy, PublishReport, ReceiveMoney, ReconcileAccount,
    SendMoney, SetOpeningBalance, SettleDifference, SignCorrection, SpoilVoucher, WithdrawCopy,
};
pub(crate) use decide::decide;
pub use decide::{Missing, left_to_do};
pub use event::{
    AccountEnded, AccountReconciled, CashCounted, CopyPublished, CopyWithdrawn, CorrectionSigned,
    DifferenceSettled, Event, MoneyArrived, MoneySent, OpeningBalanceSet, PeriodClosed, ReportPublished,
    VoucherSpoiled,
};
pub use refusal::Refusal;
pub use state::{Copied, Correction, Count, Move, Published, Reconciliation, State};
pub use values::{Settlement, Span};
