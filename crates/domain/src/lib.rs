//! The rules of a relief fund, as pure functions over values.
//!
//! The way through: a [`Command`] and the present [`State`] go into [`decide()`], which answers with
//! [`Decided`] events or a [`Rejection`]; each event goes through [`State::evolve`]. Nothing here reads a
//! clock, a file or a random number, and nothing uses a float: the day, the ids and the actor come in as
//! values.
#![deny(clippy::arithmetic_side_effects, clippy::as_conversions)]

pub mod books;
mod command;
pub mod compact;
mod decide;
mod envelope;
mod event;
pub mod giving;
pub mod goods;
mod ids;
pub mod inbox;
mod money;
pub mod network;
pub mod oversight;
mod party;
pub mod privacy;
mod quantity;
mod rejection;
pub mod relief;
mod rights;
mod state;
mod voucher;

pub use command::{
    AddAccount, CloseFund, Command, ConfirmQuarantined, CreditNature, DismissQuarantined, IdentifyReceipt,
    ImportStatement, LineContent, On, OpenFund, RecordReceipt, ReverseReceipt, StatementLine,
};
pub use decide::{Decided, Facts, Given, decide};
pub use envelope::{DecodeError, Meta, Recorded, SCHEMA, decode, encode};
pub use event::{
    AccountAdded, BankFacts, BankMovementRecorded, Direction, DismissalReason, DonorKind, Earmark, Event,
    FundClosed, FundOpened, LineQuarantined, MovementKind, PrintedEntry, QuarantineDismissed,
    QuarantineReason, ReceiptIdentified, ReceiptRecorded, ReceiptReversed, ReversalReason, StatementImported,
};
pub use ids::{
    AccountId, AccountKind, Actor, AllocationNo, BoxCode, Boxed, Code, CountNo, Digest, ErasureNo, FindingNo,
    FundId, GoodsReceiptNo, HouseholdId, InvalidId, IssueNo, LotNo, MessageNo, MoveNo, NeedNo, PaymentNo,
    PledgeNo, QuarantineNo, ReceiptNo, RequestNo, RowNo, ShipmentNo, StatementNo,
};
pub use money::{ParseVndError, Vnd};
pub use party::Party;
pub use quantity::{ItemQuantity, Quantity};
pub use rejection::{RefusalKind, Rejection};
pub use rights::{Action, Role, Sight};
pub use state::{
    AccountState, Booked, BookedAs, Days, Leg, Period, Pot, Pots, QuarantineState, ReceiptState, State,
    Vouchers,
};
pub use voucher::{Series, VoucherNo};
