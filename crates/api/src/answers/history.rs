//! How a thing came to be: its events, with who made them and the personal data beside them. For the fund's people.

use domain::Actor;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::Told;
use serde::Serialize;
use utoipa::ToSchema;

use super::some;

/// An event about a thing.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryLine)]
pub(crate) struct Line {
    /// Its place in the log, counted from 0.
    position: u64,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    effective_on: Date,
    /// When the books took it.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// Who gave the command.
    actor: Actor,
    /// What happened, as it is stored.
    #[schema(value_type = Object)]
    event: domain::Event,
    /// A name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What somebody wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
    /// A telephone number, e-mail address or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Reason, explanation, remark, text of a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl From<Told> for Line {
    fn from(told: Told) -> Self {
        let (recorded, row) = (told.recorded, told.row);
        Self {
            position: recorded.position,
            effective_on: recorded.meta.effective_on,
            recorded_at: recorded.meta.recorded_at,
            actor: recorded.meta.actor,
            event: recorded.event,
            name: some(&row.name),
            memo: some(&row.memo),
            contact: some(&row.contact),
            note: some(&row.note),
        }
    }
}
