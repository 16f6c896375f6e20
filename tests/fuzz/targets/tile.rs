//! Names of tiles and bundles: one path for one tile.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::{BundleId, TileId};

fuzz_target!(|path: &str| {
    if let Some(tile) = TileId::parse(path) {
        assert!(tile.level < 64 && (1..=256).contains(&tile.width));
        assert_eq!(tile.to_string(), path);
    }
    if let Some(bundle) = BundleId::parse(path) {
        assert_eq!(bundle.to_string(), path);
    }
});
