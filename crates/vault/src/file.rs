//! The file `rows`: its header, and how it comes to be.
//!
//! Header, 16 bytes: magic, format version u16, zeros u16, CRC32C of these twelve bytes. Format 1 held rows in clear;
//! it is converted when it is opened (`convert.rs`).

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::{VaultError, durable};

const MAGIC: [u8; 8] = *b"SVRIENG\n";
/// What is written today.
pub(crate) const FORMAT: u16 = 2;
/// The format whose rows stand in clear.
pub(crate) const IN_CLEAR: u16 = 1;
/// Where the first frame stands.
pub(crate) const FIRST: u64 = 16;

/// The file in a vault's directory.
pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("rows")
}

/// An empty file under its final name, or none: a half-written header is never seen under that name.
pub(crate) fn create(dir: &Path) -> Result<File, VaultError> {
    let path = path(dir);
    if path.exists() {
        return Err(VaultError::AlreadyThere(path));
    }
    let made = durable::make_dir(dir).and_then(|()| durable::put(&path, &header(FORMAT)));
    let opened = made.and_then(|()| durable::options().open(&path));
    opened.map_err(|error| VaultError::io(&path, error))
}

/// A file whose header this program understands.
pub(crate) struct Rows {
    pub(crate) file: File,
    /// Its length.
    pub(crate) end: u64,
    pub(crate) format: u16,
}

/// Opens an existing file.
pub(crate) fn open(dir: &Path) -> Result<Rows, VaultError> {
    let path = path(dir);
    let io = |error| VaultError::io(&path, error);
    let mut file = durable::options().open(&path).map_err(io)?;
    let mut head = [0; 16];
    match file.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(VaultError::BadHeader(path));
        }
        read => read.map_err(io)?,
    }
    let [.., low, high, _, _, _, _, _, _] = head;
    let format = u16::from_le_bytes([low, high]);
    if head != header(format) || format == 0 {
        return Err(VaultError::BadHeader(path));
    }
    if format > FORMAT {
        return Err(VaultError::NewerFormat { path, found: format, known: FORMAT });
    }
    let end = file.metadata().map_err(io)?.len();
    Ok(Rows { file, end, format })
}

pub(crate) fn header(format: u16) -> [u8; 16] {
    let mut head = [0; 16];
    let version = format.to_le_bytes();
    for (to, from) in head.iter_mut().zip(MAGIC.into_iter().chain(version)) {
        *to = from;
    }
    let (body, crc) = head.split_at_mut(12);
    crc.copy_from_slice(&crc32c::crc32c(body).to_le_bytes());
    head
}
