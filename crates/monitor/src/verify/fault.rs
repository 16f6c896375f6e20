//! What can be wrong with a copy of a log, each named: which file, which entries, which voucher.

use domain::VoucherNo;
use transparency::{Hash, Line, Outcome};

use crate::SourceError;
use crate::leaves::BundleFault;

/// One thing that is wrong or lacking. Paths are those below the copy's directory; positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The copy's checkpoint is none that counts.
    Checkpoint {
        /// Why, in both languages.
        why: String,
    },
    /// A bundle or tile is not there.
    Missing {
        /// Which file.
        path: String,
        /// The first entry that it is about.
        first: u64,
        /// The last.
        last: u64,
    },
    /// A file is there and cannot be read.
    Unreadable {
        /// Which file, and why, in both languages.
        why: String,
    },
    /// A file is longer than any such file can be.
    TooLong {
        /// Which file, in both languages.
        why: String,
    },
    /// A bundle does not hold the entries that its name says.
    Bundle {
        /// Which file.
        path: String,
        /// In which way.
        why: BundleFault,
        /// The first entry that is not what it was.
        position: u64,
        /// The bundle's last entry.
        last: u64,
    },
    /// An entry is not what the log signed.
    Entry {
        /// Its bundle.
        path: String,
        /// Its position.
        position: u64,
        /// The voucher that stands there now; none if it names none or cannot be read.
        voucher: Option<VoucherNo>,
        /// Whether what stands there can be read as an event.
        readable: bool,
    },
    /// Bundle and tile differ, and nothing that is signed says which of them is right.
    Unclear {
        /// The bundle.
        path: String,
        /// The first entry that differs.
        first: u64,
        /// The last.
        last: u64,
    },
    /// A hash in a tile is not the one that follows from the entries.
    Tile {
        /// Which file.
        path: String,
        /// Which hash of the file, from 0.
        place: u16,
        /// The first entry under it.
        first: u64,
        /// The last.
        last: u64,
    },
    /// A tile is not as long as its name says.
    TileLength {
        /// Which file.
        path: String,
    },
    /// A file for another size of the log does not begin or go on as the log does.
    Partial {
        /// Which file.
        path: String,
    },
    /// A file between tiles and bundles that is none.
    Stray {
        /// Which file.
        path: String,
    },
    /// Entries and tiles fit together, and are another log than the one that was signed.
    Root {
        /// How many entries.
        size: u64,
        /// What they hash to.
        computed: Hash,
        /// What was signed.
        signed: Hash,
    },
}

impl From<SourceError> for Fault {
    fn from(error: SourceError) -> Self {
        let why = error.to_string();
        match error {
            SourceError::TooLarge { .. } => Self::TooLong { why },
            _ => Self::Unreadable { why },
        }
    }
}

impl Fault {
    /// Whether something was changed, or only lacks.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Missing { .. } | Self::Unreadable { .. } => Outcome::Incomplete,
            _ => Outcome::Tampered,
        }
    }

    /// The file that it is about, below the copy's directory, where it is about one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Missing { path, .. }
            | Self::Bundle { path, .. }
            | Self::Entry { path, .. }
            | Self::Unclear { path, .. }
            | Self::Tile { path, .. }
            | Self::TileLength { path }
            | Self::Partial { path }
            | Self::Stray { path } => Some(path),
            Self::Checkpoint { .. } | Self::Unreadable { .. } | Self::TooLong { .. } | Self::Root { .. } => {
                None
            }
        }
    }

    /// In words.
    pub fn line(&self) -> Line {
        match self {
            Self::Checkpoint { why } | Self::Unreadable { why } | Self::TooLong { why } => Line::both(why),
            Self::Missing { path, first, last } => Line::new(
                format!("thiếu tệp {path} (mục {first} đến {last})"),
                format!("{path} is missing (entries {first} to {last})"),
            ),
            Self::Bundle { path, why, position, last } => bundle(path, *why, *position, *last),
            Self::Entry { path, position, voucher, readable } => entry(path, *position, *voucher, *readable),
            Self::Unclear { path, first, last } => Line::new(
                format!(
                    "{path}: mục {first} đến {last} không khớp với ô băm, và cả hai đều không khớp với gốc đã ký"
                ),
                format!(
                    "{path}: entries {first} to {last} do not fit their tile, and neither fits the signed root"
                ),
            ),
            Self::Tile { path, place, first, last } => Line::new(
                format!("{path}: mã băm thứ {place} (mục {first} đến {last}) đã bị sửa; các mục vẫn đúng"),
                format!(
                    "{path}: hash {place} (entries {first} to {last}) was changed; the entries are right"
                ),
            ),
            Self::TileLength { path } => Line::new(
                format!("{path}: độ dài không đúng với tên tệp"),
                format!("{path}: it is not as long as its name says"),
            ),
            Self::Partial { path } => Line::new(
                format!("{path}: không phải phần đầu của cùng một sổ"),
                format!("{path}: it does not hold a beginning of the same log"),
            ),
            Self::Stray { path } => Line::new(
                format!("{path}: tệp lạ, không thuộc sổ"),
                format!("{path}: a file that does not belong to the log"),
            ),
            Self::Root { size, computed, signed } => Line::new(
                format!(
                    "gốc tính từ {size} mục là {computed}, gốc đã ký là {signed}: đây là một lịch sử khác"
                ),
                format!(
                    "{size} entries hash to {computed}, and {signed} was signed: this is another history"
                ),
            ),
        }
    }
}

fn bundle(path: &str, why: BundleFault, position: u64, last: u64) -> Line {
    let (vi, en) = match why {
        BundleFault::Cut { at } => (format!("bị cắt ở byte {at}"), format!("cut at byte {at}")),
        BundleFault::Short { has } => (format!("chỉ có {has} mục"), format!("only {has} entries")),
        BundleFault::Long { at } => (format!("thừa byte từ {at}"), format!("more bytes from {at} on")),
    };
    Line::new(
        format!("{path}: {vi}; sai từ mục {position}, trong các mục đến {last}"),
        format!("{path}: {en}; wrong from entry {position}, of those up to {last}"),
    )
}

fn entry(path: &str, position: u64, voucher: Option<VoucherNo>, readable: bool) -> Line {
    let (vi, en) = match (voucher, readable) {
        (Some(voucher), _) => (format!(", chứng từ {voucher}"), format!(", voucher {voucher}")),
        (None, true) => (String::new(), String::new()),
        (None, false) => (", nội dung không còn đọc được".into(), ", no longer readable".into()),
    };
    Line::new(
        format!("{path}: mục {position}{vi}: không phải nội dung đã ký"),
        format!("{path}: entry {position}{en}: it is not what was signed"),
    )
}
