//! Statement lines that wait for a person: listed, confirmed, dismissed.

use axum::Json;
use axum::extract::State;

use super::record;
use crate::answers::{Entered, Quarantine};
use crate::auth::{Allowed, may};
use crate::extract::{ApiJson, CommandId, Fund, Number};
use crate::state::AppState;
use wire::Problem;
use wire::{ConfirmLine, DismissLine};

/// The lines that wait, with memos as printed.
#[utoipa::path(get, operation_id = "listQuarantine", path = "/v1/funds/{fund}/quarantine", tag = "statements",
    responses((status = 200, body = Quarantine)), security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn list(
    _: Allowed<may::ReadGivers>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
) -> Result<Json<Quarantine>, Problem> {
    let lines = state.run(move || ledger.quarantined()).await??;
    Ok(Json(lines.into()))
}

/// Book a quarantined line.
#[utoipa::path(post, operation_id = "confirmQuarantined", path = "/v1/funds/{fund}/quarantine/{number}/confirmation", tag = "statements",
    request_body = ConfirmLine, responses((status = 201, body = Entered)),
    security(("token" = ["treasurer"])))]
pub(crate) async fn confirm(
    Allowed { actor, .. }: Allowed<may::ImportStatements>,
    Fund(ledger): Fund,
    Number(item): Number,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<ConfirmLine>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(item)?).await
}

/// Lay a quarantined line aside.
#[utoipa::path(post, operation_id = "dismissQuarantined", path = "/v1/funds/{fund}/quarantine/{number}/dismissal", tag = "statements",
    request_body = DismissLine, responses((status = 201, body = Entered)),
    security(("token" = ["treasurer"])))]
pub(crate) async fn dismiss(
    Allowed { actor, .. }: Allowed<may::ImportStatements>,
    Fund(ledger): Fund,
    Number(item): Number,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<DismissLine>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(item)?).await
}
