//! The id of a command: the caller's `Idempotency-Key`, or a new one.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use crate::state::AppState;
use wire::Problem;
use wire::parse;

/// The header's name.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A command's id. The same one sent again answers with the first result.
pub(crate) struct CommandId(pub(crate) Uuid);

impl FromRequestParts<AppState> for CommandId {
    type Rejection = Problem;

    /// Bare, or in quotation marks as structured headers write texts.
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(IDEMPOTENCY_KEY) else {
            return Ok(Self(Uuid::now_v7()));
        };
        let text = value.to_str().unwrap_or_default();
        let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        parse("Idempotency-Key", bare).map(Self)
    }
}
