//! Test vectors that others made. See tests/vectors/README.md.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use transparency::{Hash, commitment, verify_consistency, verify_inclusion};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

/// Those of the proofs, or of the folder that SOVANG_VECTORS names.
fn proofs(kind: &str) -> Vec<(PathBuf, Value)> {
    let chosen = std::env::var_os("SOVANG_VECTORS").map(PathBuf::from);
    let mut folders = vec![chosen.unwrap_or_else(|| vectors().join("merkle")).join(kind)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, serde_json::from_str(&text).unwrap()));
            }
        }
    }
    found
}

/// What is not 32 bytes cannot be a hash here, so it is refused before any proof is looked at.
fn hash(value: &Value) -> Option<Hash> {
    Hash::parse(value.as_str()?)
}

fn hashes(value: &Value) -> Option<Vec<Hash>> {
    value.as_array().map_or(Some(Vec::new()), |hashes| hashes.iter().map(hash).collect())
}

#[track_caller]
fn check(kind: &str, holds: impl Fn(&Value) -> Option<bool>) {
    let vectors = proofs(kind);
    for (path, vector) in &vectors {
        let expected = !vector["wantErr"].as_bool().unwrap();
        let accepted = holds(vector).unwrap_or(false);
        // One vector is content with roots of twelve bytes; ours have 32.
        let short = [&vector["root1"], &vector["root2"]]
            .iter()
            .any(|root| root.as_str().is_some_and(|root| root.len() != 44));
        assert_eq!(accepted, expected && !short, "{}", path.display());
    }
    println!("{kind}: {} vectors", vectors.len());
    assert!(vectors.len() >= 4, "the vectors are not there");
}

#[test]
fn inclusion_vectors() {
    check("inclusion", |vector| {
        let (index, size) = (vector["leafIdx"].as_u64()?, vector["treeSize"].as_u64()?);
        let (leaf, root) = (hash(&vector["leafHash"])?, hash(&vector["root"])?);
        Some(verify_inclusion(&leaf, index, size, &hashes(&vector["proof"])?, &root).is_ok())
    });
}

#[test]
fn consistency_vectors() {
    check("consistency", |vector| {
        let (old, new) = (vector["size1"].as_u64()?, vector["size2"].as_u64()?);
        let (old_root, new_root) = (hash(&vector["root1"])?, hash(&vector["root2"])?);
        Some(verify_consistency(old, &old_root, new, &new_root, &hashes(&vector["proof"])?).is_ok())
    });
}

#[test]
fn vectors_of_a_certificate_log() {
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(vectors().join("argon").join(name)).unwrap()).unwrap()
    };
    let head = read("sth.json");
    let (size, root) = (head["tree_size"].as_u64().unwrap(), hash(&head["sha256_root_hash"]).unwrap());
    assert_eq!(size, 961_984_011);

    let inclusion = read("inclusion.json");
    let path = hashes(&inclusion["audit_path"]).unwrap();
    let leaf = Hash::parse("nCs3mfIydh9x4CKyQ+u2xtmpxmFggA5MLymHwNQSlLg=").unwrap();
    assert_eq!(verify_inclusion(&leaf, 10_000, size, &path, &root), Ok(()));
    for index in [9_999, 10_001, size - 1] {
        assert!(verify_inclusion(&leaf, index, size, &path, &root).is_err());
    }

    let consistency = hashes(&read("consistency.json")["consistency"]).unwrap();
    // The log's older head is not in the package: this is what the proof leads to by the algorithm of RFC 9162 in Python.
    let old = Hash::parse("AuIZ5V6sDUj1vn3Y1K85oOaQ7y+FJJKtyRTl1edIKBQ=").unwrap();
    assert_eq!(verify_consistency(3_654_490, &old, size, &root, &consistency), Ok(()));
    assert!(verify_consistency(3_654_491, &old, size, &root, &consistency).is_err());
    assert!(verify_consistency(3_654_490, &old, size, &old, &consistency).is_err());
}

/// Hashes that Python's hashlib made.
#[test]
fn hashes_of_known_bytes() {
    let check = |hash: Hash, hex: &str| assert_eq!(hex_of(hash.bytes()), hex);
    check(Hash::of_nothing(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(Hash::leaf(b""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    let (left, right) = (Hash::leaf(b""), Hash::leaf(b"\0"));
    check(Hash::node(&left, &right), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
}

/// Stored commitments never change: these were made with Python's hmac and hashlib.
#[test]
fn commitments_of_known_values() {
    let salt: [u8; 32] = std::array::from_fn(|at| at as u8);
    let place = commitment::Place { fund: "mau", row: 7 };
    let field = commitment::of_field(&salt, place, "ten", "Nguyễn Văn Mẫu");
    assert_eq!(hex_of(&field), "79b22433832ae03b6b2fac3be90f28300569bf59c8677b320d5cb3abdeb49d2f");
    let row = commitment::of_row([("ten", field), ("ghi_chu", [0; 32])]);
    assert_eq!(hex_of(&row), "c80a6a9758620a995b35847a004cf5a9509c5f9d587e3f91f59c88372a70357d");
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
