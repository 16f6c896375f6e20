//! Receipt files: a proof file (C2SP tlog-proof) that carries the record itself, and in the donor's private copy, below a
//! blank line, what opens the record's commitment to the donor's own data. Text in, text out; see `verify` for what it proves.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <the record's stored bytes, base64>
//! index 41
//! <hashes>
//!
//! <signed checkpoint>
//!
//! sovang-opening v1
//! name <salt> <value>
//! memo <commitment>
//! ```

mod digest;
mod opening;
mod record;
#[cfg(test)]
mod tests;
mod verify;

use std::fmt::{self, Display};

pub use digest::RecordDigest;
pub use opening::{Field, FieldContent, OpeningError};
pub use record::{Fact, Record, RecordError};
pub use verify::{Against, Verified, verify_receipt};

use crate::{ProofTextError, TlogProof};

/// What stands between the checkpoint and the openings. A checkpoint never holds it: its text has three lines.
const SECTION: &str = "\n\nsovang-opening v1\n";

/// Why bytes are no receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The proof in it cannot be read.
    #[error(transparent)]
    Proof(#[from] ProofTextError),
    /// It proves that something stands in the log, but does not hold what.
    #[error("tệp không kèm bản ghi (dòng extra) / the file does not hold the record (line extra)")]
    NoRecord,
    /// The openings cannot be read.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// It means a receipt, but is not written in the one way.
    #[error("tệp không được viết đúng một cách chuẩn / the file is not written in the one way")]
    Spelling,
}

/// A receipt file as it was read: nothing is verified yet. Printed as its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The record's stored bytes.
    pub record: Vec<u8>,
    /// The proof that they stand in the log; its `extra` is empty here.
    pub proof: TlogProof,
    /// What opens the record's commitment, field by field in its order; empty in a public copy.
    pub openings: Vec<Field>,
}

impl Receipt {
    /// Puts a receipt together.
    pub fn new(record: Vec<u8>, mut proof: TlogProof, openings: Vec<Field>) -> Self {
        proof.extra = None;
        Self { record, proof, openings }
    }

    /// Reads a receipt file. Strict: there is one text for each receipt.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReceiptError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ProofTextError::Text)?;
        let (proof, openings) = match text.split_once(SECTION) {
            None => (TlogProof::parse(bytes)?, Vec::new()),
            Some((proof, fields)) => {
                (TlogProof::parse(format!("{proof}\n").as_bytes())?, opening::parse(fields)?)
            }
        };
        let mut proof = proof;
        let record = proof.extra.take().ok_or(ReceiptError::NoRecord)?;
        let receipt = Self { record, proof, openings };
        if receipt.to_string().as_bytes() == bytes { Ok(receipt) } else { Err(ReceiptError::Spelling) }
    }

    /// What stands on the printed slip.
    pub fn digest(&self) -> RecordDigest {
        RecordDigest::of(&self.record)
    }
}

impl Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proof = TlogProof { extra: Some(self.record.clone()), ..self.proof.clone() };
        write!(f, "{proof}")?;
        if self.openings.is_empty() {
            return Ok(());
        }
        // The proof ends with a line's end, which is the first half of the blank line.
        f.write_str(SECTION.get(1..).unwrap_or_default())?;
        self.openings.iter().try_for_each(|field| writeln!(f, "{field}"))
    }
}
