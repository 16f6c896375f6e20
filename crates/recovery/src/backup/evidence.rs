//! Files of evidence, sealed as they lie: each is copied once and compared again by every backup. One that is erased or swept
//! goes from the backup too; what a journal names was there before its event, so files are copied after the journal.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::manifest::Manifest;
use crate::{RecoveryError, files};

/// By the digest that names a file, the SHA-256 of its sealed bytes.
pub(crate) type Sealed = BTreeMap<String, String>;

/// What copying came to.
pub(super) struct Copied {
    pub(super) files: Sealed,
    pub(super) written: u64,
    pub(super) verified: u64,
}

/// Copies every file of the store in `from` to the backup.
pub(super) fn copy(from: &Path, backup: &Path) -> Result<Copied, RecoveryError> {
    let (mut copied, mut written, mut verified) = (Sealed::new(), 0_u64, 0_u64);
    for (digest, path) in all(from)? {
        // One that was swept meanwhile is named by no event.
        let Some(bytes) = files::read(&path)? else { continue };
        let place = place(&backup.join("evidence"), &digest);
        if files::read(&place)?.as_ref() != Some(&bytes) {
            files::put(&place, &bytes)?;
            written = written.saturating_add(bytes.len() as u64);
        }
        verified = verified.saturating_add(bytes.len() as u64);
        copied.insert(digest, files::digest(&bytes));
    }
    Ok(Copied { files: copied, written, verified })
}

/// Removes every file that the manifest does not name.
pub(super) fn remove_all_but(backup: &Path, manifest: &Manifest) -> Result<(), RecoveryError> {
    for (digest, path) in all(&backup.join("evidence"))? {
        if !manifest.evidence.contains_key(&digest) {
            super::remove(&path)?;
        }
    }
    Ok(())
}

/// The files of a backup, one after the other, each compared with the manifest.
pub(crate) fn restore(backup: &Path, home: &Path, manifest: &Manifest) -> Result<(), RecoveryError> {
    for digest in manifest.evidence.keys() {
        let bytes = file_of(backup, manifest, digest)?;
        files::put(&place(&home.join("evidence"), digest), &bytes)?;
    }
    Ok(())
}

/// One file of a backup.
pub(crate) fn file_of(backup: &Path, manifest: &Manifest, digest: &str) -> Result<Vec<u8>, RecoveryError> {
    let path = place(&backup.join("evidence"), digest);
    let bytes = files::read(&path)?;
    let whole = bytes.filter(|bytes| manifest.evidence.get(digest) == Some(&files::digest(bytes)));
    whole.ok_or(RecoveryError::BackupDamaged { path })
}

/// Where the file of a digest lies in a store or a backup of it.
pub(crate) fn place(store: &Path, digest: &str) -> PathBuf {
    store.join(digest.get(..2).unwrap_or_default()).join(digest)
}

/// All files of a store by their digests, in order; what a crash left half written is not one.
pub(crate) fn all(store: &Path) -> Result<BTreeMap<String, PathBuf>, RecoveryError> {
    let io = |error| RecoveryError::io(store, error);
    let mut found = BTreeMap::new();
    let Ok(folders) = fs::read_dir(store) else { return Ok(found) };
    for folder in folders {
        let folder = folder.map_err(io)?;
        if folder.file_name().len() != 2 {
            continue;
        }
        for file in fs::read_dir(folder.path()).map_err(io)? {
            let file = file.map_err(io)?;
            let name = file.file_name().into_string().unwrap_or_default();
            if name.parse::<domain::Digest>().is_ok() {
                found.insert(name, file.path());
            }
        }
    }
    Ok(found)
}
