//! From a backup to books: everything is verified before and after, and the books appear under their name whole or not.
//!
//! What a restore would lose is not lost in silence. The lock, the published checkpoint and every other checkpoint that
//! the caller brings say how far the log had come; where one of them knows more than what was restored, the books open
//! read-only until a person accepts the loss ([`accept_loss`]). Nothing is ever signed again that was signed otherwise.

mod loss;

use std::path::{Path, PathBuf};

use event_log::{JournalFile, JournalWriter, Place, Record};
use jiff::Timestamp;
use transparency::{Checkpoint, Hash};

use crate::backup::{copy_snapshots, read_checkpoint, verify};
use crate::manifest::Manifest;
use crate::tree::{Tree, root_over};
use crate::{Books, READ_ONLY, RecoveryError, files};
pub use loss::{Known, Loss, accept_loss};

/// To where a backup is restored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum To {
    /// All of it.
    #[default]
    End,
    /// The last commit that ends at or before this position.
    Position(u64),
    /// The last commit that was recorded at or before this moment.
    Moment(Timestamp),
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the books are.
    pub home: PathBuf,
    /// How many events they have.
    pub events: u64,
    /// The root over them.
    pub root: Hash,
    /// When the last of them was recorded.
    pub last: Option<Timestamp>,
    /// What the books had and have not any more. The books are read-only then.
    pub loss: Option<Loss>,
}

/// Restores the backup of one log, which lies in `from/<name>`, into `books.home`, which must not hold anything.
pub fn restore(books: &Books, from: &Path, to: To, known: &[Known]) -> Result<Restored, RecoveryError> {
    let backup = from.join(&books.name);
    let manifest = Manifest::read(&backup)?;
    let manifest = manifest.ok_or_else(|| RecoveryError::NoBackup { path: backup.clone() })?;
    if books.home.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(RecoveryError::Occupied { path: books.home.clone() });
    }
    let signed = signed_in(&manifest);
    let copy = JournalFile::open(&backup.join("log"))?.up_to(manifest.journal.bytes);
    let whole = end_of(&copy, &manifest)?;
    verify(&backup, whole, signed.as_ref(), false)?;

    // Written beside, and renamed when it is whole.
    let fresh = beside(&books.home, ".restoring")?;
    let io = |error| RecoveryError::io(&fresh, error);
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(io)?;
    }
    files::make_folder(&fresh).map_err(io)?;
    let cut = write_journal(&copy, &fresh, to)?;
    if let Some(rows) = &manifest.rows {
        files::put(&fresh.join("vault").join("rows"), &crate::backup::rows::rows_of(&backup, rows)?)?;
    }
    crate::backup::evidence::restore(&backup, &fresh, &manifest)?;
    let loss = loss::find(books, &manifest, known, &cut)?;
    let published = write_published(&backup, &fresh, &manifest, &cut)?;
    match &loss {
        Some(loss) => files::put(&fresh.join(READ_ONLY), loss.to_string().as_bytes())?,
        // Where something may be missing, a backup's own word must not pass for the lock the next time.
        None => restore_lock(books, &manifest)?,
    }
    verify(&fresh, cut.end, published.as_ref(), false)?;
    if books.home.exists() {
        std::fs::remove_dir(&books.home).map_err(io)?;
    }
    std::fs::rename(&fresh, &books.home).map_err(io)?;
    let parent = books.home.parent().unwrap_or(Path::new("."));
    files::sync_folder(parent).map_err(|error| RecoveryError::io(parent, error))?;
    let (events, root, last) = (cut.end.position, cut.root, cut.last);
    Ok(Restored { home: books.home.clone(), events, root, last, loss })
}

/// Where the restored journal ends.
pub(crate) struct Cut {
    end: Place,
    last: Option<Timestamp>,
    root: Hash,
    /// The roots over the events up to the sizes that somebody knows of.
    leaves: Vec<Hash>,
}

/// The newest checkpoint that the backup knows.
fn signed_in(manifest: &Manifest) -> Option<Checkpoint> {
    let notes = [&manifest.lock, &manifest.checkpoint].into_iter().flatten();
    notes.filter_map(|note| read_checkpoint(note.as_bytes())).max_by_key(|checkpoint| checkpoint.size)
}

/// The end of the copy as the manifest has it.
fn end_of(copy: &JournalFile, manifest: &Manifest) -> Result<Place, RecoveryError> {
    let mut end = copy.start();
    for walked in copy.walk(end).map_while(Result::ok) {
        end = walked.end;
    }
    let journal = &manifest.journal;
    let same = end.offset == journal.bytes
        && end.position == journal.events
        && files::hex(&end.chain) == journal.chain
        && copy.id() == manifest.log;
    same.then_some(end).ok_or_else(|| RecoveryError::BackupDamaged { path: copy.path() })
}

/// Writes the journal up to where it is cut.
pub(crate) fn write_journal(copy: &JournalFile, fresh: &Path, to: To) -> Result<Cut, RecoveryError> {
    let mut writer = JournalWriter::create(&fresh.join("log"), copy.id())?;
    let (mut commit, mut last, mut leaves) = (Vec::new(), None, Vec::new());
    for walked in copy.walk(copy.start()) {
        let walked = walked.map_err(|source| RecoveryError::Journal { path: copy.path(), source })?;
        let (ends, position) = (walked.record.last_part, walked.end.position);
        commit.push(walked.record);
        if !ends {
            continue;
        }
        let recorded = commit.iter().flat_map(Record::events).filter_map(|event| {
            domain::decode(event.position, event.bytes).ok().map(|event| event.meta.recorded_at)
        });
        let recorded = recorded.max();
        let beyond = match to {
            To::End => false,
            To::Position(limit) => position > limit,
            To::Moment(limit) => recorded.is_some_and(|recorded| recorded > limit),
        };
        if beyond {
            break;
        }
        for record in commit.drain(..) {
            writer.push(&record)?;
            leaves.extend(record.events().map(|event| Hash::leaf(event.bytes)));
        }
        last = recorded.or(last);
    }
    if writer.end().position == 0 && to != To::End {
        return Err(RecoveryError::NothingBefore);
    }
    let written = writer.finish()?;
    let end = written.end;
    written.put_in_place()?;
    Ok(Cut { end, last, root: root_over(&leaves), leaves })
}

/// Derives the published files again, up to the newest checkpoint that the restored journal reaches, and puts that
/// checkpoint beside them.
fn write_published(
    backup: &Path,
    fresh: &Path,
    manifest: &Manifest,
    cut: &Cut,
) -> Result<Option<Checkpoint>, RecoveryError> {
    for name in ["log.vkey", "policy"] {
        if let Some(bytes) = files::read(&backup.join("tlog").join(name))? {
            files::put(&fresh.join("tlog").join(name), &bytes)?;
        }
    }
    copy_snapshots(&backup.join("tlog"), &fresh.join("tlog"))?;
    let notes = [&manifest.checkpoint, &manifest.lock].into_iter().flatten();
    let reached = notes.filter_map(|note| Some((note, read_checkpoint(note.as_bytes())?)));
    let reached = reached.filter(|(_, checkpoint)| checkpoint.size <= cut.end.position);
    let Some((note, checkpoint)) = reached.max_by_key(|(_, checkpoint)| checkpoint.size) else {
        return Ok(None);
    };
    let mut tree = Tree::over(&fresh.join("tlog"), checkpoint.size, true);
    let written = JournalFile::open(&fresh.join("log"))?;
    for walked in written.walk(written.start()) {
        let walked = walked.map_err(|source| RecoveryError::Journal { path: written.path(), source })?;
        for event in walked.record.events() {
            tree.push(event.bytes)?;
        }
    }
    tree.finish(Some(&checkpoint))?;
    files::put(&fresh.join("tlog").join("checkpoint"), note.as_bytes())?;
    Ok(Some(checkpoint))
}

/// A lock that is gone comes from the backup; one that is there knows better.
fn restore_lock(books: &Books, manifest: &Manifest) -> Result<(), RecoveryError> {
    match (&manifest.lock, books.lock.exists()) {
        (Some(lock), false) => files::put(&books.lock, lock.as_bytes()),
        _ => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> Result<PathBuf, RecoveryError> {
    let name = path.file_name().map(|name| format!("{}{ending}", name.to_string_lossy()));
    let occupied = || RecoveryError::Occupied { path: path.to_owned() };
    name.map(|name| path.with_file_name(name)).ok_or_else(occupied)
}
