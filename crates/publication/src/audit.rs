//! Everything again: the tree that follows from the journal, against every published file, the checkpoint and the lock.

use std::path::PathBuf;

use event_log::EventLog;
use transparency::{Checkpoint, Hash, Note};

use crate::edge::{Edge, Piece};
use crate::store::name;
use crate::{Lock, PublishError, Store};

/// What [`audit`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many events are published.
    pub published: u64,
    /// The root over them, computed from the journal.
    pub root: Option<Hash>,
    /// Published files that are not what follows from the journal, by their paths. Deriving them again mends them.
    pub wrong: Vec<PathBuf>,
    /// How many files were compared.
    pub files: u64,
}

/// Computes the tree from the journal and compares: with what the lock says was signed and what the checkpoint says,
/// where a difference is an error, and with every tile and bundle. Signatures are not looked at: whoever could put
/// another journal here could not sign for it, but here stands the key too.
pub fn audit(log: &EventLog, store: &Store, lock: &Lock) -> Result<Audit, PublishError> {
    let (mut files, mut wrong) = (0, Vec::new());
    let edge = walk(log, &signed(store, lock)?, |piece| {
        files += 1;
        if !store.holds(piece)? {
            wrong.push(store.path(&name(piece)));
        }
        Ok(())
    })?;
    Ok(Audit { published: edge.size(), root: Some(edge.root()), wrong, files })
}

/// The same, and what is wrong is written again from the journal, which has been found to be what was signed.
pub fn mend(log: &EventLog, store: &Store, lock: &Lock) -> Result<Audit, PublishError> {
    let found = audit(log, store, lock)?;
    if !found.wrong.is_empty() {
        let mut batch = store.batch();
        walk(log, &signed(store, lock)?, |piece| {
            let right = store.holds(piece)?;
            if right { Ok(()) } else { Ok(batch.piece(piece)?) }
        })?;
        batch.sync()?;
    }
    Ok(found)
}

/// What the lock and the checkpoint say, the smaller first.
fn signed(store: &Store, lock: &Lock) -> Result<Vec<Checkpoint>, PublishError> {
    let notes = [store.checkpoint()?, lock.held().map(<[u8]>::to_vec)];
    let read = |note: Vec<u8>| read(&note).ok_or_else(|| not_ours(lock));
    let mut signed = notes.into_iter().flatten().map(read).collect::<Result<Vec<_>, _>>()?;
    signed.sort_by_key(|checkpoint| checkpoint.size);
    Ok(signed)
}

/// Goes through the journal up to the last of these checkpoints, each of which must fit, and hands out every file.
fn walk(
    log: &EventLog,
    signed: &[Checkpoint],
    mut out: impl FnMut(Piece<'_>) -> Result<(), PublishError>,
) -> Result<Edge, PublishError> {
    let mut edge = Edge::default();
    for checkpoint in signed {
        let Checkpoint { origin, size, root } = checkpoint.clone();
        edge.read_on(log, size, &mut out)?;
        if edge.size() != size {
            return Err(PublishError::RolledBack { origin, size: edge.size(), locked: size, root });
        }
        if edge.root() != root {
            return Err(PublishError::Rewritten { origin, size, locked: root, found: edge.root() });
        }
    }
    edge.rest(&mut out)?;
    Ok(edge)
}

fn read(note: &[u8]) -> Option<Checkpoint> {
    Checkpoint::parse(Note::parse(note).ok()?.text()).ok()
}

fn not_ours(lock: &Lock) -> PublishError {
    let origin = lock.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    PublishError::NotOurs { path: lock.path().to_owned(), origin }
}
