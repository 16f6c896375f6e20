//! Funds: opened, listed, summed up, closed; and their accounts.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::{Actor, Command, Given, State as Rules, decide};
use jiff::Timestamp;
use ledger::{Books, Ledger, OpenError, today};
use std::sync::Arc;

use super::record;
use crate::answers::{Entered, FundLine, Funds, Summary};
use crate::auth::{Allowed, may};
use crate::extract::{ApiJson, CommandId, Fund};
use crate::state::AppState;
use crate::tag::Held;
use wire::Problem;
use wire::{AddAccount, Asked, CloseFund, OpenFund};

/// The funds of this server.
#[utoipa::path(get, operation_id = "listFunds", path = "/v1/funds", tag = "public", responses((status = 200, body = Funds)))]
pub(crate) async fn list(State(state): State<AppState>) -> Result<Json<Funds>, Problem> {
    let books = Arc::clone(state.books());
    let funds = state.run(move || books.funds().iter().map(|ledger| FundLine::of(ledger)).collect()).await?;
    Ok(Json(Funds { funds }))
}

/// Begin the books of a fund.
#[utoipa::path(post, operation_id = "openFund", path = "/v1/funds", tag = "funds", request_body = OpenFund,
    responses((status = 201, body = Entered)), security(("token" = ["admin"])))]
pub(crate) async fn open(
    Allowed { actor, .. }: Allowed<may::OpenFund>,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<OpenFund>,
) -> Result<Entered, Problem> {
    let command = body.read()?;
    let (books, asked, maker) = (Arc::clone(state.books()), command.clone(), actor.clone());
    let ledger = state.run(move || books_for(&books, &maker, asked)).await??;
    record(&state, ledger, actor, id, Command::OpenFund(command).into()).await
}

/// The books that are there, or empty ones. What the rules refuse leaves no empty books behind.
fn books_for(books: &Books, actor: &Actor, command: domain::OpenFund) -> Result<Arc<Ledger>, Problem> {
    let fund = command.fund.clone();
    if let Some(ledger) = books.fund(&fund) {
        return Ok(ledger);
    }
    let given = Given { actor, today: today(Timestamp::now()) };
    decide(&Rules::default(), Command::OpenFund(command), given)?;
    match (books.create(&fund), books.fund(&fund)) {
        // Somebody else was faster; the rules decide whose command it is.
        (Err(OpenError::Exists(_)), Some(ledger)) | (Ok(ledger), _) => Ok(ledger),
        (Err(error), _) => Err(error.into()),
    }
}

/// Take up a bank account or cash box.
#[utoipa::path(post, operation_id = "addAccount", path = "/v1/funds/{fund}/accounts", tag = "funds", request_body = AddAccount,
    responses((status = 201, body = Entered)), security(("token" = ["admin", "treasurer"])))]
pub(crate) async fn add_account(
    Allowed { actor, .. }: Allowed<may::ManageAccounts>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<AddAccount>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read()?).await
}

/// End the books of a fund: nothing more is taken.
#[utoipa::path(post, operation_id = "closeFund", path = "/v1/funds/{fund}/close", tag = "funds", request_body = CloseFund,
    responses((status = 201, body = Entered)), security(("token" = ["admin"])))]
pub(crate) async fn close(
    Allowed { actor, .. }: Allowed<may::OpenFund>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<CloseFund>,
) -> Result<Entered, Problem> {
    let asked: Asked = body.read()?;
    record(&state, ledger, actor, id, asked).await
}

/// The figures that the public reads, all of one state of the log. Comes here only when they have changed.
#[utoipa::path(get, operation_id = "readSummary", path = "/v1/funds/{fund}/summary", tag = "public", responses((status = 200, body = Summary)))]
pub(crate) async fn summary(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    held: Held,
) -> Result<Response, Problem> {
    let writer = state.clone();
    let page = state.run(move || writer.summaries().page(&ledger)).await??;
    Ok(page.answer(&held))
}
