//! Around every answer of the API: a time limit, no panic out of a handler, problems written down, and what
//! browsers are to know of it. One layer and not four: each layer of a router costs allocations.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;

use crate::language::Language;
use crate::problem::render;
use wire::Problem;

/// It is data, not a page.
const HARDENED: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-site")),
];

/// A body of so many bytes is read before anything is decided about its request.
const SMALL_BODY: usize = 64 << 10;

/// A layer; its state is the time until an answer begins.
pub(crate) async fn guard(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    // A handler owns what it works on: after a panic nobody sees a half-changed value.
    let handler = async {
        match whole(request).await {
            Ok(request) => next.run(request).await,
            Err(_) => Problem::of_status(StatusCode::BAD_REQUEST).into_response(),
        }
    };
    let handler = AssertUnwindSafe(handler).catch_unwind();
    let response = match tokio::time::timeout(limit, handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::internal(&"a handler panicked").into_response(),
        Err(_) => Problem::of_status(StatusCode::REQUEST_TIMEOUT).into_response(),
    };
    let mut response = if is_error(response.status()) { render(response, language) } else { response };
    harden(response.headers_mut());
    response
}

/// The request with a small body read to its end. A refusal that is answered while the caller still sends his body closes
/// the connection under him, and he never reads it.
async fn whole(request: Request) -> Result<Request, axum::Error> {
    let size = request.body().size_hint().upper();
    if !size.is_some_and(|size| (1..=SMALL_BODY as u64).contains(&size)) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    Ok(Request::from_parts(parts, Body::from(to_bytes(body, SMALL_BODY).await?)))
}

/// Adds what browsers are to know. What says nothing of caches is not to be kept: names may stand in it.
pub(crate) fn harden(headers: &mut HeaderMap) {
    headers.extend(HARDENED.map(|(name, value)| (Some(name), value)));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}
