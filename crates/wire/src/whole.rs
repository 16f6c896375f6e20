//! A form's body, read to its end before anybody looks at it: no further than it may be long, and no longer than a line that
//! works takes. Who sends more, or a byte now and then, is told so and holds nothing.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;

use crate::problem::Problem;

/// What a form of somebody who has not signed in may be long, in bytes.
pub const SMALL_FORM: usize = 64 << 10;
/// A form of four megabytes over one megabit a second takes it.
const LONGEST: Duration = Duration::from_secs(40);

/// The whole body.
///
/// # Errors
/// It has more than `most` bytes (413), came too slowly (408) or broke off (400).
pub async fn whole_body(body: Body, most: usize) -> Result<Bytes, Problem> {
    // Said before the first byte.
    if body.size_hint().lower() > u64::try_from(most).unwrap_or(u64::MAX) {
        return Err(form_too_large(most));
    }
    match tokio::time::timeout(LONGEST, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_long(&error) => Err(form_too_large(most)),
        Ok(Err(_)) => Err(Problem::body_broken()),
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "form-too-slow",
            "Biểu mẫu gửi lên quá chậm nên đã ngừng nhận, chưa ghi gì cả. Hãy kiểm tra đường truyền rồi gửi lại.",
            "The form came too slowly and was given up; nothing was recorded. Check the connection and send it again.",
        )),
    }
}

/// The same request with its body read.
///
/// # Errors
/// See [`whole_body`].
pub async fn whole(request: Request, most: usize) -> Result<Request, Problem> {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return Ok(Request::from_parts(parts, body));
    }
    Ok(Request::from_parts(parts, Body::from(whole_body(body, most).await?)))
}

fn is_too_long(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.to_string().contains("length limit"))
}

fn form_too_large(most: usize) -> Problem {
    let kb = most >> 10;
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "form-too-large",
        format!(
            "Biểu mẫu dài quá {kb} kB nên không nhận, chưa ghi gì cả. Hãy rút ngắn hoặc chia thành nhiều lần gửi."
        ),
        format!(
            "The form is longer than {kb} kB and is not taken; nothing was recorded. Shorten it or send it in parts."
        ),
    )
}
