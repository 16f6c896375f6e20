//! Does what is served go on from what is kept? If not, both notes are put where people find them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;

use publication::{Store, StoreError};
use transparency::{Hash, Nodes, TileId, consistency, root, verify_consistency};

use super::{MirrorError, Step};
use crate::copy::Copy;
use crate::sighting;
use crate::tower::perfect;
use crate::{Beginning, Evidence, MonitorError, Source, SourceError};

impl Step<'_> {
    /// Refuses another log, a shorter history and another history.
    pub(super) fn compare(&self, day: &str) -> Result<(), MirrorError> {
        let Some(kept) = &self.kept else { return Ok(()) };
        let (old, new) = (kept.checkpoint(), &self.served.checkpoint);
        if old.origin != new.origin {
            let (kept, served) = (old.origin.clone(), new.origin.clone());
            return Err(MirrorError::OtherLog { kept, served });
        }
        if old.size == new.size {
            return if old.root == new.root { Ok(()) } else { Err(self.fork(kept, day, None)?) };
        }
        if old.size > new.size {
            let own = Store::at(self.dir);
            let nodes = own.nodes(old.size);
            let beginning = beginning(&nodes, new.size, old.size).map_err(|_| self.damaged())?;
            if beginning.root != new.root {
                return Err(self.fork(kept, day, Some(beginning))?);
            }
            let evidence = sighting::keep(self.dir, day, &kept.signed().note, &self.served.note)?;
            return Err(MirrorError::Backwards { kept: old.size, served: new.size, evidence });
        }
        let nodes = SourceNodes::new(self.source, new.size);
        let beginning = beginning(&nodes, old.size, new.size)?;
        if verify_consistency(old.size, &old.root, new.size, &new.root, &beginning.proof).is_ok() {
            return Ok(());
        }
        Err(self.fork(kept, day, Some(beginning))?)
    }

    pub(super) fn damaged(&self) -> MirrorError {
        MirrorError::Damaged { dir: self.dir.to_owned() }
    }

    /// Keeps both notes, and the proof that they contradict each other where there is one.
    fn fork(
        &self,
        kept: &Copy,
        day: &str,
        beginning: Option<Beginning>,
    ) -> Result<MirrorError, MonitorError> {
        let (old, new) = (&kept.signed().note, &self.served.note);
        let (kept, served) = (kept.checkpoint().size, self.served.checkpoint.size);
        let seen = sighting::keep(self.dir, day, old, new)?;
        let log =
            self.policy.logs().iter().find(|log| Some(log.key.name()) == self.served.standing.log.as_deref());
        // A beginning of no entries, or of all of them, proves nothing that the notes do not.
        let beginning = beginning.filter(|_| kept != 0 && served != 0);
        let proof = log.and_then(|log| Evidence::new(&log.key, old, new, beginning).ok());
        let Some(proof) = proof else {
            return Ok(MirrorError::Unproven { kept, served, evidence: seen });
        };
        let dir: PathBuf = self.dir.join("evidence");
        let evidence = proof.save(&dir).map_err(MonitorError::io(&dir))?;
        Ok(MirrorError::OtherHistory { kept, served, evidence })
    }
}

/// What a tree of `new` leaves was at `old`.
fn beginning<N: Nodes>(nodes: &N, old: u64, new: u64) -> Result<Beginning, N::Error> {
    Ok(Beginning { root: root(nodes, old)?, proof: consistency(nodes, old, new)? })
}

/// The nodes of the source's tree, as its tiles say. Nothing is believed of them but what a proof shows.
struct SourceNodes<'a> {
    source: &'a Source,
    size: u64,
    read: RefCell<HashMap<TileId, Vec<Hash>>>,
}

impl<'a> SourceNodes<'a> {
    fn new(source: &'a Source, size: u64) -> Self {
        Self { source, size, read: RefCell::default() }
    }

    fn tile(&self, id: TileId) -> Result<Vec<Hash>, MirrorError> {
        if let Some(hashes) = self.read.borrow().get(&id) {
            return Ok(hashes.clone());
        }
        let hashes = source_tile(self.source, id)?;
        self.read.borrow_mut().insert(id, hashes.clone());
        Ok(hashes)
    }
}

impl Nodes for SourceNodes<'_> {
    type Error = MirrorError;

    fn node(&self, level: u32, index: u64) -> Result<Hash, MirrorError> {
        let missing =
            || MirrorError::Missing { from: self.source.to_string(), file: format!("tile, {level}/{index}") };
        let (id, start, count) = TileId::holding(level, index, self.size).ok_or_else(missing)?;
        let hashes = self.tile(id)?;
        let row = hashes.get(start..start.saturating_add(count)).ok_or_else(missing)?;
        Ok(perfect(row))
    }
}

/// A tile as the source serves it.
pub(super) fn source_tile(source: &Source, id: TileId) -> Result<Vec<Hash>, MirrorError> {
    let bytes = source.tile(id)?;
    let missing = || MirrorError::Missing { from: source.to_string(), file: id.to_string() };
    let bytes = bytes.ok_or_else(missing)?;
    let (hashes, rest) = bytes.as_chunks::<{ Hash::BYTES }>();
    let hashes = hashes.get(..usize::from(id.width)).filter(|_| rest.is_empty());
    let why = || SourceError::Unreachable {
        file: format!("{source}/{id}"),
        why: format!("{} byte, {} × {} expected", bytes.len(), id.width, Hash::BYTES),
    };
    Ok(hashes.ok_or_else(why)?.iter().copied().map(Hash::new).collect())
}

impl From<StoreError> for MirrorError {
    fn from(error: StoreError) -> Self {
        Self::Monitor(error.into())
    }
}
