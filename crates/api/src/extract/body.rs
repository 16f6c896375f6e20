//! Reading a body up to a limit.

use axum::body::{Body, Bytes, HttpBody as _};
use http_body_util::LengthLimitError;

use wire::Problem;

/// The whole body, refused as soon as it is known to be over `limit` bytes.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(Problem::too_large(limit));
    }
    axum::body::to_bytes(body, limit).await.map_err(|error| refusal(&error, limit))
}

fn refusal(error: &axum::Error, limit: usize) -> Problem {
    let source = std::error::Error::source(error);
    if source.is_some_and(<dyn std::error::Error + 'static>::is::<LengthLimitError>) {
        Problem::too_large(limit)
    } else {
        Problem::body_broken()
    }
}
