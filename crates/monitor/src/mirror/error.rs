//! Why a copy does not go on. It is as it was, whatever the reason.

use std::path::PathBuf;

use transparency::Hash;

use crate::copy::CopyError;
use crate::leaves::BundleFault;
use crate::trust::SignedError;
use crate::{MonitorError, SourceError};

/// See the module. What names evidence is for people to see: two notes that the log signed lie there.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// This machine's disk, or a key that is none.
    #[error(transparent)]
    Monitor(#[from] MonitorError),
    /// The source cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Somebody else mirrors into the directory.
    #[error("{dir} đang được một chương trình khác cập nhật / another program is mirroring into {dir}", dir = dir.display())]
    Busy {
        /// Which.
        dir: PathBuf,
    },
    /// The copy that is there cannot be gone on from.
    #[error("bản sao đang có không dùng được: {0} / the copy that is there cannot be used: {0}")]
    Own(CopyError),
    /// The copy's own files are not what was kept.
    #[error(
        "bản sao {dir} đã hư hỏng: hãy chạy `sovang verify mirror`, rồi sao lại vào thư mục mới / \
         the copy in {dir} is damaged: run `sovang verify mirror`, then mirror into a new directory", dir = dir.display()
    )]
    Damaged {
        /// Which.
        dir: PathBuf,
    },
    /// Nothing is published there.
    #[error("{from} không có tệp {file} / {from} has no file {file}")]
    Missing {
        /// The source.
        from: String,
        /// Which file.
        file: String,
    },
    /// What the source says of its key is no key.
    #[error("khóa log.vkey của {from} không dùng được: {vi} / the log.vkey of {from} cannot be used: {en}")]
    Key {
        /// The source.
        from: String,
        /// Why.
        vi: String,
        /// Why.
        en: String,
    },
    /// The checkpoint does not count.
    #[error("điểm kiểm của {from} bị từ chối: {why} / the checkpoint of {from} is refused: {why}")]
    Refused {
        /// The source.
        from: String,
        /// Why.
        why: SignedError,
    },
    /// It is another log's.
    #[error(
        "thư mục giữ sổ {kept}, nguồn đưa ra sổ {served} / the directory keeps {kept}, and the source serves {served}"
    )]
    OtherLog {
        /// The log that is kept.
        kept: String,
        /// The log that was served.
        served: String,
    },
    /// A shorter history than the one that is kept, and the same as far as it goes.
    #[error(
        "nguồn lùi lại: đã giữ {kept} mục, nay chỉ đưa ra {served}; hai điểm kiểm ở {evidence} / \
         the source went backwards: {kept} entries are kept, and it serves {served}; both checkpoints are in {evidence}",
        evidence = evidence.display()
    )]
    Backwards {
        /// How many entries are kept.
        kept: u64,
        /// How many were served.
        served: u64,
        /// The file with both notes.
        evidence: PathBuf,
    },
    /// Another history than the one that is kept.
    #[error(
        "BÁO ĐỘNG: nguồn đưa ra một lịch sử khác: {kept} mục đã giữ không phải phần đầu của {served} mục nay đưa ra; cả hai \
         điểm kiểm có chữ ký của sổ nằm ở {evidence} / ALARM: the source serves another history: the {kept} entries that \
         are kept and the {served} that it serves are not one log; both signed checkpoints are in {evidence}",
        evidence = evidence.display()
    )]
    OtherHistory {
        /// How many entries are kept.
        kept: u64,
        /// How many were served.
        served: u64,
        /// The file that proves it.
        evidence: PathBuf,
    },
    /// The source's tiles do not show that its log goes on from the one that is kept.
    #[error(
        "nguồn không chứng minh được {served} mục của nó nối tiếp {kept} mục đã giữ; hai điểm kiểm ở {evidence} / \
         the source does not show that its {served} entries go on from the {kept} that are kept; both checkpoints are in \
         {evidence}", evidence = evidence.display()
    )]
    Unproven {
        /// How many entries are kept.
        kept: u64,
        /// How many were served.
        served: u64,
        /// The file with both notes.
        evidence: PathBuf,
    },
    /// A bundle is malformed.
    #[error(
        "gói mục {file} của {from} sai dạng ({why:?}) / the bundle {file} of {from} is malformed ({why:?})"
    )]
    Bundle {
        /// The source.
        from: String,
        /// Which.
        file: String,
        /// In which way.
        why: BundleFault,
    },
    /// The entries that were served are not those that were signed.
    #[error(
        "{size} mục của {from} không dẫn đến gốc mà sổ đã ký ({signed}), mà đến {computed}{} / the {size} entries of \
         {from} do not lead to the root that the log signed ({signed}) but to {computed}{}",
        at(*.first).0, at(*.first).1
    )]
    Entries {
        /// The source.
        from: String,
        /// How many.
        size: u64,
        /// What they hash to.
        computed: Hash,
        /// What was signed.
        signed: Hash,
        /// The first entry that does not fit the source's own tiles, if one does not.
        first: Option<u64>,
    },
}

impl MirrorError {
    /// Whether it may pass by itself: the next try may go well.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Source(_) | Self::Missing { .. } | Self::Busy { .. })
    }
}

fn at(first: Option<u64>) -> (String, String) {
    first.map_or_else(Default::default, |first| {
        (
            format!("; sai từ mục {first} theo chính ô băm của nguồn"),
            format!("; wrong from entry {first} on, by the source's own tiles"),
        )
    })
}
