//! Tiles: their names, what is in them, and that no byte of them can be changed unseen.

use std::collections::BTreeMap;

use transparency::{
    BundleError, BundleId, Frontier, Hash, TILE_WIDTH, TileId, TilesError, entries, push_entry, root_of_tiles,
};

use crate::support::leaf;

type Tiles = BTreeMap<TileId, Vec<Hash>>;

/// The tiles of a tree and its root.
fn tiles(size: u64) -> (Tiles, Hash) {
    let (mut rows, mut edge) = (Vec::<Vec<Hash>>::new(), Frontier::default());
    for number in 0..size {
        edge.push(leaf(number), |level, _, hash| {
            if level % 8 == 0 {
                rows.resize_with(rows.len().max(level as usize / 8 + 1), Vec::new);
                rows[level as usize / 8].push(hash);
            }
        });
    }
    let within = |tile: TileId| {
        let from = (tile.index * TILE_WIDTH) as usize;
        rows[tile.level as usize][from..from + tile.width as usize].to_vec()
    };
    (TileId::all(size).map(|tile| (tile, within(tile))).collect(), edge.root())
}

fn recompute(tiles: &Tiles, size: u64) -> Result<Hash, TilesError<TileId>> {
    root_of_tiles(size, |tile| tiles.get(&tile).cloned().ok_or(tile))
}

/// With this byte of the tile changed, is another root or an error what comes of it?
#[track_caller]
fn check_detected(tiles: &mut Tiles, size: u64, root: Hash, tile: TileId, byte: usize) {
    let place = &mut tiles.get_mut(&tile).unwrap()[byte / Hash::BYTES];
    let good = *place;
    let mut hash = *good.bytes();
    hash[byte % Hash::BYTES] ^= 1 << (byte % 8);
    *place = Hash::new(hash);
    assert_ne!(recompute(tiles, size), Ok(root), "{tile} byte {byte}");
    tiles.get_mut(&tile).unwrap()[byte / Hash::BYTES] = good;
}

#[test]
fn a_changed_byte_at_every_position_of_every_tile_is_detected() {
    for size in [1, 3, 257] {
        let (mut tiles, root) = tiles(size);
        assert_eq!(recompute(&tiles, size), Ok(root));
        for tile in TileId::all(size) {
            for byte in 0..usize::from(tile.width) * Hash::BYTES {
                check_detected(&mut tiles, size, root, tile, byte);
            }
        }
    }
}

/// With three levels of tiles a recomputation is some milliseconds, so positions are drawn: SOVANG_ROUNDS for each tile of
/// the upper levels, and for as many of the lowest.
#[test]
fn a_changed_byte_in_a_large_tree_is_detected() {
    let rounds =
        std::env::var("SOVANG_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(4_usize);
    let size = 256 * 256 + 256 + 2;
    let (mut tiles, root) = tiles(size);
    assert_eq!(recompute(&tiles, size), Ok(root));
    let mut state = 20_261_124_usize;
    println!("seed {state}");
    let (lowest, upper): (Vec<_>, Vec<_>) = TileId::all(size).partition(|tile| tile.level == 0);
    let (first, last) = (lowest[0], lowest[lowest.len() - 1]);
    let drawn = (0..rounds).map(|round| lowest[round * 61 % lowest.len()]);
    for tile in upper.into_iter().chain([first, last]).flat_map(|tile| vec![tile; rounds]).chain(drawn) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        check_detected(&mut tiles, size, root, tile, (state >> 33) % (usize::from(tile.width) * 32));
    }
}

#[test]
fn a_tile_that_differs_is_named() {
    let size = 600;
    let (mut tiles, _) = tiles(size);
    let (lower, upper) = (TileId { level: 0, index: 1, width: 256 }, TileId { level: 1, index: 0, width: 2 });
    let good = tiles.insert(lower, vec![leaf(9); 256]).unwrap();
    assert_eq!(recompute(&tiles, size), Err(TilesError::Differs { tile: upper }));
    tiles.insert(lower, good[..255].to_vec());
    assert_eq!(recompute(&tiles, size), Err(TilesError::Width { tile: lower }));
    tiles.remove(&lower);
    assert_eq!(recompute(&tiles, size), Err(TilesError::Read(lower)));
}

#[test]
fn the_tiles_of_seventy_thousand_leaves() {
    let all: Vec<String> = TileId::all(70_000).map(|tile| tile.to_string()).collect();
    assert_eq!(all.len(), 273 + 1 + 1 + 1 + 1);
    assert_eq!(all[..2], ["tile/0/000", "tile/0/001"]);
    assert_eq!(
        all[272..],
        ["tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    );
    let bundles: Vec<String> = BundleId::all(70_000).map(|bundle| bundle.to_string()).collect();
    assert_eq!((bundles.len(), bundles[273].as_str()), (274, "tile/entries/273.p/112"));
    assert_eq!(TileId::all(0).count() + BundleId::all(0).count(), 0);
    let full: Vec<String> = TileId::all(256).map(|tile| tile.to_string()).collect();
    assert_eq!(full, ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(TileId::all(u64::MAX).next().unwrap().to_string(), "tile/0/000");
}

#[test]
fn names_are_read_in_the_one_way_they_are_written() {
    let good = [
        ("tile/0/000", TileId { level: 0, index: 0, width: 256 }),
        ("tile/63/x001/x234/067.p/255", TileId { level: 63, index: 1_234_067, width: 255 }),
        ("tile/2/x018/x446/x744/x073/x709/x551/615", TileId { level: 2, index: u64::MAX, width: 256 }),
    ];
    for (path, tile) in good {
        assert_eq!(TileId::parse(path), Some(tile));
        assert_eq!(tile.to_string(), path);
        let bundle = path.split_once('/').unwrap().1.split_once('/').unwrap().1;
        let bundle = format!("tile/entries/{bundle}");
        assert_eq!(BundleId::parse(&bundle), Some(BundleId { index: tile.index, width: tile.width }));
    }
    for path in [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/1000",
        "tile/00/000",
        "tile/64/000",
        "tile/+1/000",
        "tile/-1/000",
        "tile/256/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/1/",
        "tile/0/000.p/1.p/1",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/../000",
        "tile/0/x00a/000",
        "tile/0/000\n",
        "tile/0/\u{660}\u{660}\u{660}",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
    ] {
        assert_eq!(TileId::parse(path), None, "{path:?}");
        assert_eq!(BundleId::parse(&path.replacen("tile/0", "tile/entries", 1)), None, "{path:?}");
    }
}

#[test]
fn a_node_stands_in_one_tile() {
    let tile = |level, index, width| TileId { level, index, width };
    assert_eq!(TileId::holding(0, 0, 1), Some((tile(0, 0, 1), 0, 1)));
    assert_eq!(TileId::holding(7, 1, 256), Some((tile(0, 0, 256), 128, 128)));
    assert_eq!(TileId::holding(8, 0, 256), Some((tile(1, 0, 1), 0, 1)));
    assert_eq!(TileId::holding(9, 1, 1024), Some((tile(1, 0, 4), 2, 2)));
    assert_eq!(TileId::holding(63, 0, 1 << 63), Some((tile(7, 0, 128), 0, 128)));
    for (level, index, size) in [
        (0, 0, 0),
        (0, 1, 1),
        (8, 0, 255),
        (8, 1, 511),
        (63, 1, u64::MAX),
        (64, 0, u64::MAX),
        (u32::MAX, 0, u64::MAX),
        (0, u64::MAX, u64::MAX),
        (7, u64::MAX, u64::MAX),
    ] {
        assert_eq!(TileId::holding(level, index, size), None, "{level} {index} {size}");
    }
    assert_eq!(BundleId::holding(5, 5), None);
    assert_eq!(BundleId::holding(u64::MAX, u64::MAX), None);
    assert_eq!(BundleId::holding(299, 300), Some(BundleId { index: 1, width: 44 }));
}

#[test]
fn bundles_hold_entries_of_any_bytes() {
    let longest = vec![7; 65_535];
    let mut bundle = Vec::new();
    for entry in [&b""[..], b"\0\0", &longest] {
        push_entry(&mut bundle, entry).unwrap();
    }
    let read: Result<Vec<_>, _> = entries(&bundle).collect();
    assert_eq!(read.unwrap(), [&b""[..], b"\0\0", &longest]);
    assert_eq!(push_entry(&mut bundle, &vec![0; 65_536]), Err(BundleError::TooLong));
    for end in [1, 3, 5, 7, bundle.len() - 1] {
        let read: Vec<_> = entries(&bundle[..end]).collect();
        assert!(matches!(read.last(), Some(Err(BundleError::Cut { .. }))), "{end}");
        assert!(read.len() <= 3);
    }
    assert_eq!(entries(b"\0\0\xff").last(), Some(Err(BundleError::Cut { at: 2 })));
}
