//! What a log asks of a witness (C2SP tlog-witness, the body of `add-checkpoint`): a new checkpoint, and the proof that it
//! extends the last one that the witness saw. The answer is lines of signatures: [`crate::signature_lines`].

use std::fmt::{self, Display};

use crate::proof_text::{Lines, write_hashes_and_checkpoint};
use crate::{Hash, Note, ProofTextError};

/// The request. Printed as its body; nothing in it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessRequest {
    /// The size of the last checkpoint that the witness cosigned, 0 if none.
    pub old: u64,
    /// The consistency proof from there; empty from 0.
    pub proof: Vec<Hash>,
    /// The new checkpoint.
    pub checkpoint: Note,
}

impl WitnessRequest {
    /// Reads a body of at most 512 KiB.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofTextError> {
        let mut lines = Lines::of(bytes)?;
        let old = lines.number("old", "old <n>")?;
        let (proof, checkpoint) = lines.hashes_and_checkpoint()?;
        Ok(Self { old, proof, checkpoint })
    }
}

impl Display for WitnessRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        write_hashes_and_checkpoint(f, &self.proof, &self.checkpoint)
    }
}
