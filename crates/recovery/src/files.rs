//! Files that are put down durably, read back, and set aside. Every sync of this crate stands here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::RecoveryError;

/// Puts a whole file in place, durably: a neighbour is written, synced, read back and renamed, the directory synced.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), RecoveryError> {
    put_with(path, bytes, 0o666)
}

/// The same for the owner's eyes only, from its first byte on.
pub(crate) fn put_private(path: &Path, bytes: &[u8]) -> Result<(), RecoveryError> {
    put_with(path, bytes, 0o600)
}

fn put_with(path: &Path, bytes: &[u8], mode: u32) -> Result<(), RecoveryError> {
    let done = || {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        make_folder(folder)?;
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(".new");
        let fresh = folder.join(name);
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(mode).open(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if fs::read(&fresh)? != bytes {
            return Err(io::Error::other(
                "đọc lại không giống lúc ghi / it reads back otherwise than it was written",
            ));
        }
        fs::rename(&fresh, path)?;
        sync_folder(folder)
    };
    done().map_err(|error| RecoveryError::io(path, error))
}

/// A directory and what leads to it.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folder(parent)?;
        fs::create_dir_all(folder)?;
        return sync_folder(parent);
    }
    fs::create_dir_all(folder)
}

/// What was created, renamed or removed in it is durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The bytes of a file; none where it is not there.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, RecoveryError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(RecoveryError::io(path, error)),
    }
}

/// Moves a file or directory out of the way, under its name and `.damaged-<n>`. None where there is nothing.
pub(crate) fn set_aside(path: &Path) -> Result<Option<PathBuf>, RecoveryError> {
    let done = || {
        if !path.try_exists()? {
            return Ok(None);
        }
        let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        for number in 1_u32.. {
            let kept = path.with_file_name(format!("{name}.damaged-{number}"));
            if !kept.try_exists()? {
                fs::rename(path, &kept)?;
                sync_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
                return Ok(Some(kept));
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    };
    done().map_err(|error| RecoveryError::io(path, error))
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
