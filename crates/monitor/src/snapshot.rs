//! Verifying a snapshot of the public book: who signed the list of its files, whether the files are those of the list, and,
//! with a copy of the log, whether they are what follows from it.

mod files;
mod remade;
mod report;

use std::path::Path;

use transparency::{Note, Outcome, Report, Snapshot, VerifierKey};

use crate::copy::{Copy, CopyError};
use crate::source::MAX_TEXT;
use crate::trust::{Trust, key_of};
use crate::verify::no_copy;
use crate::{MonitorError, Source};

use report::Told;

/// What the signed list is called beside its files.
pub const MANIFEST: &str = "ban-chot.txt";
/// The log's key, where a directory holds it.
const KEY: &str = "log.vkey";

/// Verifies the snapshot whose list and files lie in `source`, against the copy of the log in `mirror` where there is one.
/// An error means that nothing could be said; everything else is in the report.
pub fn verify_snapshot(
    source: &Source,
    mirror: Option<&Path>,
    trust: &Trust,
) -> Result<Report, MonitorError> {
    let copy = match mirror.map(|dir| Copy::open(dir, trust)).transpose() {
        Ok(copy) => copy,
        Err(CopyError::Monitor(error)) if !error.is_too_large() => return Err(error),
        Err(error) => return Ok(no_copy(&error)),
    };
    let Some(bytes) = source.get(MANIFEST, MAX_TEXT)? else {
        return Ok(report::without(report::missing(source, MANIFEST)));
    };
    let key = match key(source, trust, copy.as_ref(), &bytes)? {
        Ok(key) => key,
        Err(told) => return Ok(report::without(told)),
    };
    let snapshot = match Snapshot::open(&bytes, &key) {
        Ok(snapshot) => snapshot,
        Err(error) => return Ok(report::without(Told::both(Outcome::Tampered, &error.to_string()))),
    };
    let found = files::look(source, &snapshot);
    let mut told = vec![report::signed(&snapshot)];
    match &copy {
        Some(copy) => remade::compare(copy, &snapshot, &found, &mut told),
        None => {
            told.extend(found.iter().zip(&snapshot.files).map(|(found, file)| report::alone(file, found)));
        }
    }
    told.extend(source.others(&known(&snapshot))?.into_iter().map(|name| report::stray(&name)));
    let pinned = copy.as_ref().map_or_else(|| matches!(trust, Trust::Policy(_)), Copy::pinned);
    Ok(report::report(told, copy.as_ref(), (!pinned).then_some(&key)))
}

/// The key of the log that the snapshot names: the policy's, the copy's, or the one that lies beside the files.
fn key(
    source: &Source,
    trust: &Trust,
    copy: Option<&Copy>,
    note: &[u8],
) -> Result<Result<VerifierKey, Told>, MonitorError> {
    let policy = match (trust, copy) {
        (_, Some(copy)) => Some(copy.policy()),
        (Trust::Policy(policy), None) => Some(policy),
        (Trust::FirstUse, None) => None,
    };
    let Some(policy) = policy else {
        let Some(bytes) = source.get(KEY, MAX_TEXT)? else { return Ok(Err(report::missing(source, KEY))) };
        let key = key_of(&bytes);
        return Ok(key.map_err(|(vi, en)| {
            Told::new(Outcome::Incomplete, format!("{KEY}: {vi}"), format!("{KEY}: {en}"))
        }));
    };
    let read = Note::parse(note).map_err(|error| error.to_string());
    let read = read.and_then(|note| Snapshot::parse(note.text()).map_err(|error| error.to_string()));
    let origin = match read {
        Ok(snapshot) => snapshot.of.origin,
        Err(error) => return Ok(Err(Told::both(Outcome::Tampered, &error))),
    };
    let known = policy.logs().iter().find(|log| log.key.name() == origin);
    Ok(known.map(|log| log.key.clone()).ok_or_else(|| report::another_log(&origin, policy)))
}

/// The names of all files that may lie beside each other.
fn known(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.files.iter().map(|file| file.name.as_str()).chain([MANIFEST, KEY]).collect()
}
