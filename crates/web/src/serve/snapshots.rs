//! A day's public book: the page that lists its files, their signed list, and the files, which are made again from the log
//! each time, without the gifts that may not be listed any more.

mod shelf;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ReceiptNo;
use futures_util::stream;
use ledger::Ledger;
use public_files::{Book, File, Snap};
use publication::Store;
use transparency::{Snapshot, SnapshotId, VerifierKey};

use super::Site;
use super::answer::{Answer, Problem};
use super::campaign::Now;
use crate::pages::SnapshotPage;
pub(super) use shelf::Shelf;

/// The signed list, and the log's key beside it.
const LIST: &str = "ban-chot.txt";
const KEY: &str = "log.vkey";

/// The published files of a fund's log.
pub(super) fn store(ledger: &Ledger) -> Store {
    Store::at(&ledger.published())
}

/// The page of a snapshot.
pub(super) async fn page(
    State(site): State<Site>,
    Path((fund, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let snapshot = read(&ledger, &id)?;
        let mut now = Now::of(&ledger);
        let withdrawn = site.shelf.withdrawn_if_free(&ledger, snapshot.of.size);
        now.tag = now.tag.and(withdrawn.map_or(u64::MAX, |lines| lines as u64));
        if now.tag.known_to(headers) {
            return Ok(Answer::Same(now.tag));
        }
        let page = SnapshotPage::new(site.lang, &now.figures, &snapshot, withdrawn);
        Ok(Answer::Page(now.tag, askama::Template::render(&page)?))
    })
    .await
}

/// A file of a snapshot.
pub(super) async fn file(
    State(site): State<Site>,
    Path((fund, id, name)): Path<(String, String, String)>,
) -> Response {
    let lang = site.lang;
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{fund}-{id}-{name}\""));
    let served = async {
        let ledger = site.ledger(&fund)?;
        match (name.as_str(), File::named(&name)) {
            (LIST | KEY, _) => {
                let text = HeaderValue::from_static("text/plain; charset=utf-8");
                Ok((text, Body::from(beside(&ledger, &id, name == LIST)?)))
            }
            (_, Some(file)) => {
                let snapshot = read(&ledger, &id)?;
                snapshot.files.iter().find(|listed| listed.name == name).ok_or(Problem::NotFound)?;
                let kind = HeaderValue::from_static(file.content_type());
                Ok((kind, site.made(ledger, snapshot, file).await?))
            }
            (_, None) => Err(Problem::NotFound),
        }
    };
    match (served.await, disposition) {
        (Ok((kind, body)), Ok(disposition)) => {
            let kept = HeaderValue::from_static("public, no-cache");
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, kept)], body)
                .into_response()
        }
        (Ok(_), Err(_)) => Problem::NotFound.into_response_in(lang),
        (Err(problem), _) => problem.into_response_in(lang),
    }
}

/// A signed list that the log's key signed.
fn read(ledger: &Ledger, id: &str) -> Result<Snapshot, Problem> {
    let note = beside(ledger, id, true)?;
    let key = beside(ledger, id, false)?;
    let key = std::str::from_utf8(&key).ok().and_then(|key| VerifierKey::parse(key.trim_end()).ok());
    let snapshot =
        key.and_then(|key| Snapshot::open(&note, &key).ok()).filter(|read| read.id.to_string() == id);
    snapshot.ok_or_else(|| {
        tracing::error!(fund = %ledger.fund(), id, "a snapshot's list is not what the log's key signed");
        Problem::Broken
    })
}

/// The bytes of the signed list, or of the log's key.
fn beside(ledger: &Ledger, id: &str, list: bool) -> Result<Vec<u8>, Problem> {
    let id = SnapshotId::parse(id).ok_or(Problem::NotFound)?;
    let store = store(ledger);
    let found = if list { store.snapshot(&id) } else { store.key() };
    match found {
        Ok(found) => found.ok_or(Problem::NotFound),
        Err(error) => {
            tracing::error!(fund = %ledger.fund(), %error, "a published file cannot be read");
            Err(Problem::Broken)
        }
    }
}

/// What a file is made of.
struct Making {
    book: Arc<Book>,
    withdrawn: Arc<BTreeSet<ReceiptNo>>,
    snapshot: Snapshot,
    file: File,
}

impl Making {
    fn piece(&self, from: usize) -> (Vec<u8>, Option<usize>) {
        let Snapshot { id, of, .. } = &self.snapshot;
        Snap { book: &self.book, id, of, withdrawn: &self.withdrawn }.piece(self.file, from)
    }
}

impl Site {
    /// The file, a piece at a time, when the reader has taken the piece before.
    async fn made(&self, ledger: Arc<Ledger>, snapshot: Snapshot, file: File) -> Result<Body, Problem> {
        let (shelf, size) = (Arc::clone(&self.shelf), snapshot.of.size);
        let place = Arc::clone(&self.room).acquire_owned().await.map_err(|_| Problem::Broken)?;
        let stood = tokio::task::spawn_blocking(move || {
            let stood = shelf.book(&ledger, size);
            drop(place);
            stood
        });
        let (book, withdrawn) = stood.await.map_err(|_| Problem::Broken)??;
        let making = Arc::new(Making { book, withdrawn, snapshot, file });
        let room = Arc::clone(&self.room);
        let pieces = stream::try_unfold(Some(0), move |next| {
            let (making, room) = (Arc::clone(&making), Arc::clone(&room));
            async move {
                let Some(from) = next else { return Ok::<_, std::io::Error>(None) };
                let place = room.acquire_owned().await.map_err(std::io::Error::other)?;
                let made = tokio::task::spawn_blocking(move || {
                    let made = making.piece(from);
                    drop(place);
                    made
                });
                Ok(Some(made.await.map_err(std::io::Error::other)?))
            }
        });
        Ok(Body::from_stream(pieces))
    }
}
