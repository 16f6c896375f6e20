//! The routes, and the way of a request: parse the address, ask the ledger on a blocking thread, answer.
//!
//! No address with its query is ever logged: a search holds what a donor knows about a gift.

mod answer;
mod areas;
mod boxes;
mod caching;
mod campaign;
mod copies;
mod download;
mod feeds;
mod followed;
mod handlers;
mod headers;
mod moved;
mod outside;
mod own;
mod snapshots;
mod stream;
mod typed;

pub use copies::Papers;
pub use headers::file;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use ledger::Books;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;
use wire::{Limit, Pace, SMALL_FORM, Strangers};

use crate::assets::ASSETS;
use crate::export::Reporter;
use crate::lang::Lang;
use crate::live::Live;
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
    /// Searches and streams.
    strangers: Arc<Strangers>,
    live: Live,
    shelf: Arc<snapshots::Shelf>,
    reporter: Arc<Option<Reporter>>,
    /// How many papers are asked for from where.
    paper_pace: Arc<Pace<IpAddr>>,
    /// Who sets papers for everybody; none where nobody does.
    papers: Option<Papers>,
    /// One is set at a time: it takes a core, and the rest of the machine is for those who work.
    printer: Arc<Semaphore>,
}

/// What the public pages take from the program that serves them.
#[derive(Default)]
pub struct Given {
    /// Streams, in the hands of who stops the server.
    pub live: Live,
    /// What strangers ask for, counted together with what they ask of others.
    pub strangers: Arc<Strangers>,
    /// As whom the fund reports to IATI; none where no registered identifier is known.
    pub reporter: Option<Reporter>,
    /// Who sets the papers of vouchers, in the copy for everybody; none where nobody does.
    pub papers: Option<Papers>,
}

/// See [`Site`].
const ROOM: usize = 2;
/// See [`Site`]. A page takes a millisecond or two, most of it a core's.
const MAKERS: usize = 8;

/// The public pages of these books, in both languages, with their files. Takes every path that nobody else
/// takes, to say that there is no such page; merge it with routers that have no fallback.
pub fn router(books: &Arc<Books>) -> Router {
    router_with(books, Given::default())
}

/// The same, with what the program gives them.
pub fn router_with(books: &Arc<Books>, given: Given) -> Router {
    let Given { live, strangers, reporter, papers } = given;
    let (areas, reporter) = (Arc::new(Areas::default()), Arc::new(reporter));
    let [pace, paper_pace] = [Limit::MESSAGES, Limit::PAPERS].map(|limit| Arc::new(Pace::new(limit)));
    let shelf = Arc::new(snapshots::Shelf::default());
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
        strangers: Arc::clone(&strangers),
        live: live.clone(),
        shelf: Arc::clone(&shelf),
        reporter: Arc::clone(&reporter),
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
        .route(&to("/quy/{fund}/du-lieu/ngay/{id}"), get(snapshots::page))
        .route(&to("/quy/{fund}/du-lieu/ngay/{id}/{name}"), get(snapshots::file))
        .route(&to("/quy/{fund}/thung"), get(boxes::boxes))
        .route(&to("/quy/{fund}/thung/{code}"), get(boxes::boxed))
        .merge(forms(site.lang))
        .route(&to("/quy/{fund}/quyet-dinh"), get(followed::decisions))
        .route(&to("/quy/{fund}/quyet-dinh/{number}"), get(followed::decision))
        .route(&to("/quy/{fund}/phan-phoi"), get(moved::relief))
        .route(&to("/quy/{fund}/chi/{number}"), get(moved::outlay))
        .route(&to("/quy/{fund}/giao"), get(moved::deliveries))
        .route(&to("/quy/{fund}/giao/{delivery}"), get(moved::delivery))
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
        .layer(middleware::from_fn_with_state(lang, small))
}

/// A form is read whole before anybody looks at it, and no further than it may be long.
async fn small(State(lang): State<Lang>, request: Request, next: Next) -> Response {
    match wire::whole(request, SMALL_FORM).await {
        Ok(request) => next.run(request).await,
        Err(problem) => Problem::Form(problem).into_response_in(lang),
    }
}

async fn not_found(uri: Uri) -> Response {
    Problem::NotFound.into_response_in(Lang::of_path(uri.path()))
}
