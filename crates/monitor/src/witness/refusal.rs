//! Why a witness does not cosign, and how that is said over HTTP.

use transparency::{NoteError, ProofError, ProofTextError};

use crate::Evidence;

/// A no, in the order in which it is looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The body is no request.
    #[error(transparent)]
    Malformed(#[from] ProofTextError),
    /// No log of that name is known here.
    #[error("nhân chứng này không theo sổ đó / this witness does not follow that log")]
    UnknownLog,
    /// None of the log's keys signed it.
    #[error("điểm kiểm không có chữ ký của sổ / the checkpoint is not signed by the log")]
    Unsigned,
    /// A signature of the log's key does not hold.
    #[error(transparent)]
    Signature(NoteError),
    /// The size to prove from is above the checkpoint's.
    #[error("cỡ cũ lớn hơn cỡ của điểm kiểm / the old size is above the checkpoint's")]
    OldAboveNew,
    /// The log signed another root of the size that was cosigned last: it told two histories.
    #[error(
        "sổ đã ký gốc khác cho cùng {size} mục / the log signed another root over the same {size} entries"
    )]
    Fork {
        /// Of how many entries.
        size: u64,
        /// Both notes.
        evidence: Box<Evidence>,
    },
    /// The last checkpoint that was cosigned is of another size than the proof begins from.
    #[error("nhân chứng đã ký điểm kiểm {size} mục / the last checkpoint cosigned has {size} entries")]
    Conflict {
        /// Of how many entries: the log proves from there.
        size: u64,
    },
    /// The proof does not lead from the last checkpoint to this one.
    #[error("{error}")]
    Proof {
        /// Why.
        error: ProofError,
        /// Where the proof itself shows that the log began otherwise.
        evidence: Option<Box<Evidence>>,
    },
}

impl Refusal {
    /// The status that tlog-witness gives it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) | Self::OldAboveNew => 400,
            Self::Unsigned | Self::Signature(_) => 403,
            Self::UnknownLog => 404,
            Self::Conflict { .. } | Self::Fork { .. } => 409,
            Self::Proof { .. } => 422,
        }
    }

    /// The size of the last cosigned checkpoint, where that is the answer.
    pub fn known_size(&self) -> Option<u64> {
        match self {
            Self::Conflict { size } | Self::Fork { size, .. } => Some(*size),
            _ => None,
        }
    }

    /// What is to be kept because the log lied.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::Fork { evidence, .. } | Self::Proof { evidence: Some(evidence), .. } => Some(evidence),
            _ => None,
        }
    }
}
