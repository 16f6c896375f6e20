//! Requests to erase personal data, for the fund's people: what is open, what is late, what was answered.

use axum::Json;
use axum::extract::State;
use ledger::Ledger;

use super::{Paged, now};
use crate::answers::{ErasureLine, Erasures};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::page::Window;
use crate::problem::of_paper;
use crate::state::AppState;
use wire::Problem;

/// Requests to erase personal data, oldest first, each with its answer. No name stands in them.
#[utoipa::path(get, operation_id = "listErasures", path = "/v1/funds/{fund}/erasures", tag = "privacy", params(Paged),
    responses((status = 200, body = Erasures)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn list(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Erasures>, Problem> {
    let window = paged.numbered()?;
    Ok(Json(state.run(move || page(&ledger, window)).await??.into()))
}

fn page(ledger: &Ledger, window: Window) -> Result<(Vec<ErasureLine>, Option<String>), Problem> {
    let all = papers::erasures(ledger, now()).map_err(of_paper)?;
    let (lines, next) = window.cut(all.into_iter().map(|line| (line.number.get(), line)));
    let answered = lines.into_iter().map(|line| {
        let answer = papers::erasure_answer(ledger, line.number).map_err(of_paper)?;
        Ok(ErasureLine::of(line, answer))
    });
    Ok((answered.collect::<Result<_, Problem>>()?, next))
}
