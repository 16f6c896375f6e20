//! Keys and signed checkpoints for the tests.

use transparency::{Checkpoint, Frontier, Hash, KeyKind, Nodes, Note, Signer};

pub(crate) const LOG: &str = "sovang.local/fund/mau";

pub(crate) fn log_key() -> Signer {
    Signer::new(LOG, KeyKind::Note, &[1; 32]).unwrap()
}

/// The key of the witness of that number.
pub(crate) fn witness_key(number: u8) -> Signer {
    Signer::new(&format!("nhan-chung.example/{number}"), KeyKind::Cosignature, &[100 + number; 32]).unwrap()
}

/// A checkpoint that the log signed, and these witnesses, the first at time 1000.
pub(crate) fn checkpoint(size: u64, root: Hash, witnesses: &[u8]) -> Note {
    let mut note = Note::new(Checkpoint { origin: LOG.to_owned(), size, root }.to_string());
    note.sign(&log_key()).unwrap();
    for (place, number) in witnesses.iter().enumerate() {
        note.cosign(&witness_key(*number), 1000 + place as u64).unwrap();
    }
    note
}

pub(crate) fn leaf(number: u64) -> Hash {
    Hash::leaf(format!("mục {number}").as_bytes())
}

/// A whole tree in memory: its levels.
pub(crate) struct Tree(Vec<Vec<Hash>>);

impl Tree {
    pub(crate) fn of(size: u64) -> Self {
        let (mut levels, mut edge) = (Vec::<Vec<Hash>>::new(), Frontier::default());
        for number in 0..size {
            edge.push(leaf(number), |level, index, hash| {
                if levels.len() <= level as usize {
                    levels.push(Vec::new());
                }
                assert_eq!(levels[level as usize].len() as u64, index);
                levels[level as usize].push(hash);
            });
        }
        Self(levels)
    }
}

impl Nodes for Tree {
    type Error = String;

    fn node(&self, level: u32, index: u64) -> Result<Hash, String> {
        let of_level = self.0.get(level as usize);
        let node = of_level.and_then(|hashes| hashes.get(usize::try_from(index).ok()?));
        node.copied().ok_or_else(|| format!("no node {level}/{index}"))
    }
}
