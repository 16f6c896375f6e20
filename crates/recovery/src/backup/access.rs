//! Who may come in: the access log, and the names and secrets beside it. Sessions are left out: everybody signs in again.
//!
//! The log first, then the names, so that nobody in the log is without theirs. They are for the owner's eyes, in a backup too.

use std::path::{Path, PathBuf};

use event_log::JournalFile;

use super::journal;
use crate::restore::{To, write_journal};
use crate::{RecoveryError, files};

/// No fund can be called so.
const NAME: &str = "_access";

/// Backs up `<data>/access` into `to/_access`, on top of what an earlier backup has put there. Answers with where; none where
/// there is nothing yet.
pub fn backup_access(data: &Path, to: &Path) -> Result<Option<PathBuf>, RecoveryError> {
    let (from, backup) = (data.join("access"), to.join(NAME));
    if !from.join("log").exists() {
        return Ok(None);
    }
    files::make_folder(&backup).map_err(|error| RecoveryError::io(&backup, error))?;
    let before = named(&backup)?;
    journal::copy(&from.join("log"), &backup, 0)?;
    let people = files::read(&from.join("people.json"))?.unwrap_or_default();
    let digest = files::digest(&people);
    files::put_private(&people_of(&backup, &digest), &people)?;
    files::put(&backup.join("manifest"), format!("{digest}\n").as_bytes())?;
    if let Some(before) = before.filter(|before| *before != digest) {
        let old = people_of(&backup, &before);
        if old.exists() {
            super::remove(&old)?;
        }
    }
    Ok(Some(backup))
}

/// Restores it into a data directory that has none. Answers with whether it did.
pub fn restore_access(from: &Path, data: &Path) -> Result<bool, RecoveryError> {
    let (backup, home) = (from.join(NAME), data.join("access"));
    let Some(digest) = named(&backup)? else { return Ok(false) };
    if home.exists() {
        return Ok(false);
    }
    let path = people_of(&backup, &digest);
    let people = files::read(&path)?.filter(|people| files::digest(people) == digest);
    let people = people.ok_or(RecoveryError::BackupDamaged { path })?;
    let fresh = data.join("access.restoring");
    let io = |error| RecoveryError::io(&fresh, error);
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(io)?;
    }
    files::make_folder(&fresh).map_err(io)?;
    write_journal(&JournalFile::open(&backup.join("log"))?, &fresh, To::End)?;
    files::put_private(&fresh.join("people.json"), &people)?;
    std::fs::rename(&fresh, &home).map_err(io)?;
    files::sync_folder(data).map_err(io)?;
    Ok(true)
}

fn people_of(backup: &Path, digest: &str) -> PathBuf {
    backup.join(format!("people-{digest}.json"))
}

/// The names that the manifest speaks of.
fn named(backup: &Path) -> Result<Option<String>, RecoveryError> {
    let text = files::read(&backup.join("manifest"))?.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(text.map(|text| text.trim().to_owned()).filter(|name| name.parse::<domain::Digest>().is_ok()))
}
