//! The first to see a request: a summary that is ready goes out at once, everything else goes to the router.

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

/// See the module. Shared by all connections.
pub(crate) struct Front {
    router: TowerToHyperService<Router>,
    state: AppState,
    ids: Arc<Ids>,
    ready: Histogram,
    known: Histogram,
}

impl Front {
    pub(crate) fn new(router: Router, state: AppState) -> Self {
        let ids = Ids::new();
        Self {
            router: TowerToHyperService::new(edge::around(router, Arc::clone(&ids))),
            state,
            ids,
            ready: edge::seconds("GET", ROUTE, 200),
            known: edge::seconds("GET", ROUTE, 304),
        }
    }

    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        match self.ready(&request) {
            Some(response) => Ok(response),
            None => self.router.call(request).await,
        }
    }

    fn ready(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        let page = self.state.summaries().ready(request)?;
        let watched = Watched::begin(&self.ids, "GET", ROUTE);
        let mut response = page.answer(&Held::of(request.headers()));
        let seconds = if response.status().is_success() { &self.ready } else { &self.known };
        watched.end(&mut response, seconds);
        Some(response)
    }
}
