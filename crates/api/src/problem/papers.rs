//! Why there is no paper, as a problem.

use axum::http::StatusCode;
use papers::PaperError;
use wire::Problem;

/// The one match from their names to a status.
pub(crate) fn of_paper(error: PaperError) -> Problem {
    const CONTENT: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let (status, field) = match error {
        PaperError::Ledger(error) => return error.into(),
        PaperError::Unknown { .. } | PaperError::Nothing => (StatusCode::NOT_FOUND, None),
        PaperError::Spoiled(_)
        | PaperError::Reversed(_)
        | PaperError::GoodsReversed(_)
        | PaperError::Unidentified(_) => (StatusCode::CONFLICT, None),
        PaperError::TooMany { .. } => (CONTENT, Some("last")),
        PaperError::NoBank(_) => (CONTENT, Some("account")),
        PaperError::UnknownCode(_) => (CONTENT, Some("code")),
        PaperError::Subject { .. } => (CONTENT, Some("subject")),
        PaperError::VietQr(_) => (CONTENT, Some("amount")),
        PaperError::Print(ref print) if !print.is_fault() => (CONTENT, None),
        PaperError::Print(_) | PaperError::Banks(_) | PaperError::Rules(_) | PaperError::Register(_) => {
            return Problem::internal(&error);
        }
    };
    let problem = Problem::new(status, error.code(), error.vi(), error.en());
    Problem { field: field.map(str::to_owned), ..problem }
}
