//! Proofs that a record stands in the published log, as receipt files that anybody verifies without this server.
//!
//! A record holds no personal data and is public in the log's files; a gift's number leads to it only where the public list
//! shows that gift. The private copy opens the commitment to the donor's data and is for the fund's people to hand over.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ReceiptNo;
use ledger::{Ledger, LedgerError};
use publication::ProveError;
use serde::Deserialize;
use utoipa::IntoParams;

use super::gifts::unlisted;
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund, Number, Position};
use crate::state::AppState;
use wire::Problem;

/// Which copy of a receipt.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// 1 for the donor's own copy, which opens their data; for treasurers and chief accountants.
    #[param(minimum = 0, maximum = 1)]
    private: Option<u8>,
}

/// The same, with the right to it.
pub(crate) struct Copy {
    private: bool,
}

impl FromRequestParts<AppState> for Copy {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let ApiQuery(wanted) = ApiQuery::<Wanted>::from_request_parts(parts, state).await?;
        match wanted.private {
            None | Some(0) => Ok(Self { private: false }),
            Some(1) => {
                <Allowed<may::OpenReceipts> as FromRequestParts<_>>::from_request_parts(parts, state).await?;
                Ok(Self { private: true })
            }
            Some(_) => Err(Problem::field("private", "private là 0 hoặc 1", "private is 0 or 1")),
        }
    }
}

/// The proof that a gift stands in the log (C2SP tlog-proof, with the record).
#[utoipa::path(get, operation_id = "proveGift", path = "/v1/funds/{fund}/gifts/{number}/proof", tag = "public", params(Wanted),
    responses((status = 200, content_type = "text/plain", body = String)),
    security((), ("token" = ["chief-accountant", "treasurer"])))]
pub(crate) async fn gift(
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
    copy: Copy,
) -> Result<Response, Problem> {
    let books = Arc::clone(&ledger);
    let position = state.run(move || position(&books, number, copy.private)).await??;
    answer(&state, ledger, position.ok_or_else(|| unlisted(number))?, &copy).await
}

/// Where a gift stands; none where there is none, or the public may not see it by itself.
fn position(ledger: &Ledger, number: u64, private: bool) -> Result<Option<u64>, LedgerError> {
    let number = ReceiptNo::new(number);
    let listed = private || ledger.gift(number)?.is_some();
    Ok(if listed { ledger.receipt_position(number) } else { None })
}

/// The proof that an event stands in the log (C2SP tlog-proof, with the record).
#[utoipa::path(get, operation_id = "proveEvent", path = "/v1/funds/{fund}/events/{position}/proof", tag = "public", params(Wanted),
    responses((status = 200, content_type = "text/plain", body = String)),
    security((), ("token" = ["chief-accountant", "treasurer"])))]
pub(crate) async fn event(
    Fund(ledger): Fund,
    Position(position): Position,
    State(state): State<AppState>,
    copy: Copy,
) -> Result<Response, Problem> {
    if position >= ledger.head().position {
        return Err(Problem::new(
            StatusCode::NOT_FOUND,
            "event-unknown",
            format!("Nhật ký chưa có sự kiện ở vị trí {position}."),
            format!("The log has no event at position {position}."),
        ));
    }
    answer(&state, ledger, position, &copy).await
}

/// The private copy, for whoever has shown a right to it.
pub(super) async fn private(
    state: &AppState,
    ledger: Arc<Ledger>,
    position: u64,
) -> Result<Response, Problem> {
    answer(state, ledger, position, &Copy { private: true }).await
}

async fn answer(
    state: &AppState,
    ledger: Arc<Ledger>,
    position: u64,
    copy: &Copy,
) -> Result<Response, Problem> {
    let log = state.logs().get(ledger.fund().as_str()).ok_or_else(unpublished)?;
    let name = format!("attachment; filename=\"{}-{position}.tlog-proof\"", ledger.fund());
    let private = copy.private;
    let text = state.run(move || {
        let proof = log.store().prove(position)?;
        Ok(if private { ledger.private_receipt(proof)?.to_string() } else { proof.to_string() })
    });
    let text = text.await?.map_err(|error: Failed| Problem::from(error))?;
    let keep = if private { "no-store" } else { "public, no-cache" };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("attachment"))),
        (CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    Ok((headers, text).into_response())
}

/// Why there is no receipt.
enum Failed {
    Prove(ProveError),
    Ledger(LedgerError),
}

impl From<ProveError> for Failed {
    fn from(error: ProveError) -> Self {
        Self::Prove(error)
    }
}

impl From<LedgerError> for Failed {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Prove(ProveError::NotYet { position, .. }) => Self::not_yet(position),
            Failed::Prove(error) => Self::internal(&error),
            Failed::Ledger(LedgerError::Vault(vault::VaultError::Erased(_))) => Self::new(
                StatusCode::GONE,
                "erased",
                "Dữ liệu riêng của biên nhận này đã được xóa: chỉ còn bản công khai (bỏ private=1).",
                "The personal data of this receipt were erased: only the public copy is left (without private=1).",
            ),
            Failed::Ledger(error) => error.into(),
        }
    }
}

fn unpublished() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "log-unpublished",
        "Máy chủ này không công bố sổ của quỹ, nên không có chứng minh.",
        "This server does not publish the fund's log, so there is no proof.",
    )
}
