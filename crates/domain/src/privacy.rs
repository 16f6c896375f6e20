//! Personal data and who may read them: erasure (xoá dữ liệu cá nhân), consent to be listed, what an account publishes.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know. Nothing here holds personal data: what is erased is
//! named by its number, and which rows of the vault that means comes in with the command.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod values;

pub use command::{
    ChangePublication, Command, CompleteErasure, GiveConsent, GrantErasure, RefuseErasure, RequestErasure,
    WithdrawConsent,
};
pub(crate) use decide::{complete, decide};
pub use event::{
    ConsentGiven, ConsentWithdrawn, ErasureDone, ErasureGranted, ErasureRefused, ErasureRequested, Event,
    PublicationChanged,
};
pub use refusal::Refusal;
pub use state::{Answer, Consent, Erasure, Granted, State};
pub use values::{
    Denial, Ground, Held, How, Kept, KeyOf, Publication, RowClass, Said, Showing, Subject, Why,
};
