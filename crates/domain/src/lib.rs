//! The rules of a relief fund, as pure functions over values.
//!
//! The way through: a [`Command`] and the present [`State`] go into [`decide()`], which answers with
//! [`Decided`] events or a [`Rejection`]; each event goes through [`State::evolve`]. Nothing here reads a
//! clock, a file or a random number, and nothing uses a float: the day, the ids and the actor come in as
//! values.
#![deny(clippy::arithmetic_side_effects, clippy::as_conversions)]

mod command;
pub mod compact;
mod decide;
mod envelope;
mod event;
mod ids;
mod money;
mod rejection;
mod state;

pub use command::{
    AddAccount, CloseFund, Command, ConfirmQuarantined, CreditNature, DismissQuarantined, IdentifyReceipt,
    ImportStatement, LineContent, OpenFund, RecordReceipt, ReverseReceipt, StatementLine,
};
pub use decide::{Decided, Facts, decide};
pub use envelope::{DecodeError, Meta, Recorded, SCHEMA, decode, encode};
pub use event::{
    AccountAdded, BankFacts, BankMovementRecorded, Direction, DismissalReason, DonorKind, Earmark, Event,
    FundClosed, FundOpened, LineQuarantined, MovementKind, QuarantineDismissed, QuarantineReason,
    ReceiptIdentified, ReceiptRecorded, ReceiptReversed, ReversalReason, StatementImported,
};
pub use ids::{
    AccountId, AccountKind, Actor, Code, FundId, InvalidId, QuarantineNo, ReceiptNo, RowNo, StatementNo,
};
pub use money::{ParseVndError, Vnd};
pub use rejection::Rejection;
pub use state::{AccountState, Booked, BookedAs, Period, QuarantineState, ReceiptState, State};
