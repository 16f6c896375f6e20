//! Events for auditors: the stored bytes, embedded as they are.

use ledger::StoredEvent;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use wire::Problem;

/// Some events, in the log's order.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventPage {
    /// How many events the log holds.
    pub(crate) head: u64,
    /// This page.
    pub(crate) events: Vec<Event>,
    /// `from` of the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<u64>,
}

/// An event and its place.
#[derive(Serialize, ToSchema)]
pub(crate) struct Event {
    /// Its place in the log, counted from 0.
    position: u64,
    /// Canonical JSON, byte by byte what was hashed and stored.
    #[schema(value_type = Object)]
    event: Box<RawValue>,
}

impl Event {
    /// Fails only on bytes that are no JSON, which the log does not hold.
    pub(crate) fn of(stored: StoredEvent) -> Result<Self, Problem> {
        let text = String::from_utf8(stored.bytes).map_err(|error| Problem::internal(&error))?;
        let event = RawValue::from_string(text).map_err(|error| Problem::internal(&error))?;
        Ok(Self { position: stored.position, event })
    }
}
