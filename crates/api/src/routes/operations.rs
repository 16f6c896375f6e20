//! For those who run the server.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::state::AppState;
use crate::wire::{Broken, Head, Health};

/// The heads of all logs; 503 once a write has failed, until one succeeds.
pub(crate) async fn health(State(state): State<AppState>) -> Response {
    let funds: Vec<Head> = state.books().funds().iter().map(|ledger| Head::of(ledger)).collect();
    let broken: Vec<Broken> =
        state.books().broken().iter().map(|(fund, _)| Broken { fund: fund.to_string() }).collect();
    let alarm = |fund: &Head| fund.missing_rows > 0 || fund.damaged || fund.erasure_stuck;
    let lost = !broken.is_empty() || funds.iter().any(alarm);
    let (code, status) = match (state.records(), lost) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "not-recording"),
        (true, true) => (StatusCode::OK, "alarm"),
        (true, false) => (StatusCode::OK, "ok"),
    };
    (code, Json(Health { status, version: env!("CARGO_PKG_VERSION"), funds, broken })).into_response()
}

/// Measurements in Prometheus's text form.
pub(crate) async fn metrics(State(state): State<AppState>) -> Response {
    for ledger in state.books().funds() {
        let head = Head::of(&ledger);
        // A gauge is a double: exact up to 2^53 events.
        let position = u32::try_from(head.position).map_or(f64::MAX, f64::from);
        metrics::gauge!("ledger_events", "fund" => head.fund).set(position);
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics().text()).into_response()
}
