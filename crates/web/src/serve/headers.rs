//! Headers of every answer, the files, and what robots are told.

use axum::extract::Request;
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::caching::FOR_EVER;
use crate::assets::Asset;

/// Everything from here, nothing inline, no frame around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same, and WebAssembly may be compiled: for the page that verifies receipts.
const VERIFYING: &str = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; font-src 'self'; \
                         img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SECURE: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
];

/// Adds the security headers.
pub(super) async fn secure(request: Request, next: Next) -> Response {
    let verifying = request.uri().path().ends_with("/kiem-chung");
    let mut response = next.run(request).await;
    let policy = HeaderValue::from_static(if verifying { VERIFYING } else { POLICY });
    // A file that somebody brought comes with a stricter one of its own.
    response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    for (name, value) in SECURE {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A file, to be kept for ever.
pub fn file(asset: &'static Asset) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type)),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    (StatusCode::OK, headers, asset.body.as_slice()).into_response()
}

/// Totals may be found by search engines; single gifts and searches are for people.
pub(super) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /quy/*/ung-ho\nDisallow: /quy/*/tim\nDisallow: /en/quy/*/ung-ho\nDisallow: \
     /en/quy/*/tim\n"
}
