//! For those who run the server.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::answers::{Broken, Head, Health, PublishedLog};
use crate::state::AppState;

/// The heads of all logs; 503 once a write has failed, until one succeeds.
pub(crate) async fn health(State(state): State<AppState>) -> Response {
    let funds: Vec<Head> = state.books().funds().iter().map(|ledger| Head::of(ledger)).collect();
    let broken: Vec<Broken> =
        state.books().broken().iter().map(|(fund, _)| Broken { fund: fund.to_string() }).collect();
    let published = published(&state);
    let alarm = |fund: &Head| fund.missing_rows > 0 || fund.damaged || fund.erasure_stuck;
    let lost = !broken.is_empty() || funds.iter().any(alarm) || published.iter().any(|log| log.stopped);
    let (code, status) = match (state.records(), lost) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "not-recording"),
        (true, true) => (StatusCode::OK, "alarm"),
        (true, false) => (StatusCode::OK, "ok"),
    };
    (code, Json(Health { status, version: env!("CARGO_PKG_VERSION"), funds, published, broken }))
        .into_response()
}

/// The published logs, as their files are now.
fn published(state: &AppState) -> Vec<PublishedLog> {
    state.logs().all().iter().map(|(name, log)| PublishedLog::of(name, log)).collect()
}

/// Measurements in Prometheus's text form.
pub(crate) async fn metrics(State(state): State<AppState>) -> Response {
    for ledger in state.books().funds() {
        let head = Head::of(&ledger);
        metrics::gauge!("ledger_events", "fund" => head.fund).set(gauge(head.position));
    }
    for log in published(&state) {
        let stopped = if log.stopped { 1.0 } else { 0.0 };
        metrics::gauge!("published_log_stopped", "log" => log.log.clone()).set(stopped);
        metrics::gauge!("published_log_events", "log" => log.log).set(gauge(log.events.unwrap_or(0)));
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics().text()).into_response()
}

/// A gauge is a double.
fn gauge(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
