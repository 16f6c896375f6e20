//! Why a log is not published. What is an alarm means that a key, a lock, a journal or a file is not what it was: nothing
//! is signed and nothing overwritten until a person has looked.

use std::io;
use std::path::PathBuf;

use event_log::ReadError;
use transparency::{BundleError, Hash, KeyError, NoteError, SnapshotError};

use crate::StoreError;

/// See the module. Sizes count events.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The log is shorter than what was signed.
    #[error(
        "BÁO ĐỘNG: {origin} chỉ còn {size} sự kiện nhưng đã ký đến {locked} (gốc {root}): nhật ký bị lùi lại; hãy giữ \
         nguyên đĩa và khôi phục nhật ký đủ {locked} sự kiện từ bản sao lưu hoặc bản sao công khai / ALARM: {origin} has \
         {size} events but {locked} were signed (root {root}): the journal was rolled back; keep the disk as it is, and \
         restore a journal of at least {locked} events from a backup or a mirror"
    )]
    RolledBack {
        /// The log's name.
        origin: String,
        /// How many events the log has.
        size: u64,
        /// How many were signed.
        locked: u64,
        /// The root that was signed.
        root: Hash,
    },
    /// The log's first events are not those that were signed.
    #[error(
        "BÁO ĐỘNG: {origin}: {size} sự kiện đầu đã bị đổi: gốc đã ký {locked}, gốc tính lại {found}; hãy giữ nguyên đĩa, \
         chạy `sovang verify log` và khôi phục từ bản sao / ALARM: {origin}: the first {size} events were changed: the \
         signed root is {locked}, the root computed now {found}; keep the disk as it is, run `sovang verify log`, and \
         restore from a copy"
    )]
    Rewritten {
        /// The log's name.
        origin: String,
        /// How many events the signed root covers.
        size: u64,
        /// The root that was signed.
        locked: Hash,
        /// The root that follows from the journal or its tiles.
        found: Hash,
    },
    /// A checkpoint was published that the lock does not know.
    #[error(
        "BÁO ĐỘNG: đã công bố {published} sự kiện nhưng khóa chống ký lại {path} chỉ ghi {locked}: tệp khóa bị lùi lại; \
         hãy khôi phục tệp khóa mới nhất / ALARM: {published} events were published but the lock {path} knows {locked}: \
         the lock was rolled back; restore its newest state", path = path.display()
    )]
    LockBehind {
        /// The lock.
        path: PathBuf,
        /// How many it knows; 0 where it is not there.
        locked: u64,
        /// How many the published checkpoint says.
        published: u64,
    },
    /// Somebody else wrote the lock since it was read.
    #[error(
        "BÁO ĐỘNG: khóa chống ký lại {path} đã bị ai đó đổi: có hai chương trình cùng ký một sổ; hãy tắt một trong hai \
         rồi khởi động lại / ALARM: the lock {path} was changed by somebody else: two programs sign one log; stop one \
         of them, then restart", path = path.display()
    )]
    LockChanged {
        /// The lock.
        path: PathBuf,
    },
    /// What stands in the lock was not signed by this log's key.
    #[error(
        "BÁO ĐỘNG: {path} không phải điểm kiểm do khóa của {origin} ký: hãy khôi phục tệp này và thư mục khóa từ bản sao / \
         ALARM: {path} is no checkpoint signed by the key of {origin}: restore this file and the keys from a copy",
        path = path.display()
    )]
    NotOurs {
        /// The lock, or the published checkpoint.
        path: PathBuf,
        /// The log's name.
        origin: String,
    },
    /// The seed of the keys is gone or damaged while checkpoints have been signed with it.
    #[error(
        "BÁO ĐỘNG: thiếu hoặc hỏng khóa gốc {path} trong khi đã có điểm kiểm được ký: hãy khôi phục tệp khóa từ bản sao; \
         không được lập khóa mới / ALARM: the seed {path} is missing or damaged while checkpoints have been signed: \
         restore it from its copy; a new one must not be made", path = path.display()
    )]
    SeedLost {
        /// The seed.
        path: PathBuf,
    },
    /// What was read back from the disk is not what was written.
    #[error(
        "đọc lại {path} không giống lúc ghi: không ký; hãy kiểm tra đĩa / {path} reads back otherwise than it was written: \
         nothing was signed; check the disk", path = path.display()
    )]
    NotAsWritten {
        /// The file.
        path: PathBuf,
    },
    /// The published files.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal.
    #[error("{vi} / {en}", vi = .0.vi(), en = .0)]
    Read(#[from] ReadError),
    /// An event that fits no bundle.
    #[error(transparent)]
    Entry(#[from] BundleError),
    /// The log's name is no name of a key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A signature.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A snapshot that cannot be signed.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A snapshot of more than is published.
    #[error(
        "bản chốt có {size} sự kiện mà mới công bố {published}: sẽ ký khi công bố kịp / a snapshot of {size} events, of which \
         {published} are published: it is signed when they all are"
    )]
    Ahead {
        /// Of the snapshot.
        size: u64,
        /// How many are published.
        published: u64,
    },
    /// The log of logs cannot be opened.
    #[error("{vi} / {en}", vi = .0.vi(), en = .0)]
    Open(#[from] event_log::OpenError),
    /// The log of logs cannot be written.
    #[error("{vi} / {en}", vi = .0.vi(), en = .0)]
    Append(#[from] event_log::AppendError),
    /// A key or a lock on the disk.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl PublishError {
    /// Whether a person must look before anything is signed again. Others may be gone at the next try.
    pub fn is_alarm(&self) -> bool {
        matches!(
            self,
            Self::RolledBack { .. }
                | Self::Rewritten { .. }
                | Self::LockBehind { .. }
                | Self::LockChanged { .. }
                | Self::NotOurs { .. }
                | Self::SeedLost { .. }
        )
    }
}
