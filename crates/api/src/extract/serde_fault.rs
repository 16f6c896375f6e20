//! What serde has to say, as a problem with the field's name.

use axum::http::StatusCode;
use serde_path_to_error::{Error, Path};

use crate::problem::Problem;

/// `status` is that of a value of the wrong shape.
pub(super) fn problem<E: std::fmt::Display>(error: &Error<E>, status: StatusCode) -> Problem {
    let said = error.inner().to_string();
    let unknown = named(&said, "unknown field");
    let missing = named(&said, "missing field");
    let twice = named(&said, "duplicate field");
    // A value of the domain says its rule in both languages.
    let (said_vi, said_en) = said.split_once(" / ").unwrap_or((&said, &said));
    let vi = match (unknown, missing, twice) {
        (Some(name), ..) => format!("Không có trường `{name}`: kiểm tra lại tên."),
        (_, Some(name), _) => format!("Thiếu trường `{name}`."),
        (.., Some(name)) => format!("Trường `{name}` nêu hai lần."),
        _ => format!("Giá trị không đúng kiểu: {said_vi}"),
    };
    let field = place(error.path(), unknown.or(missing).or(twice));
    Problem { field, ..Problem::new(status, "invalid-field", vi, said_en) }
}

/// The name in back quotes after `what`.
fn named<'a>(said: &'a str, what: &str) -> Option<&'a str> {
    said.strip_prefix(what)?.trim_start().strip_prefix('`')?.split('`').next()
}

fn place(path: &Path, name: Option<&str>) -> Option<String> {
    let path = path.to_string();
    match (path.as_str(), name) {
        (".", name) => name.map(str::to_owned),
        (_, Some(name)) if !path.ends_with(name) => Some(format!("{path}.{name}")),
        _ => Some(path),
    }
}
