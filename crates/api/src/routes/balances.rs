//! Balances: the present ones for everybody, past ones for the fund's people, since each is a replay of the log.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ledger::{AsOf, Ledger};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::Balances;
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::state::AppState;
use crate::tag::{Held, Tag};
use wire::Problem;
use wire::parse_opt;

/// Which balances; the present ones where nothing is said.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct When {
    /// After as many events. Needs a token.
    position: Option<u64>,
    /// As recorded at or before this moment (RFC 3339). Needs a token.
    #[param(format = DateTime)]
    time: Option<String>,
}

impl When {
    fn read(&self) -> Result<Option<AsOf>, Problem> {
        match (self.position, parse_opt("time", self.time.as_deref())?) {
            (None, None) => Ok(None),
            (Some(position), None) => Ok(Some(AsOf::Position(position))),
            (None, Some(time)) => Ok(Some(AsOf::Time(time))),
            (Some(_), Some(_)) => Err(Problem::field(
                "time",
                "Chỉ nêu `position` hoặc `time`, không cả hai.",
                "Name `position` or `time`, not both.",
            )),
        }
    }
}

/// Balances by account and the trial balance, now or as they stood.
#[utoipa::path(get, operation_id = "readBalances", path = "/v1/funds/{fund}/balances", tag = "public", params(When),
    responses((status = 200, body = Balances)),
    security((), ("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn balances(
    staff: Option<Allowed<may::Staff>>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    held: Held,
    ApiQuery(when): ApiQuery<When>,
) -> Result<Response, Problem> {
    match when.read()? {
        None => present(&state, ledger, &held).await,
        Some(_) if staff.is_none() => Err(Problem::unauthenticated()),
        Some(then) => past(&state, ledger, then).await,
    }
}

async fn present(state: &AppState, ledger: Arc<Ledger>, held: &Held) -> Result<Response, Problem> {
    let tag = Tag::of(&ledger);
    if tag.held_by(held) {
        return Ok(tag.not_modified());
    }
    let balances = state.run(move || Balances::of(ledger.fund(), &ledger.views())).await?;
    Ok(tag.cover(Json(balances)))
}

async fn past(state: &AppState, ledger: Arc<Ledger>, then: AsOf) -> Result<Response, Problem> {
    let place = state.replay_place()?;
    let replay = move || {
        let views = ledger.replay(then, &|_, _| ());
        drop(place);
        views.map(|views| Balances::of(ledger.fund(), &views))
    };
    Ok(Json(state.run(replay).await??).into_response())
}
