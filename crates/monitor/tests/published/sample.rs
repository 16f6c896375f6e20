//! A published log in a directory, made with the tree's own parts: what a ledger serves.
#![allow(dead_code, reason = "the benchmark uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use publication::Store;
use transparency::{
    BundleId, Checkpoint, Frontier, Hash, KeyKind, Note, Policy, Signer, TileId, VerifierKey, push_entry,
};

/// The name of the sample's log.
pub(crate) const ORIGIN: &str = "sovang.local/fund/quy-a";

/// The log's own key.
pub(crate) fn signer() -> Signer {
    Signer::new(ORIGIN, KeyKind::Note, &[7; 32]).unwrap()
}

/// The policy that knows it.
pub(crate) fn policy() -> Policy {
    Policy::of_log(signer().public().clone())
}

pub(crate) fn vkey() -> VerifierKey {
    signer().public().clone()
}

/// Publishes all entries into `dir` at the sizes of `sizes`, the last of which is the number of entries.
pub(crate) fn publish(dir: &Path, entries: &[Vec<u8>], sizes: &[usize]) -> Note {
    let store = Store::at(dir);
    let (mut frontier, mut nodes) = (Frontier::default(), BTreeMap::new());
    let mut old = 0;
    for size in sizes {
        for entry in &entries[old..*size] {
            frontier.push(Hash::leaf(entry), |level, index, hash| {
                nodes.insert((level, index), hash);
            });
        }
        write(&store, entries, &nodes, *size as u64);
        old = *size;
        store.write_checkpoint(note(*size as u64, frontier.root()).to_string().as_bytes()).unwrap();
    }
    fs::write(dir.join("log.vkey"), format!("{}\n", vkey())).unwrap();
    Note::parse(&fs::read(dir.join("checkpoint")).unwrap()).unwrap()
}

/// A checkpoint of the sample's log.
pub(crate) fn note(size: u64, root: Hash) -> Note {
    let mut note = Note::new(Checkpoint { origin: ORIGIN.into(), size, root }.to_string());
    note.sign(&signer()).unwrap();
    note
}

fn write(store: &Store, entries: &[Vec<u8>], nodes: &BTreeMap<(u32, u64), Hash>, size: u64) {
    for id in TileId::all(size) {
        let first = id.index * 256;
        let node = |at| nodes[&(8 * u32::from(id.level), first + at)];
        put(
            &store.dir().join(id.to_string()),
            &(0..u64::from(id.width)).flat_map(|at| *node(at).bytes()).collect::<Vec<_>>(),
        );
    }
    for id in BundleId::all(size) {
        let mut bundle = Vec::new();
        let first = usize::try_from(id.index).unwrap() * 256;
        entries[first..first + usize::from(id.width)]
            .iter()
            .for_each(|entry| push_entry(&mut bundle, entry).unwrap());
        put(&store.dir().join(id.to_string()), &bundle);
    }
}

/// Nobody relies on these files after a power cut.
pub(crate) fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file below a directory, with its bytes.
pub(crate) fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![dir.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

/// Copies a directory.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        put(&to.join(name), &bytes);
    }
}

/// How often something random is done: `SOVANG_ROUNDS`, or a few times.
pub(crate) fn rounds(few: u64) -> u64 {
    std::env::var("SOVANG_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

/// Numbers that look random, the same for one seed (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }
}
