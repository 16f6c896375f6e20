//! The routes, and the way of a request: parse the address, ask the ledger on a blocking thread, answer.
//!
//! No address with its query is ever logged: a search holds what a donor knows about a gift.

mod aid;
mod answer;
mod areas;
mod caching;
mod caller;
mod campaign;
mod copies;
mod download;
mod feeds;
mod followed;
mod handlers;
mod headers;
mod outside;
mod own;
mod stream;
mod typed;

pub use copies::Papers;
pub use headers::file;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Uri;
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use ledger::Books;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

use crate::assets::ASSETS;
use crate::lang::Lang;
use crate::live::Live;
use crate::pace::{MESSAGES, PAPERS, Pace, SEARCHES};
use answer::Problem;
use areas::Areas;

/// What every handler has.
#[derive(Clone)]
struct Site {
    books: Arc<Books>,
    lang: Lang,
    areas: Arc<Areas>,
    /// At most so many pieces of downloads are made at once.
    room: Arc<Semaphore>,
    /// At most so many pages: a crowd of readers waits here, and not in the way of those who work.
    makers: Arc<Semaphore>,
    /// How many messages came from where.
    pace: Arc<Pace<IpAddr>>,
    /// How many searches.
    searches: Arc<Pace<IpAddr>>,
    live: Live,
    /// Who sets papers for everybody; none where nobody does.
    papers: Option<Papers>,
    /// How many papers are asked for from where.
    paper_pace: Arc<Pace<IpAddr>>,
    /// One is set at a time: it takes a core, and the rest of the machine is for those who work.
    printer: Arc<Semaphore>,
}

/// See [`Site`].
const ROOM: usize = 2;
/// See [`Site`]. A page takes a millisecond or two, most of it a core's.
const MAKERS: usize = 8;

/// The public pages of these books, in both languages, with their files. Takes every path that nobody else
/// takes, to say that there is no such page; merge it with routers that have no fallback.
pub fn router(books: &Arc<Books>) -> Router {
    router_with(books, &Live::default())
}

/// The same, with its streams in the hands of who stops the server.
pub fn router_with(books: &Arc<Books>, live: &Live) -> Router {
    site(books, live, None)
}

/// The same, and vouchers have their papers, in the copy for everybody.
pub fn router_printing(books: &Arc<Books>, live: &Live, papers: Papers) -> Router {
    site(books, live, Some(papers))
}

#[allow(clippy::needless_pass_by_value, reason = "who sets papers is given away")]
fn site(books: &Arc<Books>, live: &Live, papers: Option<Papers>) -> Router {
    let areas = Arc::new(Areas::default());
    let [pace, searches, paper_pace] = [MESSAGES, SEARCHES, PAPERS].map(|limit| Arc::new(Pace::new(limit)));
    let room = Arc::new(Semaphore::new(ROOM));
    let makers = Arc::new(Semaphore::new(MAKERS));
    let printer = Arc::new(Semaphore::new(1));
    let site = |lang| Site {
        books: Arc::clone(books),
        lang,
        areas: Arc::clone(&areas),
        room: Arc::clone(&room),
        makers: Arc::clone(&makers),
        pace: Arc::clone(&pace),
        searches: Arc::clone(&searches),
        live: live.clone(),
        papers: papers.clone(),
        paper_pace: Arc::clone(&paper_pace),
        printer: Arc::clone(&printer),
    };
    let mut router = Router::new()
        .route("/robots.txt", get(headers::robots))
        .merge(pages(&site(Lang::Vi)))
        .merge(pages(&site(Lang::En)));
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
        .route(&to("/quy/{fund}/ban-do"), get(campaign::map))
        .route(&to("/quy/{fund}/dia-ban/{area}"), get(campaign::area))
        .route(&to("/quy/{fund}/chi"), get(campaign::outgoings))
        .route(&to("/quy/{fund}/phieu/{voucher}"), get(campaign::voucher))
        .route(&to("/quy/{fund}/phieu/{voucher}/ban-cong-khai.pdf"), get(copies::paper))
        .route(&to("/quy/{fund}/phieu/{voucher}/ban-chup/{digest}"), get(copies::scan))
        .route(&to("/quy/{fund}/muc-dich/{restriction}"), get(campaign::restriction))
        .route(&to("/quy/{fund}/muc-dich"), get(campaign::restrictions))
        .route(&to("/quy/{fund}/cach-ung-ho"), get(campaign::giving))
        .route(&to("/quy/{fund}/bao-cao"), get(campaign::reports))
        .route(&to("/quy/{fund}/du-lieu"), get(download::page))
        .route(&to("/quy/{fund}/du-lieu/{name}"), get(download::file))
        .route(&to("/quy/{fund}/thung"), get(aid::boxes))
        .route(&to("/quy/{fund}/thung/{code}"), get(aid::boxed))
        .merge(forms(site.lang))
        .route(&to("/quy/{fund}/quyet-dinh"), get(followed::decisions))
        .route(&to("/quy/{fund}/quyet-dinh/{number}"), get(followed::decision))
        .route(&to("/quy/{fund}/chi/{number}"), get(followed::outlay))
        .route(&to("/quy/{fund}/giao"), get(followed::deliveries))
        .route(&to("/quy/{fund}/giao/{delivery}"), get(followed::handed))
        .route(&to("/quy/{fund}/ung-ho/{number}/tin.atom"), get(feeds::gift))
        .route(&to("/quy/{fund}/tin.atom"), get(feeds::all))
        .route(&to("/quy/{fund}/tin/{of}"), get(feeds::some))
        .route(&to("/quy/{fund}/truc-tiep"), get(stream::stream))
        .with_state(site.clone())
}

/// What people outside say and ask for: forms that are sent.
fn forms(lang: Lang) -> Router<Site> {
    let to = |path: &str| format!("{}{path}", lang.prefix());
    Router::new()
        .route(&to("/quy/{fund}/bao-bat-thuong"), get(outside::report).post(outside::send))
        .route(&to("/quy/{fund}/phan-anh"), get(outside::letters).post(outside::look_up))
        .route(&to("/quy/{fund}/phan-anh/{number}"), get(outside::letter))
        .route(&to("/quy/{fund}/cua-toi"), get(own::enter).post(own::act))
        .layer(DefaultBodyLimit::max(typed::MOST_BYTES))
}

async fn not_found(uri: Uri) -> Response {
    Problem::NotFound.into_response_in(Lang::of_path(uri.path()))
}
