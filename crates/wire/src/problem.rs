//! Why something was not done: a stable name, the field at fault, and what to do in both languages.
//!
//! Errors of the inner crates know no HTTP: [`books`] holds the one match from their names to a status. What broke inside
//! is logged there and never sent. Who answers writes the problem down: as a document (RFC 9457) or beside a form's field.

mod books;
mod framework;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub use framework::title;

/// A record that is in the books and not yet in the published log.
pub const NOT_YET: &str = "not-published-yet";

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// Stable name; the last part of the problem's type.
    pub code: &'static str,
    /// The field, parameter or header at fault.
    pub field: Option<String>,
    /// What was wrong and what to do, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// Seconds until it is worth asking again, where that is known.
    pub wait: Option<u64>,
}

impl Problem {
    /// A problem that lies in no single field.
    pub fn new(status: StatusCode, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { status, code, field: None, vi: vi.into(), en: en.into(), wait: None }
    }

    /// A field whose value cannot be taken.
    pub fn field(field: impl Into<String>, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field", vi, en).at(field)
    }

    /// Names the field at fault.
    #[must_use]
    pub fn at(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// Says how long to wait before asking again.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self { wait: Some(wait.as_secs().saturating_add(1)), ..self }
    }

    /// A record is in the books, and will be in the published log in a moment.
    pub fn not_yet(position: u64) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            NOT_YET,
            format!("Sự kiện {position} đã vào sổ nhưng chưa được công bố: thử lại sau một giây."),
            format!("Event {position} is recorded and not published yet: try again in a second."),
        )
    }

    /// Something broke inside. The caller learns that much; what it was is in the log.
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed inside");
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The bare status; the guard writes the body.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        match self.status {
            StatusCode::UNAUTHORIZED => {
                response
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"sovang\""));
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let seconds = self.wait.unwrap_or(if self.code == NOT_YET { 1 } else { 5 });
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}
