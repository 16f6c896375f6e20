//! Proof files (C2SP tlog-proof, `.tlog-proof`): an entry's place in the log, the hashes beside its way to the root, and
//! the signed checkpoint with that root. All that a verification without a server needs, apart from the entry and the
//! keys that are trusted.

use std::fmt::{self, Display};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::proof_text::{Lines, write_hashes_and_checkpoint};
use crate::{Checkpoint, Hash, Note, ProofTextError, verify_inclusion};

const HEAD: &str = "c2sp.org/tlog-proof@v1";

/// A proof file. Printed as its text; nothing in it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data for who made and who reads the file. Not signed: it is worth what a check of its content makes it worth.
    /// Empty data is the same as none.
    pub extra: Option<Vec<u8>>,
    /// The entry's place in the log, from 0.
    pub index: u64,
    /// The hashes beside its way to the root, from below.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: Note,
}

impl TlogProof {
    /// Reads a proof file of at most 512 KiB.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofTextError> {
        let mut lines = Lines::of(bytes)?;
        lines.exactly(HEAD)?;
        let malformed = lines.next_must_be("extra <base64>");
        let extra = lines.after("extra").map(|text| STANDARD.decode(text));
        let extra = match extra {
            None => None,
            Some(Ok(bytes)) if !bytes.is_empty() => Some(bytes),
            Some(_) => return Err(malformed),
        };
        let index = lines.number("index", "index <n>")?;
        let (hashes, checkpoint) = lines.hashes_and_checkpoint()?;
        Ok(Self { extra, index, hashes, checkpoint })
    }

    /// Whether the proof puts that leaf at its place below the checkpoint's root. Gives the checkpoint: who signed it is
    /// for [`crate::Policy::evaluate`] to say.
    pub fn verify(&self, leaf: &Hash) -> Result<Checkpoint, ProofTextError> {
        let checkpoint = Checkpoint::parse(self.checkpoint.text())?;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        if let Some(extra) = self.extra.as_ref().filter(|extra| !extra.is_empty()) {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        write_hashes_and_checkpoint(f, &self.hashes, &self.checkpoint)
    }
}
