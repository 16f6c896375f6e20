//! Reads all of a copy once: what do the entries hash to, and where do the stored tiles say something else?

use std::convert::Infallible;

use transparency::{BundleId, Hash, TILE_WIDTH, TileId};

use super::Fault;
use crate::copy::Copy;
use crate::scan::{cores, scan};
use crate::tower::{Tower, perfect};

/// Differences are kept up to here; a copy of another history differs everywhere.
const MOST: usize = 10_000;

/// What was found. Nothing is judged yet.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The root that the entries have; none where entries are missing.
    pub(super) root: Option<Hash>,
    /// The roots over the beginnings that were asked for, where they could be computed.
    pub(super) roots: Vec<Option<Hash>>,
    /// What is wrong without question.
    pub(super) faults: Vec<Fault>,
    /// Where a stored tile differs from the one that was computed.
    pub(super) differences: Vec<Difference>,
}

/// A stored tile that is not the computed one.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) tile: TileId,
    /// Which hashes.
    pub(super) places: Vec<u16>,
}

/// What one bundle and its tile are.
struct Seen {
    /// The entries' hashes; where the bundle is no good, those of the tile stand in, so that the rest can be checked.
    leaves: Option<Vec<Hash>>,
    root: Option<Hash>,
    faults: Vec<Fault>,
    difference: Option<Difference>,
}

/// Looks at every bundle and tile of the copy. `sizes` are those of beginnings whose roots are wanted.
pub(super) fn look(copy: &Copy, sizes: &[u64]) -> Found {
    let mut found = Found { roots: vec![None; sizes.len()], ..Found::default() };
    let (mut tower, mut whole, mut rest) = (Tower::default(), true, Vec::new());
    let Ok(()) = scan(
        BundleId::all(copy.checkpoint().size),
        cores(),
        |id| see(copy, id),
        |id, seen| {
            found.add(seen.faults, seen.difference);
            whole &= seen.leaves.is_some();
            let leaves = seen.leaves.unwrap_or_default();
            if whole {
                beginnings(&tower, &leaves, sizes, &mut found.roots);
            }
            match seen.root {
                Some(root) if whole => tower.push(root, |tile, hashes| above(copy, tile, hashes, &mut found)),
                _ if id.width < 256 => rest = leaves,
                _ => {}
            }
            Ok::<_, Infallible>(())
        },
    );
    if whole {
        tower.partial().for_each(|(tile, hashes)| above(copy, tile, hashes, &mut found));
        beginnings(&tower, &rest, sizes, &mut found.roots);
        found.root = Some(tower.root(&rest));
    }
    found
}

impl Found {
    fn add(&mut self, faults: Vec<Fault>, difference: Option<Difference>) {
        let room = MOST.saturating_sub(self.faults.len());
        self.faults.extend(faults.into_iter().take(room));
        let room = MOST.saturating_sub(self.differences.len());
        self.differences.extend(difference.into_iter().take(room));
    }
}

/// The roots over beginnings that end within this bundle.
fn beginnings(tower: &Tower, leaves: &[Hash], sizes: &[u64], roots: &mut [Option<Hash>]) {
    for (size, root) in sizes.iter().zip(roots) {
        let within = size.checked_sub(tower.size()).and_then(|within| usize::try_from(within).ok());
        if let Some(first) = within.and_then(|within| leaves.get(..within)) {
            *root = Some(tower.root(first));
        }
    }
}

/// Reads one bundle and the tile over it.
fn see(copy: &Copy, id: BundleId) -> Seen {
    let tile = TileId { level: 0, index: id.index, width: id.width };
    let (stored, mut faults) = stored(copy, tile);
    let first = id.index.saturating_mul(TILE_WIDTH);
    let last = first.saturating_add(u64::from(id.width)).saturating_sub(1);
    let path = id.to_string();
    let leaves = match copy.bundle(id) {
        Ok(Some(bundle)) => match bundle.leaves.fault {
            None => Some(bundle.leaves.hashes),
            Some(why) => {
                let right = stored.iter().flatten().zip(&bundle.leaves.hashes).take_while(|(a, b)| a == b);
                let right = if stored.is_some() { right.count() } else { bundle.leaves.hashes.len() };
                let position = first.saturating_add(u64::try_from(right).unwrap_or(u64::MAX));
                faults.push(Fault::Bundle { path, why, position: position.min(last), last });
                None
            }
        },
        Ok(None) => {
            faults.push(Fault::Missing { path, first, last });
            None
        }
        Err(error) => {
            faults.push(error.into());
            None
        }
    };
    let difference = match (&leaves, &stored) {
        (Some(leaves), Some(stored)) => difference(tile, leaves, stored),
        _ => None,
    };
    let leaves = leaves.or(stored);
    let root = leaves.as_ref().filter(|_| id.width == 256).map(|leaves| perfect(leaves));
    Seen { leaves, root, faults, difference }
}

/// Compares a tile above the bundles.
fn above(copy: &Copy, tile: TileId, computed: &[Hash], found: &mut Found) {
    let (stored, faults) = stored(copy, tile);
    found.add(faults, stored.and_then(|stored| difference(tile, computed, &stored)));
}

/// A stored tile, or what is wrong with it.
fn stored(copy: &Copy, tile: TileId) -> (Option<Vec<Hash>>, Vec<Fault>) {
    let path = tile.to_string();
    match copy.tile(tile) {
        Ok(Some(Ok(hashes))) => (Some(hashes), Vec::new()),
        Ok(Some(Err(_))) => (None, vec![Fault::TileLength { path }]),
        Ok(None) => {
            let (first, _) = under(tile, 0);
            let (_, last) = under(tile, tile.width.saturating_sub(1));
            (None, vec![Fault::Missing { path, first, last }])
        }
        Err(error) => (None, vec![error.into()]),
    }
}

fn difference(tile: TileId, computed: &[Hash], stored: &[Hash]) -> Option<Difference> {
    if computed == stored {
        return None;
    }
    let differ =
        (0_u16..).zip(computed.iter().zip(stored)).filter(|(_, (computed, stored))| computed != stored);
    Some(Difference { tile, places: differ.map(|(place, _)| place).collect() })
}

/// The first and the last entry under a hash of a tile.
pub(super) fn under(tile: TileId, place: u16) -> (u64, u64) {
    let leaves = 1_u64.checked_shl(8 * u32::from(tile.level)).unwrap_or(u64::MAX);
    let index = tile.index.saturating_mul(TILE_WIDTH).saturating_add(u64::from(place));
    let first = index.saturating_mul(leaves);
    (first, first.saturating_add(leaves).saturating_sub(1))
}
