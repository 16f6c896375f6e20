//! The events as they are stored, for auditors: in pages, and all of them as a stream.

use std::io;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use ledger::{Ledger, LedgerError};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::{Event, EventPage};
use crate::auth::{Allowed, may};
use crate::cursor;
use crate::extract::{ApiQuery, Fund};
use crate::state::AppState;
use wire::Problem;

/// Bytes of the stream that are read at a time.
const CHUNK: usize = 256 << 10;

/// Which events.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Position of the first one; 0 where nothing is said.
    #[serde(default)]
    from: u64,
    /// Events a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Events in the log's order, each byte by byte as it was hashed and stored.
#[utoipa::path(get, operation_id = "listEvents", path = "/v1/funds/{fund}/events", tag = "audit", params(Wanted),
    responses((status = 200, body = EventPage)), security(("token" = ["auditor"])))]
pub(crate) async fn page(
    _: Allowed<may::ReadLog>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Json<EventPage>, Problem> {
    let limit = cursor::limit(wanted.limit, 100, 1000)?;
    Ok(Json(state.run(move || read_page(&ledger, wanted.from, limit)).await??))
}

fn read_page(ledger: &Ledger, from: u64, limit: usize) -> Result<EventPage, Problem> {
    let head = ledger.head().position;
    let stored = ledger.events(from).take(limit);
    let events = stored.map(|event| Event::of(event?)).collect::<Result<Vec<_>, Problem>>()?;
    let end = from.saturating_add(events.len() as u64);
    Ok(EventPage { head, next: (end < head).then_some(end), events })
}

/// Where the stream begins.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Start {
    /// Position of the first event; 0 where nothing is said.
    #[serde(default)]
    from: u64,
}

/// All events from a position up to the head as it is now, one line each: the stored bytes and a line feed.
#[utoipa::path(get, operation_id = "streamEvents", path = "/v1/funds/{fund}/events.ndjson", tag = "audit", params(Start),
    responses((status = 200, content_type = "application/x-ndjson", body = String)),
    security(("token" = ["auditor"])))]
pub(crate) async fn stream(
    _: Allowed<may::ReadLog>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(start): ApiQuery<Start>,
) -> Response {
    let head = ledger.head().position;
    let chunks =
        stream::unfold(start.from, move |from| next_chunk(state.clone(), Arc::clone(&ledger), from, head));
    ([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(chunks.fuse())).into_response()
}

/// A chunk is read when the caller has taken the one before: a slow caller holds no thread and little memory.
/// An error cuts the connection, so that the caller sees that the stream is not whole.
async fn next_chunk(
    state: AppState,
    ledger: Arc<Ledger>,
    from: u64,
    head: u64,
) -> Option<(io::Result<Bytes>, u64)> {
    if from >= head {
        return None;
    }
    match state.run(move || lines(&ledger, from, head)).await {
        Ok(Ok((bytes, next))) => Some((Ok(bytes), next)),
        Ok(Err(error)) => {
            tracing::error!(%error, "an event stream was cut off");
            Some((Err(io::Error::other("the log cannot be read")), head))
        }
        Err(_) => Some((Err(io::Error::other("the server is stopping")), head)),
    }
}

fn lines(ledger: &Ledger, from: u64, head: u64) -> Result<(Bytes, u64), LedgerError> {
    let (mut bytes, mut next) = (Vec::with_capacity(CHUNK), from);
    for event in ledger.events(from) {
        let event = event?;
        if event.position >= head || bytes.len() >= CHUNK {
            return Ok((bytes.into(), next));
        }
        bytes.extend_from_slice(&event.bytes);
        bytes.push(b'\n');
        next = event.position.saturating_add(1);
    }
    // The log held fewer events than its head said: end, rather than ask for ever.
    let next = if bytes.is_empty() { head } else { next };
    Ok((bytes.into(), next))
}
