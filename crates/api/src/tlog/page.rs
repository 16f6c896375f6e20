//! The newest checkpoint of a log, held in memory until its file is another one.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;

use axum::body::{Body, Bytes};
use axum::http::header::ETAG;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use ledger::hex;
use publication::{Store, StoreError};
use sha2::{Digest, Sha256};
use transparency::{Checkpoint, Note};

use super::{SOON, TEXT, headers};
use crate::tag::Held;

/// See the module.
pub(crate) struct Page {
    file: File,
    size: Option<u64>,
    tag: String,
    headers: HeaderMap,
    body: Bytes,
}

/// Which file it was: a checkpoint is replaced by a new file, never written in place.
#[derive(PartialEq, Eq)]
struct File {
    inode: u64,
    changed: (i64, i64),
    length: u64,
}

impl File {
    fn of(store: &Store) -> Option<Self> {
        let file = |meta: &Metadata| Self {
            inode: meta.ino(),
            changed: (meta.mtime(), meta.mtime_nsec()),
            length: meta.len(),
        };
        fs::metadata(store.checkpoint_path()).ok().as_ref().map(file)
    }
}

impl Page {
    /// Reads the checkpoint; none where nothing is published yet.
    pub(super) fn read(store: &Store) -> Result<Option<Self>, StoreError> {
        // The file first: if it is replaced in between, the page is read once more than it need be.
        let Some(file) = File::of(store) else { return Ok(None) };
        let Some(bytes) = store.checkpoint()? else { return Ok(None) };
        let tag = format!("\"{}\"", hex(Sha256::digest(&bytes).get(..12).unwrap_or_default()));
        let mut headers = headers(TEXT, SOON);
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, tag);
        }
        let checkpoint = Note::parse(&bytes).ok().and_then(|note| Checkpoint::parse(note.text()).ok());
        let size = checkpoint.map(|checkpoint| checkpoint.size);
        Ok(Some(Self { file, size, tag, headers, body: bytes.into() }))
    }

    /// Whether its file is still the one that lies there.
    pub(super) fn is_of(&self, store: &Store) -> bool {
        File::of(store).is_some_and(|file| file == self.file)
    }

    /// How many events it covers.
    pub(crate) fn size(&self) -> Option<u64> {
        self.size
    }

    /// The checkpoint, or that the caller has it.
    pub(crate) fn answer(&self, held: &Held) -> Response<Body> {
        let known = held.holds(&self.tag);
        let mut response = Response::new(if known { Body::empty() } else { Body::from(self.body.clone()) });
        *response.headers_mut() = self.headers.clone();
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        response
    }
}
