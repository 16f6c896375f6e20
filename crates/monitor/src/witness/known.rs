//! What a witness knows of one log: the last checkpoint that it cosigned, and when.

use transparency::{Checkpoint, CheckpointError, Note, NoteError, Signer, VerifierKey};

/// Why what a witness kept cannot be used. It then cosigns nothing for that log: to forget is to let a fork pass.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KnownError {
    /// It is no note, or a signature in it is wrong.
    #[error("điểm kiểm đã giữ / the checkpoint kept: {0}")]
    Note(#[from] NoteError),
    /// It is no checkpoint.
    #[error("điểm kiểm đã giữ / the checkpoint kept: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// It is another log's.
    #[error("điểm kiểm đã giữ là của sổ khác / the checkpoint kept is of another log")]
    Origin,
    /// This witness did not cosign it.
    #[error(
        "điểm kiểm đã giữ không có chữ ký của nhân chứng này / the checkpoint kept is not cosigned by this witness"
    )]
    Unsigned,
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    note: Note,
    checkpoint: Checkpoint,
    time: u64,
}

impl Known {
    /// Reads what was kept. The witness's own cosignature must be on it, as it is the only thing that is written there.
    pub fn read(bytes: &[u8], origin: &str, witness: &VerifierKey) -> Result<Self, KnownError> {
        let note = Note::parse(bytes)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        if checkpoint.origin != origin {
            return Err(KnownError::Origin);
        }
        let time = note.verify(witness)?.ok_or(KnownError::Unsigned)?;
        Ok(Self { note, checkpoint, time })
    }

    /// Cosigns a checkpoint. Of its signatures one by each of `keys` is kept: the log's own, already verified. Whoever
    /// sends a note can put what they like below it.
    pub(super) fn cosign(
        note: &Note,
        checkpoint: Checkpoint,
        keys: &[VerifierKey],
        witness: &Signer,
        time: u64,
    ) -> Result<Self, NoteError> {
        let mut kept = Note::new(note.text().to_owned());
        for key in keys {
            let mut lines = note.signatures().iter();
            let line = lines.find(|line| line.name == key.name() && line.id == key.id());
            if let Some(line) = line {
                kept.push(line.clone());
            }
        }
        kept.cosign(witness, time)?;
        Ok(Self { note: kept, checkpoint, time })
    }

    /// The checkpoint with the log's signature and the cosignature: what is kept, and shown to monitors.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// What it says.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// When it was cosigned: seconds since 1970.
    pub fn time(&self) -> u64 {
        self.time
    }

    /// The cosignature, as the line that a log is answered with, and its end.
    pub fn answer(&self) -> String {
        self.note.signatures().last().map_or_else(String::new, |line| format!("{line}\n"))
    }
}
