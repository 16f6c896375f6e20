//! A JSON body. Unknown fields are refused by the types themselves.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::body;
use crate::state::AppState;
use wire::{Problem, read_json};

/// A body of type `T`.
pub(crate) struct ApiJson<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<AppState> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let limit = state.config().max_json;
        read_json(&whole(request, limit).await?).map(Self)
    }
}

/// A body that may hold a long list: only where a token has been seen.
pub(crate) struct LongJson<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<AppState> for LongJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let limit = state.config().max_list;
        read_json(&whole(request, limit).await?).map(Self)
    }
}

async fn whole(request: Request, limit: usize) -> Result<Bytes, Problem> {
    if !says_json(request.headers()) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "Địa chỉ này nhận JSON: gửi tiêu đề Content-Type: application/json.",
            "This address takes JSON: send the header Content-Type: application/json.",
        )
        .at("Content-Type"));
    }
    body::read(request.into_body(), limit).await
}

fn says_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
