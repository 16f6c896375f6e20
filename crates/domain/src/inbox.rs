//! What people outside say to the fund (phản ánh, yêu cầu): irregularities, wishes of givers, and the answers.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know. No text and no contact stands in an event: they lie in
//! the vault, and a message that was erased there stays as a number with its kind, days and outcome.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod values;

pub use command::{AnswerMessage, Command, PublishMessage, TakeMessage};
pub use decide::MESSAGES_A_DAY;
pub(crate) use decide::decide;
pub use event::{Event, MessageAnswered, MessagePublished, MessageTaken};
pub use refusal::Refusal;
pub use state::{Message, State};
pub use values::{About, Kind, Outcome};
