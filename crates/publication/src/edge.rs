//! The growing end of a published log: entries go in, full tiles and bundles come out, and what is not full yet is kept.
//! The same steps write the files, compare them with what was written, and derive them anew.

use event_log::EventLog;
use transparency::{BundleId, Frontier, Hash, TILE_WIDTH, TileId, entries, push_entry};

use crate::{PublishError, Store, StoreError};

/// Levels of tiles that a log can have.
const LEVELS: u8 = 8;

/// One file of a published log.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// Hashes.
    Tile(TileId, &'a [Hash]),
    /// Entries, as they stand in the file.
    Bundle(BundleId, &'a [u8]),
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    frontier: Frontier,
    /// The hashes of the tile of each level that is not full.
    tiles: Vec<Vec<Hash>>,
    /// The bundle that is not full.
    bundle: Vec<u8>,
}

impl Edge {
    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// The root over them.
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// Reads the edge of a log of `size` entries from its files. What is read fits together; whether it is the log, the
    /// caller finds out from the root.
    pub(crate) fn resume(store: &Store, size: u64) -> Result<Self, StoreError> {
        let frontier = Frontier::read(&store.nodes(size), size)?;
        let mut tiles = Vec::new();
        for level in 0..LEVELS {
            let in_level = size >> (8 * u32::from(level));
            match partial(in_level) {
                _ if in_level == 0 => break,
                0 => tiles.push(Vec::new()),
                width => tiles.push(store.tile(TileId { level, index: in_level / TILE_WIDTH, width })?),
            }
        }
        let bundle = match partial(size) {
            0 => Vec::new(),
            width => store.bundle(BundleId { index: size / TILE_WIDTH, width })?,
        };
        let leaves: Vec<_> = entries(&bundle).map_while(Result::ok).map(Hash::leaf).collect();
        match tiles.first() {
            Some(last) if *last != leaves => Err(StoreError::Malformed {
                path: store.path(&BundleId { index: size / TILE_WIDTH, width: partial(size) }),
            }),
            _ => Ok(Self { frontier, tiles, bundle }),
        }
    }

    /// Takes the events of the journal from the present size up to `size`.
    pub(crate) fn read_on(
        &mut self,
        log: &EventLog,
        size: u64,
        mut out: impl FnMut(Piece<'_>) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        for record in log.read_journal(self.size()) {
            let record = record?;
            for event in record.events() {
                if event.position == self.size() && event.position < size {
                    self.push(event.bytes, &mut out)?;
                }
            }
        }
        Ok(())
    }

    /// Takes the next entry, and hands out what is full now. After an error it is of no use any more.
    pub fn push(
        &mut self,
        entry: &[u8],
        mut out: impl FnMut(Piece<'_>) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        push_entry(&mut self.bundle, entry)?;
        let (tiles, mut done) = (&mut self.tiles, Ok(()));
        self.frontier.push(Hash::leaf(entry), |level, index, hash| {
            let Some(level) = tile_level(level) else { return };
            let place = usize::from(level);
            if tiles.len() <= place {
                tiles.resize_with(place + 1, Vec::new);
            }
            let Some(tile) = tiles.get_mut(place) else { return };
            tile.push(hash);
            if tile.len() as u64 == TILE_WIDTH {
                let id = TileId { level, index: index / TILE_WIDTH, width: 256 };
                if done.is_ok() {
                    done = out(Piece::Tile(id, tile));
                }
                tile.clear();
            }
        });
        done?;
        if self.size().is_multiple_of(TILE_WIDTH) {
            let id = BundleId { index: self.size() / TILE_WIDTH - 1, width: 256 };
            out(Piece::Bundle(id, &self.bundle))?;
            self.bundle.clear();
        }
        Ok(())
    }

    /// Hands out what is not full.
    pub fn rest(
        &self,
        mut out: impl FnMut(Piece<'_>) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        for (level, tile) in (0..LEVELS).zip(&self.tiles) {
            let in_level = self.size() >> (8 * u32::from(level));
            if !tile.is_empty() {
                let id = TileId { level, index: in_level / TILE_WIDTH, width: partial(in_level) };
                out(Piece::Tile(id, tile))?;
            }
        }
        if self.bundle.is_empty() {
            return Ok(());
        }
        let id = BundleId { index: self.size() / TILE_WIDTH, width: partial(self.size()) };
        out(Piece::Bundle(id, &self.bundle))
    }
}

/// Which level of tiles holds the nodes of a level of the tree; none for those that are computed from them.
fn tile_level(level: u32) -> Option<u8> {
    if level.is_multiple_of(8) { u8::try_from(level / 8).ok() } else { None }
}

/// How many of the last tile's hashes there are, 0 where it is full.
fn partial(in_level: u64) -> u16 {
    u16::try_from(in_level % TILE_WIDTH).unwrap_or(0)
}
