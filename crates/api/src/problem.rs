//! What a caller gets instead of an answer: a problem document (RFC 9457) with a stable type, in two languages.
//!
//! Errors of the inner crates know no HTTP: [`books`] holds the one match from their names to a status. What
//! broke inside is logged there and never sent. A handler's problem travels as a value until [`render`] knows
//! the caller's language and writes it down.

mod books;
mod framework;
mod papers;
mod render;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::language::Language;

pub(crate) use render::render;

/// The media type of a problem document.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// A record that is in the books and not yet in the published log.
const NOT_YET: &str = "not-published-yet";

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
}

impl Problem {
    /// A problem that lies in no single field.
    pub fn new(status: StatusCode, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { status, code, field: None, vi: vi.into(), en: en.into() }
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

    /// A record is in the books, and will be in the published log in a moment.
    pub(crate) fn not_yet(position: u64) -> Self {
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
                let seconds = if self.code == NOT_YET { "1" } else { "5" };
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Document<'a> {
    /// Stable name of the kind of problem, `urn:sovang:problem:` and a code.
    #[serde(rename = "type")]
    #[schema(example = "urn:sovang:problem:amount-not-positive")]
    kind: String,
    /// The kind of problem in words, in the language asked for.
    title: &'static str,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What was wrong and what to do, in the language asked for (`Accept-Language`; Vietnamese by default).
    detail: &'a str,
    /// The detail in Vietnamese.
    detail_vi: &'a str,
    /// The detail in English.
    detail_en: &'a str,
    /// The field, parameter or header at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

impl<'a> Document<'a> {
    fn of(problem: &'a Problem, language: Language) -> Self {
        let (title_vi, title_en) = framework::title(problem.status);
        let (title, detail) = match language {
            Language::Vi => (title_vi, &problem.vi),
            Language::En => (title_en, &problem.en),
        };
        Self {
            kind: format!("urn:sovang:problem:{}", problem.code),
            title,
            status: problem.status.as_u16(),
            detail,
            detail_vi: &problem.vi,
            detail_en: &problem.en,
            field: problem.field.as_deref(),
        }
    }
}
