//! What people outside said: for everybody as far as it is published, for the fund's people with texts and senders.

use axum::Json;
use axum::extract::State;
use domain::Role;
use jiff::Timestamp;
use ledger::today;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::Problem;

use crate::answers::Letters;
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::state::AppState;

/// The most messages of a page.
const MOST: usize = 100;

/// Which messages.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Skipped {
    /// So many are left out at the beginning.
    #[serde(default)]
    skip: usize,
}

/// Which messages of the inbox.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Those that are settled, newest first; without it those that wait, longest first.
    #[serde(default)]
    settled: bool,
    /// So many are left out at the beginning.
    #[serde(default)]
    skip: usize,
}

/// Messages and answers that are published, newest first; 100 at a time. Names, telephones and accounts are masked.
#[utoipa::path(get, operation_id = "listMessages", path = "/v1/funds/{fund}/messages", tag = "public", params(Skipped),
    responses((status = 200, body = Letters)), security(()))]
pub(crate) async fn published(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(Skipped { skip }): ApiQuery<Skipped>,
) -> Result<Json<Letters>, Problem> {
    Ok(Json(state.run(move || ledger.letters(today(Timestamp::now()), skip, MOST)).await??.into()))
}

/// The inbox, 100 messages at a time. Of an irregularity the supervision alone has text and sender: it may be about others of
/// the fund's people.
#[utoipa::path(get, operation_id = "readInbox", path = "/v1/funds/{fund}/inbox", tag = "inbox", params(Wanted),
    responses((status = 200, body = Letters)),
    security(("token" = ["admin", "auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn inbox(
    Allowed { actor, .. }: Allowed<may::ReadInbox>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(Wanted { settled, skip }): ApiQuery<Wanted>,
) -> Result<Json<Letters>, Problem> {
    let supervises = actor.role() == Role::Auditor.name();
    let day = today(Timestamp::now());
    Ok(Json(state.run(move || ledger.inbox(supervises, day, !settled, skip, MOST)).await??.into()))
}
