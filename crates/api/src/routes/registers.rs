//! Pots, vouchers, moves, pledges, findings, for the fund's people.

use axum::Json;
use axum::extract::State;
use domain::{Series, VoucherNo};
use ledger::{Ledger, LedgerError, Thing};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Paged, now, read};
use crate::answers::{
    FindingLine, Findings, MoveLine, Moves, PledgeLine, Pledges, PotLine, Pots, Register, VoucherLine,
    VoucherPage,
};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::page::Window;
use crate::state::AppState;
use wire::Problem;

/// Money by what it is tied to.
#[utoipa::path(get, operation_id = "listPots", path = "/v1/funds/{fund}/pots", tag = "books",
    responses((status = 200, body = Pots)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn pots(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
) -> Result<Json<Pots>, Problem> {
    let pots = read(&state, ledger, |state| {
        state.pots.all().map(|(earmark, pot)| PotLine::of(earmark, pot)).collect()
    });
    Ok(Json(Pots { pots: pots.await? }))
}

/// Moves between accounts, oldest first.
#[utoipa::path(get, operation_id = "listMoves", path = "/v1/funds/{fund}/moves", tag = "books", params(Paged),
    responses((status = 200, body = Moves)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn moves(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Moves>, Problem> {
    let window = paged.numbered()?;
    let page = read(&state, ledger, move |state| {
        window.cut(state.books.moves().map(|(number, sent)| (number.get(), MoveLine::of(number, sent))))
    });
    Ok(Json(page.await?.into()))
}

/// Pledges, oldest first, with their names.
#[utoipa::path(get, operation_id = "listPledges", path = "/v1/funds/{fund}/pledges", tag = "receipts", params(Paged),
    responses((status = 200, body = Pledges)), security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn pledges(
    _: Allowed<may::ReadGivers>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Pledges>, Problem> {
    let window = paged.numbered()?;
    Ok(Json(state.run(move || promised(&ledger, window)).await??.into()))
}

fn promised(ledger: &Ledger, window: Window) -> Result<(Vec<PledgeLine>, Option<String>), LedgerError> {
    let today = now();
    let (lines, next) = ledger.rules(|state| {
        let all = state.giving.pledges.all();
        window.cut(all.map(|(number, pledge)| (number.get(), PledgeLine::of(number, pledge, today))))
    })?;
    let named = lines.into_iter().map(|line| {
        let first = ledger.views().history.of(&Thing::Pledge(line.number())).first().copied();
        let told = first.map(|position| ledger.told(position)).transpose()?;
        Ok(match told {
            Some(told) => line.named(&told.row),
            None => line,
        })
    });
    Ok((named.collect::<Result<_, LedgerError>>()?, next))
}

/// Findings of the supervision, oldest first, with their texts and answers.
#[utoipa::path(get, operation_id = "listFindings", path = "/v1/funds/{fund}/findings", tag = "oversight", params(Paged),
    responses((status = 200, body = Findings)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn findings(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Findings>, Problem> {
    let window = paged.numbered()?;
    Ok(Json(state.run(move || found(&ledger, window)).await??.into()))
}

fn found(ledger: &Ledger, window: Window) -> Result<(Vec<FindingLine>, Option<String>), LedgerError> {
    let today = now();
    let (lines, next) = ledger.rules(|state| {
        let all = state.oversight.findings();
        window.cut(all.map(|(number, finding)| (number.get(), FindingLine::of(number, finding, today))))
    })?;
    let told = lines.into_iter().map(|line| {
        let history = ledger.history(&Thing::Finding(line.number()))?;
        Ok(line.with(history))
    });
    Ok((told.collect::<Result<_, LedgerError>>()?, next))
}

/// Which vouchers.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Of this series; without it, or without a year, only the registers are told.
    #[param(inline)]
    series: Option<Series>,
    /// Of this year.
    year: Option<i16>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// VoucherPage a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// The registers of vouchers, and the vouchers of one of them by number, cancelled ones too.
#[utoipa::path(get, operation_id = "listVouchers", path = "/v1/funds/{fund}/vouchers", tag = "books", params(Wanted),
    responses((status = 200, body = VoucherPage)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn vouchers(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Json<VoucherPage>, Problem> {
    let window = Window::numbered(wanted.cursor.as_deref(), wanted.limit)?;
    let of = wanted.series.zip(wanted.year);
    Ok(Json(state.run(move || register(&ledger, of, window)).await??))
}

fn register(ledger: &Ledger, of: Option<(Series, i16)>, window: Window) -> Result<VoucherPage, LedgerError> {
    let registers = ledger.rules(|state| state.vouchers.all().map(Register::from).collect())?;
    let (numbers, next) = match of {
        Some((series, year)) => {
            let after = u32::try_from(window.start()).unwrap_or(u32::MAX);
            let views = ledger.views();
            let all = views.history.vouchers(series, year, after);
            window.cut(all.map(|(voucher, _)| (voucher.number.into(), voucher)))
        }
        None => (Vec::new(), None),
    };
    let lines = numbers
        .into_iter()
        .map(|voucher: VoucherNo| Ok(VoucherLine::of(voucher, ledger.history(&Thing::Voucher(voucher))?)));
    Ok(VoucherPage { registers, vouchers: lines.collect::<Result<_, LedgerError>>()?, next })
}
