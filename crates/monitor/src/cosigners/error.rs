//! Why a witness did not cosign.

use publication::StoreError;

/// See the module.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// It cannot be reached.
    #[error("không liên lạc được nhân chứng: {why} / the witness cannot be reached: {why}")]
    Unreachable {
        /// What happened.
        why: String,
    },
    /// It has not answered in time.
    #[error("nhân chứng chưa trả lời / the witness has not answered in time")]
    Late,
    /// It said no.
    #[error("nhân chứng từ chối (HTTP {status}): {said} / the witness refused (HTTP {status}): {said}")]
    Refused {
        /// Its status.
        status: u16,
        /// The beginning of what it said.
        said: String,
    },
    /// What it answered is no cosignature of this checkpoint by its key.
    #[error("câu trả lời không phải chữ ký của nhân chứng / the answer is not the witness's cosignature")]
    Answer,
    /// It has cosigned more of this log than there is: the log lost entries, or somebody else signs with its key.
    #[error(
        "BÁO ĐỘNG: nhân chứng đã ký {size} mục, sổ chỉ còn ít hơn / ALARM: the witness has cosigned {size} entries, more than the log has"
    )]
    Ahead {
        /// How many it has cosigned.
        size: u64,
    },
    /// It knows another history of this log.
    #[error(
        "BÁO ĐỘNG: nhân chứng biết một lịch sử khác của sổ này ({size} mục) / ALARM: the witness knows another history of this log ({size} entries)"
    )]
    Fork {
        /// Up to how many entries.
        size: u64,
    },
    /// The proof cannot be made from the published files.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SubmitError {
    /// Whether it needs a person now.
    pub fn is_alarm(&self) -> bool {
        matches!(self, Self::Ahead { .. } | Self::Fork { .. })
    }
}
