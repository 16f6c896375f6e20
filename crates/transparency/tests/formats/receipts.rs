//! A receipt is what it is to the last bit: whatever is changed in the file, it is refused.

use transparency::{Hash, Policy, TlogProof, inclusion, root};

use crate::support::{Tree, checkpoint, log_key, witness_key};

/// A receipt whose extra data is its entry, signed by the log and both witnesses that the policy asks for.
fn receipt() -> (Vec<u8>, Policy) {
    let (size, index) = (200, 77);
    let tree = Tree::of(size);
    let proof = TlogProof {
        extra: Some(format!("mục {index}").into_bytes()),
        index,
        hashes: inclusion(&tree, index, size).unwrap(),
        checkpoint: checkpoint(size, root(&tree, size).unwrap(), &[1, 2]),
    };
    let (log, a, b) = (log_key(), witness_key(1), witness_key(2));
    let policy = format!(
        "log {}\nwitness A {}\nwitness B {}\ngroup G all A B\nquorum G\n",
        log.public(),
        a.public(),
        b.public()
    );
    (proof.to_string().into_bytes(), Policy::parse(policy.as_bytes()).unwrap())
}

/// As a verifier does it: read, who signed, does the entry stand there.
fn accepted(bytes: &[u8], policy: &Policy) -> bool {
    let Ok(proof) = TlogProof::parse(bytes) else { return false };
    let entry = proof.extra.clone().unwrap_or_default();
    policy.evaluate(&proof.checkpoint).is_ok_and(|standing| standing.accepted())
        && proof.verify(&Hash::leaf(&entry)).is_ok()
}

#[track_caller]
fn check_refused(what: &str, changes: impl Iterator<Item = Vec<u8>>) {
    let (whole, policy) = receipt();
    assert!(accepted(&whole, &policy));
    let (mut tried, mut passed) = (0, 0);
    for bytes in changes.filter(|bytes| *bytes != whole) {
        tried += 1;
        passed += usize::from(accepted(&bytes, &policy));
    }
    println!("{what}: {tried} tried, {passed} accepted, a receipt of {} bytes", whole.len());
    assert_eq!(passed, 0);
    assert!(tried >= whole.len() / 2);
}

fn changed(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    change(&mut bytes);
    bytes
}

#[test]
fn every_flipped_bit_is_refused() {
    let (whole, _) = receipt();
    let places = (0..whole.len()).flat_map(|at| (0..8).map(move |bit| (at, bit)));
    check_refused("flips", places.map(|(at, bit)| changed(&whole, |bytes| bytes[at] ^= 1 << bit)));
}

#[test]
fn every_truncation_is_refused() {
    let (whole, _) = receipt();
    check_refused("ends cut", (0..whole.len()).map(|end| whole[..end].to_vec()));
    check_refused("beginnings cut", (1..whole.len()).map(|from| whole[from..].to_vec()));
}

#[test]
fn every_deleted_byte_is_refused() {
    let (whole, _) = receipt();
    check_refused("deletions", (0..whole.len()).map(|at| changed(&whole, |bytes| _ = bytes.remove(at))));
}

#[test]
fn every_added_byte_is_refused() {
    let (whole, _) = receipt();
    for byte in *b"\n\r =0A+\0" {
        let added = (0..=whole.len()).map(|at| changed(&whole, |bytes| bytes.insert(at, byte)));
        check_refused("insertions", added);
    }
    check_refused(
        "repeated bytes",
        (0..whole.len()).map(|at| changed(&whole, |bytes| bytes.insert(at, bytes[at]))),
    );
}

#[test]
fn every_swap_of_neighbours_is_refused() {
    let (whole, _) = receipt();
    check_refused("swaps", (1..whole.len()).map(|at| changed(&whole, |bytes| bytes.swap(at - 1, at))));
}
