//! What the tests of this crate share: invented logs in memory, two histories of one name, and keys.

mod tsa;

use transparency::{Checkpoint, Frontier, Hash, KeyKind, Nodes, Note, Signer, VerifierKey, root};

pub(crate) use tsa::{Key, Tsa};

/// A log of some leaves.
pub(crate) struct Leaves {
    hashes: Vec<Hash>,
}

impl Leaves {
    /// From leaf `fork` on the leaves differ by `branch`.
    pub(crate) fn new(size: u64, fork: u64, branch: &str) -> Self {
        let leaf = |n: u64| if n < fork { format!("{n}") } else { format!("{n} {branch}") };
        Self { hashes: (0..size).map(|n| Hash::leaf(leaf(n).as_bytes())).collect() }
    }

    pub(crate) fn checkpoint(&self, origin: &str, size: u64) -> Checkpoint {
        Checkpoint { origin: origin.to_owned(), size, root: root(self, size).unwrap() }
    }

    /// A checkpoint that the log signed.
    pub(crate) fn note(&self, size: u64, signer: &Signer) -> Note {
        let mut note = Note::new(self.checkpoint(signer.public().name(), size).to_string());
        note.sign(signer).unwrap();
        note
    }
}

impl Nodes for Leaves {
    type Error = std::convert::Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error> {
        let range = usize::try_from(index << level).unwrap()..usize::try_from((index + 1) << level).unwrap();
        let mut tree = Frontier::default();
        self.hashes[range].iter().for_each(|hash| tree.push(*hash, |_, _, _| {}));
        Ok(tree.root())
    }
}

/// A log's key.
pub(crate) fn log_key(name: &str) -> Signer {
    Signer::new(name, KeyKind::Note, &[7; 32]).unwrap()
}

/// A witness's key.
pub(crate) fn witness_key(name: &str, seed: u8) -> Signer {
    Signer::new(name, KeyKind::Cosignature, &[seed; 32]).unwrap()
}

/// The public half.
pub(crate) fn public(signer: &Signer) -> VerifierKey {
    signer.public().clone()
}

/// Something that is served on a port of its own until this is dropped.
pub(crate) struct Served {
    /// `http://127.0.0.1:<port>`.
    pub(crate) url: String,
    _runtime: tokio::runtime::Runtime,
}

pub(crate) fn served(router: axum::Router) -> Served {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async { axum::serve(listener, router).await });
    Served { url, _runtime: runtime }
}
