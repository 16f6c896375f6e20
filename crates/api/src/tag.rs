//! Entity tags: what the public reads is a function of the log, so its tag is the log's head.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ledger::{Head, Ledger, hex};

/// Ask again every time; a tag that still fits costs no body.
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// The tag of everything that can be read at some head. It is weak: an answer may already hold a little more.
#[derive(Clone, Debug)]
pub(crate) struct Tag(HeaderValue);

impl Tag {
    /// Taken before what it covers is read.
    pub(crate) fn of(ledger: &Ledger) -> Self {
        Self::at(&ledger.head())
    }

    /// The program's version is part of it: another version may write the same figures in another shape.
    pub(crate) fn at(head: &Head) -> Self {
        let chain = hex(head.chain.get(..6).unwrap_or_default());
        let text = format!("W/\"{}-{chain}-{}\"", head.position, env!("CARGO_PKG_VERSION"));
        Self(HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("W/\"\"")))
    }

    /// Whether the caller holds what this tag covers.
    pub(crate) fn held_by(&self, held: &Held) -> bool {
        held.holds(self.0.to_str().unwrap_or_default())
    }

    /// "You have it."
    pub(crate) fn not_modified(&self) -> Response {
        self.cover(StatusCode::NOT_MODIFIED)
    }

    /// `answer` under this tag.
    pub(crate) fn cover(&self, answer: impl IntoResponse) -> Response {
        let mut response = answer.into_response();
        self.mark(response.headers_mut());
        response
    }

    /// Writes the tag into the headers of what it covers.
    pub(crate) fn mark(&self, headers: &mut HeaderMap) {
        headers.insert(header::ETAG, self.0.clone());
        headers.insert(header::CACHE_CONTROL, REVALIDATE);
    }
}

/// What the caller has already (`If-None-Match`).
pub(crate) struct Held(Vec<HeaderValue>);

impl<S: Sync> FromRequestParts<S> for Held {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

impl Held {
    /// The tags that a request names.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self(headers.get_all(header::IF_NONE_MATCH).iter().cloned().collect())
    }

    /// Whether this tag is one of them.
    pub(crate) fn holds(&self, tag: &str) -> bool {
        let theirs = self.0.iter().filter_map(|value| value.to_str().ok());
        let mut theirs = theirs.flat_map(|value| value.split(',')).map(str::trim);
        theirs.any(|theirs| theirs == "*" || opaque(theirs) == opaque(tag))
    }
}

fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
