//! The proof that an entry stands in a published log, made from the log's files alone.

use transparency::{
    Checkpoint, CheckpointError, Hash, Note, NoteError, ProofTextError, TlogProof, inclusion,
};

use crate::{Store, StoreError};

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// It is not in the newest checkpoint yet, or will never be: nothing stands at that position.
    #[error(
        "vị trí {position} chưa được công bố (đã công bố {size}): thử lại sau một giây / position {position} is not \
         published yet ({size} are): try again in a second"
    )]
    NotYet {
        /// Which, from 0.
        position: u64,
        /// How many entries are published.
        size: u64,
    },
    /// A published file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The published checkpoint is no note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The published note is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The files do not agree: what they prove is not what the checkpoint says.
    #[error(
        "các tệp công bố không khớp điểm kiểm: {0} / the published files do not agree with their checkpoint: {0}"
    )]
    Disagree(ProofTextError),
}

impl Store {
    /// The entry at `position`, as `extra` of its proof under the newest checkpoint that has its cosignatures, or under the
    /// newest of all where that one is too old. It holds: it is verified here, so that a
    /// damaged file is found by whoever keeps it and not by whoever was given the proof.
    pub fn prove(&self, position: u64) -> Result<TlogProof, ProveError> {
        let not_yet = |size| ProveError::NotYet { position, size };
        let read = |bytes: Vec<u8>| -> Result<(Note, u64), ProveError> {
            let note = Note::parse(&bytes)?;
            let size = Checkpoint::parse(note.text())?.size;
            Ok((note, size))
        };
        let (newest, all) = read(self.checkpoint()?.ok_or_else(|| not_yet(0))?)?;
        if position >= all {
            return Err(not_yet(all));
        }
        let cosigned = self.cosigned()?.map(read).transpose()?;
        let cosigned = cosigned.filter(|(_, size)| position < *size && *size <= all);
        let (note, size) = cosigned.unwrap_or((newest, all));
        // From the newest files: those of an earlier size may be gone, and what it is made of is in them.
        let entry = self.entry(position, all)?;
        let hashes = inclusion(&self.nodes(all), position, size)?;
        let leaf = Hash::leaf(&entry);
        let proof = TlogProof { extra: Some(entry), index: position, hashes, checkpoint: note };
        proof.verify(&leaf).map_err(ProveError::Disagree)?;
        Ok(proof)
    }
}
