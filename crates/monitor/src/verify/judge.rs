//! Which side of a difference is the one that was signed: the entry, or the tile? The signed root decides.

use std::collections::HashMap;

use publication::Store;
use transparency::{BundleId, Hash, Outcome, TILE_WIDTH, TileId, entries, root};

use super::Fault;
use super::look::{Difference, Found, under};
use crate::copy::Copy;
use crate::tower::perfect;

/// What is wrong with the copy.
pub(super) fn judge(copy: &Copy, found: Found) -> Vec<Fault> {
    let Found { root: computed, faults, differences, .. } = found;
    let checkpoint = copy.checkpoint();
    let (size, signed) = (checkpoint.size, checkpoint.root);
    let mut told = faults;
    if computed == Some(signed) {
        // The entries are what was signed, so every tile that differs from them is wrong.
        told.extend(differences.iter().flat_map(tile_faults));
        return told;
    }
    let mut tiles = Tiles { copy, known: HashMap::new() };
    let stored_right = root(&Store::at(copy.dir()).nodes(size), size).is_ok_and(|stored| stored == signed);
    for difference in &differences {
        match (stored_right && tiles.authentic(difference.tile), difference.tile.level) {
            (true, 0) => told.extend(entry_faults(copy, difference)),
            (true, _) => {}
            (false, 0) => told.push(unclear(difference)),
            (false, _) => told.extend(tile_faults(difference)),
        }
    }
    let explained = told.iter().any(|fault| fault.outcome() == Outcome::Tampered);
    if let Some(computed) = computed
        && !explained
    {
        told.push(Fault::Root { size, computed, signed });
    }
    told
}

fn tile_faults(difference: &Difference) -> impl Iterator<Item = Fault> {
    difference.places.iter().map(|place| {
        let (first, last) = under(difference.tile, *place);
        Fault::Tile { path: difference.tile.to_string(), place: *place, first, last }
    })
}

/// The tile is what was signed: the entries under the hashes that differ are not.
fn entry_faults(copy: &Copy, difference: &Difference) -> Vec<Fault> {
    let TileId { index, width, .. } = difference.tile;
    let id = BundleId { index, width };
    let path = id.to_string();
    let bundle = copy.bundle(id).ok().flatten().map(|bundle| bundle.bytes).unwrap_or_default();
    let fault = |place: &u16| {
        let position = index.saturating_mul(TILE_WIDTH).saturating_add(u64::from(*place));
        let entry = entries(&bundle).nth(usize::from(*place)).and_then(Result::ok);
        let event = entry.and_then(|entry| domain::decode(position, entry).ok());
        let voucher = event.as_ref().and_then(|recorded| recorded.event.voucher());
        Fault::Entry { path: path.clone(), position, voucher, readable: event.is_some() }
    };
    difference.places.iter().map(fault).collect()
}

fn unclear(difference: &Difference) -> Fault {
    let TileId { index, width, .. } = difference.tile;
    let position = |place: Option<&u16>| {
        index.saturating_mul(TILE_WIDTH).saturating_add(place.copied().map_or(0, u64::from))
    };
    let (first, last) = (position(difference.places.first()), position(difference.places.last()));
    Fault::Unclear { path: BundleId { index, width }.to_string(), first, last }
}

/// Stored tiles, read once each.
struct Tiles<'a> {
    copy: &'a Copy,
    known: HashMap<TileId, Option<Vec<Hash>>>,
}

impl Tiles<'_> {
    /// Whether a stored tile hashes up to the right edge of the stored tree, which is the one that was signed.
    fn authentic(&mut self, tile: TileId) -> bool {
        if tile.width < 256 {
            return true;
        }
        let Some(hash) = self.hashes(tile).map(|hashes| perfect(&hashes)) else { return false };
        let Some(level) = tile.level.checked_add(1) else { return false };
        let size = self.copy.checkpoint().size;
        let node = TileId::holding(8 * u32::from(level), tile.index, size);
        let Some((above, at, _)) = node else { return false };
        self.hashes(above).and_then(|hashes| hashes.get(at).copied()) == Some(hash) && self.authentic(above)
    }

    fn hashes(&mut self, tile: TileId) -> Option<Vec<Hash>> {
        let copy = self.copy;
        let read = || copy.tile(tile).ok().flatten().and_then(Result::ok);
        self.known.entry(tile).or_insert_with(read).clone()
    }
}
