//! What a proof file and a request to a witness have in common: lines of hashes, a blank line, a signed checkpoint.

use std::fmt;

use crate::checkpoint::number;
use crate::{Checkpoint, CheckpointError, Hash, Note, NoteError, ProofError};

/// The longest text that is read: a full entry as base64 and a note with many signatures fit.
const MAX_BYTES: usize = 512 * 1024;
/// The most hashes a proof can have: one for each bit of a size.
const MAX_HASHES: usize = 63;

/// Why a text with a proof and a checkpoint cannot be read, or does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofTextError {
    /// Longer than 512 KiB, or with more than 63 hashes.
    #[error("chứng minh quá lớn / the proof is too large")]
    TooLarge,
    /// Not UTF-8.
    #[error("chứng minh không phải văn bản UTF-8 / the proof is no UTF-8 text")]
    Text,
    /// A line is not what must stand there.
    #[error("dòng {line}: phải là {expected} / line {line}: must be {expected}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What must stand there, as the format writes it.
        expected: &'static str,
    },
    /// The signed checkpoint below the proof cannot be read.
    #[error("điểm kiểm kèm theo / the checkpoint below: {0}")]
    Note(#[from] NoteError),
    /// The note below the proof is no checkpoint.
    #[error("điểm kiểm kèm theo / the checkpoint below: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The hashes do not lead to the checkpoint's root.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// The lines of such a text, one after the other, and then the note.
pub(crate) struct Lines<'a> {
    rest: &'a str,
    /// How many are behind.
    read: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, ProofTextError> {
        if bytes.len() > MAX_BYTES {
            return Err(ProofTextError::TooLarge);
        }
        let rest = std::str::from_utf8(bytes).map_err(|_| ProofTextError::Text)?;
        Ok(Self { rest, read: 0 })
    }

    /// What follows `word` and a space on the next line; none, and nothing is read, if that begins otherwise.
    pub(crate) fn after(&mut self, word: &str) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        let value = line.strip_prefix(word)?.strip_prefix(' ')?;
        (self.rest, self.read) = (rest, self.read + 1);
        Some(value)
    }

    /// The next line must be exactly this.
    pub(crate) fn exactly(&mut self, line: &'static str) -> Result<(), ProofTextError> {
        let rest = self.rest.strip_prefix(line).and_then(|rest| rest.strip_prefix('\n'));
        self.rest = rest.ok_or_else(|| self.next_must_be(line))?;
        self.read += 1;
        Ok(())
    }

    /// The number behind `word` on the next line.
    pub(crate) fn number(&mut self, word: &str, expected: &'static str) -> Result<u64, ProofTextError> {
        let error = self.next_must_be(expected);
        self.after(word).and_then(number).ok_or(error)
    }

    /// Hashes to the blank line, and the checkpoint that is all the rest.
    pub(crate) fn hashes_and_checkpoint(mut self) -> Result<(Vec<Hash>, Note), ProofTextError> {
        let mut hashes = Vec::new();
        while let Some((line, rest)) = self.rest.split_once('\n') {
            if line.is_empty() {
                let note = Note::parse(rest.as_bytes())?;
                Checkpoint::parse(note.text())?;
                return Ok((hashes, note));
            }
            if hashes.len() >= MAX_HASHES {
                return Err(ProofTextError::TooLarge);
            }
            hashes.push(Hash::parse(line).ok_or_else(|| self.next_must_be("<base64 SHA-256>"))?);
            (self.rest, self.read) = (rest, self.read + 1);
        }
        Err(self.next_must_be("\"\""))
    }

    /// The error of the next line.
    pub(crate) fn next_must_be(&self, expected: &'static str) -> ProofTextError {
        ProofTextError::Line { line: self.read + 1, expected }
    }
}

/// Writes what [`Lines::hashes_and_checkpoint`] reads.
pub(crate) fn write_hashes_and_checkpoint(
    f: &mut fmt::Formatter<'_>,
    hashes: &[Hash],
    checkpoint: &Note,
) -> fmt::Result {
    hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
    write!(f, "\n{checkpoint}")
}
