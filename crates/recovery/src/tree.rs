//! The tree over a log's events as they are read, and the published files that follow from it: compared, or written where
//! they are missing.

use std::path::{Path, PathBuf};

use publication::{Edge, Piece, PublishError, Store};
use transparency::{Checkpoint, Frontier, Hash};

use crate::RecoveryError;
use crate::backup::Verified;

/// See the module.
pub(crate) struct Tree {
    store: Store,
    /// How many events are published.
    size: u64,
    /// Whether files are written.
    write: bool,
    edge: Edge,
    /// Files that are not what follows from the events.
    wrong: Vec<PathBuf>,
    bytes: u64,
    written: u64,
}

impl Tree {
    /// Over the files in `tlog`, which publish `size` events.
    pub(crate) fn over(tlog: &Path, size: u64, write: bool) -> Self {
        let (store, edge) = (Store::at(tlog), Edge::default());
        Self { store, size, write, edge, wrong: Vec::new(), bytes: 0, written: 0 }
    }

    /// Takes the next event. Those above the size are not published and say nothing.
    pub(crate) fn push(&mut self, event: &[u8]) -> Result<(), RecoveryError> {
        if self.edge.size() >= self.size {
            return Ok(());
        }
        let mut edge = std::mem::take(&mut self.edge);
        let done = edge.push(event, |piece| self.piece(piece));
        self.edge = edge;
        Ok(done?)
    }

    /// The published files that are wrong or missing, after the last event.
    pub(crate) fn wrong(mut self) -> Result<Vec<PathBuf>, RecoveryError> {
        self.rest()?;
        Ok(self.wrong)
    }

    /// Compares the root with the signed one.
    pub(crate) fn finish(mut self, signed: Option<&Checkpoint>) -> Result<Verified, RecoveryError> {
        if let Some(signed) = signed {
            let (size, locked) = (self.edge.size(), signed.size);
            if size < locked {
                let (origin, root) = (signed.origin.clone(), signed.root);
                return Err(PublishError::RolledBack { origin, size, locked, root }.into());
            }
            if self.edge.root() != signed.root {
                return Err(RecoveryError::OtherRoot { size, signed: signed.root, found: self.edge.root() });
            }
        }
        self.rest()?;
        match self.wrong.first() {
            Some(path) => Err(RecoveryError::BackupDamaged { path: path.clone() }),
            None => Ok(Verified { bytes: self.bytes, written: self.written }),
        }
    }

    fn rest(&mut self) -> Result<(), RecoveryError> {
        let edge = std::mem::take(&mut self.edge);
        Ok(edge.rest(|piece| self.piece(piece))?)
    }

    fn piece(&mut self, piece: Piece<'_>) -> Result<(), PublishError> {
        let bytes = match piece {
            Piece::Tile(_, hashes) => 32 * hashes.len() as u64,
            Piece::Bundle(_, entries) => entries.len() as u64,
        };
        let mut holds = self.store.holds(piece).unwrap_or(false);
        if !holds && self.write {
            let mut batch = self.store.batch();
            batch.piece(piece)?;
            batch.sync()?;
            self.written += bytes;
            holds = self.store.holds(piece)?;
        }
        self.bytes += bytes;
        if !holds {
            self.wrong.push(self.store.path(&publication::name(piece)));
        }
        Ok(())
    }
}

/// The root over leaves. Over the roots of full blocks of leaves, and of the last one, it is the root over all leaves.
pub(crate) fn root_over(leaves: &[Hash]) -> Hash {
    let mut edge = Frontier::default();
    for leaf in leaves {
        edge.push(*leaf, |_, _, _| {});
    }
    edge.root()
}
