//! Tokens that cannot be read, as a problem.

use axum::http::StatusCode;
use wire::Problem;

use crate::tokens::TokenError;

/// Nobody is let in while tokens cannot be read; that is the operator's to mend, so it is logged.
impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        tracing::error!(%error, "tokens cannot be checked");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "tokens-unreadable",
            "Máy chủ không đọc được tệp mã truy cập: hãy báo người quản trị.",
            "The server cannot read its token file: tell the operator.",
        )
    }
}
