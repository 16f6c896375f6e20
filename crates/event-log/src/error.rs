//! One error for each boundary: opening, appending, reading, verifying. `Display` is the English text, `vi` the
//! Vietnamese one; both say what was wrong, where, and what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a log was not opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no log in the directory.
    #[error("there is no ledger in {}: create one there, or name another directory", directory.display())]
    NotFound {
        /// Where it was looked for.
        directory: PathBuf,
    },
    /// A log is there already.
    #[error("{} holds a ledger already: open it, or name another directory", directory.display())]
    Exists {
        /// Where.
        directory: PathBuf,
    },
    /// Another process, or another handle of this one, has it open.
    #[error("the ledger in {} is already open elsewhere: stop the other program, then try again", directory.display())]
    AlreadyOpen {
        /// Where.
        directory: PathBuf,
    },
    /// This user may not read or write it.
    #[error("no permission for {}: start the program as the user who owns it, or have the owner allow it", path.display())]
    Permission {
        /// What could not be opened.
        path: PathBuf,
    },
    /// The file `journal` is something else.
    #[error("{} is not a journal of this program: name the right directory, or put the journal back", path.display())]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote the journal.
    #[error("{} has format {found}, this program knows up to {known}: update the program", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format it says.
        found: u16,
        /// The newest format known here.
        known: u16,
    },
    /// The journal is damaged before its end. It is never cut there.
    #[error("{} is damaged at byte {offset} ({why}): stop, keep the disk as it is, and restore from a copy", path.display())]
    JournalDamaged {
        /// The file.
        path: PathBuf,
        /// Where, from the file's start.
        offset: u64,
        /// What does not fit.
        why: &'static str,
    },
    /// The journal has lost its end: something that knows more of it is still there.
    #[error(
        "{} ends at position {journal}, but {witness} knows {known}: records are missing; stop, keep the disk as it is, \
         and restore the journal from a copy", path.display()
    )]
    JournalBehind {
        /// The file.
        path: PathBuf,
        /// How many events the journal has.
        journal: u64,
        /// How many there were.
        known: u64,
        /// What knows of them: the index or the mark.
        witness: &'static str,
    },
    /// The disk said no.
    #[error("{}: {source}: check the disk and the directory", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl OpenError {
    pub(crate) fn io(path: &Path, source: io::Error) -> OpenError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied => OpenError::Permission { path },
            _ => OpenError::Io { path, source },
        }
    }

    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::NotFound { directory } => {
                format!("không có sổ ở {}: hãy lập sổ ở đó hoặc chỉ thư mục khác", directory.display())
            }
            Self::Exists { directory } => {
                format!("{} đã có sổ: hãy mở sổ ấy hoặc chỉ thư mục khác", directory.display())
            }
            Self::AlreadyOpen { directory } => format!(
                "sổ ở {} đang được mở ở nơi khác: hãy tắt chương trình kia rồi thử lại",
                directory.display()
            ),
            Self::Permission { path } => format!(
                "không có quyền với {}: hãy chạy bằng người dùng sở hữu hoặc xin cấp quyền",
                path.display()
            ),
            Self::NotAJournal { path } => format!(
                "{} không phải nhật ký của chương trình này: hãy chỉ đúng thư mục hoặc đặt lại tệp nhật ký",
                path.display()
            ),
            Self::Newer { path, found, known } => format!(
                "{} ở định dạng {found}, chương trình này chỉ biết đến {known}: hãy cập nhật chương trình",
                path.display()
            ),
            Self::JournalDamaged { path, offset, why } => format!(
                "{} hỏng ở byte {offset} ({why}): hãy dừng lại, giữ nguyên đĩa và khôi phục từ bản sao",
                path.display()
            ),
            Self::JournalBehind { path, journal, known, witness } => format!(
                "{} chỉ đến vị trí {journal} trong khi {witness} biết {known}: thiếu bản ghi; \
                 hãy dừng lại, giữ nguyên đĩa và khôi phục nhật ký từ bản sao",
                path.display()
            ),
            Self::Io { path, source } => {
                format!("{}: {source}: hãy kiểm tra đĩa và thư mục", path.display())
            }
        }
    }
}

/// Why a command was not appended. Nothing of it is in the log, except where [`AppendError::Poisoned`] says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// A stream is not at the version that the command was decided on.
    #[error("stream {stream} is at version {actual}, not {expected}: read it again and decide again")]
    Conflict {
        /// The stream.
        stream: String,
        /// The version that the command expected.
        expected: u64,
        /// The version it has.
        actual: u64,
    },
    /// The log is not at the position that the command was decided at.
    #[error(
        "the command was decided at position {expected}, the log is at {actual}: read again and decide again"
    )]
    Overtaken {
        /// The position that the command expected.
        expected: u64,
        /// The log's position.
        actual: u64,
    },
    /// The command id was used for another command.
    #[error("this command id was used for another command: send the command under a new id")]
    CommandReused,
    /// An event is larger than [`MAX_EVENT_BYTES`](crate::MAX_EVENT_BYTES).
    #[error("an event is larger than 65535 bytes: keep large content outside the log and refer to it")]
    TooLarge,
    /// The commit itself is not well formed.
    #[error("the commit cannot be written: {why}")]
    Malformed {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The disk is full. The log goes on when there is room.
    #[error("the disk is full: make room, then send the command again")]
    DiskFull,
    /// An earlier write or sync failed. Whether the commands of that moment are in the log is known after it is
    /// opened again: ask by command id.
    #[error(
        "the ledger stopped writing ({why}): restart the program, and check the disk if it happens again"
    )]
    Poisoned {
        /// What failed.
        why: Arc<str>,
    },
    /// The log is closed.
    #[error("the ledger is closed: open it again")]
    Closed,
}

impl AppendError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Conflict { stream, expected, actual } => format!(
                "dòng {stream} ở phiên bản {actual}, không phải {expected}: hãy đọc lại rồi quyết định lại"
            ),
            Self::Overtaken { expected, actual } => format!(
                "lệnh được quyết định ở vị trí {expected}, sổ nay ở {actual}: hãy đọc lại rồi quyết định lại"
            ),
            Self::CommandReused => {
                "mã lệnh này đã dùng cho lệnh khác: hãy gửi lại lệnh với mã mới".to_owned()
            }
            Self::TooLarge => {
                "một sự kiện lớn hơn 65535 byte: hãy để nội dung lớn ở ngoài sổ và dẫn chiếu đến".to_owned()
            }
            Self::Malformed { why } => format!("không ghi được lệnh: {why}"),
            Self::DiskFull => "đĩa đã đầy: hãy giải phóng chỗ rồi gửi lại lệnh".to_owned(),
            Self::Poisoned { why } => {
                format!(
                    "sổ đã ngừng ghi ({why}): hãy khởi động lại chương trình và kiểm tra đĩa nếu còn xảy ra"
                )
            }
            Self::Closed => "sổ đã đóng: hãy mở lại".to_owned(),
        }
    }
}

/// Why a record could not be read, neither from the index nor from the journal.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk said no.
    #[error("the journal cannot be read at byte {offset}: {source}: check the disk")]
    Io {
        /// Where, from the file's start.
        offset: u64,
        /// What it said.
        source: Arc<io::Error>,
    },
    /// The journal is damaged.
    #[error(
        "the journal is damaged at byte {offset} ({why}): stop, keep the disk as it is, and restore from a copy"
    )]
    Damaged {
        /// Where, from the file's start.
        offset: u64,
        /// What does not fit.
        why: &'static str,
    },
}

impl ReadError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Io { offset, source } => {
                format!("không đọc được nhật ký ở byte {offset}: {source}: hãy kiểm tra đĩa")
            }
            Self::Damaged { offset, why } => format!(
                "nhật ký hỏng ở byte {offset} ({why}): hãy dừng lại, giữ nguyên đĩa và khôi phục từ bản sao"
            ),
        }
    }
}

/// What [`EventLog::verify`](crate::EventLog::verify) found.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Damage {
    /// The journal itself.
    #[error(transparent)]
    Journal(#[from] ReadError),
    /// The index differs from the journal. It is rebuilt at the next start.
    #[error(
        "the index differs from the journal at position {position} ({why}): restart the program, it rebuilds the index"
    )]
    Index {
        /// Where.
        position: u64,
        /// What differs.
        why: &'static str,
    },
}

impl Damage {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::Journal(error) => error.vi(),
            Self::Index { position, why } => format!(
                "chỉ mục khác với nhật ký ở vị trí {position} ({why}): hãy mở lại chương trình, chỉ mục sẽ được dựng lại"
            ),
        }
    }
}
