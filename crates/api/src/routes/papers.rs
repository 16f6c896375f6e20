//! What is printed. Papers carry names: the fund's people alone get them, and nothing on the way keeps them. Setting one
//! takes a core for a moment, so only a few are set at a time.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::relief::Delivery;
use domain::{
    AccountId, Code, GoodsReceiptNo, IssueNo, PaymentNo, ReceiptNo, RequestNo, Role, Vnd, VoucherNo,
};
use ledger::Ledger;
use papers::{Issuer, Paper, PaperError, Reader};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund, Number, Voucher};
use crate::problem::of_paper;
use crate::state::AppState;
use wire::Problem;
use wire::{parse, parse_opt};

/// A voucher: phiếu thu, phiếu chi, phiếu nhập, phiếu xuất, biên bản kiểm kê, chứng từ đính chính, ... Money received and
/// corrections are for who may read who gave: auditor, chief-accountant, treasurer.
#[utoipa::path(get, operation_id = "printVoucher", path = "/v1/funds/{fund}/vouchers/{voucher}/paper.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn voucher(
    Allowed { actor, .. }: Allowed<may::ReadPapers>,
    Fund(ledger): Fund,
    Voucher(voucher): Voucher,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let sight = voucher.series.sight();
    if !Role::of(actor.role()).is_some_and(|role| sight.roles().contains(&role)) {
        return Err(Problem::forbidden(sight.roles()));
    }
    let make = move |ledger: &Ledger, issuer: &Issuer| papers::paper(ledger, issuer, voucher, Reader::Staff);
    paper(&state, ledger, voucher.to_string(), make).await
}

/// The slip of a gift of money (biên nhận tiền).
#[utoipa::path(get, operation_id = "printReceiptSlip", path = "/v1/funds/{fund}/receipts/{number}/slip.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn slip(
    _: Allowed<may::ReadGiversPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let make =
        move |ledger: &Ledger, issuer: &Issuer| papers::receipt_slip(ledger, issuer, ReceiptNo::new(number));
    paper(&state, ledger, format!("BN-{number}"), make).await
}

/// A letter of thanks for a gift of money.
#[utoipa::path(get, operation_id = "printThanks", path = "/v1/funds/{fund}/receipts/{number}/thanks.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn thanks(
    _: Allowed<may::ReadGiversPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let make =
        move |ledger: &Ledger, issuer: &Issuer| papers::thank_you(ledger, issuer, ReceiptNo::new(number));
    paper(&state, ledger, format!("TCO-{number}"), make).await
}

/// The slip of a gift in kind (biên nhận hiện vật).
#[utoipa::path(get, operation_id = "printGoodsSlip", path = "/v1/funds/{fund}/goods-receipts/{number}/slip.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn goods_slip(
    _: Allowed<may::ReadGiversPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let make = move |ledger: &Ledger, issuer: &Issuer| {
        papers::goods_slip(ledger, issuer, GoodsReceiptNo::new(number))
    };
    paper(&state, ledger, format!("BNHV-{number}"), make).await
}

/// Which receipts.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Range {
    /// Number of the first.
    #[param(minimum = 1)]
    first: u64,
    /// Number of the last; at most 1,000 in all.
    last: u64,
}

/// The slips of many gifts of money as one file; those that are reversed or unidentified are left out.
#[utoipa::path(get, operation_id = "printReceiptSlips", path = "/v1/funds/{fund}/receipts/slips.pdf", tag = "papers", params(Range),
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["auditor", "chief-accountant", "treasurer"])))]
pub(crate) async fn slips(
    _: Allowed<may::ReadGiversPapers>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(range): ApiQuery<Range>,
) -> Result<Response, Problem> {
    let name = format!("BN-{}-{}", range.first, range.last);
    let range = ReceiptNo::new(range.first)..=ReceiptNo::new(range.last);
    file(&state, ledger, name, move |ledger, issuer| papers::slips(ledger, issuer, range, |_, _| ())).await
}

/// The list that those sign who get goods of an issue.
#[utoipa::path(get, operation_id = "printIssueList", path = "/v1/funds/{fund}/deliveries/issue/{number}/list.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn issue_list(
    _: Allowed<may::ReadPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let delivery = Delivery::Issue(IssueNo::new(number));
    let make = move |ledger: &Ledger, issuer: &Issuer| papers::recipient_list(ledger, issuer, delivery);
    paper(&state, ledger, format!("DSKN-X{number}"), make).await
}

/// The list that those sign who get money of a payment.
#[utoipa::path(get, operation_id = "printPaymentList", path = "/v1/funds/{fund}/deliveries/payment/{number}/list.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn payment_list(
    _: Allowed<may::ReadPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let delivery = Delivery::Payment(PaymentNo::new(number));
    let make = move |ledger: &Ledger, issuer: &Issuer| papers::recipient_list(ledger, issuer, delivery);
    paper(&state, ledger, format!("DSKN-C{number}"), make).await
}

/// The list of a request, before anything is paid or issued on it.
#[utoipa::path(get, operation_id = "printRequestList", path = "/v1/funds/{fund}/requests/{number}/list.pdf", tag = "papers",
    responses((status = 200, content_type = "application/pdf", body = String)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn request_list(
    _: Allowed<may::ReadPapers>,
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let make =
        move |ledger: &Ledger, issuer: &Issuer| papers::request_list(ledger, issuer, RequestNo::new(number));
    paper(&state, ledger, format!("DSKN-DN{number}"), make).await
}

/// What the payer's bank is to fill in.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Gift {
    /// The fund's account, for example `vietcombank:0071001234567`.
    account: String,
    /// In đồng; the payer chooses where nothing is said.
    amount: Option<String>,
    /// A gift code that the fund declared; it stands in the memo, and the import knows it.
    code: Option<String>,
}

/// A VietQR code for a gift, as a picture.
#[utoipa::path(get, operation_id = "drawGiftCode", path = "/v1/funds/{fund}/qr.svg", tag = "public", params(Gift),
    responses((status = 200, content_type = "image/svg+xml", body = String)))]
pub(crate) async fn qr(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(gift): ApiQuery<Gift>,
) -> Result<Response, Problem> {
    let account: AccountId = parse("account", &gift.account)?;
    let amount: Option<Vnd> = parse_opt("amount", gift.amount.as_deref())?;
    let code: Option<Code> = parse_opt("code", gift.code.as_deref())?;
    let draw = move || papers::gift_qr(&ledger, &account, amount, code.as_ref());
    let svg = state.run(draw).await?.map_err(of_paper)?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

impl AppState {
    /// The copy of a voucher for everybody, without a name of the vault, as PDF. Takes a core for a moment: whoever calls it
    /// bounds how many do at once.
    pub fn public_paper(&self, ledger: &Ledger, voucher: VoucherNo) -> Result<Vec<u8>, Problem> {
        let paper =
            papers::paper(ledger, &self.config().issuer, voucher, Reader::Public).map_err(of_paper)?;
        papers::print(&paper).map_err(|error| of_paper(error.into()))
    }
}

async fn paper<F>(state: &AppState, ledger: Arc<Ledger>, name: String, make: F) -> Result<Response, Problem>
where
    F: FnOnce(&Ledger, &Issuer) -> Result<Paper, PaperError> + Send + 'static,
{
    file(state, ledger, name, |ledger, issuer| Ok(papers::print(&make(ledger, issuer)?)?)).await
}

pub(super) async fn file<F>(
    state: &AppState,
    ledger: Arc<Ledger>,
    name: String,
    make: F,
) -> Result<Response, Problem>
where
    F: FnOnce(&Ledger, &Issuer) -> Result<Vec<u8>, PaperError> + Send + 'static,
{
    made(state, ledger, (format!("{name}.pdf"), "application/pdf"), make).await
}

/// Makes a file of this name and media type on a thread that may block, when there is room. Nothing on the way keeps it.
pub(super) async fn made<F>(
    state: &AppState,
    ledger: Arc<Ledger>,
    file: (String, &'static str),
    make: F,
) -> Result<Response, Problem>
where
    F: FnOnce(&Ledger, &Issuer) -> Result<Vec<u8>, PaperError> + Send + 'static,
{
    answer(set(state, ledger, make).await?, file, HeaderValue::from_static("private, no-store"))
}

/// The bytes of a file, made on a thread that may block, when there is room.
pub(super) async fn set<F>(state: &AppState, ledger: Arc<Ledger>, make: F) -> Result<Vec<u8>, Problem>
where
    F: FnOnce(&Ledger, &Issuer) -> Result<Vec<u8>, PaperError> + Send + 'static,
{
    let place = state.print_place().await?;
    let issuer = state.config().issuer.clone();
    let work = move || {
        let bytes = make(&ledger, &issuer);
        drop(place);
        bytes
    };
    state.run(work).await?.map_err(of_paper)
}

pub(super) fn answer(
    bytes: Vec<u8>,
    (name, kind): (String, &'static str),
    kept: HeaderValue,
) -> Result<Response, Problem> {
    let disposition = HeaderValue::try_from(format!("inline; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| Problem::internal(&error))?;
    let kind = HeaderValue::from_static(kind);
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, kept)], bytes)
        .into_response())
}
