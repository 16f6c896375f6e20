//! The tower beside the tree's own frontier and nodes, for every size around the tiles' edges.

use std::collections::BTreeMap;

use transparency::{Frontier, Hash, Nodes, TILE_WIDTH, TileId};

use super::*;

/// All nodes of a tree, as the frontier tells them.
#[derive(Default)]
struct Memory(BTreeMap<(u32, u64), Hash>);

impl Nodes for Memory {
    type Error = ();

    fn node(&self, level: u32, index: u64) -> Result<Hash, ()> {
        self.0.get(&(level, index)).copied().ok_or(())
    }
}

fn leaf(at: u64) -> Hash {
    Hash::leaf(&at.to_be_bytes())
}

#[test]
fn roots_and_tiles_are_those_of_the_frontier() {
    let sizes = [0, 1, 2, 3, 255, 256, 257, 511, 512, 700, 65_535, 65_536, 65_537, 65_536 + 512 + 9];
    let (mut frontier, mut memory) = (Frontier::default(), Memory::default());
    let (mut tower, mut leaves, mut tiles) = (Tower::default(), Vec::new(), BTreeMap::new());
    for size in 0..=66_100_u64 {
        if sizes.contains(&size) {
            assert_eq!(tower.root(&leaves), frontier.root(), "{size}");
            let read = Tower::read(&memory, size / TILE_WIDTH).unwrap();
            assert_eq!((read.root(&leaves), read.size()), (frontier.root(), size - size % TILE_WIDTH));
            let above: Vec<_> = TileId::all(size).filter(|id| id.level > 0 && id.width < 256).collect();
            assert_eq!(tower.partial().map(|(id, _)| id).collect::<Vec<_>>(), above, "{size}");
        }
        frontier.push(leaf(size), |level, index, hash| {
            memory.0.insert((level, index), hash);
        });
        leaves.push(leaf(size));
        if leaves.len() == 256 {
            tower.push(perfect(&leaves), |id, hashes| {
                tiles.insert(id, hashes.to_vec());
            });
            leaves.clear();
        }
    }
    let full: Vec<_> = TileId::all(66_100).filter(|id| id.level > 0 && id.width == 256).collect();
    assert_eq!(tiles.keys().copied().collect::<Vec<_>>(), full);
    for (id, hashes) in &tiles {
        let node = |at: u64| memory.node(8 * u32::from(id.level), id.index * 256 + at).unwrap();
        assert_eq!(*hashes, (0..256).map(node).collect::<Vec<_>>(), "{id}");
    }
}
