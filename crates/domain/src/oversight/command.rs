//! What is asked: supervision (giám sát): findings, answers, deadlines. A command is also the body of its request over HTTP.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{Digest, FindingNo, RowNo};
use crate::rights::Action;

use super::values::{FindingKind, Opinion, Subject};

/// Supervision (giám sát): findings, answers, deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up a finding.
    RaiseFinding(RaiseFinding),
    /// Answer a finding.
    AnswerFinding(AnswerFinding),
    /// Set another day for the answer.
    MoveDeadline(MoveDeadline),
    /// Take the answer.
    SettleFinding(SettleFinding),
    /// Sign for an entry that was looked at with its papers.
    ExamineEntry(ExamineEntry),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::RaiseFinding(_)
            | Self::MoveDeadline(_)
            | Self::SettleFinding(_)
            | Self::ExamineEntry(_) => Action::RaiseFindings,
            Self::AnswerFinding(_) => Action::AnswerFindings,
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::RaiseFinding(command) => Some(&mut command.row),
            Self::AnswerFinding(command) => Some(&mut command.row),
            Self::SettleFinding(command) => Some(&mut command.row),
            Self::ExamineEntry(command) => Some(&mut command.row),
            Self::MoveDeadline(_) => None,
        }
    }
}

/// See [`Command::RaiseFinding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RaiseFinding {
    /// What it is about.
    pub about: Subject,
    /// An answer is due by this day.
    #[serde(default)]
    pub due_on: Option<Date>,
    /// What it asks for.
    pub kind: FindingKind,
    /// The text, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::AnswerFinding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerFinding {
    /// A paper that shows it.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// The finding.
    pub finding: FindingNo,
    /// The text, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::MoveDeadline`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveDeadline {
    /// The new day.
    pub due_on: Date,
    /// The finding.
    pub finding: FindingNo,
}

/// See [`Command::SettleFinding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleFinding {
    /// The finding.
    pub finding: FindingNo,
    /// Remark, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::ExamineEntry`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExamineEntry {
    /// What the auditor says of it.
    pub opinion: Opinion,
    /// Its position in the log.
    pub position: u64,
    /// The sample that it was drawn in: SHA-256 of what describes that.
    #[serde(default)]
    pub sample: Option<Digest>,
    /// Remark, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}
