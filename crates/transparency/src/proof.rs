//! Proofs that a leaf is in a tree, and that a tree is the beginning of another. Made from nodes, checked from hashes
//! alone (the algorithms of RFC 9162, 2.1.3.2 and 2.1.4.2).

use crate::tree::perfect;
use crate::{Hash, Nodes};

/// Why a proof does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The index is not below the size, or the older size above the newer.
    #[error("vị trí nằm ngoài cây / the position is outside of the tree")]
    Range,
    /// It has more or fewer hashes than it must have.
    #[error("chứng minh thừa hoặc thiếu mã băm / the proof has too many or too few hashes")]
    Length,
    /// It leads to another root.
    #[error("chứng minh dẫn đến gốc cây khác / the proof leads to another root")]
    Root,
}

/// The root of the tree's first `size` leaves.
pub fn root<N: Nodes + ?Sized>(nodes: &N, size: u64) -> Result<Hash, N::Error> {
    subtree(nodes, 0, size)
}

/// The hashes beside the way from leaf `index` to the root over `size` leaves, from below. `index` is below `size`;
/// otherwise there are none.
pub fn inclusion<N: Nodes + ?Sized>(nodes: &N, index: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    let (mut from, mut to, mut hashes) = (0, size, Vec::new());
    while index < to && to - from > 1 {
        let middle = from + split(to - from);
        if index < middle {
            hashes.push(subtree(nodes, middle, to)?);
            to = middle;
        } else {
            hashes.push(subtree(nodes, from, middle)?);
            from = middle;
        }
    }
    hashes.reverse();
    Ok(hashes)
}

/// The hashes that show that the first `old` leaves of `new` are the tree they were. None where there is nothing to show.
pub fn consistency<N: Nodes + ?Sized>(nodes: &N, old: u64, new: u64) -> Result<Vec<Hash>, N::Error> {
    if old == 0 || old >= new {
        return Ok(Vec::new());
    }
    let (mut from, mut to, mut hashes) = (0, new, Vec::new());
    while to != old {
        let middle = from + split(to - from);
        if old <= middle {
            hashes.push(subtree(nodes, middle, to)?);
            to = middle;
        } else {
            hashes.push(subtree(nodes, from, middle)?);
            from = middle;
        }
    }
    if from > 0 {
        hashes.push(subtree(nodes, from, to)?);
    }
    hashes.reverse();
    Ok(hashes)
}

/// Whether `leaf` stands at `index` of the tree of `size` leaves with that root.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Range);
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for beside in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if place % 2 == 1 || place == last {
            hash = Hash::node(beside, &hash);
            while place % 2 == 0 && place != 0 {
                (place, last) = (place / 2, last / 2);
            }
        } else {
            hash = Hash::node(&hash, beside);
        }
        (place, last) = (place / 2, last / 2);
    }
    match last {
        0 if hash == *root => Ok(()),
        0 => Err(ProofError::Root),
        _ => Err(ProofError::Length),
    }
}

/// Whether the tree of `old` leaves with the root `old_root` is the beginning of that of `new` leaves with `new_root`.
pub fn verify_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Range);
    }
    if old == 0 || old == new {
        return nothing_to_show(old, old_root, new, new_root, proof);
    }
    let mut hashes = proof.iter();
    let (mut place, mut last) = (old - 1, new - 1);
    while place % 2 == 1 {
        (place, last) = (place / 2, last / 2);
    }
    let first = if place == 0 { old_root } else { hashes.next().ok_or(ProofError::Length)? };
    let (mut of_old, mut of_new) = (*first, *first);
    for beside in hashes {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if place % 2 == 1 || place == last {
            of_old = Hash::node(beside, &of_old);
            of_new = Hash::node(beside, &of_new);
            while place % 2 == 0 && place != 0 {
                (place, last) = (place / 2, last / 2);
            }
        } else {
            of_new = Hash::node(&of_new, beside);
        }
        (place, last) = (place / 2, last / 2);
    }
    match last {
        0 if of_old == *old_root && of_new == *new_root => Ok(()),
        0 => Err(ProofError::Root),
        _ => Err(ProofError::Length),
    }
}

/// The empty tree is the beginning of every tree, and every tree of itself: no hash has to show it.
fn nothing_to_show(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    let empty = old != 0 || *old_root == Hash::of_nothing();
    let same = old != new || old_root == new_root;
    match (proof, empty && same) {
        ([], true) => Ok(()),
        ([], false) => Err(ProofError::Root),
        _ => Err(ProofError::Length),
    }
}

/// The largest power of two below `leaves`, which are at least two.
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// The hash over the leaves `from..to`.
fn subtree<N: Nodes + ?Sized>(nodes: &N, from: u64, to: u64) -> Result<Hash, N::Error> {
    let roots = perfect(from, to).map(|(level, index)| nodes.node(level, index));
    let roots = roots.collect::<Result<Vec<_>, _>>()?;
    let over = |right: Option<Hash>, left: &Hash| Some(right.map_or(*left, |right| Hash::node(left, &right)));
    Ok(roots.iter().rev().fold(None, over).unwrap_or_else(Hash::of_nothing))
}
