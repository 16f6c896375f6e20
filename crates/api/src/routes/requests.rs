//! Requests, for the fund's people: those that wait, and how each came to be.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::RequestNo;
use domain::relief::Outcome;
use ledger::{Ledger, LedgerError, Thing};
use serde::Deserialize;
use utoipa::IntoParams;

use super::now;
use crate::answers::{Request, RequestStatus, Requests};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund, Number};
use crate::page::Window;
use crate::state::AppState;
use wire::Problem;

/// Which requests.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Only those that are so far.
    status: Option<RequestStatus>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Requests a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Requests, oldest first.
#[utoipa::path(get, operation_id = "listRequests", path = "/v1/funds/{fund}/requests", tag = "relief", params(Wanted),
    responses((status = 200, body = Requests)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn list(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Json<Requests>, Problem> {
    let window = Window::numbered(wanted.cursor.as_deref(), wanted.limit)?;
    Ok(Json(state.run(move || page(&ledger, wanted.status, window)).await??.into()))
}

type Page = (Vec<Request>, Option<String>);

fn page(ledger: &Ledger, status: Option<RequestStatus>, window: Window) -> Result<Page, LedgerError> {
    let today = now();
    let (found, next) = ledger.rules(|state| {
        let requests = &state.relief.requests;
        let numbers = (window.start().saturating_add(1)..requests.next().get()).map(RequestNo::new);
        let of = |number: RequestNo| match requests.open(number) {
            Ok(open) => Some((number, RequestStatus::of_open(open, today), Some(open.clone()))),
            Err(_) => Some((number, RequestStatus::of_ended(requests.outcome(number)?), None)),
        };
        let wanted = numbers.filter_map(of).filter(|(_, is, _)| status.is_none_or(|status| status == *is));
        window.cut(wanted.map(|request| (request.0.get(), request)))
    })?;
    let mut page = Vec::with_capacity(found.len());
    for (number, status, open) in found {
        match open {
            Some(open) => page.push(Request::open(number, &open, today)),
            None => page.extend(Request::ended(status, &ledger.history(&Thing::Request(number))?)),
        }
    }
    Ok((page, next))
}

/// One request, with its history.
#[utoipa::path(get, operation_id = "readRequest", path = "/v1/funds/{fund}/requests/{number}", tag = "relief",
    responses((status = 200, body = Request)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn one(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Json<Request>, Problem> {
    let number = RequestNo::new(number);
    let found = state.run(move || find(&ledger, number)).await??;
    found.map(Json).ok_or_else(|| {
        let (vi, en) =
            (format!("Không có đề nghị số {number}."), format!("There is no request number {number}."));
        Problem::new(StatusCode::NOT_FOUND, "request-unknown", vi, en)
    })
}

fn find(ledger: &Arc<Ledger>, number: RequestNo) -> Result<Option<Request>, LedgerError> {
    let today = now();
    let (open, outcome) = ledger.rules(|state| {
        let requests = &state.relief.requests;
        (requests.open(number).ok().cloned(), requests.outcome(number))
    })?;
    let history = ledger.history(&Thing::Request(number))?;
    let request = match open {
        Some(open) => Some(Request::open(number, &open, today)),
        None => Request::ended(RequestStatus::of_ended(outcome.unwrap_or(Outcome::Open)), &history),
    };
    Ok(request.map(|request| request.with(history)))
}
