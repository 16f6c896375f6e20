//! Tokens beside a published log: `timestamps/<size>.tsr`, the authority's whole answer, and `<size>.checkpoint`, the very
//! bytes that were stamped: the published checkpoint may get cosignatures since, and then has other bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use publication::Store;
use transparency::{Checkpoint, Note};

use crate::MonitorError;
use publication::replace;

/// A token as it lies on the disk; nothing is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The checkpoint's size.
    pub size: u64,
    /// The bytes that were stamped.
    pub checkpoint: Vec<u8>,
    /// The authority's answer.
    pub answer: Vec<u8>,
    /// When the file was written.
    pub written: SystemTime,
}

impl Kept {
    /// Keeps an answer, durably, and says where. The checkpoint goes first: a token always has what it speaks of.
    pub(super) fn write(
        store: &Store,
        size: u64,
        checkpoint: &[u8],
        answer: &[u8],
    ) -> Result<PathBuf, MonitorError> {
        let [stamped, token] = paths(store, size);
        replace(&stamped, checkpoint).map_err(MonitorError::io(&stamped))?;
        replace(&token, answer).map_err(MonitorError::io(&token))?;
        Ok(token)
    }

    /// The token over the checkpoint of that size, if there is one.
    pub fn read(store: &Store, size: u64) -> Result<Option<Self>, MonitorError> {
        let [stamped, token] = paths(store, size);
        let written = match fs::metadata(&token).and_then(|file| file.modified()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            written => written.map_err(MonitorError::io(&token))?,
        };
        let answer = fs::read(&token).map_err(MonitorError::io(&token))?;
        let checkpoint = fs::read(&stamped).map_err(MonitorError::io(&stamped))?;
        Ok(Some(Self { size, checkpoint, answer, written }))
    }

    /// What the stamped checkpoint says, if it is one.
    pub fn stamped(&self) -> Option<(Note, Checkpoint)> {
        let note = Note::parse(&self.checkpoint).ok()?;
        let checkpoint = Checkpoint::parse(note.text()).ok()?;
        Some((note, checkpoint))
    }
}

/// The token over the largest checkpoint.
pub fn newest(store: &Store) -> Result<Option<Kept>, MonitorError> {
    let dir = store.dir().join("timestamps");
    let files = match fs::read_dir(&dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        files => files.map_err(MonitorError::io(&dir))?,
    };
    let size = |path: &Path| {
        let token = path.extension().is_some_and(|ending| ending == "tsr");
        path.file_stem().filter(|_| token)?.to_str()?.parse::<u64>().ok()
    };
    let largest = files.filter_map(|file| size(&file.ok()?.path())).max();
    largest.map_or(Ok(None), |size| Kept::read(store, size))
}

fn paths(store: &Store, size: u64) -> [PathBuf; 2] {
    let dir = store.dir().join("timestamps");
    [dir.join(format!("{size}.checkpoint")), dir.join(format!("{size}.tsr"))]
}
