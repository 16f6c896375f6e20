//! Around every answer of the API: a time limit, no panic out of a handler, problems written down, and what
//! browsers are to know of it. One layer and not four: each layer of a router costs allocations.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;

use crate::language::Language;
use crate::problem::{Problem, render};

/// It is data, not a page.
const HARDENED: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-site")),
];

/// A layer; its state is the time until an answer begins.
pub(crate) async fn guard(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    // A handler owns what it works on: after a panic nobody sees a half-changed value.
    let handler = AssertUnwindSafe(next.run(request)).catch_unwind();
    let response = match tokio::time::timeout(limit, handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::internal(&"a handler panicked").into_response(),
        Err(_) => Problem::of_status(StatusCode::REQUEST_TIMEOUT).into_response(),
    };
    let mut response = if is_error(response.status()) { render(response, language) } else { response };
    harden(response.headers_mut());
    response
}

/// Adds what browsers are to know. What says nothing of caches is not to be kept: names may stand in it.
pub(crate) fn harden(headers: &mut HeaderMap) {
    headers.extend(HARDENED.map(|(name, value)| (Some(name), value)));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}
