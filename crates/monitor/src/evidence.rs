//! Evidence that a log told two histories: two checkpoints that its key signed and that cannot both be true, in one file
//! that anybody can verify again.
//!
//! Two roots of one size speak for themselves. Of two sizes the larger must be shown to begin otherwise than the smaller
//! says: a consistency proof from another root at the smaller size, which binds as the checkpoint itself does.

mod report;
mod text;

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use transparency::{
    Checkpoint, CheckpointError, Hash, KeyKind, Note, NoteError, VerifierKey, verify_consistency,
};

use publication::replace;

/// Why two notes are no evidence, or a file holds none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// The file is cut, longer than 256 KiB, or not written as such files are.
    #[error("tệp bằng chứng sai dạng ở {place} / the evidence file is malformed at: {place}")]
    Malformed {
        /// What should stand there.
        place: &'static str,
    },
    /// A note cannot be read, or a signature in it is wrong.
    #[error("điểm kiểm trong bằng chứng / a checkpoint of the evidence: {0}")]
    Note(#[from] NoteError),
    /// A note is no checkpoint.
    #[error("điểm kiểm trong bằng chứng / a checkpoint of the evidence: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The log's key did not sign one of them.
    #[error(
        "điểm kiểm cỡ {size} không có chữ ký của khóa {key} / the checkpoint of size {size} is not signed by the key {key}"
    )]
    Unsigned {
        /// Of which size.
        size: u64,
        /// Whose signature is missing.
        key: String,
    },
    /// They are of two logs.
    #[error("hai điểm kiểm của hai sổ khác nhau / the checkpoints are of two logs")]
    Origin,
    /// Both can be true.
    #[error("hai điểm kiểm không mâu thuẫn / the checkpoints do not contradict each other")]
    NoContradiction,
    /// Their sizes differ and nothing shows that the larger begins otherwise.
    #[error(
        "hai cỡ khác nhau mà không có chứng minh nối chúng / the sizes differ and no proof shows how they are joined"
    )]
    NoProof,
}

/// What a larger tree had at the smaller one's size: another root, and the proof from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The root over the first leaves of the larger tree, as many as the smaller one has.
    pub root: Hash,
    /// The consistency proof from that root to the larger tree's.
    pub proof: Vec<Hash>,
}

/// Two checkpoints of one log that contradict each other. Printed as the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    key: VerifierKey,
    /// The smaller one; of one size, the one whose text comes first: so one fork has one file, whoever found it.
    first: Note,
    second: Note,
    beginning: Option<Beginning>,
}

impl Evidence {
    /// The evidence that these two make, in whichever order. `key` is the log's own. What does not prove that this key
    /// signed two histories is refused.
    pub fn new(
        key: &VerifierKey,
        one: &Note,
        other: &Note,
        beginning: Option<Beginning>,
    ) -> Result<Self, EvidenceError> {
        let evidence = Self { beginning, ..Self::claim(key, one, other)? };
        evidence.verify()?;
        Ok(evidence)
    }

    /// Two checkpoints that whoever keeps them holds to contradict each other, without the proof: for an auditor who has
    /// the entries. Nothing is verified but that they are checkpoints.
    pub fn claim(key: &VerifierKey, one: &Note, other: &Note) -> Result<Self, EvidenceError> {
        let order = |note: &Note| -> Result<(u64, String), EvidenceError> {
            Ok((Checkpoint::parse(note.text())?.size, note.text().to_owned()))
        };
        let swap = order(one)? > order(other)?;
        let (first, second) = if swap { (other, one) } else { (one, other) };
        Ok(Self { key: key.clone(), first: first.clone(), second: second.clone(), beginning: None })
    }

    /// Whether a proof that does not lead from `old` to `new` shows how `new` really began; then that is evidence.
    /// `proof` came with `new`, as the proof that it extends `old`.
    pub fn of_failed_proof(key: &VerifierKey, old: &Note, new: &Note, proof: &[Hash]) -> Option<Self> {
        let (from, to) = (Checkpoint::parse(old.text()).ok()?, Checkpoint::parse(new.text()).ok()?);
        let root = beginning(from.size, to.size, proof)?;
        Self::new(key, old, new, Some(Beginning { root, proof: proof.to_vec() })).ok()
    }

    /// Whether it proves what it says: the key signed both, and they cannot both be true.
    pub fn verify(&self) -> Result<(), EvidenceError> {
        let first = self.signed(&self.first)?;
        let second = self.signed(&self.second)?;
        if first.origin != second.origin {
            return Err(EvidenceError::Origin);
        }
        if first.size > second.size {
            return Err(EvidenceError::Malformed { place: "the order of the checkpoints" });
        }
        match &self.beginning {
            None if first.size == second.size && first.root != second.root => Ok(()),
            None if first.size == second.size => Err(EvidenceError::NoContradiction),
            None => Err(EvidenceError::NoProof),
            Some(_) if first.size == 0 || first.size == second.size => {
                Err(EvidenceError::Malformed { place: "beginning" })
            }
            Some(Beginning { root, .. }) if *root == first.root => Err(EvidenceError::NoContradiction),
            Some(Beginning { root, proof }) => {
                verify_consistency(first.size, root, second.size, &second.root, proof)
                    .map_err(|_| EvidenceError::NoProof)
            }
        }
    }

    /// The log's key that the file names. Whether it is the log's must be known from elsewhere.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The two checkpoints, the smaller first.
    pub fn notes(&self) -> (&Note, &Note) {
        (&self.first, &self.second)
    }

    /// What the file is called: the log, the two sizes, and a short hash over both texts, so that no evidence replaces
    /// another.
    pub fn file_name(&self) -> String {
        let size = |note: &Note| Checkpoint::parse(note.text()).map_or(0, |checkpoint| checkpoint.size);
        let origin = self.first.text().lines().next().unwrap_or_default();
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' };
        let origin: String = origin.chars().take(100).map(plain).collect();
        let hash = Sha256::new().chain_update(self.first.text()).chain_update(self.second.text()).finalize();
        let hash = hash.first_chunk().copied().map_or(0, u32::from_be_bytes);
        format!("{origin}-{}-{}-{hash:08x}.evidence", size(&self.first), size(&self.second))
    }

    /// Writes it into that directory, durably, and answers with its path.
    pub fn save(&self, dir: &Path) -> io::Result<PathBuf> {
        let path = dir.join(self.file_name());
        replace(&path, self.to_string().as_bytes())?;
        Ok(path)
    }

    fn signed(&self, note: &Note) -> Result<Checkpoint, EvidenceError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        if self.key.kind() != KeyKind::Note || note.verify(&self.key)?.is_none() {
            let key = self.key.name().to_owned();
            return Err(EvidenceError::Unsigned { size: checkpoint.size, key });
        }
        Ok(checkpoint)
    }
}

/// The root over the first `old` leaves that a consistency proof to a tree of `new` leaves speaks of. None where it does
/// not say: it has too few hashes, or `old` leaves are one perfect subtree, whose root stands in no proof.
fn beginning(old: u64, new: u64, proof: &[Hash]) -> Option<Hash> {
    let mut hashes = proof.iter();
    let root = edge(old, new, true, &mut hashes)?;
    hashes.next().is_none().then_some(root)
}

/// The old root's part in a subtree of `new` leaves of which `old` were there (RFC 6962, 2.1.2). `whole` while the old
/// tree's own root would have to be known.
fn edge(old: u64, new: u64, whole: bool, hashes: &mut std::slice::Iter<Hash>) -> Option<Hash> {
    if old == 0 || old >= new {
        return if old == new && !whole { hashes.next().copied() } else { None };
    }
    let left = 1_u64 << (new - 1).ilog2();
    if old <= left {
        let root = edge(old, left, whole, hashes)?;
        hashes.next()?;
        return Some(root);
    }
    let right = edge(old - left, new - left, false, hashes)?;
    hashes.next().map(|left| Hash::node(left, &right))
}

#[cfg(test)]
mod tests;
