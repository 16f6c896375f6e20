//! The token file on disk: read whole, replaced whole, edited by one process at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Token;

/// What can go wrong with tokens.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The file cannot be opened, written or moved into place.
    #[error(
        "{path}: không dùng được tệp mã truy cập, kiểm tra quyền và dung lượng đĩa / cannot use the token file, check permissions and disk space: {source}"
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not what this program writes.
    #[error(
        "{path}: tệp mã truy cập hỏng, hãy khôi phục từ bản sao hoặc xóa rồi tạo mã mới / the token file is damaged, restore it from a copy or remove it and make new tokens: {source}"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where it stops making sense.
        source: serde_json::Error,
    },
    /// No token of that id.
    #[error(
        "không có mã truy cập {0}, xem danh sách bằng `sovang token list` / there is no token {0}, see `sovang token list`"
    )]
    Unknown(String),
    /// No token of that person.
    #[error(
        "chưa có mã truy cập nào của {0}: xem danh sách bằng `sovang token list`, hoặc bỏ --person nếu là người mới / \
         nobody is known as {0}: see `sovang token list`, or leave out --person for a new person"
    )]
    UnknownPerson(String),
    /// A role of those who need no token.
    #[error(
        "vai trò {0} không dùng mã truy cập: người ngồi tại máy dùng dòng lệnh / the role {0} has no tokens: who sits at \
         the machine uses the command line"
    )]
    NoToken(&'static str),
    /// An id or role in the file that no actor can have.
    #[error("tệp mã truy cập có dòng sai / the token file has a wrong line: {0}")]
    Actor(#[from] domain::InvalidId),
    /// The system gives no random bytes.
    #[error("máy không cho số ngẫu nhiên / the system gives no random numbers: {0}")]
    NoRandomness(String),
}

/// The form of the file. A newer form is refused by its unknown fields or version.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: Version,
    tokens: Vec<Token>,
}

#[derive(Serialize, Deserialize)]
enum Version {
    #[serde(rename = "1")]
    One,
}

/// Tells one state of the file from another: each edit puts a new file in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp(Option<(u64, u64, i64, i64)>);

impl Stamp {
    pub(super) fn of(path: &Path) -> Result<Self, TokenError> {
        match std::fs::metadata(path) {
            Ok(meta) => Ok(Self(Some((meta.ino(), meta.size(), meta.mtime(), meta.mtime_nsec())))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self(None)),
            Err(source) => Err(TokenError::Io { path: path.to_owned(), source }),
        }
    }
}

/// The tokens as last read.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) stamp: Stamp,
    pub(super) tokens: Vec<Token>,
}

impl Held {
    /// The stamp is taken before the contents: a change in between is seen at the next look.
    pub(super) fn read(path: &Path) -> Result<Self, TokenError> {
        let stamp = Stamp::of(path)?;
        let tokens = match std::fs::read(path) {
            Ok(bytes) => parse(path, &bytes)?,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(source) => return Err(TokenError::Io { path: path.to_owned(), source }),
        };
        Ok(Self { stamp, tokens })
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Vec<Token>, TokenError> {
    let stored: Stored = serde_json::from_slice(bytes)
        .map_err(|source| TokenError::Unreadable { path: path.to_owned(), source })?;
    Ok(stored.tokens)
}

/// A change of the file. The lock file keeps a second editor waiting until this one is done.
pub(super) struct Edit<'a> {
    path: &'a Path,
    pub(super) tokens: Vec<Token>,
    _lock: File,
}

impl<'a> Edit<'a> {
    pub(super) fn begin(path: &'a Path) -> Result<Self, TokenError> {
        let lock = locked(&path.with_extension("lock"))
            .map_err(|source| TokenError::Io { path: path.to_owned(), source })?;
        Ok(Self { path, tokens: Held::read(path)?.tokens, _lock: lock })
    }

    /// Whether somebody has had a token under this pseudonym.
    pub(super) fn knows(&self, person: &str) -> bool {
        self.tokens.iter().any(|token| token.person() == person)
    }

    /// Old or new, never a mixture: written beside, synced, moved into place.
    pub(super) fn commit(self) -> Result<(), TokenError> {
        let stored = Stored { version: Version::One, tokens: self.tokens };
        replace(self.path, &stored).map_err(|source| TokenError::Io { path: self.path.to_owned(), source })
    }
}

fn locked(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    file.lock()?;
    Ok(file)
}

fn replace(path: &Path, stored: &Stored) -> io::Result<()> {
    let beside = path.with_extension("json.new");
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&beside)?;
    file.write_all(&serde_json::to_vec_pretty(stored)?)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}
