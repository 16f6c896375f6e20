//! Stock and lots, for the fund's people.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::{Code, LotNo};
use ledger::{Ledger, LedgerError, Thing};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{now, read};
use crate::answers::{LotCard, LotLine, Stock, StockLine};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund, Number};
use crate::page::Window;
use crate::state::AppState;
use wire::Problem;
use wire::parse_opt;

/// Which stock.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Only in this warehouse.
    #[param(example = "kho-tinh")]
    warehouse: Option<String>,
    /// Only of this item.
    #[param(example = "gao")]
    item: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Lines a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// What lies where, by warehouse and lot, with what is reserved of it.
#[utoipa::path(get, operation_id = "listStock", path = "/v1/funds/{fund}/stock", tag = "goods", params(Wanted),
    responses((status = 200, body = Stock)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn list(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Json<Stock>, Problem> {
    let window = Window::counted(wanted.cursor.as_deref(), wanted.limit)?;
    let warehouse: Option<Code> = parse_opt("warehouse", wanted.warehouse.as_deref())?;
    let item: Option<Code> = parse_opt("item", wanted.item.as_deref())?;
    let page = read(&state, ledger, move |state| {
        let here = |at: &Code| warehouse.as_ref().is_none_or(|wanted| wanted == at);
        let this = |lot| {
            let of = |item: &Code| state.goods.lot(lot).is_some_and(|lot| lot.item == *item);
            item.as_ref().is_none_or(of)
        };
        let wanted = state.goods.all_stock().filter(|(at, lot, _)| here(at) && this(*lot));
        let (page, next) = window.cut((1..).zip(wanted));
        let line = |(at, lot, quantity)| StockLine::of(state, at, (lot, quantity), now());
        (page.into_iter().filter_map(line).collect::<Vec<_>>(), next)
    });
    Ok(Json(page.await?.into()))
}

/// One lot: where it lies, and what came, went and was counted of it.
#[utoipa::path(get, operation_id = "readLot", path = "/v1/funds/{fund}/lots/{number}", tag = "goods",
    responses((status = 200, body = LotCard)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn lot(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Json<LotCard>, Problem> {
    let number = LotNo::new(number);
    let found = state.run(move || card(&ledger, number)).await??;
    found.map(Json).ok_or_else(|| {
        let (vi, en) = (format!("Không có lô số {number}."), format!("There is no lot number {number}."));
        Problem::new(StatusCode::NOT_FOUND, "lot-unknown", vi, en)
    })
}

fn card(ledger: &Arc<Ledger>, number: LotNo) -> Result<Option<LotCard>, LedgerError> {
    let today = now();
    let card = ledger.rules(|state| {
        let lot = state.goods.lot(number)?;
        let places = state.goods.all_stock().filter(|(_, lot, _)| *lot == number);
        let stock = places.filter_map(|(at, lot, quantity)| StockLine::of(state, at, (lot, quantity), today));
        Some(LotCard { lot: LotLine::of(state, number, lot), stock: stock.collect(), history: Vec::new() })
    })?;
    let history = ledger.history(&Thing::Lot(number))?;
    Ok(card.map(|card| card.with(history)))
}
