//! What is asked: messages from outside and their answers. A command is also the body of its request over HTTP.

use serde::{Deserialize, Serialize};

use crate::ids::{FindingNo, MessageNo, RowNo};
use crate::rights::Action;

use super::values::{About, Kind, Outcome};

/// Messages from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up what somebody outside says.
    TakeMessage(TakeMessage),
    /// Answer it.
    AnswerMessage(AnswerMessage),
    /// Choose what of it is shown outside.
    PublishMessage(PublishMessage),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::TakeMessage(_) => Action::TakeMessages,
            Self::AnswerMessage(_) | Self::PublishMessage(_) => Action::AnswerMessages,
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::TakeMessage(command) => Some(&mut command.row),
            Self::AnswerMessage(command) => Some(&mut command.row),
            Self::PublishMessage(_) => None,
        }
    }
}

/// See [`Command::TakeMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeMessage {
    /// What it is about, where it names something.
    #[serde(default)]
    pub about: Option<About>,
    /// What is wanted.
    pub kind: Kind,
    /// Whoever sends it agrees that its text is shown outside.
    #[serde(default)]
    pub may_show: bool,
    /// Text, name and contact, in the vault. A message without one is refused.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::AnswerMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerMessage {
    /// The finding of the supervision that came of it.
    #[serde(default)]
    pub finding: Option<FindingNo>,
    /// The message.
    pub message: MessageNo,
    /// What became of it.
    pub outcome: Outcome,
    /// The answer is shown outside.
    #[serde(default)]
    pub public: bool,
    /// The text, in the vault. An answer without one is refused.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::PublishMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishMessage {
    /// Its last answer is shown.
    #[serde(default)]
    pub answer: bool,
    /// The message.
    pub message: MessageNo,
    /// Its own text is shown, which its sender must have agreed to.
    #[serde(default)]
    pub question: bool,
}
