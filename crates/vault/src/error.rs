//! Why the vault refuses. Messages name rows by number and files by path, never their contents.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::RowNumber;

/// What went wrong, Vietnamese first, with what to do about it.
#[derive(Debug, Error)]
pub enum VaultError {
    /// `create` found rows already there.
    #[error(
        "kho dữ liệu riêng đã có tại {0}; hãy mở thay vì tạo mới / a vault exists at {0}; open it instead"
    )]
    AlreadyThere(PathBuf),
    /// `open` found no rows file.
    #[error(
        "không tìm thấy kho dữ liệu riêng tại {0}; hãy phục hồi tệp này từ bản sao lưu / \
         no vault at {0}; restore this file from a backup"
    )]
    NotFound(PathBuf),
    /// The head of the file is not that of a vault, or is damaged.
    #[error(
        "phần đầu tệp {0} không phải của kho dữ liệu riêng hoặc đã hỏng; hãy phục hồi từ bản sao lưu / \
         the head of {0} is damaged or not a vault's; restore the file from a backup"
    )]
    BadHeader(PathBuf),
    /// Written by a newer program.
    #[error(
        "tệp {path} dùng định dạng {found}, chương trình này chỉ đọc đến {known}; hãy nâng cấp chương trình / \
         {path} has format {found}, this program reads up to {known}; upgrade the program"
    )]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its format version.
        found: u16,
        /// The newest version this program reads.
        known: u16,
    },
    /// No space, or over quota: nothing of the call was kept.
    #[error(
        "đĩa chứa {0} đã đầy, chưa ghi gì; hãy giải phóng dung lượng rồi làm lại / \
         the disk of {0} is full, nothing was recorded; free some space and try again"
    )]
    DiskFull(PathBuf),
    /// Any other failure of the file system.
    #[error("lỗi đọc ghi tệp {path} / reading or writing {path} failed: {source}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// An earlier sync or roll-back failed.
    #[error(
        "kho dữ liệu riêng đã khóa ghi sau một lỗi đĩa; hãy kiểm tra đĩa và khởi động lại / \
         the vault takes no writes after a disk error; check the disk and start again"
    )]
    Poisoned,
    /// The row is longer than one frame may be.
    #[error(
        "dòng dài {bytes} byte, quá giới hạn {limit}; hãy rút ngắn nội dung / \
         the row has {bytes} bytes, the limit is {limit}; shorten its text"
    )]
    RowTooLong {
        /// Its encoded length.
        bytes: usize,
        /// The longest length taken.
        limit: usize,
    },
    /// The number was never given, or its row was lost.
    #[error("không có dòng {0} trong kho dữ liệu riêng / the vault has no row {0}")]
    Missing(RowNumber),
    /// The row was overwritten with zeros.
    #[error("dòng {0} đã được xóa khỏi kho dữ liệu riêng / row {0} was wiped from the vault")]
    Swept(RowNumber),
    /// The row's bytes fail their checksum.
    #[error(
        "dòng {0} trong kho dữ liệu riêng đã hỏng; hãy phục hồi tệp từ bản sao lưu / \
         row {0} of the vault is damaged; restore the file from a backup"
    )]
    Damaged(RowNumber),
    /// A number so far above the last one that it cannot have come from this vault.
    #[error(
        "số dòng {0} vượt xa kho dữ liệu riêng; sổ và kho không cùng một quỹ? / \
         row number {0} is far beyond this vault; are the log and the vault of one fund?"
    )]
    TooFarAhead(RowNumber),
}

impl VaultError {
    /// Tells a full disk from other failures.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::DiskFull(path)
            }
            io::ErrorKind::NotFound => Self::NotFound(path),
            io::ErrorKind::AlreadyExists => Self::AlreadyThere(path),
            _ => Self::Io { path, source },
        }
    }
}
