//! Proofs: random hashes lead to no root, whatever size and place they are said to be of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use transparency::{Hash, verify_consistency, verify_inclusion};

fuzz_target!(|input: (u64, u64, [u8; 32], Vec<[u8; 32]>)| {
    let (first, second, root, proof) = input;
    let (root, leaf) = (Hash::new(root), Hash::leaf(b"entry"));
    let proof: Vec<Hash> = proof.into_iter().map(Hash::new).collect();
    assert!(verify_inclusion(&leaf, first, second, &proof, &root).is_err() || root == leaf);
    let consistent = verify_consistency(first, &leaf, second, &root, &proof).is_ok();
    assert!(!consistent || (first == second && root == leaf));
});
