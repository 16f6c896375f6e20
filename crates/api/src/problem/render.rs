//! Writes problems down: the last step of every answer that is an error, whoever made it.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::{Document, MEDIA_TYPE, Problem};
use crate::language::Language;

/// The answer with the problem's document as its body. A bare error of the framework (no such address, a wrong
/// method) gets one like any other.
pub(crate) fn render(mut response: Response, language: Language) -> Response {
    let status = response.status();
    let problem = response.extensions_mut().remove().unwrap_or_else(|| Problem::of_status(status));
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    for (name, value) in [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (header::CONTENT_LANGUAGE, language.tag()),
        (header::VARY, "accept-language"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        parts.headers.insert(name, HeaderValue::from_static(value));
    }
    // Texts and a number: writing them to memory does not fail.
    let body = serde_json::to_vec(&Document::of(&problem, language)).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}
