//! The tree itself: its right edge, from which it grows, and the way to ask for any of its nodes.

use crate::Hash;

/// The right edge of a tree: the roots of the perfect subtrees that it is made of, the largest first. It is all that
/// appending needs: some 32 bytes for each doubling of the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// One for each bit that is set in `size`, from the highest bit down.
    roots: Vec<Hash>,
}

impl Frontier {
    /// The edge of a tree of `size` leaves, read from its nodes.
    pub fn read<N: Nodes + ?Sized>(nodes: &N, size: u64) -> Result<Self, N::Error> {
        let roots = perfect(0, size).map(|(level, index)| nodes.node(level, index));
        Ok(Self { size, roots: roots.collect::<Result<_, _>>()? })
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of the next leaf. `full` is told every node that is complete now, beginning with the leaf:
    /// its level, its index in the level, its hash.
    pub fn push(&mut self, leaf: Hash, mut full: impl FnMut(u32, u64, Hash)) {
        let (mut hash, mut index, mut level) = (leaf, self.size, 0);
        full(0, index, hash);
        while index % 2 == 1 {
            let Some(left) = self.roots.pop() else { break };
            hash = Hash::node(&left, &hash);
            index /= 2;
            level += 1;
            full(level, index, hash);
        }
        self.roots.push(hash);
        self.size = self.size.saturating_add(1);
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        let over = |right: Hash, left: &Hash| Hash::node(left, &right);
        let mut from_the_right = self.roots.iter().rev();
        match from_the_right.next() {
            None => Hash::of_nothing(),
            Some(last) => from_the_right.fold(*last, over),
        }
    }
}

/// Where the nodes of a tree are read from: tiles, or memory.
pub trait Nodes {
    /// Why a node cannot be had.
    type Error;

    /// The root of the perfect subtree over the leaves from `index << level` on, `1 << level` of them.
    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// The perfect subtrees that the leaves `from..to` are made of, in order, as (level, index). `from` is a multiple of the
/// largest of them, as it is for every range that a proof speaks of.
pub(crate) fn perfect(mut from: u64, to: u64) -> impl Iterator<Item = (u32, u64)> {
    std::iter::from_fn(move || {
        let level = to.checked_sub(from).filter(|left| *left > 0)?.ilog2();
        let node = (level, from >> level);
        from += 1 << level;
        Some(node)
    })
}
