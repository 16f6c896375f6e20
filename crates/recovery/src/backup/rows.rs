//! The rows of personal data as chunks named by their digests. What was wiped in place since the last backup is another
//! chunk now, and the old one goes when no manifest speaks of it any more.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::manifest::{Manifest, Rows};
use crate::{RecoveryError, files};

/// Bytes of a chunk.
const CHUNK: usize = 256 * 1024;

/// The chunks of one backup.
pub(super) struct Chunks {
    folder: PathBuf,
    /// The chunks that are full.
    names: Vec<String>,
    /// What is behind them.
    rest: Vec<u8>,
    pub(super) written: u64,
    pub(super) verified: u64,
}

impl Chunks {
    pub(super) fn new(backup: &Path) -> Self {
        let folder = backup.join("rows");
        Self { folder, names: Vec::new(), rest: Vec::new(), written: 0, verified: 0 }
    }

    /// Reads the file as it is now.
    pub(super) fn read(&mut self, source: &Path) -> Result<(), RecoveryError> {
        self.read_on(source)
    }

    /// Reads what has been appended since.
    pub(super) fn read_on(&mut self, source: &Path) -> Result<(), RecoveryError> {
        let io = |error| RecoveryError::io(source, error);
        let mut file = File::open(source).map_err(io)?;
        let from = (self.names.len() * CHUNK + self.rest.len()) as u64;
        file.seek(SeekFrom::Start(from)).map_err(io)?;
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = file.read(&mut buffer).map_err(io)?;
            if read == 0 {
                return Ok(());
            }
            self.rest.extend_from_slice(buffer.get(..read).unwrap_or_default());
            while self.rest.len() >= CHUNK {
                let rest = self.rest.split_off(CHUNK);
                let full = std::mem::replace(&mut self.rest, rest);
                let name = self.put(&full)?;
                self.names.push(name);
            }
        }
    }

    /// Writes what is not written yet.
    pub(super) fn finish(&mut self) -> Result<Rows, RecoveryError> {
        let mut chunks = self.names.clone();
        if !self.rest.is_empty() {
            let rest = std::mem::take(&mut self.rest);
            chunks.push(self.put(&rest)?);
            self.rest = rest;
        }
        Ok(Rows { bytes: (self.names.len() * CHUNK + self.rest.len()) as u64, chunks })
    }

    /// Removes every chunk that the manifest does not name.
    pub(super) fn remove_all_but(&self, manifest: &Manifest) -> Result<(), RecoveryError> {
        let named: HashSet<_> = manifest.rows.iter().flat_map(|rows| &rows.chunks).collect();
        let entries = fs::read_dir(&self.folder).into_iter().flatten();
        let mut removed = false;
        for name in entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()) {
            if !named.contains(&name) {
                super::remove(&self.folder.join(name))?;
                removed = true;
            }
        }
        if removed {
            files::sync_folder(&self.folder).map_err(|error| RecoveryError::io(&self.folder, error))?;
        }
        Ok(())
    }

    /// Writes a chunk that is not there, and reads one that is.
    fn put(&mut self, bytes: &[u8]) -> Result<String, RecoveryError> {
        let name = files::digest(bytes);
        let path = self.folder.join(&name);
        if files::read(&path)?.as_deref() != Some(bytes) {
            files::put(&path, bytes)?;
            self.written += bytes.len() as u64;
        }
        self.verified += bytes.len() as u64;
        Ok(name)
    }
}

/// The rows of a backup, every chunk compared with its name.
pub(crate) fn rows_of(backup: &Path, rows: &Rows) -> Result<Vec<u8>, RecoveryError> {
    let mut all = Vec::new();
    for name in &rows.chunks {
        let path = backup.join("rows").join(name);
        let bytes = files::read(&path)?.filter(|bytes| files::digest(bytes) == *name);
        all.extend(bytes.ok_or(RecoveryError::BackupDamaged { path })?);
    }
    let whole = all.len() as u64 == rows.bytes;
    whole.then_some(all).ok_or_else(|| RecoveryError::BackupDamaged { path: backup.join("rows") })
}
