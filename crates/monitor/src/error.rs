//! Why something that was asked of this crate cannot be done. That something is wrong with a log is no such error but the
//! answer: a [`Report`](transparency::Report), or a fault of its own.

use std::io;
use std::path::{Path, PathBuf};

use publication::StoreError;

use crate::source::SourceError;
use crate::timestamp::TimestampError;

/// Why nothing can be said: a disk that fails, a file or key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MonitorError {
    /// The disk.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A published file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of a source or copy.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A token over a checkpoint.
    #[error(transparent)]
    Timestamp(#[from] TimestampError),
    /// A file that was given holds something else than it should.
    #[error("{path}: {vi} / {path}: {en}", path = path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// What is wrong and what to do, in Vietnamese.
        vi: String,
        /// The same in English.
        en: String,
    },
}

impl MonitorError {
    /// Whether a file is longer than any such file can be, which no log's own file is.
    pub(crate) fn is_too_large(&self) -> bool {
        matches!(self, Self::Source(SourceError::TooLarge { .. }))
    }

    /// Names the file beside what the system says.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
