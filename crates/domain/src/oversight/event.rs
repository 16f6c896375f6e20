//! What happened: supervision (giám sát): findings, answers, deadlines. Stored for ever; fields stand in alphabetical order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{Digest, FindingNo, RowNo};

use super::values::{FindingKind, Opinion, Subject};

/// Supervision (giám sát): findings, answers, deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// An auditor found something.
    FindingRaised(FindingRaised),
    /// An answer was given.
    FindingAnswered(FindingAnswered),
    /// The answer is due on another day.
    DeadlineMoved(DeadlineMoved),
    /// The auditor takes the answer.
    FindingSettled(FindingSettled),
    /// An auditor looked at an entry with its papers, and signs for it.
    EntryExamined(EntryExamined),
}

impl Event {
    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::FindingRaised(event) => event.row,
            Self::FindingAnswered(event) => event.row,
            Self::FindingSettled(event) => event.row,
            Self::EntryExamined(event) => event.row,
            Self::DeadlineMoved(_) => None,
        }
    }
}

/// See [`Event::FindingRaised`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRaised {
    /// What it is about.
    pub about: Subject,
    /// An answer is due by this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// Running number.
    pub finding: FindingNo,
    /// What it asks for.
    pub kind: FindingKind,
    /// The text, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::FindingAnswered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingAnswered {
    /// A paper that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// The finding.
    pub finding: FindingNo,
    /// The text, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::DeadlineMoved`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineMoved {
    /// The new day.
    pub due_on: Date,
    /// The finding.
    pub finding: FindingNo,
}

/// See [`Event::FindingSettled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingSettled {
    /// The finding.
    pub finding: FindingNo,
    /// Remark, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::EntryExamined`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryExamined {
    /// What the auditor says of it.
    pub opinion: Opinion,
    /// Its position in the log.
    pub position: u64,
    /// Remark, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The sample that it was drawn in: SHA-256 of what describes that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Digest>,
}
