//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use serde::{Deserialize, Serialize};

use crate::ids::{Digest, MessageNo, RequestNo};
use crate::voucher::VoucherNo;

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An event, by its position.
    Event(u64),
    /// The fund as a whole.
    Fund,
    /// A message from outside.
    Message(MessageNo),
    /// A published report.
    Report(Digest),
    /// A request.
    Request(RequestNo),
    /// A voucher.
    Voucher(VoucherNo),
}

/// What an auditor says of an entry that was looked at with its papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// It is as its papers say.
    InOrder,
    /// It is, but for what the remark says.
    WithRemark,
    /// It is not: a finding says what is to be done.
    NotInOrder,
}

/// What a finding asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An explanation.
    Question,
    /// A change of practice (kiến nghị).
    Recommendation,
    /// A remedy.
    Violation,
}
