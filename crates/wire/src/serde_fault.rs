//! What serde has to say, as a problem with the field's name.

use axum::http::StatusCode;
use serde_path_to_error::{Error, Path};

use crate::Problem;

/// `status` is that of a value of the wrong shape.
pub fn problem<E: std::fmt::Display>(error: &Error<E>, status: StatusCode) -> Problem {
    let said = error.inner().to_string();
    // The path says where; a line of the body says it less well, and for one of many bodies wrongly.
    let said = said.split_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let unknown = named(said, "unknown field");
    let missing = named(said, "missing field");
    let twice = named(said, "duplicate field");
    // A value of the domain says its rule in both languages.
    let (said_vi, said_en) = said.split_once(" / ").unwrap_or((said, said));
    let vi = match (unknown, missing, twice) {
        (Some(name), ..) => format!("Không có trường `{name}`: kiểm tra lại tên."),
        (_, Some(name), _) => format!("Thiếu trường `{name}`."),
        (.., Some(name)) => format!("Trường `{name}` nêu hai lần."),
        _ if said.starts_with("unknown variant") => {
            let (name, others) = said.split_once(", expected ").unwrap_or((said, ""));
            let name = named(name, "unknown variant").unwrap_or_default();
            format!("Không có `{name}` ở đây; dùng một trong: {}.", others.trim_start_matches("one of "))
        }
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
        (_, Some(name)) if path.rsplit('.').next() != Some(name) => Some(format!("{path}.{name}")),
        _ => Some(path),
    }
}
