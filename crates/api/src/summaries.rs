//! The public summary of each fund, written once for every state of its log and handed out from memory.
//!
//! It is what most callers read, so it has a way around the router: [`Summaries::ready`] answers by the request's
//! path alone. Where that has nothing, the router's handler writes the page.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response};
use ledger::Ledger;

use crate::answers;
use crate::guard;
use crate::tag::{Held, Tag};
use wire::Problem;

/// The route that the pages stand at.
pub(crate) const ROUTE: &str = "/v1/funds/{fund}/summary";

/// A summary as it goes out.
pub(crate) struct Page {
    ledger: Arc<Ledger>,
    position: u64,
    tag: Tag,
    headers: HeaderMap,
    body: Bytes,
}

/// The last page of each fund, by its path.
#[derive(Default)]
pub(crate) struct Summaries {
    pages: ArcSwap<HashMap<String, Arc<Page>>>,
    /// Held while a page is written: when the log moves under load, one caller writes and the others wait for it.
    writing: Mutex<()>,
}

impl Summaries {
    /// The page that a request asks for, if there is one and it is still true.
    pub(crate) fn ready<B>(&self, request: &Request<B>) -> Option<Arc<Page>> {
        let plain = request.method() == Method::GET && request.uri().query().is_none();
        let pages = self.pages.load();
        pages.get(request.uri().path()).filter(|page| plain && page.is_true()).cloned()
    }

    /// The page of a fund, written anew where the log has moved. Blocks.
    pub(crate) fn page(&self, ledger: &Arc<Ledger>) -> Result<Arc<Page>, Problem> {
        let path = ROUTE.replace("{fund}", ledger.fund().as_str());
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = self.pages.load().get(&path).filter(|page| page.is_true()) {
            return Ok(Arc::clone(page));
        }
        let page = Arc::new(Page::write(ledger)?);
        let mut pages = HashMap::clone(&self.pages.load());
        pages.insert(path, Arc::clone(&page));
        self.pages.store(Arc::new(pages));
        Ok(page)
    }
}

impl Page {
    fn write(ledger: &Arc<Ledger>) -> Result<Self, Problem> {
        let tag = Tag::of(ledger);
        let (position, recorded_at, summary) = {
            let views = ledger.views();
            (views.position, views.recorded_at, views.public.summary().clone())
        };
        let summary = answers::Summary::new(ledger.fund(), position, recorded_at, &summary);
        let body = serde_json::to_vec(&summary).map_err(|error| Problem::internal(&error))?.into();
        let mut headers = HeaderMap::with_capacity(16);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        tag.mark(&mut headers);
        guard::harden(&mut headers);
        Ok(Self { ledger: Arc::clone(ledger), position, tag, headers, body })
    }

    /// Whether the log has not moved since.
    fn is_true(&self) -> bool {
        self.position >= self.ledger.head().position
    }

    /// The page, or that the caller has it.
    pub(crate) fn answer(&self, held: &Held) -> Response<Body> {
        if self.tag.held_by(held) {
            return self.tag.not_modified();
        }
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}
