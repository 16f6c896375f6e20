//! What keeps a log from being signed twice: the last signed checkpoint, in a file apart from the log, best on another
//! disk. A log that is restored from a backup, or that two programs hold, meets its own newest signature here.
//!
//! The file is swapped only when it holds what its owner last read or wrote, under an exclusive lock of the system, and
//! durably. It is never written for any other reason.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::{PublishError, durable};

/// The lock of one log.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// What it held when it was last read or written; empty where nothing has been signed.
    held: Vec<u8>,
}

impl Lock {
    /// The lock of the log of that short name in the directory `locks`, as it is now. It need not exist yet.
    pub fn read(locks: &Path, name: &str) -> Result<Self, PublishError> {
        let path = locks.join(format!("{name}.checkpoint"));
        match fs::read(&path) {
            Ok(held) => Ok(Self { path, held }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self { path, held: Vec::new() }),
            Err(source) => Err(PublishError::Io { path, source }),
        }
    }

    /// The last signed note; none where nothing has been signed.
    pub fn held(&self) -> Option<&[u8]> {
        Some(self.held.as_slice()).filter(|held| !held.is_empty())
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts `note` in place of what is held. Refused where the file holds anything else by now.
    pub(crate) fn swap(&mut self, note: &[u8]) -> Result<(), PublishError> {
        let io = |source| PublishError::Io { path: self.path.clone(), source };
        let swapped = match self.exclusively().map_err(io)? {
            Some(mut file) => {
                let mut now = Vec::new();
                file.read_to_end(&mut now).map_err(io)?;
                now == self.held && durable::replace(&self.path, note).map(|()| true).map_err(io)?
            }
            None => self.held.is_empty() && durable::create(&self.path, note, 0o644).map_err(io)?,
        };
        if !swapped {
            return Err(PublishError::LockChanged { path: self.path.clone() });
        }
        note.clone_into(&mut self.held);
        Ok(())
    }

    /// The file, locked; none where there is none: it is never made empty. Who waited for the lock while the file was
    /// replaced holds a file that has no name any more, and begins again.
    fn exclusively(&self) -> io::Result<Option<File>> {
        loop {
            let file = match OpenOptions::new().read(true).write(true).open(&self.path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                file => file?,
            };
            file.lock()?;
            let (ours, named) = (file.metadata()?, fs::metadata(&self.path));
            if named.is_ok_and(|named| named.ino() == ours.ino() && named.dev() == ours.dev()) {
                return Ok(Some(file));
            }
        }
    }
}
