//! The parameters after the question mark. Unknown ones are refused by the types themselves.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::state::AppState;
use wire::{Problem, serde_problem};

/// Parameters of type `T`.
pub(crate) struct ApiQuery<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let reader = serde_urlencoded::Deserializer::new(pairs);
        let value = serde_path_to_error::deserialize(reader)
            .map_err(|error| serde_problem(&error, StatusCode::BAD_REQUEST))?;
        Ok(Self(value))
    }
}
