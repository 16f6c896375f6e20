//! Taking what came into the copy: bundles and tiles first, all of them synced, the checkpoint last.

use std::path::Path;

use publication::{Batch, Store, StoreError};
use transparency::{BundleId, Hash, TileId};

use super::{MirrorError, Step};
use crate::copy::{Bundle, bundle_in};
use crate::scan::{cores, scan};
use crate::tower::{Tower, perfect};

impl Step<'_> {
    /// Writes what waits in `incoming` into the copy. It is hashed once more on its way, and its tiles are computed.
    pub(super) fn keep(&self, edge: Tower, incoming: &Path) -> Result<(), MirrorError> {
        let store = Store::at(self.dir);
        let (mut tower, mut rest, mut batch) = (edge, Vec::new(), store.batch());
        scan(
            self.new_bundles(),
            cores(),
            |id| bundle_in(incoming, id),
            |id, bundle| -> Result<(), MirrorError> {
                let bundle = bundle?.ok_or_else(|| self.damaged())?;
                write(&mut batch, id, &bundle)?;
                let hashes = bundle.leaves.hashes;
                if id.width < 256 {
                    rest = hashes;
                    return Ok(());
                }
                let mut above = Ok(());
                tower.push(perfect(&hashes), |tile, hashes| {
                    if above.is_ok() {
                        above = batch.tile(tile, hashes);
                    }
                });
                Ok(above?)
            },
        )?;
        tower.partial().try_for_each(|(tile, hashes)| batch.tile(tile, hashes))?;
        if tower.root(&rest) != self.served.checkpoint.root {
            return Err(self.damaged());
        }
        batch.sync()?;
        self.keep_key(&store)?;
        store.write_checkpoint(self.served.note.to_string().as_bytes())?;
        let old = self.kept.as_ref().map_or(0, |kept| kept.checkpoint().size);
        store.remove_filled(old, self.served.checkpoint.size);
        Ok(())
    }

    /// The same history with more signatures below it is kept; with fewer it is not.
    pub(super) fn keep_note(&mut self) -> Result<(), MirrorError> {
        let Some(kept) = &self.kept else { return Ok(()) };
        let more = self.served.standing.witnesses.len() > kept.signed().standing.witnesses.len();
        if more {
            Store::at(self.dir).write_checkpoint(self.served.note.to_string().as_bytes())?;
        } else {
            self.served = kept.signed().clone();
        }
        Ok(())
    }

    /// The log's key goes with the copy: whoever gets it can verify it, and compare the key.
    fn keep_key(&self, store: &Store) -> Result<(), StoreError> {
        let origin = &self.served.checkpoint.origin;
        let log = self.policy.logs().iter().find(|log| log.key.name() == origin);
        log.map_or(Ok(()), |log| store.write_key(&log.key.to_string()))
    }
}

fn write(batch: &mut Batch<'_>, id: BundleId, bundle: &Bundle) -> Result<(), StoreError> {
    batch.bundle(id, bundle.bytes.get(..bundle.leaves.length).unwrap_or_default())?;
    let hashes: &[Hash] = &bundle.leaves.hashes;
    batch.tile(TileId { level: 0, index: id.index, width: id.width }, hashes)
}
