//! Gifts one by one, for everybody: masked, and only those of published accounts.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use domain::ReceiptNo;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answers::{Gift, GiftPage};
use crate::cursor::{self, Cursor};
use crate::extract::{ApiQuery, Fund, Number};
use crate::state::AppState;
use crate::tag::{Held, Tag};
use wire::{Caller, Problem, text};

/// Which gifts.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words of the name or memo, a reference, amount, day (`10/09/2024`, `10/9`) or number, whole or in part; diacritics do
    /// not matter. Typing errors are forgiven where nothing matches otherwise.
    #[param(max_length = 200)]
    query: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Gifts a page; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// Gifts, newest first, or those that match a search, what fits best first.
#[utoipa::path(get, operation_id = "listGifts", path = "/v1/funds/{fund}/gifts", tag = "public", params(Wanted),
    responses((status = 200, body = GiftPage)))]
pub(crate) async fn list(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    caller: Caller,
    held: Held,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Response, Problem> {
    let limit = cursor::limit(wanted.limit, 50, 200)?;
    let query = text("query", wanted.query.as_deref().unwrap_or_default(), 200)?;
    let tag = Tag::of(&ledger);
    let cursor = wanted.cursor.as_deref();
    let page = if query.is_empty() {
        let before = |cursor| if let Cursor::Before(number) = cursor { Some(number) } else { None };
        let before = cursor::number(cursor, before)?.map(ReceiptNo::new);
        if tag.held_by(&held) {
            return Ok(tag.not_modified());
        }
        GiftPage::listed(state.run(move || ledger.gifts(before, limit)).await??)
    } else {
        let skip = |cursor| if let Cursor::Skip(number) = cursor { Some(number) } else { None };
        let skip = cursor::number(cursor, skip)?.unwrap_or(0);
        if tag.held_by(&held) {
            return Ok(tag.not_modified());
        }
        state.strangers().search(caller, Instant::now()).map_err(searches_too_much)?;
        let start = usize::try_from(skip).unwrap_or(usize::MAX);
        GiftPage::found(state.run(move || ledger.search(&query, start, limit)).await??, skip)
    };
    if page.at_least {
        // A moment later it is another one, though the log is the same.
        return Ok(([(CACHE_CONTROL, "no-store")], Json(page)).into_response());
    }
    Ok(tag.cover(Json(page)))
}

fn searches_too_much(wait: Duration) -> Problem {
    Problem::too_many(
        "Too many searches are coming from your network at once: wait a few seconds, then ask again.",
        "Từ mạng của bạn đang có quá nhiều lượt tìm kiếm: hãy chờ vài giây rồi hỏi lại.",
    )
    .after(wait)
}

/// One gift.
#[utoipa::path(get, operation_id = "readGift", path = "/v1/funds/{fund}/gifts/{number}", tag = "public",
    responses((status = 200, body = Gift)))]
pub(crate) async fn one(
    Fund(ledger): Fund,
    Number(number): Number,
    State(state): State<AppState>,
    held: Held,
) -> Result<Response, Problem> {
    let tag = Tag::of(&ledger);
    let gift = state.run(move || ledger.gift(ReceiptNo::new(number))).await??;
    let gift = gift.map(Gift::from).ok_or_else(|| unlisted(number))?;
    Ok(if tag.held_by(&held) { tag.not_modified() } else { tag.cover(Json(gift)) })
}

/// The same for a gift that is not there and for one that is not public.
pub(super) fn unlisted(number: u64) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "gift-unknown",
        format!("Không có khoản đóng góp công khai số {number}."),
        format!("There is no public gift number {number}."),
    )
}
