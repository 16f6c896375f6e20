//! The stored form of an event: canonical JSON with its envelope, and the way back.
//!
//! The bytes that [`encode`] makes are the bytes that are hashed and stored; nobody re-encodes them to check
//! them. Keys stand in alphabetical order, amounts are decimal strings, nothing is a float.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::event::Event;
use crate::ids::{Actor, Digest};

/// The schema that is written today. Older ones stay readable for ever; newer ones are refused.
///
/// Schema 2 added the parts (goods, relief, ...) and fields that may be absent, schema 3 the commitment to the row and the
/// part `privacy`, schema 4 the part `inbox`, messages as what findings and erasures are about, and entries examined, schema 5 the
/// papers of a request, copies of papers for the public, corrected givers and how much of a gift is shown: what older ones wrote
/// reads as it is.
pub const SCHEMA: u16 = 5;

/// Who, when and why of an event. Comes in at the edge, as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Who gave the command.
    pub actor: Actor,
    /// The command that caused the event.
    pub causation: Uuid,
    /// The commitment to the personal data of the vault row that the event names; none where it names none, and in events
    /// of schemas 1 and 2.
    pub commitment: Option<Digest>,
    /// What the command belongs to: a request, an import; often the command itself.
    pub correlation: Uuid,
    /// The business day, in Vietnam's time.
    pub effective_on: Date,
    /// The event's own id, a UUID of version 7.
    pub id: Uuid,
    /// When the books took it, by our clock.
    pub recorded_at: Timestamp,
}

/// An event as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the fund's log, counted from 0.
    pub position: u64,
    /// Who, when and why.
    pub meta: Meta,
    /// What happened.
    pub event: Event,
}

/// Stored bytes that are no event of this program.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Written by a newer program.
    #[error(
        "sự kiện ghi theo lược đồ {found}, phần mềm này chỉ đọc đến {SCHEMA}: hãy cập nhật phần mềm / \
         the event has schema {found}, this program reads up to {SCHEMA}: update the program"
    )]
    NewerSchema {
        /// The schema it names.
        found: u16,
    },
    /// Not the JSON of an event.
    #[error("sự kiện không đọc được / unreadable event: {0}")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct StoredRef<'a> {
    actor: &'a Actor,
    causation: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    commitment: Option<&'a Digest>,
    correlation: Uuid,
    effective_on: Date,
    event: &'a Event,
    id: Uuid,
    recorded_at: Timestamp,
    schema: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    actor: Actor,
    causation: Uuid,
    #[serde(default)]
    commitment: Option<Digest>,
    correlation: Uuid,
    effective_on: Date,
    event: Event,
    id: Uuid,
    recorded_at: Timestamp,
    schema: u16,
}

/// Appends the stored bytes of an event to `out`.
pub fn encode(meta: &Meta, event: &Event, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let stored = StoredRef {
        actor: &meta.actor,
        causation: meta.causation,
        commitment: meta.commitment.as_ref(),
        correlation: meta.correlation,
        effective_on: meta.effective_on,
        event,
        id: meta.id,
        recorded_at: meta.recorded_at,
        schema: SCHEMA,
    };
    Ok(serde_json::to_writer(out, &stored)?)
}

/// Reads the stored bytes of the event at `position`.
pub fn decode(position: u64, bytes: &[u8]) -> Result<Recorded, DecodeError> {
    let stored = match serde_json::from_slice::<Stored>(bytes) {
        Ok(stored) if (1..=SCHEMA).contains(&stored.schema) => stored,
        Ok(stored) => return Err(DecodeError::NewerSchema { found: stored.schema }),
        Err(error) => return Err(newer_schema(bytes).unwrap_or(DecodeError::Json(error))),
    };
    let Stored { actor, causation, commitment, correlation, effective_on, event, id, recorded_at, schema: _ } =
        stored;
    Ok(Recorded {
        position,
        meta: Meta { actor, causation, commitment, correlation, effective_on, id, recorded_at },
        event,
    })
}

/// An event of a newer schema may have another shape altogether; its schema number still tells what to do.
fn newer_schema(bytes: &[u8]) -> Option<DecodeError> {
    #[derive(Deserialize)]
    struct Schema {
        schema: u16,
    }
    let found = serde_json::from_slice::<Schema>(bytes).ok()?.schema;
    (found > SCHEMA).then_some(DecodeError::NewerSchema { found })
}
