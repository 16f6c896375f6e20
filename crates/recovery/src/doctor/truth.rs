//! Which copy is right: the one whose leaves lead to the signed root. Where no copy does alone, blocks of 256 leaves are
//! taken from several, until the root is the signed one.

use std::collections::BTreeMap;

use publication::Store;
use transparency::{Checkpoint, Hash, TILE_WIDTH, TileId};

use super::sources::Source;
use crate::tree::root_over;

/// How many mixtures are tried.
const MIXTURES: usize = 4096;

/// The leaves of the signed log.
pub(super) struct Truth {
    /// What was signed; none where nothing verifies.
    pub(super) signed: Option<Checkpoint>,
    /// The leaf of each event that the signature covers; what most copies say where `sure` is not.
    pub(super) leaves: Vec<Hash>,
    /// Whether they lead to the signed root.
    pub(super) sure: bool,
}

/// What some copies say of one block, and how many do.
type Candidate = (Vec<Hash>, usize);

impl Truth {
    /// Finds it. `tlog` also has leaves, in its tiles.
    pub(super) fn find(signed: Option<Checkpoint>, sources: &[Source], tlog: &Store) -> Self {
        let size = signed.as_ref().map_or(0, |signed| signed.size);
        let mut blocks: Vec<Vec<Candidate>> = Vec::new();
        let mut first = 0;
        while first < size {
            let width = (size - first).min(TILE_WIDTH);
            blocks.push(candidates(sources, tlog, first, width));
            first += width;
        }
        let root = signed.as_ref().map(|signed| signed.root);
        let chosen = root.and_then(|root| choose(&blocks, root));
        let sure = chosen.is_some() || size == 0;
        let chosen = chosen.unwrap_or_else(|| vec![0; blocks.len()]);
        let picked = blocks.iter().zip(chosen).map(|(block, choice)| block.get(choice));
        let leaves = picked.flat_map(|block| block.map(|(leaves, _)| leaves.clone()).unwrap_or_default());
        Self { leaves: leaves.collect(), sure, signed }
    }

    /// How many events the signature covers.
    pub(super) fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Whether the signed log has this event there. What no signature covers is not known to be wrong.
    pub(super) fn allows(&self, position: u64, event: &[u8]) -> bool {
        self.leaf(position).is_none_or(|leaf| leaf == Hash::leaf(event))
    }

    pub(super) fn leaf(&self, position: u64) -> Option<Hash> {
        self.leaves.get(usize::try_from(position).ok()?).copied()
    }

    /// Where in the signed log an event stands.
    pub(super) fn find_leaf(&self, event: &[u8]) -> Option<u64> {
        let leaf = Hash::leaf(event);
        self.leaves.iter().position(|known| *known == leaf).map(|place| place as u64)
    }

    /// The bytes of the event that the signed log has at a position, from whichever copy has them.
    pub(super) fn event(&self, sources: &[Source], position: u64) -> Option<Vec<u8>> {
        let good = |bytes: &Vec<u8>| self.allows(position, bytes);
        sources.iter().find_map(|source| source.event(position).filter(good))
    }
}

/// What the copies say of a block, what most say first. The last one is, leaf by leaf, what most copies say.
fn candidates(sources: &[Source], tlog: &Store, first: u64, width: u64) -> Vec<Candidate> {
    let mut said: Vec<Vec<Option<Hash>>> = Vec::new();
    for source in sources {
        let leaf = |position| source.event(position).map(|event| Hash::leaf(&event));
        said.push((first..first + width).map(leaf).collect());
    }
    let tile = TileId { level: 0, index: first / TILE_WIDTH, width: u16::try_from(width).unwrap_or(256) };
    said.extend(tlog.tile(tile).ok().map(|hashes| hashes.into_iter().map(Some).collect()));
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |leaves: Vec<Hash>| match all.iter_mut().find(|(known, _)| *known == leaves) {
        Some((_, votes)) => *votes += 1,
        None => all.push((leaves, 1)),
    };
    for block in &said {
        block.iter().copied().collect::<Option<Vec<_>>>().into_iter().for_each(&mut add);
    }
    let most = (0..usize::try_from(width).unwrap_or(0)).map(|place| {
        let mut votes: BTreeMap<[u8; 32], usize> = BTreeMap::new();
        for leaf in said.iter().filter_map(|block| block.get(place).copied().flatten()) {
            *votes.entry(*leaf.bytes()).or_default() += 1;
        }
        votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(leaf, _)| Hash::new(leaf))
    });
    most.collect::<Option<Vec<_>>>().into_iter().for_each(&mut add);
    all.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    all
}

/// Which candidate of each block leads to the root.
fn choose(blocks: &[Vec<Candidate>], root: Hash) -> Option<Vec<usize>> {
    let roots: Vec<Vec<Hash>> =
        blocks.iter().map(|block| block.iter().map(|(leaves, _)| root_over(leaves)).collect()).collect();
    let mut choice = vec![0; blocks.len()];
    for _ in 0..MIXTURES {
        let picked: Option<Vec<_>> =
            roots.iter().zip(&choice).map(|(roots, choice)| roots.get(*choice).copied()).collect();
        // The root over blocks is made as the root over leaves is: they are its perfect subtrees.
        if root_over(&picked?) == root {
            return Some(choice);
        }
        next(&mut choice, &roots)?;
    }
    None
}

/// The next mixture; none after the last.
fn next(choice: &mut [usize], roots: &[Vec<Hash>]) -> Option<()> {
    for (place, roots) in choice.iter_mut().zip(roots) {
        if *place + 1 < roots.len() {
            *place += 1;
            return Some(());
        }
        *place = 0;
    }
    None
}
