//! Receipts: recorded by hand, reversed, identified, listed with their names.

use axum::Json;
use axum::extract::State;
use domain::{ReceiptNo, Role, Sight};
use ledger::StaffReceipt;
use serde::Deserialize;
use utoipa::IntoParams;

use super::record as write;
use crate::answers::{Entered, ReceiptPage};
use crate::auth::{Allowed, may};
use crate::cursor::{self, Cursor};
use crate::extract::{ApiJson, ApiQuery, CommandId, Fund, Number};
use crate::state::AppState;
use wire::Problem;
use wire::{IdentifyReceipt, RecordReceipt, ReverseReceipt};

/// Record money received.
#[utoipa::path(post, operation_id = "recordReceipt", path = "/v1/funds/{fund}/receipts", tag = "receipts", request_body = RecordReceipt,
    responses((status = 201, body = Entered)), security(("token" = ["treasurer"])))]
pub(crate) async fn record(
    Allowed { actor, .. }: Allowed<may::RecordGifts>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<RecordReceipt>,
) -> Result<Entered, Problem> {
    write(&state, ledger, actor, id, body.read()?).await
}

/// Set a wrong receipt's negative beside it (ghi số âm); the receipt stays.
#[utoipa::path(post, operation_id = "reverseReceipt", path = "/v1/funds/{fund}/receipts/{number}/reversal", tag = "receipts",
    request_body = ReverseReceipt, responses((status = 201, body = Entered)),
    security(("token" = ["chief-accountant", "treasurer"])))]
pub(crate) async fn reverse(
    Allowed { actor, .. }: Allowed<may::CorrectGifts>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<ReverseReceipt>,
) -> Result<Entered, Problem> {
    write(&state, ledger, actor, id, body.read(number)?).await
}

/// Say who gave an unidentified receipt.
#[utoipa::path(post, operation_id = "identifyReceipt", path = "/v1/funds/{fund}/receipts/{number}/identification", tag = "receipts",
    request_body = IdentifyReceipt, responses((status = 201, body = Entered)),
    security(("token" = ["treasurer"])))]
pub(crate) async fn identify(
    Allowed { actor, .. }: Allowed<may::RecordGifts>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
    id: CommandId,
    ApiJson(body): ApiJson<IdentifyReceipt>,
) -> Result<Entered, Problem> {
    write(&state, ledger, actor, id, body.read(number)?).await
}

/// Which page of the receipts.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Page {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Receipts a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// All receipts in the order of their numbers, with names and memos as they came for those who may read them, masked for all
/// others.
#[utoipa::path(get, operation_id = "listReceipts", path = "/v1/funds/{fund}/receipts", tag = "receipts", params(Page),
    responses((status = 200, body = ReceiptPage)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn list(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(page): ApiQuery<Page>,
) -> Result<Json<ReceiptPage>, Problem> {
    let limit = cursor::limit(page.limit, 100, 500)?;
    let after = |cursor| if let Cursor::After(number) = cursor { Some(number) } else { None };
    let after = cursor::number(page.cursor.as_deref(), after)?.map(ReceiptNo::new);
    let masked = !Role::of(actor.role()).is_some_and(|role| Sight::Givers.roles().contains(&role));
    let mut receipts = state.run(move || ledger.receipts(after, limit)).await??;
    if masked {
        receipts = receipts.into_iter().map(StaffReceipt::masked).collect();
    }
    Ok(Json(ReceiptPage::new(receipts, limit)))
}
