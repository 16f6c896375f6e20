//! The routes, and the way of a request: parse the address, ask the ledger on a blocking thread, answer.
//!
//! No address with its query is ever logged: a search holds what a donor knows about a gift.

mod aid;
mod answer;
mod caching;
mod handlers;
mod headers;

pub use headers::file;

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use ledger::Books;
use tower_http::compression::CompressionLayer;

use crate::assets::ASSETS;
use crate::lang::Lang;
use answer::Problem;

/// What every handler has.
#[derive(Clone)]
struct Site {
    books: Arc<Books>,
    lang: Lang,
}

/// The public pages of these books, in both languages, with their files. Takes every path that nobody else
/// takes, to say that there is no such page; merge it with routers that have no fallback.
pub fn router(books: Arc<Books>) -> Router {
    let mut router = Router::new()
        .route("/robots.txt", get(headers::robots))
        .merge(pages(&Site { books: Arc::clone(&books), lang: Lang::Vi }))
        .merge(pages(&Site { books, lang: Lang::En }));
    for asset in ASSETS.all() {
        router = router.route(&asset.path, get(move || async move { headers::file(asset) }));
    }
    around(router.fallback(not_found))
}

/// Adds what every page has: the policy that lets nothing in from elsewhere, and compression.
pub fn around(router: Router) -> Router {
    router.layer(middleware::from_fn(headers::secure)).layer(CompressionLayer::new())
}

fn pages(site: &Site) -> Router {
    let to = |path: &str| format!("{}{path}", site.lang.prefix());
    Router::new()
        .route(site.lang.home(), get(handlers::home))
        .route(&to("/quy/{fund}"), get(handlers::fund))
        .route(&to("/quy/{fund}/ung-ho"), get(handlers::gifts))
        .route(&to("/quy/{fund}/tim"), get(handlers::live))
        .route(&to("/quy/{fund}/ung-ho/{number}"), get(handlers::gift))
        .route(&to("/quy/{fund}/kiem-chung"), get(handlers::check))
        .route(&to("/quy/{fund}/phan-phoi"), get(aid::relief))
        .route(&to("/quy/{fund}/thung"), get(aid::boxes))
        .route(&to("/quy/{fund}/thung/{code}"), get(aid::boxed))
        .with_state(site.clone())
}

async fn not_found(uri: Uri) -> Response {
    Problem::NotFound.into_response_in(Lang::of_path(uri.path()))
}
