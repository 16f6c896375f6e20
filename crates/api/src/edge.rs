//! Around every request, whoever answers it: an id, a span, a log line, measurements.
//!
//! The log line names method, matched path, status and time. Query strings, addresses and bodies are never
//! logged: names stand there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use metrics::{Histogram, Label, histogram};
use tracing::{Instrument as _, Span};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Ids of requests: the server's start and a running number.
pub(crate) struct Ids {
    start: u64,
    next: AtomicU64,
}

impl Ids {
    pub(crate) fn new() -> Arc<Self> {
        let (start, _) = uuid::Uuid::now_v7().as_u64_pair();
        Arc::new(Self { start, next: AtomicU64::new(1) })
    }
}

/// A request under way.
pub(crate) struct Watched {
    started: Instant,
    id: String,
    span: Span,
}

impl Watched {
    /// Begins to watch a request; `path` is its route, not what the caller wrote.
    pub(crate) fn begin(ids: &Ids, method: &'static str, path: &str) -> Self {
        let number = ids.next.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:x}-{number}", ids.start);
        let span = tracing::info_span!("request", id, method, path);
        Self { started: Instant::now(), id, span }
    }

    /// Logs and measures the answer, and gives it the request's id.
    pub(crate) fn end(&self, response: &mut Response, seconds: &Histogram) {
        let took = self.started.elapsed();
        self.span.in_scope(|| log(response.status().as_u16(), took));
        seconds.record(took);
        if let Ok(id) = HeaderValue::from_str(&self.id) {
            response.headers_mut().insert(REQUEST_ID, id);
        }
    }
}

fn log(status: u16, took: Duration) {
    let micros = took.as_micros();
    if status >= 500 {
        tracing::warn!(status, micros, "answered");
    } else {
        tracing::info!(status, micros, "answered");
    }
}

/// The histogram of a route's answers.
pub(crate) fn seconds(method: &'static str, path: &str, status: u16) -> Histogram {
    let labels = [
        Label::from_static_parts("method", method),
        Label::new("path", path.to_owned()),
        Label::new("status", status.to_string()),
    ];
    histogram!("http_request_seconds", labels.iter())
}

/// Wraps all routes of `router`.
pub(crate) fn around(router: Router, ids: Arc<Ids>) -> Router {
    router.layer(from_fn(move |request, next| around_one(Arc::clone(&ids), request, next)))
}

async fn around_one(ids: Arc<Ids>, request: Request, next: Next) -> Response {
    let method = method_name(request.method());
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or("unmatched", MatchedPath::as_str);
    let watched = Watched::begin(&ids, method, path);
    let mut response = next.run(request).instrument(watched.span.clone()).await;
    let seconds = seconds(method, path, response.status().as_u16());
    watched.end(&mut response, &seconds);
    response
}

/// Callers make up methods; measurements do not.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
