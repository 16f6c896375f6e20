//! Continues the copy of a journal, after the journal was found to begin with it.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use event_log::{JournalFile, OpenError, Place};
use uuid::Uuid;

use crate::{RecoveryError, files};

/// The copy.
pub(super) struct Copy {
    pub(super) log: Uuid,
    /// Its end, which is a commit's.
    pub(super) end: Place,
    pub(super) written: u64,
}

/// Brings `backup/log/journal` up to the last commit of the journal in `log` that is there to stay. `signed` events are.
pub(super) fn copy(log: &Path, backup: &Path, signed: u64) -> Result<Copy, RecoveryError> {
    let mut source = JournalFile::open(log)?;
    let free = source.settled()?;
    let folder = backup.join("log");
    let path = folder.join("journal");
    files::make_folder(&folder).map_err(|error| RecoveryError::io(&folder, error))?;
    let copied = end_of_copy(&folder, &source)?;
    let end = find_end(&source, copied, signed, free)?;
    let not_continued = || RecoveryError::NotContinued { path: path.clone(), copied: copied.position };
    let end = end.ok_or_else(not_continued)?;
    let written =
        append(&source.path(), &path, copied, end).map_err(|error| RecoveryError::io(&path, error))?;
    Ok(Copy { log: source.id(), end, written })
}

/// The end of the last whole commit that the copy has; the source's start where there is no copy.
fn end_of_copy(folder: &Path, source: &JournalFile) -> Result<Place, RecoveryError> {
    let copy = match JournalFile::open(folder) {
        Ok(copy) => copy,
        // A copy that was cut off before its header was whole.
        Err(OpenError::NotFound { .. } | OpenError::NotAJournal { .. }) => return Ok(source.start()),
        Err(error) => return Err(error.into()),
    };
    if copy.id() != source.id() {
        return Err(RecoveryError::NotContinued { path: copy.path(), copied: 0 });
    }
    let mut end = copy.start();
    // What does not hold together is written again from the journal, which is compared with what comes before it.
    for walked in copy.walk(end).map_while(Result::ok) {
        if walked.record.last_part {
            end = walked.end;
        }
    }
    Ok(end)
}

/// The last commit's end that is there to stay; none if the journal does not come by `copied`.
fn find_end(
    source: &JournalFile,
    copied: Place,
    signed: u64,
    free: bool,
) -> Result<Option<Place>, RecoveryError> {
    let (mut known, mut end, mut position) = (signed, source.start(), 0);
    let mut continued = copied == source.start();
    let mut open = VecDeque::new();
    for walked in source.walk(source.start()) {
        let walked = match walked {
            Ok(walked) => walked,
            // The newest group, half-written by a running log, or torn by a crash.
            Err(_) if position >= known => break,
            Err(error) => return Err(RecoveryError::Journal { path: source.path(), source: error }),
        };
        position = walked.end.position;
        known = known.max(walked.record.synced());
        continued |= walked.end == copied;
        if walked.record.last_part {
            open.push_back(walked.end);
        }
        while let Some(next) = open.front().filter(|next| free || next.position <= known) {
            end = *next;
            open.pop_front();
        }
    }
    // A copy that has more than is there to stay was taken when it was.
    Ok(continued.then_some(if copied.position > end.position { copied } else { end }))
}

/// Appends the bytes between the two places to the copy, durably.
fn append(source: &Path, path: &Path, copied: Place, end: Place) -> io::Result<u64> {
    let fresh = !path.exists() || fs::metadata(path)?.len() < copied.offset || copied.position == 0;
    let from = if fresh { 0 } else { copied.offset };
    let mut copy = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    copy.set_len(from)?;
    copy.seek(SeekFrom::Start(from))?;
    let mut bytes = File::open(source)?;
    bytes.seek(SeekFrom::Start(from))?;
    let length = end.offset.saturating_sub(from);
    let written = io::copy(&mut bytes.take(length), &mut copy)?;
    if written != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    copy.sync_all()?;
    files::sync_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
    Ok(written)
}
