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
    let mut signed: Vec<_> = [store.checkpoint()?.as_deref(), lock.held()]
        .into_iter()
        .flatten()
        .map(|note| read(note).ok_or_else(|| not_ours(lock)))
        .collect::<Result<_, _>>()?;
    signed.sort_by_key(|checkpoint| checkpoint.size);
    let mut found = Audit::default();
    let mut edge = Edge::default();
    let mut compare = |piece: Piece<'_>| {
        found.files += 1;
        if !store.holds(piece)? {
            found.wrong.push(store.path(&name(piece)));
        }
        Ok(())
    };
    for checkpoint in signed {
        let Checkpoint { origin, size, root } = checkpoint;
        edge.read_on(log, size, &mut compare)?;
        if edge.size() != size {
            return Err(PublishError::RolledBack { origin, size: edge.size(), locked: size, root });
        }
        if edge.root() != root {
            return Err(PublishError::Rewritten { origin, size, locked: root, found: edge.root() });
        }
    }
    edge.rest(&mut compare)?;
    Ok(Audit { published: edge.size(), root: Some(edge.root()), ..found })
}

fn read(note: &[u8]) -> Option<Checkpoint> {
    Checkpoint::parse(Note::parse(note).ok()?.text()).ok()
}

fn not_ours(lock: &Lock) -> PublishError {
    let origin = lock.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    PublishError::NotOurs { path: lock.path().to_owned(), origin }
}
