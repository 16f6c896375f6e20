//! Supervision (giám sát): findings and answers.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod values;

pub use command::{AnswerFinding, Command, ExamineEntry, MoveDeadline, RaiseFinding, SettleFinding};
pub(crate) use decide::decide;
pub use event::{DeadlineMoved, EntryExamined, Event, FindingAnswered, FindingRaised, FindingSettled};
pub use refusal::Refusal;
pub use state::{Examined, Finding, State};
pub use values::{FindingKind, Opinion, Subject};
