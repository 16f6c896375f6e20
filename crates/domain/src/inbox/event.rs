//! What happened: messages from outside and their answers. Stored for ever; fields stand in alphabetical order.

use serde::{Deserialize, Serialize};

use crate::ids::{FindingNo, MessageNo, RowNo};

use super::values::{About, Kind, Outcome};

/// Messages from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Somebody outside said something: an answer is due.
    MessageTaken(MessageTaken),
    /// An answer was given.
    MessageAnswered(MessageAnswered),
    /// Something else of it is shown outside from now on.
    MessagePublished(MessagePublished),
}

impl Event {
    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::MessageTaken(event) => event.row,
            Self::MessageAnswered(event) => event.row,
            Self::MessagePublished(_) => None,
        }
    }
}

/// See [`Event::MessageTaken`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageTaken {
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// What is wanted.
    pub kind: Kind,
    /// Whoever sent it agrees that its text is shown.
    pub may_show: bool,
    /// Running number.
    pub message: MessageNo,
    /// Text, name and contact, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::MessageAnswered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageAnswered {
    /// The finding that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<FindingNo>,
    /// The message.
    pub message: MessageNo,
    /// What became of it.
    pub outcome: Outcome,
    /// The answer is shown outside.
    pub public: bool,
    /// The text, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::MessagePublished`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessagePublished {
    /// Its last answer is shown.
    pub answer: bool,
    /// The message.
    pub message: MessageNo,
    /// Its own text is shown.
    pub question: bool,
}
