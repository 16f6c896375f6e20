//! Why a backup, a restore or a repair was not made. What was there before is as it was.

use std::io;
use std::path::{Path, PathBuf};

use event_log::{OpenError, ReadError, RewriteError};
use publication::{PublishError, StoreError};
use transparency::Hash;

/// See the module.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The disk.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A journal cannot be opened.
    #[error("{vi} / {en}", vi = .0.vi(), en = .0)]
    Open(#[from] OpenError),
    /// A journal does not hold together.
    #[error("{path}: {vi} Hãy chạy `sovang doctor`. / {path}: {en}; run `sovang doctor`", path = path.display(), vi = source.vi(), en = source)]
    Journal {
        /// Which.
        path: PathBuf,
        /// Where and what.
        source: ReadError,
    },
    /// A journal was not written.
    #[error(transparent)]
    Rewrite(#[from] RewriteError),
    /// Published files cannot be read or written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// There is no backup of this log.
    #[error("{path} không có bản sao lưu nào / {path} holds no backup", path = path.display())]
    NoBackup {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file of a backup is not what its manifest says.
    #[error("bản sao lưu hỏng: {path} không khớp với bảng kê; hãy dùng bản khác / the backup is damaged: {path} is not what its manifest says; use another one", path = path.display())]
    BackupDamaged {
        /// Which file.
        path: PathBuf,
    },
    /// The manifest is of a newer program.
    #[error(
        "bản sao lưu ở định dạng {found}, chương trình này chỉ biết đến {known}: hãy cập nhật / the backup has format {found}, this program knows up to {known}: update the program"
    )]
    Newer {
        /// What it says.
        found: u16,
        /// What is known.
        known: u16,
    },
    /// The journal does not continue what the backup holds.
    #[error(
        "BÁO ĐỘNG: nhật ký không nối tiếp bản sao lưu ở {path} (bản sao đến vị trí {copied}): nhật ký đã bị lùi lại hoặc sửa; \
         giữ nguyên cả hai và chạy `sovang doctor --from` với bản sao ấy / ALARM: the journal does not continue the backup \
         in {path} (which reaches position {copied}): it was rolled back or rewritten; keep both, and run `sovang doctor --from` \
         with that backup", path = path.display()
    )]
    NotContinued {
        /// The backup's journal.
        path: PathBuf,
        /// How far it reaches.
        copied: u64,
    },
    /// The events do not lead to the signed root.
    #[error(
        "BÁO ĐỘNG: {size} sự kiện đầu không dẫn đến gốc đã ký {signed} mà đến {found}: sổ đã bị sửa; không sao lưu, hãy chạy `sovang \
         doctor` / ALARM: the first {size} events lead to the root {found}, not to the signed {signed}: they were changed; nothing \
         was backed up or restored, run `sovang doctor`"
    )]
    OtherRoot {
        /// How many events the signature covers.
        size: u64,
        /// The signed root.
        signed: Hash,
        /// The root they lead to.
        found: Hash,
    },
    /// Checkpoints that cannot be of one history.
    #[error("BÁO ĐỘNG: {path} không phải điểm kiểm do khóa của sổ này ký / ALARM: {path} is no checkpoint signed by this log's key", path = path.display())]
    NotSigned {
        /// Which file.
        path: PathBuf,
    },
    /// Something is there already.
    #[error("{path} đã có dữ liệu: hãy chọn thư mục trống bằng --into, hoặc dời thư mục cũ đi / {path} holds something: name an empty directory with --into, or move the old one away", path = path.display())]
    Occupied {
        /// Where.
        path: PathBuf,
    },
    /// No commit ends that early.
    #[error("bản sao lưu không có gì trước mốc ấy / the backup has nothing before that point")]
    NothingBefore,
    /// Accepting a loss where there is none to accept.
    #[error("{path} không ở chế độ chỉ đọc: không có gì để xác nhận / {path} is not read-only: there is no loss to accept", path = path.display())]
    NotReadOnly {
        /// The log's home.
        path: PathBuf,
    },
}

impl RecoveryError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

impl From<StoreError> for RecoveryError {
    fn from(error: StoreError) -> Self {
        Self::Publish(error.into())
    }
}
