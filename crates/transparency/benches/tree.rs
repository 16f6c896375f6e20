//! Measures the tree: `cargo bench -p transparency`. Each line: what, nanoseconds for one, and how many a second. Medians of
//! several runs on one core, everything in memory.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a measurement is a ratio of floats"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark that fails may stop"
)]

use std::collections::HashMap;
use std::convert::Infallible;
use std::hint::black_box;
use std::time::Instant;

use transparency::{
    Checkpoint, Frontier, Hash, KeyKind, Nodes, Note, Signer, TileId, TlogProof, consistency, inclusion,
    root, root_of_tiles, verify_consistency, verify_inclusion,
};

const ENTRY_BYTES: usize = 300;
const LEAVES: u64 = 1_000_000;
const RUNS: usize = 5;

fn main() {
    println!("{LEAVES} entries of {ENTRY_BYTES} bytes");
    let entry = vec![b'a'; ENTRY_BYTES];
    measure("hash of an entry", LEAVES, |_| _ = black_box(Hash::leaf(black_box(&entry))));
    let tree = append(&entry);
    proofs(&tree);
    tiles(&tree);
    notes(&tree);
}

/// Prints the median of some runs of so many.
fn measure(what: &str, count: u64, mut one: impl FnMut(u64)) {
    let mut runs: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            (0..count).for_each(&mut one);
            begun.elapsed().as_nanos() as f64 / count as f64
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("{what:<44} {:>9.0} ns {:>12.0} a second", runs[RUNS / 2], 1e9 / runs[RUNS / 2]);
}

/// All nodes of a tree.
struct Tree(Vec<Vec<Hash>>);

impl Nodes for Tree {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        Ok(self.0[level as usize][usize::try_from(index).unwrap()])
    }
}

fn append(entry: &[u8]) -> Tree {
    let mut levels = Vec::new();
    let mut edge = Frontier::default();
    measure("entry hashed and appended", LEAVES, |number| {
        if number == 0 {
            levels = vec![Vec::new(); 21];
            edge = Frontier::default();
        }
        edge.push(Hash::leaf(entry), |level, _, hash| levels[level as usize].push(hash));
    });
    measure("root of the edge", 10_000, |_| _ = black_box(edge.root()));
    Tree(levels)
}

fn proofs(tree: &Tree) {
    let whole = root(tree, LEAVES).unwrap();
    let place = |number: u64| number * 7_919 % LEAVES;
    measure("inclusion proof made", 10_000, |number| drop(black_box(inclusion(tree, place(number), LEAVES))));
    let proof = inclusion(tree, 77, LEAVES).unwrap();
    let leaf = tree.0[0][77];
    measure("inclusion proof verified", 10_000, |_| {
        verify_inclusion(&leaf, 77, LEAVES, &proof, &whole).unwrap();
    });
    measure("consistency proof made", 10_000, |number| {
        drop(black_box(consistency(tree, place(number), LEAVES)));
    });
    let old = 654_321;
    let (old_root, proof) = (root(tree, old).unwrap(), consistency(tree, old, LEAVES).unwrap());
    measure("consistency proof verified", 10_000, |_| {
        verify_consistency(old, &old_root, LEAVES, &whole, &proof).unwrap();
    });
}

fn tiles(tree: &Tree) {
    let whole = root(tree, LEAVES).unwrap();
    let read = |tile: TileId| -> Result<Vec<Hash>, Infallible> {
        let from = usize::try_from(tile.index * 256).unwrap();
        Ok(tree.0[usize::from(tile.level) * 8][from..from + usize::from(tile.width)].to_vec())
    };
    let begun = Instant::now();
    assert_eq!(root_of_tiles(LEAVES, read).unwrap(), whole);
    let took = begun.elapsed().as_nanos() as f64 / LEAVES as f64;
    println!(
        "{:<44} {took:>9.0} ns {:>12.0} a second",
        "leaf of a tree recomputed from its tiles",
        1e9 / took
    );
    let names: HashMap<_, _> = TileId::all(LEAVES).map(|tile| (tile.to_string(), tile)).collect();
    println!("{:<44} {:>9}", "tiles", names.len());
}

fn notes(tree: &Tree) {
    let (log, witness) =
        (signer("so.example/fund/mau", KeyKind::Note), signer("w.example", KeyKind::Cosignature));
    let checkpoint = Checkpoint {
        origin: "so.example/fund/mau".to_owned(),
        size: LEAVES,
        root: root(tree, LEAVES).unwrap(),
    };
    let sign = || {
        let mut note = Note::new(checkpoint.to_string());
        note.sign(&log).unwrap();
        note
    };
    measure("checkpoint signed", 1_000, |_| drop(black_box(sign())));
    let mut note = sign();
    note.cosign(&witness, 1_700_000_000).unwrap();
    let text = note.to_string();
    measure("checkpoint read", 10_000, |_| drop(black_box(Note::parse(text.as_bytes()))));
    measure("signature verified", 1_000, |_| assert!(note.verify(log.public()).unwrap().is_some()));
    let proof = TlogProof {
        extra: Some(vec![b'a'; ENTRY_BYTES]),
        index: 77,
        hashes: inclusion(tree, 77, LEAVES).unwrap(),
        checkpoint: note,
    };
    let text = proof.to_string();
    measure("receipt read, inclusion verified", 10_000, |_| {
        let proof = TlogProof::parse(text.as_bytes()).unwrap();
        proof.verify(&Hash::leaf(proof.extra.as_deref().unwrap())).unwrap();
    });
    println!("{:<44} {:>9} bytes", "receipt", text.len());
}

fn signer(name: &str, kind: KeyKind) -> Signer {
    Signer::new(name, kind, &[7; 32]).unwrap()
}
