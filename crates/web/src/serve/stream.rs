//! The stream of new figures.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use futures_util::StreamExt as _;
use wire::Caller;

use super::Site;

/// Server-sent events of a fund; `Last-Event-ID`, or `tu` in the address, is the position that the listener has.
pub(super) async fn stream(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let ledger = match site.ledger(&fund) {
        Ok(ledger) => ledger,
        Err(problem) => return problem.into_response_in(site.lang),
    };
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let shown = pairs.filter(|(name, _)| name == "tu").find_map(|(_, position)| position.parse().ok());
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).or(shown);
    let place = site.strangers.listen(caller, Instant::now());
    let messages = place.and_then(|place| {
        let messages = site.live.listen(&Arc::clone(&ledger), site.lang, known)?;
        Some(messages.inspect(move |_| place.read(Instant::now())))
    });
    let Some(messages) = messages else {
        let later = [(RETRY_AFTER, "60"), (CACHE_CONTROL, "no-store")];
        return (StatusCode::SERVICE_UNAVAILABLE, later).into_response();
    };
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // A proxy in front must not wait for more.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(messages)).into_response()
}
