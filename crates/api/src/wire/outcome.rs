//! What was asked of the books, and what became of it.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Command, QuarantineNo, ReceiptNo};
use jiff::Timestamp;
use ledger::Outcome;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Row;

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A request, read: the command, and the personal data that go to the vault.
pub(crate) struct Asked {
    pub(crate) command: Command,
    pub(crate) personal: Vec<Row<'static>>,
}

impl Asked {
    /// A command with its row; one without a single text is none.
    pub(crate) fn with(command: Command, row: Row<'static>) -> Self {
        Self { command, personal: vec![row] }
    }
}

impl From<Command> for Asked {
    fn from(command: Command) -> Self {
        Self { command, personal: Vec::new() }
    }
}

/// The entry that a command made. Everything it says is on disk.
#[derive(Serialize, ToSchema)]
#[schema(as = Entry)]
pub(crate) struct Entered {
    /// The command: the `Idempotency-Key`, or the one made for it.
    #[schema(value_type = String, format = "uuid")]
    command: Uuid,
    /// Position of its first event in the fund's log.
    first: u64,
    /// How many events it caused.
    count: u64,
    /// When the books took it.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// The receipt that it made, reversed or identified.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<u64>,
    /// The quarantined line that it settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarantine: Option<u64>,
    #[serde(skip)]
    replayed: bool,
}

impl From<Outcome> for Entered {
    fn from(outcome: Outcome) -> Self {
        Self {
            command: outcome.command,
            first: outcome.first,
            count: outcome.count,
            recorded_at: outcome.recorded_at,
            receipt: outcome.receipt.map(ReceiptNo::get),
            quarantine: outcome.quarantine.map(QuarantineNo::get),
            replayed: outcome.replayed,
        }
    }
}

/// The same answer to the same command; the header alone tells that it was given before.
impl IntoResponse for Entered {
    fn into_response(self) -> Response {
        let replayed = self.replayed;
        let mut response = (StatusCode::CREATED, Json(self)).into_response();
        if replayed {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
