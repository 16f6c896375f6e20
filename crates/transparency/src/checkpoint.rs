//! Checkpoints (C2SP tlog-checkpoint): which log, how large, which root. The text of a note that the log signs.

use std::fmt::{self, Display};

use crate::Hash;

/// Why a text is no checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines: name, size, root.
    #[error("điểm kiểm không có đúng ba dòng / a checkpoint has exactly three lines")]
    Lines,
    /// The log's name is empty or holds a control character.
    #[error("điểm kiểm không ghi tên sổ / the checkpoint does not name its log")]
    Origin,
    /// Not a decimal number below 2^63 without leading zeros.
    #[error("số mục trong điểm kiểm sai dạng / the checkpoint's size is malformed")]
    Size,
    /// Not 32 bytes of strict base64.
    #[error("mã gốc trong điểm kiểm sai dạng / the checkpoint's root is malformed")]
    Root,
}

/// The state of a log. Printed as the text that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, the same for ever.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads the text of a checkpoint. Extension lines are refused: no monitor could audit them.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let body = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        // The format would let the control characters above ASCII pass; a terminal obeys some of them.
        if origin.is_empty() || origin.chars().any(char::is_control) {
            return Err(CheckpointError::Origin);
        }
        let size = number(size).ok_or(CheckpointError::Size)?;
        let root = Hash::parse(root).ok_or(CheckpointError::Root)?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

impl Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root)
    }
}

/// A decimal number below 2^63, written in the one way.
pub(crate) fn number(text: &str) -> Option<u64> {
    let number = text.parse::<u64>().ok().filter(|number| *number < 1 << 63)?;
    (number.to_string() == text).then_some(number)
}
