//! What the doctor found, named: which log, file and byte, which events, which vouchers.

use std::fmt::{self, Display};
use std::path::PathBuf;

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The fund, or `directory`.
    pub log: String,
    /// The file or directory.
    pub file: PathBuf,
    /// Where in the file, from its start.
    pub byte: Option<u64>,
    /// The first and the last event that it is about.
    pub events: Option<(u64, u64)>,
    /// The vouchers and receipts of these events, as the good copy has them; the first ten.
    pub vouchers: Vec<String>,
    /// What is wrong.
    pub what: What,
}

impl Fault {
    /// Whether the next opening mends it, as it does after every crash.
    pub fn mends_itself(&self) -> bool {
        matches!(self.what, What::IndexBehind | What::PublishedBehind)
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Bytes that are no record, or a record that does not follow from the one before it.
    Journal(&'static str),
    /// Events that are not those that were signed.
    Changed,
    /// Events that were signed and are not there.
    Missing,
    /// Events that stand elsewhere in the signed log.
    Moved {
        /// Where the first of them belongs.
        from: u64,
    },
    /// The journal is not the one that was verified when it was last open.
    OtherJournal,
    /// The file cannot be read as what it is.
    Unreadable(String),
    /// sled is behind the journal; opening brings it up.
    IndexBehind,
    /// sled differs from the journal, or cannot be read; opening builds it anew.
    Index(String),
    /// A tile or bundle is missing or is not what follows from the events.
    Published,
    /// No signature of this log's key.
    NotSigned,
    /// A checkpoint signed by this log's key says another root: two histories.
    OtherRoot,
    /// The published checkpoint is older than what was signed.
    PublishedBehind,
    /// The lock is gone, or older than what was published.
    LockBehind,
    /// No copy, and no mixture of copies, leads to the signed root.
    NoTruth,
    /// A row of personal data cannot be read.
    Row(Said),
    /// A file of evidence is missing, or is not what its digest says.
    Evidence(Said),
    /// A key of personal data.
    Key(Said),
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said(pub String, pub String);

impl Said {
    /// Of a message that has both.
    pub(super) fn of(error: &impl Display) -> Self {
        let both = error.to_string();
        let halves = both.split_once(" / ").map(|(vi, en)| Self(vi.to_owned(), en.to_owned()));
        halves.unwrap_or_else(|| Self(both.clone(), both))
    }
}

impl What {
    fn texts(&self) -> (String, String) {
        let both = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
        match self {
            Self::Journal(why) => {
                (format!("nhật ký hỏng ({why})"), format!("the journal is damaged ({why})"))
            }
            Self::Changed => both("sự kiện không phải sự kiện đã ký", "not the events that were signed"),
            Self::Missing => both("thiếu sự kiện đã ký", "events that were signed are missing"),
            Self::Moved { from } => (
                format!("sự kiện của vị trí {from} bị đổi chỗ hoặc bị chèn"),
                format!("the events of position {from}, moved or inserted"),
            ),
            Self::OtherJournal => both(
                "nhật ký không phải bản đã kiểm khi đóng sổ lần trước",
                "the journal is not the one that was verified when the books were last open",
            ),
            Self::Unreadable(why) => (format!("không đọc được: {why}"), format!("cannot be read: {why}")),
            Self::IndexBehind => both(
                "chỉ mục đi sau nhật ký, lần mở tới sẽ bổ sung",
                "the index is behind the journal, and is brought up at the next opening",
            ),
            Self::Index(why) => (
                format!("chỉ mục khác nhật ký ({why})"),
                format!("the index differs from the journal ({why})"),
            ),
            Self::Published => both(
                "tệp công bố thiếu hoặc không khớp với sự kiện",
                "a published file is missing or does not follow from the events",
            ),
            Self::NotSigned => {
                both("không có chữ ký đúng của sổ này", "it has no good signature of this log's key")
            }
            Self::OtherRoot => both(
                "BÁO ĐỘNG: điểm kiểm do sổ ký nói một lịch sử khác",
                "ALARM: a checkpoint that this log signed tells another history",
            ),
            Self::PublishedBehind => both(
                "điểm kiểm công bố cũ hơn điểm kiểm đã ký",
                "the published checkpoint is older than the signed one",
            ),
            Self::LockBehind => both(
                "khóa chống ký lại mất hoặc cũ hơn điểm kiểm đã công bố",
                "the lock is gone, or older than the published checkpoint",
            ),
            Self::NoTruth => both(
                "không bản nào ở đây dẫn đến gốc đã ký: hãy thêm bản sao lưu hoặc bản sao công khai bằng --from",
                "no copy here leads to the signed root: add a backup or a mirror with --from",
            ),
            Self::Row(Said(vi, en)) => (format!("dữ liệu cá nhân: {vi}"), format!("personal data: {en}")),
            Self::Evidence(Said(vi, en)) => (format!("tệp chứng cứ: {vi}"), format!("evidence: {en}")),
            Self::Key(Said(vi, en)) => {
                (format!("khóa dữ liệu cá nhân: {vi}"), format!("keys of personal data: {en}"))
            }
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (vi, en) = self.what.texts();
        write!(f, "{}: {}", self.log, self.file.display())?;
        if let Some(byte) = self.byte {
            write!(f, ", byte {byte}")?;
        }
        match self.events {
            Some((first, last)) if first == last => write!(f, ", sự kiện / event {first}")?,
            Some((first, last)) => write!(f, ", sự kiện / events {first}-{last}")?,
            None => {}
        }
        if !self.vouchers.is_empty() {
            write!(f, " ({})", self.vouchers.join(", "))?;
        }
        write!(f, ": {vi} / {en}")
    }
}

/// Something that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// What is whole again.
    pub file: PathBuf,
    /// Where the original went; none where it was missing.
    pub kept: Option<PathBuf>,
    /// From what, in both languages.
    pub from: String,
}
