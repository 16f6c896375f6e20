//! What is given beside the plain receipt: pledges, windows, codes, releases of earmarks, supplements.
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
    CloseWindow, Command, CorrectGiver, DeclareGiftCode, ExtendWindow, FulfilPledge, LapsePledge, OpenWindow,
    RegisterPledge, ReleaseEarmark, SupplementReceipt, TakeHeldReceipt,
};
pub(crate) use decide::{back, decide, taken_back};
pub use event::{
    EarmarkReleased, Event, GiftCodeDeclared, GiverCorrected, HeldReceiptTaken, PledgeFulfilled,
    PledgeLapsed, PledgeRegistered, ReceiptSupplemented, WindowClosed, WindowExtended, WindowOpened,
};
pub use refusal::Refusal;
pub use state::{GiftCode, Part, Pledge, Pledges, State, Window, code_key};
pub use values::{Fulfilment, WhyCorrected};
