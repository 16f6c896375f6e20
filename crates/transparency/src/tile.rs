//! Tiles and bundles of C2SP tlog-tiles: how the tree and its entries are cut into files, and what the files are called.
//!
//! A tile holds up to 256 hashes of one level of its own: level 0 the hashes of leaves, level 1 the roots over 256 leaves
//! each, and so on. An entry bundle holds up to 256 entries. Full ones never change.

use std::fmt::{self, Display};

/// Hashes in a full tile, entries in a full bundle.
pub const TILE_WIDTH: u64 = 256;
/// Levels of the tree in one level of tiles.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// A tile: printed as its path, `tile/<level>/<index>` and `.p/<width>` if it is not full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    /// 0 for hashes of leaves. At most 63.
    pub level: u8,
    /// Which of the level, from 0.
    pub index: u64,
    /// How many hashes: 1 to 256.
    pub width: u16,
}

/// An entry bundle: printed as its path, `tile/entries/<index>` and `.p/<width>` if it is not full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BundleId {
    /// Which, from 0.
    pub index: u64,
    /// How many entries: 1 to 256.
    pub width: u16,
}

impl TileId {
    /// The tile of a tree of `size` leaves that holds the root over the `1 << level` leaves from `index << level` on, or
    /// what that root is made of; and where in the tile the hashes under it begin and how many they are. None if the tree
    /// has no such node.
    pub fn holding(level: u32, index: u64, size: u64) -> Option<(Self, usize, usize)> {
        let (tile_level, within) = (level / TILE_HEIGHT, level % TILE_HEIGHT);
        let first = index.checked_shl(within).filter(|first| first >> within == index)?;
        let in_level = size.checked_shr(tile_level * TILE_HEIGHT).unwrap_or(0);
        let count = 1_u64 << within;
        if first.checked_add(count)? > in_level {
            return None;
        }
        let tile = first / TILE_WIDTH;
        let start = usize::try_from(first % TILE_WIDTH).ok()?;
        let id = Self { level: u8::try_from(tile_level).ok()?, index: tile, width: width(tile, in_level)? };
        Some((id, start, usize::try_from(count).ok()?))
    }

    /// All tiles of a tree of `size` leaves, level by level, the last of each level as full as it is.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0_u8..8).flat_map(move |level| {
            let in_level = size >> (u32::from(level) * TILE_HEIGHT);
            let tiles = (0..in_level.div_ceil(TILE_WIDTH))
                .filter_map(move |index| Some(Self { level, index, width: width(index, in_level)? }));
            tiles.take_while(|tile| tile.width > 0)
        })
    }

    /// The tile of that path, which is the one way to write it.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let (index, width) = place(rest)?;
        let id = Self { level: level.parse().ok().filter(|level| *level < 64)?, index, width };
        (id.to_string() == path).then_some(id)
    }
}

impl BundleId {
    /// All bundles of a log of `size` entries, the last as full as it is.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0..size.div_ceil(TILE_WIDTH))
            .filter_map(move |index| Some(Self { index, width: width(index, size)? }))
    }

    /// The bundle that holds the entry at `position` of a log of `size` entries.
    pub fn holding(position: u64, size: u64) -> Option<Self> {
        let index = position / TILE_WIDTH;
        (position < size).then_some(Self { index, width: width(index, size)? })
    }

    /// The bundle of that path, which is the one way to write it.
    pub fn parse(path: &str) -> Option<Self> {
        let (index, width) = place(path.strip_prefix("tile/entries/")?)?;
        let id = Self { index, width };
        (id.to_string() == path).then_some(id)
    }
}

impl Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        write_place(f, self.index, self.width)
    }
}

impl Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tile/entries/")?;
        write_place(f, self.index, self.width)
    }
}

/// How full tile `index` is in a level of so many hashes.
fn width(index: u64, in_level: u64) -> Option<u16> {
    let left = in_level.checked_sub(index.checked_mul(TILE_WIDTH)?)?;
    u16::try_from(left.min(TILE_WIDTH)).ok()
}

/// Three digits a folder, all but the last marked with an x; the width where it is not full.
fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let mut above = Vec::new();
    let mut rest = index / 1000;
    while rest > 0 {
        above.push(rest % 1000);
        rest /= 1000;
    }
    for group in above.iter().rev() {
        write!(f, "x{group:03}/")?;
    }
    write!(f, "{:03}", index % 1000)?;
    if u64::from(width) == TILE_WIDTH { Ok(()) } else { write!(f, ".p/{width}") }
}

/// Reads what [`write_place`] writes; more lenient, so the caller compares.
fn place(text: &str) -> Option<(u64, u16)> {
    let (number, width) = match text.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok().filter(|width| (1..256).contains(width))?),
        None => (text, 256),
    };
    let mut index = 0_u64;
    for group in number.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let value = digits.parse::<u64>().ok().filter(|value| *value < 1000)?;
        index = index.checked_mul(1000)?.checked_add(value)?;
    }
    Some((index, width))
}
