//! A backup of a running server: files alone are read, nothing is locked for longer than a moment, nothing is waited for.
//!
//! A backup of one log is a directory: `log/journal` (a copy that only grows), `rows/<sha-256>` (chunks of the ciphertext),
//! `evidence/` (sealed files, each once), //! `tlog/` (tiles and bundles, derived from the copy and so a mirror), `manifest`. It holds no key and no sled. What it holds
//! was read back, its events hashed again to the signed root, before the manifest says so.
//!
//! The order of reading is what makes the files fit each other: rows first, so that every wiped row has its erasure in the
//! journal; then the journal; then the rows that came meanwhile, so that no event is without its row.

mod access;
pub(crate) mod evidence;
mod journal;
mod keys;
pub(crate) mod rows;

use std::fs;
use std::path::{Path, PathBuf};

use event_log::Place;
use jiff::Timestamp;
use publication::Store;
use transparency::{Checkpoint, Note};

use crate::manifest::{Journal, Manifest};
use crate::tree::Tree;
use crate::{Books, RecoveryError, files};
pub use access::{backup_access, restore_access};
pub use keys::backup_keys;

/// What a backup holds, and what of it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Where.
    pub backup: PathBuf,
    /// Events in it.
    pub events: u64,
    /// Events that the signed root covers.
    pub signed: u64,
    /// Bytes written by this run.
    pub written: u64,
    /// Bytes read back and found to be what they must be.
    pub verified: u64,
}

/// Backs up one log into `to/<name>`, on top of what an earlier backup has put there.
pub fn backup(books: &Books, to: &Path, now: Timestamp) -> Result<BackedUp, RecoveryError> {
    let backup = to.join(&books.name);
    files::make_folder(&backup).map_err(|error| RecoveryError::io(&backup, error))?;
    let before = Manifest::read(&backup)?;
    let mut rows = rows::Chunks::new(&backup);
    let source = books.rows();
    let has_rows = source.exists();
    if has_rows {
        rows.read(&source)?;
    }
    // The lock first: what is published later is longer.
    let lock = files::read(&books.lock)?;
    let checkpoint = files::read(&books.tlog().join("checkpoint"))?;
    let signed = [lock.as_deref(), checkpoint.as_deref()].into_iter().flatten().filter_map(read_checkpoint);
    let signed = signed.max_by_key(|checkpoint| checkpoint.size);
    let copy = journal::copy(&books.log(), &backup, signed.as_ref().map_or(0, |signed| signed.size))?;
    if has_rows {
        rows.read_on(&source)?;
    }
    let files_copied = evidence::copy(&books.evidence(), &backup)?;
    let verified = verify(&backup, copy.end, signed.as_ref(), true)?;
    let journal = journal_of(copy.end);
    let mut manifest = Manifest::new(&books.name, copy.log, now, journal);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
    (manifest.lock, manifest.checkpoint) = (lock.and_then(text), checkpoint.and_then(text));
    manifest.rows = if has_rows { Some(rows.finish()?) } else { None };
    manifest.evidence = files_copied.files;
    for name in ["checkpoint", "log.vkey", "policy"] {
        if let Some(bytes) = files::read(&books.tlog().join(name))? {
            files::put(&backup.join("tlog").join(name), &bytes)?;
        }
    }
    copy_snapshots(&books.tlog(), &backup.join("tlog"))?;
    if before.as_ref().map(|before| Manifest { taken_at: now, ..before.clone() }) != Some(manifest.clone()) {
        manifest.write(&backup)?;
    }
    rows.remove_all_but(&manifest)?;
    evidence::remove_all_but(&backup, &manifest)?;
    Ok(BackedUp {
        events: copy.end.position,
        signed: signed.map_or(0, |signed| signed.size),
        written: copy.written + rows.written + files_copied.written + verified.written,
        verified: copy.end.offset + rows.verified + files_copied.verified + verified.bytes,
        backup,
    })
}

/// What reading back found.
pub(crate) struct Verified {
    /// Bytes of tiles and bundles compared.
    pub(crate) bytes: u64,
    /// Bytes of them written.
    pub(crate) written: u64,
}

/// Reads the copy of the journal from its first byte to `end`, and hashes its events to the signed root. Tiles and bundles
/// that are missing beside it are written, where `write` says so, and compared.
pub(crate) fn verify(
    backup: &Path,
    end: Place,
    signed: Option<&Checkpoint>,
    write: bool,
) -> Result<Verified, RecoveryError> {
    let copy = event_log::JournalFile::open(&backup.join("log"))?.up_to(end.offset);
    let path = copy.path();
    let damaged = || RecoveryError::BackupDamaged { path: path.clone() };
    let size = signed.map_or(0, |signed| signed.size);
    let mut tree = Tree::over(&backup.join("tlog"), size, write);
    let mut place = copy.start();
    for walked in copy.walk(place) {
        let walked = walked.map_err(|_| damaged())?;
        for event in walked.record.events() {
            tree.push(event.bytes)?;
        }
        place = walked.end;
    }
    if place != end {
        return Err(damaged());
    }
    tree.finish(signed)
}

/// The signed lists of the days, which are never changed.
pub(crate) fn copy_snapshots(from: &Path, to: &Path) -> Result<(), RecoveryError> {
    for id in Store::at(from).snapshots()? {
        let name = format!("snapshot/{id}");
        if let Some(bytes) = files::read(&from.join(&name))?.filter(|_| !to.join(&name).exists()) {
            files::put(&to.join(&name), &bytes)?;
        }
    }
    Ok(())
}

/// What a note says, whoever signed it.
pub(crate) fn read_checkpoint(note: &[u8]) -> Option<Checkpoint> {
    Checkpoint::parse(Note::parse(note).ok()?.text()).ok()
}

fn journal_of(end: Place) -> Journal {
    Journal { bytes: end.offset, events: end.position, chain: files::hex(&end.chain) }
}

/// Removes a file that nothing speaks of any more.
fn remove(path: &Path) -> Result<(), RecoveryError> {
    fs::remove_file(path).map_err(|error| RecoveryError::io(path, error))
}
