//! The signed notes: the lock, the published checkpoint, and those that aids bring. The newest one that this log's key has
//! signed is what everything is measured against.

use std::path::PathBuf;

use transparency::{Checkpoint, Hash, Note, VerifierKey};

use super::{Aid, Doctor, What};
use crate::tree::root_over;
use crate::{Books, RecoveryError, files};

/// A note, and what it says if this log has signed it.
pub(super) struct Signed {
    pub(super) file: PathBuf,
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) says: Option<Checkpoint>,
}

/// All of them.
pub(super) struct Notes {
    pub(super) lock: Signed,
    pub(super) published: Signed,
    pub(super) others: Vec<Signed>,
    /// The published key is not the log's.
    pub(super) key: Option<VerifierKey>,
}

/// Reads and verifies them.
pub(super) fn read(books: &Books, aids: &[Aid]) -> Result<Notes, RecoveryError> {
    let key = books.key.clone().or(published_key(books)?);
    let signed = |file: PathBuf| {
        let bytes = files::read(&file)?;
        let says = bytes.as_deref().and_then(|bytes| verify(bytes, key.as_ref()?));
        Ok::<_, RecoveryError>(Signed { file, bytes, says })
    };
    let mut others = Vec::new();
    for aid in aids {
        others.push(signed(match aid {
            Aid::Backup(from) => from.join(&books.name).join("tlog").join("checkpoint"),
            Aid::Mirror(dir) => dir.join("checkpoint"),
        })?);
    }
    let (lock, published) = (signed(books.lock.clone())?, signed(books.tlog().join("checkpoint"))?);
    Ok(Notes { lock, published, others, key })
}

fn published_key(books: &Books) -> Result<Option<VerifierKey>, RecoveryError> {
    let bytes = files::read(&books.tlog().join("log.vkey"))?.unwrap_or_default();
    Ok(std::str::from_utf8(&bytes).ok().and_then(|text| VerifierKey::parse(text.trim_end()).ok()))
}

fn verify(bytes: &[u8], key: &VerifierKey) -> Option<Checkpoint> {
    let note = Note::parse(bytes).ok()?;
    note.verify(key).ok().flatten()?;
    let checkpoint = Checkpoint::parse(note.text()).ok()?;
    (checkpoint.origin == key.name()).then_some(checkpoint)
}

impl Notes {
    fn all(&self) -> impl Iterator<Item = &Signed> {
        [&self.lock, &self.published].into_iter().chain(&self.others)
    }

    /// The newest checkpoint.
    pub(super) fn newest(&self) -> Option<&Checkpoint> {
        self.all().filter_map(|signed| signed.says.as_ref()).max_by_key(|says| says.size)
    }

    /// The note of the newest checkpoint.
    pub(super) fn newest_note(&self) -> Option<&[u8]> {
        let newest = self.newest()?;
        self.all().find(|signed| signed.says.as_ref() == Some(newest))?.bytes.as_deref()
    }
}

impl Doctor<'_> {
    pub(super) fn check_checkpoints(&mut self, notes: &Notes) {
        let newest = notes.newest().map_or(0, |newest| newest.size);
        for signed in notes.all() {
            match &signed.says {
                None if signed.bytes.is_some() => {
                    self.found(signed.file.clone(), Some(0), None, What::NotSigned);
                }
                Some(says) if self.truth.sure && self.root_at(says.size) != Some(says.root) => {
                    let events = says.size.checked_sub(1).map(|last| (0, last));
                    self.found(signed.file.clone(), None, events, What::OtherRoot);
                }
                _ => {}
            }
        }
        let size = |signed: &Signed| signed.says.as_ref().map(|says| says.size);
        let behind =
            |signed: &Signed| signed.bytes.is_none() || size(signed).is_some_and(|size| size < newest);
        let missing = |signed: &Signed| {
            let from = size(signed).unwrap_or(0);
            newest.checked_sub(1).filter(|last| *last >= from).map(|last| (from, last))
        };
        if newest > 0 && behind(&notes.lock) {
            self.found(notes.lock.file.clone(), None, missing(&notes.lock), What::LockBehind);
        }
        if newest > 0 && behind(&notes.published) {
            self.found(notes.published.file.clone(), None, missing(&notes.published), What::PublishedBehind);
        }
        self.check_key(notes, newest);
        self.check_policy(notes);
    }

    fn check_key(&mut self, notes: &Notes, newest: u64) {
        let path = self.books.tlog().join("log.vkey");
        let wanted = notes.key.as_ref().map(|key| format!("{key}\n").into_bytes());
        let found = std::fs::read(&path).ok();
        if newest > 0 && (found.is_none() || found != wanted) {
            self.found(path, Some(0), None, What::NotSigned);
        }
    }

    /// The policy can be read and names this log's key.
    fn check_policy(&mut self, notes: &Notes) {
        let path = self.books.tlog().join("policy");
        let Ok(bytes) = std::fs::read(&path) else { return };
        let policy = transparency::Policy::parse(&bytes).ok();
        let ours = policy.is_some_and(|policy| {
            policy.logs().iter().any(|log| notes.key.as_ref().is_none_or(|key| log.key == *key))
        });
        if !ours {
            self.found(path, Some(0), None, What::Unreadable("policy".to_owned()));
        }
    }

    /// The root over the first events of the signed log.
    fn root_at(&self, size: u64) -> Option<Hash> {
        let leaves = self.truth.leaves.get(..usize::try_from(size).ok()?)?;
        Some(root_over(leaves))
    }
}
