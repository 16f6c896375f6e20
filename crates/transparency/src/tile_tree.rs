//! The whole tree from its tiles, every one of them: nothing that a tile says goes unchecked. Reading single nodes checks
//! nothing; whoever does that checks the proof that comes of it.

use crate::tile::{TILE_HEIGHT, TILE_WIDTH};
use crate::{Frontier, Hash, TileId};

/// Why tiles are no tree.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TilesError<E> {
    /// A tile cannot be read.
    #[error(transparent)]
    Read(E),
    /// A tile has more or fewer hashes than its width.
    #[error("tệp {tile} thừa hoặc thiếu mã băm / {tile} has too many or too few hashes")]
    Width {
        /// Which.
        tile: TileId,
    },
    /// A tile does not hold what follows from the tiles below it: it was changed, or one of them was.
    #[error("tệp {tile} không khớp với các tệp dưới nó / {tile} does not fit the tiles below it")]
    Differs {
        /// Which.
        tile: TileId,
    },
}

/// The root of the tree of `size` leaves, hashed from the lowest tiles up; every tile above must hold what comes of
/// those below it. The root is then to be compared with a signed one: that is what finds a change in the tiles at the
/// right edge. Reads every tile once, from left to right, and keeps one of each level.
pub fn root_of_tiles<E>(
    size: u64,
    mut read: impl FnMut(TileId) -> Result<Vec<Hash>, E>,
) -> Result<Hash, TilesError<E>> {
    let mut edge = Frontier::default();
    let mut above = Vec::<Above>::new();
    for tile in TileId::all(size).take_while(|tile| tile.level == 0) {
        for leaf in whole(tile, &mut read)? {
            edge.push(leaf, |level, _, hash| keep(&mut above, level, hash));
        }
        for (level, above) in (1..).zip(&mut above) {
            above.compare(level, TILE_WIDTH, &mut read)?;
        }
    }
    for (level, above) in (1..).zip(&mut above) {
        above.compare(level, 1, &mut read)?;
    }
    Ok(edge.root())
}

/// What the next tile of a level must hold, as far as it is known.
#[derive(Default)]
struct Above {
    index: u64,
    hashes: Vec<Hash>,
}

impl Above {
    /// Compares the tile once it has `enough` hashes, and goes on to the next.
    fn compare<E>(
        &mut self,
        level: u8,
        enough: u64,
        read: &mut impl FnMut(TileId) -> Result<Vec<Hash>, E>,
    ) -> Result<(), TilesError<E>> {
        let width = u16::try_from(self.hashes.len()).unwrap_or(u16::MAX);
        if u64::from(width) < enough {
            return Ok(());
        }
        let tile = TileId { level, index: self.index, width };
        if whole(tile, read)? != self.hashes {
            return Err(TilesError::Differs { tile });
        }
        self.hashes.clear();
        self.index = self.index.saturating_add(1);
        Ok(())
    }
}

fn whole<E>(
    tile: TileId,
    read: &mut impl FnMut(TileId) -> Result<Vec<Hash>, E>,
) -> Result<Vec<Hash>, TilesError<E>> {
    let hashes = read(tile).map_err(TilesError::Read)?;
    if hashes.len() == usize::from(tile.width) { Ok(hashes) } else { Err(TilesError::Width { tile }) }
}

/// A node that stands in a tile above the lowest is kept until its tile is compared.
fn keep(above: &mut Vec<Above>, level: u32, hash: Hash) {
    if level == 0 || !level.is_multiple_of(TILE_HEIGHT) {
        return;
    }
    let place = usize::try_from(level / TILE_HEIGHT - 1).unwrap_or(usize::MAX);
    if place == above.len() {
        above.push(Above::default());
    }
    if let Some(above) = above.get_mut(place) {
        above.hashes.push(hash);
    }
}
