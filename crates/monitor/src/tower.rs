//! The tree above the bundles, built from them alone: each bundle's leaves go in, every tile comes out, and the root over
//! any beginning can be asked for. Tiles that somebody stored or served are compared with these, never believed.

use transparency::{Hash, Nodes, TILE_WIDTH, TileId};

/// Levels of tiles that a log can have.
pub(crate) const LEVELS: u8 = 8;

/// The right edge of a tree, in tiles: of each level above the leaves' the hashes of the tile that is not full.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tower {
    /// Full bundles taken in.
    bundles: u64,
    /// Level 1 first.
    edge: Vec<Vec<Hash>>,
}

impl Tower {
    /// The edge of a tree of `bundles` full bundles, read from nodes. They fit together or not; the root tells.
    pub(crate) fn read<N: Nodes>(nodes: &N, bundles: u64) -> Result<Self, N::Error> {
        let mut edge = Vec::new();
        let mut in_level = bundles;
        for level in 1..LEVELS {
            if in_level == 0 {
                break;
            }
            let first = in_level - in_level % TILE_WIDTH;
            let hashes = (first..in_level).map(|index| nodes.node(8 * u32::from(level), index));
            edge.push(hashes.collect::<Result<_, _>>()?);
            in_level /= TILE_WIDTH;
        }
        Ok(Self { bundles, edge })
    }

    /// How many entries were taken in.
    pub(crate) fn size(&self) -> u64 {
        self.bundles.saturating_mul(TILE_WIDTH)
    }

    /// Takes in the root over the next full bundle's 256 leaves. `full` is told every tile above it that is full now.
    pub(crate) fn push(&mut self, root: Hash, mut full: impl FnMut(TileId, &[Hash])) {
        self.bundles = self.bundles.saturating_add(1);
        let (mut hash, mut in_level) = (root, self.bundles);
        for level in 1..LEVELS {
            let place = usize::from(level) - 1;
            if self.edge.len() <= place {
                self.edge.push(Vec::with_capacity(256));
            }
            let Some(tile) = self.edge.get_mut(place) else { return };
            tile.push(hash);
            if !in_level.is_multiple_of(TILE_WIDTH) {
                return;
            }
            full(TileId { level, index: in_level / TILE_WIDTH - 1, width: 256 }, tile);
            hash = perfect(tile);
            tile.clear();
            in_level /= TILE_WIDTH;
        }
    }

    /// The tiles above the bundles that are not full.
    pub(crate) fn partial(&self) -> impl Iterator<Item = (TileId, &[Hash])> {
        (1..LEVELS).zip(&self.edge).filter(|(_, tile)| !tile.is_empty()).filter_map(|(level, tile)| {
            let in_level = self.bundles.checked_shr(8 * (u32::from(level) - 1))?;
            let width = u16::try_from(tile.len()).ok()?;
            Some((TileId { level, index: in_level / TILE_WIDTH, width }, tile.as_slice()))
        })
    }

    /// The root over all that was taken in, and these leaves of the next bundle.
    pub(crate) fn root(&self, leaves: &[Hash]) -> Hash {
        let rows = std::iter::once(leaves).chain(self.edge.iter().map(Vec::as_slice));
        let subtrees = rows.flat_map(from_the_right);
        subtrees.reduce(|right, left| Hash::node(&left, &right)).unwrap_or_else(Hash::of_nothing)
    }
}

/// The root over 1, 2, 4, ... hashes.
pub(crate) fn perfect(hashes: &[Hash]) -> Hash {
    let mut row = hashes.to_vec();
    let mut length = row.len();
    while length > 1 {
        length /= 2;
        for at in 0..length {
            if let (Some(left), Some(right)) = (row.get(2 * at).copied(), row.get(2 * at + 1).copied())
                && let Some(place) = row.get_mut(at)
            {
                *place = Hash::node(&left, &right);
            }
        }
    }
    row.first().copied().unwrap_or_else(Hash::of_nothing)
}

/// The roots of the perfect subtrees of a row of fewer than 512 hashes, the last and smallest first.
fn from_the_right(row: &[Hash]) -> Vec<Hash> {
    let mut roots = Vec::new();
    let mut rest = row;
    while !rest.is_empty() {
        let width = 1_usize << rest.len().trailing_zeros();
        let Some((before, subtree)) = rest.split_at_checked(rest.len() - width) else { break };
        roots.push(perfect(subtree));
        rest = before;
    }
    roots
}

#[cfg(test)]
mod tests;
