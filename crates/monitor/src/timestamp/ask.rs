//! Asking an authority over HTTP.

use std::path::PathBuf;
use std::time::Duration;

use publication::Store;
use transparency::{Checkpoint, Note};

use super::token::MAX_BYTES;
use super::{Kept, Pinned, Stamped, TimestampError, check_fresh, request};
use crate::MonitorError;
use crate::post::{Post, agent, post};

/// A token that was asked for, checked and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// What it says.
    pub stamped: Stamped,
    /// Of a checkpoint of how many entries.
    pub size: u64,
    /// Where the answer is kept.
    pub file: PathBuf,
}

/// Has the published checkpoint of that log stamped by the authority at `url`, checks the answer and keeps it. `nonce` is
/// by chance, `now` seconds since 1970.
pub fn ask(store: &Store, url: &str, pinned: &Pinned, nonce: u64, now: i64) -> Result<Stamp, MonitorError> {
    let missing = || {
        let path = store.dir().join("checkpoint");
        let (vi, en) = ("chưa có điểm kiểm nào để đóng dấu".into(), "there is no checkpoint to stamp".into());
        MonitorError::Unusable { path, vi, en }
    };
    let checkpoint = store.checkpoint()?.ok_or_else(missing)?;
    let note = Note::parse(&checkpoint).ok();
    let size = note.and_then(|note| Checkpoint::parse(note.text()).ok()).ok_or_else(missing)?.size;
    let answer = stamp(url, &request(&checkpoint, nonce)?)?;
    let stamped = check_fresh(&answer, &checkpoint, pinned, nonce, now)?;
    let file = Kept::write(store, size, &checkpoint, &answer)?;
    Ok(Stamp { stamped, size, file })
}

fn stamp(url: &str, request: &[u8]) -> Result<Vec<u8>, TimestampError> {
    let unreachable = |why: String| TimestampError::Unreachable { url: url.to_owned(), why };
    let sent = Post { url, kind: "application/timestamp-query", body: request, most: MAX_BYTES };
    let answer = post(&agent(Duration::from_secs(20)), &sent).map_err(unreachable)?;
    if answer.status != 200 {
        return Err(unreachable(format!("HTTP {}", answer.status)));
    }
    if answer.kind.as_deref() != Some("application/timestamp-reply") {
        return Err(unreachable(format!("Content-Type {:?}", answer.kind.unwrap_or_default())));
    }
    Ok(answer.body)
}
