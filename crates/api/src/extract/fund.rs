//! The fund, the number and the voucher that a path names.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::{FundId, VoucherNo};
use ledger::Ledger;

use crate::state::AppState;
use wire::Problem;

/// The books of the path's `{fund}`.
pub(crate) struct Fund(pub(crate) Arc<Ledger>);

impl FromRequestParts<AppState> for Fund {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let name = param(parts, state, "fund").await?;
        let books = name.parse::<FundId>().ok().and_then(|fund| state.books().fund(&fund));
        books.map(Self).ok_or_else(|| Problem::fund_unknown(&name))
    }
}

/// The path's `{number}`: a receipt or a quarantined line, counted from 1.
pub(crate) struct Number(pub(crate) u64);

impl FromRequestParts<AppState> for Number {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let text = param(parts, state, "number").await?;
        text.parse().map(Self).map_err(|_| {
            Problem::new(
                StatusCode::NOT_FOUND,
                "not-found",
                "Số trong địa chỉ là số nguyên từ 1.",
                "The number in the address is a whole number from 1.",
            )
            .at("number")
        })
    }
}

/// The path's `{position}`: an event's place in the log, counted from 0.
pub(crate) struct Position(pub(crate) u64);

impl FromRequestParts<AppState> for Position {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let text = param(parts, state, "position").await?;
        text.parse().map(Self).map_err(|_| {
            Problem::new(
                StatusCode::NOT_FOUND,
                "not-found",
                "Vị trí trong địa chỉ là số nguyên từ 0.",
                "The position in the address is a whole number from 0.",
            )
            .at("position")
        })
    }
}

/// The path's `{voucher}`.
pub(crate) struct Voucher(pub(crate) VoucherNo);

impl FromRequestParts<AppState> for Voucher {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let text = param(parts, state, "voucher").await?;
        text.parse().map(Self).map_err(|error: domain::InvalidId| {
            Problem::new(StatusCode::NOT_FOUND, "not-found", error.rule_vi, error.rule).at("voucher")
        })
    }
}

/// The path's `{report}`.
pub(crate) struct ReportName(pub(crate) String);

impl FromRequestParts<AppState> for ReportName {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        param(parts, state, "report").await.map(Self)
    }
}

/// The path's `{code}`: what is printed on a box, as somebody types it.
pub(crate) struct BoxName(pub(crate) String);

impl FromRequestParts<AppState> for BoxName {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        param(parts, state, "code").await.map(Self)
    }
}

async fn param(parts: &mut Parts, state: &AppState, name: &str) -> Result<String, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let params = params.map_err(|_| Problem::of_status(StatusCode::NOT_FOUND))?;
    let value = params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned());
    value.ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}
