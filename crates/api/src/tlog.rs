//! The published logs over HTTP, as C2SP tlog-tiles has them: `/f/<log>/checkpoint`, `/f/<log>/tile/…`, the log's key and
//! policy. The files of a mirror are served by the same routes: they know nothing but a name and a directory.
//!
//! A path is never joined to a directory: it is read as the name of a tile or bundle, or it is nothing.

mod page;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arc_swap::{ArcSwap, ArcSwapOption};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use publication::{Store, StoreError};
use transparency::{BundleId, Hash, SnapshotId, TileId};

use crate::tag::Held;
pub(crate) use page::Page;

/// The route that the newest checkpoints stand at.
pub(crate) const CHECKPOINT: &str = "/f/{log}/checkpoint";

/// What never changes under its name is kept for a year.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const SOON: HeaderValue = HeaderValue::from_static("public, max-age=5");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");
/// Whoever verifies may do so from any page.
const OPEN: [(HeaderName, HeaderValue); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
];

/// The published logs, by their short names. Cheap to clone; all clones see what is added.
#[derive(Clone, Default)]
pub struct Logs(Arc<ArcSwap<BTreeMap<String, Arc<Log>>>>);

/// One published log.
pub(crate) struct Log {
    store: Store,
    page: ArcSwapOption<Page>,
    stopped: AtomicBool,
}

impl Logs {
    /// Serves the files of this store under that name from now on.
    pub fn add(&self, name: &str, store: Store) {
        let log = Arc::new(Log { store, page: ArcSwapOption::empty(), stopped: AtomicBool::new(false) });
        self.0.rcu(|logs| {
            let mut logs = BTreeMap::clone(logs);
            logs.entry(name.to_owned()).or_insert_with(|| Arc::clone(&log));
            logs
        });
    }

    /// Says whether the log is not published any further. What is there is served on.
    pub fn stopped(&self, name: &str, stopped: bool) {
        if let Some(log) = self.0.load().get(name) {
            log.stopped.store(stopped, Ordering::Relaxed);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<Arc<Log>> {
        self.0.load().get(name).cloned()
    }

    pub(crate) fn all(&self) -> Arc<BTreeMap<String, Arc<Log>>> {
        self.0.load_full()
    }

    /// The checkpoint that a request asks for, where it is a plain one. It comes from memory.
    pub(crate) fn ready<B>(&self, request: &Request<B>) -> Option<Arc<Page>> {
        let name = request.uri().path().strip_prefix("/f/")?.strip_suffix("/checkpoint")?;
        let plain = request.method() == Method::GET && request.uri().query().is_none();
        let logs = self.0.load();
        let log = logs.get(name).filter(|_| plain)?;
        log.page().ok().flatten()
    }
}

impl Log {
    /// The newest checkpoint, read again only when its file is another.
    pub(crate) fn page(&self) -> Result<Option<Arc<Page>>, StoreError> {
        let held = self.page.load();
        if let Some(page) = held.as_ref().filter(|page| page.is_of(&self.store)) {
            return Ok(Some(Arc::clone(page)));
        }
        let page = Page::read(&self.store)?.map(Arc::new);
        self.page.store(page.clone());
        Ok(page)
    }

    /// Its files.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Whether it is not published any further.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// The routes over these logs. Needs nothing else of the server: a mirror is served by it alone.
pub fn router(logs: Logs) -> Router {
    Router::new().route(CHECKPOINT, get(checkpoint)).route("/f/{log}/{*path}", get(file)).with_state(logs)
}

async fn checkpoint(State(logs): State<Logs>, Path(name): Path<String>, held: Held) -> Response {
    let Some(log) = logs.get(&name) else { return no_log() };
    // A look at the file's times, and every second or so its 200 bytes: cheaper than another thread.
    match log.page() {
        Ok(Some(page)) => page.answer(&held),
        Ok(None) => nothing(
            "Sổ này chưa công bố điểm kiểm nào. / This log has not published a checkpoint yet.",
            StatusCode::NOT_FOUND,
        ),
        Err(error) => failed(&error),
    }
}

async fn file(State(logs): State<Logs>, Path((name, path)): Path<(String, String)>) -> Response {
    let Some(log) = logs.get(&name) else { return no_log() };
    let Some(what) = What::parse(&path) else {
        return nothing(
            "Không có tệp nào tên như vậy: chỉ có checkpoint, tile/<tầng>/<số>, tile/entries/<số>, snapshots, snapshot/<ngày>, policy và log.vkey. / \
             No file is called so: there are checkpoint, tile/<level>/<number>, tile/entries/<number>, snapshots, snapshot/<day>, policy and log.vkey.",
            StatusCode::NOT_FOUND,
        );
    };
    let (kind, keep) = what.headers();
    match blocking(move || what.read(&log.store)).await {
        Ok(Some(bytes)) => {
            let mut response = bytes.into_response();
            response.headers_mut().extend(headers(kind, keep));
            response
        }
        Ok(None) | Err(StoreError::Missing { .. }) => nothing(
            "Sổ chưa đủ dài để có tệp này. / The log is not long enough to have this file.",
            StatusCode::NOT_FOUND,
        ),
        Err(error) => failed(&error),
    }
}

/// What a path below a log names.
#[derive(Clone)]
enum What {
    Tile(TileId),
    Bundle(BundleId),
    Policy,
    Key,
    Snapshot(SnapshotId),
    Snapshots,
}

impl What {
    fn parse(path: &str) -> Option<Self> {
        match path {
            "policy" => Some(Self::Policy),
            "log.vkey" => Some(Self::Key),
            "snapshots" => Some(Self::Snapshots),
            path if path.starts_with("snapshot/") => {
                path.strip_prefix("snapshot/").and_then(SnapshotId::parse).map(Self::Snapshot)
            }
            path => TileId::parse(path).map(Self::Tile).or_else(|| BundleId::parse(path).map(Self::Bundle)),
        }
    }

    fn headers(&self) -> (HeaderValue, HeaderValue) {
        match self {
            Self::Tile(_) | Self::Bundle(_) => (BYTES, FOR_EVER),
            Self::Policy | Self::Key | Self::Snapshots => (TEXT, SOON),
            Self::Snapshot(_) => (TEXT, FOR_EVER),
        }
    }

    fn read(self, store: &Store) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Tile(id) => {
                let hashes = store.tile(id)?;
                Ok(Some(hashes.iter().flat_map(Hash::bytes).copied().collect()))
            }
            Self::Bundle(id) => store.bundle(id).map(Some),
            Self::Policy => store.policy(),
            Self::Key => store.key(),
            Self::Snapshot(id) => store.snapshot(&id),
            Self::Snapshots => {
                let names: Vec<String> = store.snapshots()?.iter().map(ToString::to_string).collect();
                Ok(Some(names.iter().flat_map(|name| [name, "\n"]).collect::<String>().into_bytes()))
            }
        }
    }
}

fn headers(kind: HeaderValue, keep: HeaderValue) -> HeaderMap {
    let mut headers = HeaderMap::from_iter(OPEN);
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(CACHE_CONTROL, keep);
    headers
}

async fn blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(read).await {
        Ok(read) => read,
        Err(error) => {
            let source = std::io::Error::other(error);
            Err(StoreError::Io { path: std::path::PathBuf::new(), source })
        }
    }
}

fn no_log() -> Response {
    nothing("Không có sổ công khai nào tên như vậy. / No published log is called so.", StatusCode::NOT_FOUND)
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "a published file cannot be served");
    nothing(
        "Tệp này đang bị lỗi trên máy chủ; hãy lấy từ bản sao hoặc thử lại sau. / This file is damaged on the server; \
         take it from a mirror, or try again later.",
        StatusCode::INTERNAL_SERVER_ERROR,
    )
}

fn nothing(said: &'static str, status: StatusCode) -> Response {
    (status, headers(TEXT, HeaderValue::from_static("no-store")), format!("{said}\n")).into_response()
}
