//! Whom a checkpoint must be signed by, and what its signatures are worth.

use std::path::Path;

use transparency::{
    Checkpoint, CheckpointError, KeyError, KeyKind, Line, Note, NoteError, Policy, Standing, Strength,
    VerifierKey,
};

use crate::MonitorError;
use crate::source::{MAX_TEXT, read_file};

/// How the name of an auditor's key ends whose cosignature states: I hashed every entry of the log up to this size, and
/// replayed every balance. tlog-cosignature leaves it to the key what more than consistency a cosignature says, so such a
/// key signs nothing else.
pub const FULL_REPLAY: &str = "/full-replay-v1";

/// Which log is meant.
#[derive(Clone, Debug)]
pub enum Trust {
    /// Logs, witnesses and auditors by their keys, known from elsewhere.
    Policy(Policy),
    /// Nobody has said which key is the log's: the one that is found first is kept, and said to be no more than that.
    FirstUse,
}

/// A checkpoint that its log signed.
#[derive(Clone, Debug)]
pub struct Signed {
    /// As it was read.
    pub note: Note,
    /// What it says.
    pub checkpoint: Checkpoint,
    /// Who signed it.
    pub standing: Standing,
}

/// Why bytes are no checkpoint that counts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// No note, or a signature that does not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The note is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No key that is known signed it.
    #[error(
        "điểm kiểm của {origin:?} không có chữ ký của khóa đã biết ({known}) / \
         the checkpoint of {origin:?} is not signed by a known key ({known})"
    )]
    Unknown {
        /// The log that it names.
        origin: String,
        /// The logs whose keys are known.
        known: String,
    },
}

impl Signed {
    /// Reads a checkpoint and verifies the signatures of all keys of the policy.
    pub fn read(bytes: &[u8], policy: &Policy) -> Result<Self, SignedError> {
        Self::of(Note::parse(bytes)?, policy)
    }

    /// Verifies the signatures of all keys of the policy.
    pub fn of(note: Note, policy: &Policy) -> Result<Self, SignedError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let standing = policy.evaluate(&note)?;
        if standing.log.is_none() {
            let known: Vec<_> = policy.logs().iter().map(|log| log.key.name()).collect();
            return Err(SignedError::Unknown { origin: checkpoint.origin, known: known.join(", ") });
        }
        Ok(Self { note, checkpoint, standing })
    }
}

/// What a checkpoint's signatures are worth: auditors stand apart from witnesses.
pub fn strength(policy: &Policy, standing: &Standing) -> Strength {
    let mut strength = standing.strength();
    let audits = |name: &String| {
        let known = policy.witnesses().iter().find(|witness| witness.name == *name);
        known.is_some_and(|witness| witness.key.name().ends_with(FULL_REPLAY))
    };
    (strength.replayed_by, strength.witnesses) = strength.witnesses.into_iter().partition(audits);
    strength
}

/// Which log of a fund a name is: 1 for `.../fund/quy-a`, 2 for `.../fund/quy-a-e2`, under which it goes on after a loss
/// that was accepted. None where it is no log of this fund.
pub(crate) fn era(origin: &str, fund: &str) -> Option<u32> {
    let rest = origin.rsplit('/').next()?.strip_prefix(fund)?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix("-e")?.parse().ok().filter(|number| *number > 1)?;
    (format!("-e{number}") == rest).then_some(number)
}

/// The public key in a file: `name+id+base64` and a line's end.
pub fn read_key(path: &Path) -> Result<Option<VerifierKey>, MonitorError> {
    let Some(bytes) = read_file(path, MAX_TEXT)? else { return Ok(None) };
    let key = key_of(&bytes).map_err(|(vi, en)| MonitorError::Unusable { path: path.to_owned(), vi, en })?;
    Ok(Some(key))
}

/// A log's public key in these bytes: a vkey and a line's end.
pub(crate) fn key_of(bytes: &[u8]) -> Result<VerifierKey, (String, String)> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let key = text.strip_suffix('\n').ok_or(KeyError::Form).and_then(VerifierKey::parse);
    match key {
        Ok(key) if key.kind() == KeyKind::Note => Ok(key),
        Ok(_) => Err(("khóa này không phải khóa của một sổ".into(), "this is no log's key".into())),
        Err(error) => {
            let Line { vi, en } = Line::both(&error.to_string());
            Err((vi, en))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::era;

    #[test]
    fn a_fund_goes_on_under_another_name_after_a_loss() {
        for (origin, number) in [
            ("a.vn/fund/quy-a", Some(1)),
            ("a.vn/fund/quy-a-e2", Some(2)),
            ("a.vn/fund/quy-a-e12", Some(12)),
            ("a.vn/fund/quy-a-e1", None),
            ("a.vn/fund/quy-a-e02", None),
            ("a.vn/fund/quy-a-e", None),
            ("a.vn/fund/quy-ab", None),
            ("a.vn/fund/quy-b", None),
            ("quy-a", Some(1)),
        ] {
            assert_eq!(era(origin, "quy-a"), number, "{origin}");
        }
    }
}
