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
    /// The keys of the row were destroyed: it was erased.
    #[error(
        "dòng {0} của kho dữ liệu riêng đã được xóa theo yêu cầu / row {0} of the vault was erased as asked"
    )]
    Erased(RowNumber),
    /// The row is there and the key store has never held its key. It is not erased.
    #[error(
        "kho khóa không biết khóa của dòng {0}: kho khóa cũ hơn sổ hoặc là của nơi khác; hãy phục hồi thư mục khóa mới nhất / \
         the key store does not know the key of row {0}: it is older than the books or another's; restore the newest key \
         directory"
    )]
    KeyUnknown(RowNumber),
    /// The slot of the row's key fails its checksum, or was wrapped by another epoch key.
    #[error(
        "khóa của dòng {0} đã hỏng; hãy phục hồi thư mục khóa mới nhất / \
         the key of row {0} is damaged; restore the newest key directory"
    )]
    KeyDamaged(RowNumber),
    /// A row is to be deleted whose key was not destroyed.
    #[error(
        "khóa của dòng {0} chưa hủy nên chưa xóa nội dung; hãy hủy khóa trước / \
         the key of row {0} is not destroyed, so its content was not deleted; destroy the key first"
    )]
    KeyStillThere(RowNumber),
    /// There is no key store.
    #[error(
        "không tìm thấy kho khóa tại {0}; hãy trỏ đúng thư mục khóa hoặc phục hồi nó, nếu không dữ liệu riêng không đọc được / \
         no key store at {0}; point to the right key directory or restore it, or personal data cannot be read"
    )]
    KeysMissing(PathBuf),
    /// New books would take over a key store that holds keys.
    #[error(
        "kho khóa {0} đã có khóa của một sổ cùng tên; hãy phục hồi sổ đó, hoặc dời thư mục khóa đi trước khi lập sổ mới / \
         the key store {0} holds keys of books of this name; restore those books, or move the key directory away before \
         new ones are made"
    )]
    KeysInUse(PathBuf),
    /// The key store names an epoch key that is not there.
    #[error(
        "thiếu khóa kỳ {epoch} tại {path}: kho khóa bị thay bằng bản cũ hoặc tệp khóa bị mất; hãy phục hồi thư mục khóa mới nhất / \
         the key of epoch {epoch} is not at {path}: the key store was put back to an older state or the file was lost; \
         restore the newest key directory"
    )]
    EpochKeyMissing {
        /// Where it should be.
        path: PathBuf,
        /// Which.
        epoch: u32,
    },
    /// An epoch key that is not the one that the key store names.
    #[error(
        "khóa kỳ không khớp với kho khóa {0}: khóa của quỹ khác hoặc đã hỏng; hãy phục hồi thư mục khóa mới nhất / \
         the epoch key does not fit the key store {0}: it is another fund's or damaged; restore the newest key directory"
    )]
    WrongEpochKey(PathBuf),
    /// No token with that label is connected.
    #[error(
        "không thấy thiết bị khóa {0}; hãy cắm thiết bị hoặc sửa nhãn / no token {0}; connect it or correct its label"
    )]
    TokenMissing(String),
    /// The token has no key of that name.
    #[error(
        "thiết bị khóa không có khóa {0}; hãy dùng đúng thiết bị / the token has no key {0}; use the token that it was made on"
    )]
    TokenKeyMissing(String),
    /// The token refuses.
    #[error(
        "thiết bị khóa {label} từ chối: {why}; hãy kiểm tra thiết bị và mã PIN / \
         the token {label} refuses: {why}; check the token and the PIN"
    )]
    Token {
        /// Its label.
        label: String,
        /// In its own words.
        why: String,
    },
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

    /// The same for a file of the key store.
    pub(crate) fn keys(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::KeysMissing(path.to_path_buf()),
            _ => Self::io(path, source),
        }
    }
}
