//! Where a published log is read from: a directory, or an address that serves its files. What comes from there is
//! nobody's word: only its length is checked here.

mod http;

use std::fmt::{self, Display};
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use transparency::{BundleId, TileId};

use http::Http;

/// The longest checkpoint, key or policy that is read.
pub(crate) const MAX_TEXT: u64 = 64 * 1024;
/// The longest bundle: 256 entries of 65,535 bytes, each behind its length.
pub(crate) const MAX_BUNDLE: u64 = 256 * (65_535 + 2);
/// The longest tile.
pub(crate) const MAX_TILE: u64 = 256 * 32;

/// A log's files, wherever they lie.
#[derive(Clone, Debug)]
pub struct Source(Place);

#[derive(Clone, Debug)]
enum Place {
    Directory(PathBuf),
    Http(Http),
}

/// Why a file of a source cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The text is no address.
    #[error(
        "{text} không phải địa chỉ http(s) dùng được: không kèm mật khẩu, dấu hỏi, dấu thăng / \
         {text} is no http(s) address that can be used: no password, question mark or number sign in it"
    )]
    Address {
        /// What was given.
        text: String,
    },
    /// It cannot be read or reached, or its answer broke off.
    #[error("không lấy được {file}: {why} / cannot get {file}: {why}")]
    Unreachable {
        /// Which file.
        file: String,
        /// Why, in the system's words.
        why: String,
    },
    /// It took too long.
    #[error("{file}: quá thời hạn chờ {limit:?} / {file}: no whole answer within {limit:?}")]
    Slow {
        /// Which file.
        file: String,
        /// What it was given.
        limit: Duration,
    },
    /// Neither the file nor "not found". Nobody is followed to another address.
    #[error(
        "{file}: máy chủ trả lời {status}; nếu sổ đã chuyển chỗ, hãy dùng địa chỉ mới / \
         {file}: the server answers {status}; if the log has moved, give its new address"
    )]
    Status {
        /// Which file.
        file: String,
        /// The status of the answer.
        status: u16,
    },
    /// It is longer than any such file can be.
    #[error(
        "{file} dài hơn {most} byte: không thể là tệp của sổ / {file} is longer than {most} bytes: no file of a log"
    )]
    TooLarge {
        /// Which file.
        file: String,
        /// The most that it can hold.
        most: u64,
    },
}

impl Source {
    /// The files in a directory.
    pub fn directory(dir: impl Into<PathBuf>) -> Self {
        Self(Place::Directory(dir.into()))
    }

    /// The files below an address: `https://example.org/f/quy-a`. Each answer must be whole within `limit`.
    pub fn http(address: &str, limit: Duration) -> Result<Self, SourceError> {
        Http::new(address, limit).map(|http| Self(Place::Http(http)))
    }

    /// An address, or else a directory.
    pub fn parse(text: &str, limit: Duration) -> Result<Self, SourceError> {
        if text.contains("://") { Self::http(text, limit) } else { Ok(Self::directory(text)) }
    }

    /// A file by its path; none where the source says that there is no such file.
    pub fn get(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, SourceError> {
        match &self.0 {
            Place::Directory(dir) => read_file(&dir.join(path), most),
            Place::Http(http) => http.get(path, most),
        }
    }

    /// What else lies in a directory than these files, by name. What an address has beside them cannot be known.
    pub(crate) fn others(&self, known: &[&str]) -> Result<Vec<String>, SourceError> {
        let Place::Directory(dir) = &self.0 else { return Ok(Vec::new()) };
        let failed = |error: io::Error| SourceError::Unreachable {
            file: dir.display().to_string(),
            why: error.to_string(),
        };
        let mut others = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if !known.contains(&name.as_str()) {
                others.push(name);
            }
        }
        others.sort();
        Ok(others)
    }

    /// The newest checkpoint.
    pub fn checkpoint(&self) -> Result<Option<Vec<u8>>, SourceError> {
        self.get("checkpoint", MAX_TEXT)
    }

    /// A bundle; one that has been filled since serves for its beginning.
    pub fn bundle(&self, id: BundleId) -> Result<Option<Vec<u8>>, SourceError> {
        match self.get(&id.to_string(), MAX_BUNDLE)? {
            None if id.width < 256 => self.get(&BundleId { width: 256, ..id }.to_string(), MAX_BUNDLE),
            found => Ok(found),
        }
    }

    /// A tile; one that has been filled since serves for its beginning.
    pub fn tile(&self, id: TileId) -> Result<Option<Vec<u8>>, SourceError> {
        match self.get(&id.to_string(), MAX_TILE)? {
            None if id.width < 256 => self.get(&TileId { width: 256, ..id }.to_string(), MAX_TILE),
            found => Ok(found),
        }
    }
}

impl Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Directory(dir) => Display::fmt(&dir.display(), f),
            Place::Http(http) => Display::fmt(http, f),
        }
    }
}

/// A file of at most so many bytes; none where it is not there.
pub(crate) fn read_file(path: &std::path::Path, most: u64) -> Result<Option<Vec<u8>>, SourceError> {
    let file = || path.display().to_string();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| {
        let length = file.metadata()?.len().min(most);
        bytes.reserve_exact(usize::try_from(length).unwrap_or(0).saturating_add(1));
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)
    });
    match read {
        Ok(length) if u64::try_from(length).is_ok_and(|length| length <= most) => Ok(Some(bytes)),
        Ok(_) => Err(SourceError::TooLarge { file: file(), most }),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(SourceError::Unreachable { file: file(), why: error.to_string() }),
    }
}
