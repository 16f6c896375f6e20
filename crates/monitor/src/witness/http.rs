//! The witness over HTTP: `POST /add-checkpoint`, and `GET /<hex of SHA-256 over a log's name>/checkpoint` for monitors.
//! Answers as tlog-witness gives them; what went wrong on this machine is logged and not told.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use super::{Outlook, Witness};

/// The longest body, in bytes.
const MAX_BODY: usize = 512 * 1024;
/// Requests under way at once; who comes above that is told to come again.
const AT_ONCE: usize = 64;
/// The longest a request may take, its body included.
const LONGEST: Duration = Duration::from_secs(10);

const TEXT: &str = "text/plain; charset=utf-8";

/// The routes of a witness. `now` is the clock: seconds since 1970.
pub fn router(witness: Arc<Witness>, now: fn() -> u64) -> Router {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .route("/{log}/checkpoint", get(checkpoint))
        .with_state(Served { witness, now })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(places, one_of_few))
}

#[derive(Clone)]
struct Served {
    witness: Arc<Witness>,
    now: fn() -> u64,
}

async fn add_checkpoint(State(Served { witness, now }): State<Served>, body: Bytes) -> Response {
    // The disk is waited for on a thread of its own.
    let judged = tokio::task::spawn_blocking(move || witness.add_checkpoint(&body, now())).await;
    match judged {
        Ok(Ok(Outlook::Cosigned(lines))) => ([(CONTENT_TYPE, TEXT)], lines).into_response(),
        Ok(Ok(Outlook::Refused(refusal, file))) => {
            if let Some(evidence) = refusal.evidence() {
                let log = evidence.key().name();
                tracing::error!(log, file = ?file, "ALARM: this log told two histories; the evidence is kept");
            }
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
            match refusal.known_size() {
                Some(size) => {
                    (status, [(CONTENT_TYPE, "text/x.tlog.size")], format!("{size}\n")).into_response()
                }
                None => (status, [(CONTENT_TYPE, TEXT)], format!("{refusal}\n")).into_response(),
            }
        }
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

async fn checkpoint(State(Served { witness, .. }): State<Served>, Path(log): Path<String>) -> Response {
    match witness.checkpoint(&log) {
        Some(note) => ([(CONTENT_TYPE, TEXT)], note).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn failed(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a checkpoint could not be kept, and was not cosigned");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

async fn in_time(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(LONGEST, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

async fn one_of_few(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "1")]).into_response(),
    }
}
