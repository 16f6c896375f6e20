//! Every proof of every small tree: made, verified, the same bytes as ct-merkle makes, and refused when anything of it is
//! changed; and proofs in trees of any size, up to the largest number.

use std::convert::Infallible;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use transparency::{
    Frontier, Hash, Nodes, ProofError, consistency, inclusion, root, verify_consistency, verify_inclusion,
};

use crate::support::{Tree, leaf};

const SIZES: u64 = 130;

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.bytes()).collect()
}

/// Every way in which a proof can be a little wrong.
fn changed(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = vec![[proof, &[leaf(0)]].concat(), [&[leaf(0)], proof].concat()];
    for place in 0..proof.len() {
        let mut one = proof.to_vec();
        one.remove(place);
        all.push(one);
        let mut one = proof.to_vec();
        let mut hash = *one[place].bytes();
        hash[place % 32] ^= 1 << (place % 8);
        one[place] = Hash::new(hash);
        all.push(one);
        let mut one = proof.to_vec();
        one.swap(0, place);
        all.push(one);
    }
    all.retain(|one| one != proof);
    all
}

#[test]
fn every_inclusion_proof_of_every_small_tree() {
    let tree = Tree::of(SIZES);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=SIZES {
        theirs.push(format!("mục {}", size - 1).into_bytes());
        let root = root(&tree, size).unwrap();
        assert_eq!(root.bytes(), theirs.root().as_bytes().as_slice());
        for index in 0..size {
            let proof = inclusion(&tree, index, size).unwrap();
            assert_eq!(bytes(&proof), theirs.prove_inclusion(index as usize).as_bytes());
            let holds =
                |leaf: &Hash, index, proof: &[Hash]| verify_inclusion(leaf, index, size, proof, &root);
            assert_eq!(holds(&leaf(index), index, &proof), Ok(()));
            assert_eq!(holds(&leaf(size), index, &proof), Err(ProofError::Root));
            assert_eq!(holds(&leaf(index), size, &proof), Err(ProofError::Range));
            assert_eq!(holds(&leaf(index), u64::MAX, &proof), Err(ProofError::Range));
            assert!(index == 0 || holds(&leaf(index), index - 1, &proof).is_err());
            assert!(changed(&proof).iter().all(|proof| holds(&leaf(index), index, proof).is_err()));
        }
    }
}

#[test]
fn every_other_place_is_refused() {
    let tree = Tree::of(40);
    for size in 1..=40 {
        let root = root(&tree, size).unwrap();
        for index in 0..size {
            let proof = inclusion(&tree, index, size).unwrap();
            for other in (0..size).filter(|other| *other != index) {
                assert!(verify_inclusion(&leaf(index), other, size, &proof, &root).is_err());
            }
        }
    }
}

#[test]
fn every_consistency_proof_of_every_small_tree() {
    let tree = Tree::of(SIZES);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for new in 1..=SIZES {
        theirs.push(format!("mục {}", new - 1).into_bytes());
        let new_root = root(&tree, new).unwrap();
        for old in 1..=new {
            let old_root = root(&tree, old).unwrap();
            let proof = consistency(&tree, old, new).unwrap();
            assert_eq!(bytes(&proof), theirs.prove_consistency((new - old) as usize).as_bytes());
            let holds = |old, old_root: &Hash, new, new_root: &Hash, proof: &[Hash]| {
                verify_consistency(old, old_root, new, new_root, proof)
            };
            assert_eq!(holds(old, &old_root, new, &new_root, &proof), Ok(()));
            assert!(holds(old, &leaf(999), new, &new_root, &proof).is_err());
            assert!(holds(old, &old_root, new, &leaf(999), &proof).is_err());
            assert!(old == new || holds(new, &new_root, old, &old_root, &proof) == Err(ProofError::Range));
            assert!(old == new || holds(old + 1, &old_root, new, &new_root, &proof).is_err());
            assert!(
                changed(&proof).iter().all(|proof| holds(old, &old_root, new, &new_root, proof).is_err())
            );
        }
    }
}

#[test]
fn the_empty_tree_is_the_beginning_of_every_tree() {
    let (nothing, other) = (Hash::of_nothing(), leaf(0));
    assert_eq!(Frontier::default().root(), nothing);
    assert_eq!(root(&Tree::of(0), 0), Ok(nothing));
    assert_eq!(verify_consistency(0, &nothing, 0, &nothing, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &nothing, 1, &other, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &other, 1, &other, &[]), Err(ProofError::Root));
    assert_eq!(verify_consistency(0, &other, 0, &other, &[]), Err(ProofError::Root));
    assert_eq!(verify_consistency(0, &nothing, 0, &other, &[]), Err(ProofError::Root));
    assert_eq!(verify_consistency(0, &nothing, 1, &other, &[other]), Err(ProofError::Length));
    assert_eq!(verify_inclusion(&other, 0, 0, &[], &nothing), Err(ProofError::Range));
    assert_eq!(inclusion(&Tree::of(1), 1, 1), Ok(Vec::new()));
    assert_eq!(consistency(&Tree::of(3), 3, 2), Ok(Vec::new()));
}

/// A tree whose leaves are all the same, and so all nodes of a level: it can be as large as one likes.
struct Alike(Vec<Hash>);

impl Alike {
    fn new() -> Self {
        let doubled = |hash: &Hash| Some(Hash::node(hash, hash));
        Self(std::iter::successors(Some(leaf(0)), doubled).take(64).collect())
    }
}

impl Nodes for Alike {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        assert_eq!((index << level) >> level, index, "no such node");
        Ok(self.0[level as usize])
    }
}

#[test]
fn proofs_hold_in_trees_of_any_size() {
    let tree = Alike::new();
    let sizes: Vec<u64> = (1..64)
        .flat_map(|bit| [(1 << bit) - 1, 1 << bit, (1 << bit) + 1])
        .chain([u64::MAX - 1, u64::MAX])
        .collect();
    for &size in &sizes {
        let whole = root(&tree, size).unwrap();
        assert_eq!(Frontier::read(&tree, size).unwrap().root(), whole);
        for index in [0, 1, size / 3, size / 2, size - 1].into_iter().filter(|index| *index < size) {
            let proof = inclusion(&tree, index, size).unwrap();
            assert!(proof.len() <= 64);
            assert_eq!(verify_inclusion(&leaf(0), index, size, &proof, &whole), Ok(()));
            assert!(verify_inclusion(&leaf(1), index, size, &proof, &whole).is_err());
        }
        for &old in sizes.iter().filter(|old| **old <= size).step_by(5) {
            let proof = consistency(&tree, old, size).unwrap();
            let old_root = root(&tree, old).unwrap();
            assert_eq!(verify_consistency(old, &old_root, size, &whole, &proof), Ok(()));
        }
    }
}

#[test]
fn proofs_too_long_for_any_tree_are_refused_at_once() {
    let long = vec![leaf(0); 100_000];
    for size in [1, 2, 1 << 62, u64::MAX] {
        assert_eq!(verify_inclusion(&leaf(0), 0, size, &long, &leaf(1)), Err(ProofError::Length));
        let consistent = verify_consistency(size - 1, &leaf(0), size, &leaf(1), &long);
        assert_eq!(consistent, Err(ProofError::Length));
    }
}
