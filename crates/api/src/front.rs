//! The first to see a request: a summary or a checkpoint that is ready goes out at once, everything else goes to the
//! router.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use metrics::Histogram;

use crate::edge::{self, Ids, Watched};
use crate::state::AppState;
use crate::summaries::ROUTE;
use crate::tag::Held;
use crate::tlog;

/// See the module. Shared by all connections.
pub(crate) struct Front {
    router: TowerToHyperService<Router>,
    state: AppState,
    ids: Arc<Ids>,
    summaries: Measured,
    checkpoints: Measured,
}

/// How long the answers of a route took.
struct Measured {
    route: &'static str,
    ready: Histogram,
    known: Histogram,
}

impl Measured {
    fn new(route: &'static str) -> Self {
        let [ready, known] = [200, 304].map(|status| edge::seconds("GET", route, status));
        Self { route, ready, known }
    }

    fn answer(&self, ids: &Ids, answer: impl FnOnce() -> Response<Body>) -> Response<Body> {
        let watched = Watched::begin(ids, "GET", self.route);
        let mut response = answer();
        let seconds = if response.status().is_success() { &self.ready } else { &self.known };
        watched.end(&mut response, seconds);
        response
    }
}

impl Front {
    pub(crate) fn new(router: Router, state: AppState) -> Self {
        let ids = Ids::new();
        Self {
            router: TowerToHyperService::new(edge::around(router, Arc::clone(&ids))),
            state,
            ids,
            summaries: Measured::new(ROUTE),
            checkpoints: Measured::new(tlog::CHECKPOINT),
        }
    }

    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        match self.ready(&request) {
            Some(response) => Ok(response),
            None => self.router.call(request).await,
        }
    }

    fn ready(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        let held = || Held::of(request.headers());
        if let Some(page) = self.state.summaries().ready(request) {
            return Some(self.summaries.answer(&self.ids, || page.answer(&held())));
        }
        let page = self.state.logs().ready(request)?;
        Some(self.checkpoints.answer(&self.ids, || page.answer(&held())))
    }
}
