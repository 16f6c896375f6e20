//! A JSON text, read whole.

use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use crate::{Problem, serde_fault};

/// Reads a JSON text whole; a refusal names the path of the field.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        if error.inner().is_data() {
            serde_fault::problem(&error, StatusCode::UNPROCESSABLE_ENTITY)
        } else {
            broken(error.inner())
        }
    })?;
    reader.end().map_err(|error| broken(&error))?;
    Ok(value)
}

fn broken(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    Problem::new(
        StatusCode::BAD_REQUEST,
        "invalid-json",
        format!("JSON sai ở dòng {line}, cột {column}."),
        format!("The JSON is wrong at line {line}, column {column}."),
    )
}
