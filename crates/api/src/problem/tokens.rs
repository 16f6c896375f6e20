//! Tokens that cannot be read, as a problem.

use access::TokenError;
use axum::http::StatusCode;
use wire::Problem;

/// Nobody is let in while tokens cannot be read; that is the operator's to mend, so it is logged.
pub(crate) fn of_tokens(error: &TokenError) -> Problem {
    tracing::error!(%error, "tokens cannot be checked");
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "tokens-unreadable",
        "Máy chủ không đọc được tệp mã truy cập: hãy báo người quản trị.",
        "The server cannot read its token file: tell the operator.",
    )
}
