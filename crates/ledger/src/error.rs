//! Two boundaries, two errors: opening the books, and asking something of them.

use std::path::PathBuf;

use domain::{AccountId, DecodeError, FundId, Rejection};
use event_log::{AppendError, ReadError};
use statements::StatementError;
use vault::{EvidenceError, RetentionError, VaultError};

/// Why the books were not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The log.
    #[error("{vi} / {error}", vi = .0.vi(), error = .0)]
    Log(#[from] event_log::OpenError),
    /// The store of personal data.
    #[error("{0}")]
    Vault(#[from] VaultError),
    /// Reading what is in the log.
    #[error("{0}")]
    Ledger(Box<LedgerError>),
    /// A file or directory.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The journal is older than what the snapshot beside it has seen.
    #[error(
        "{path}: nhật ký chỉ đến vị trí {head} trong khi sổ đã từng đến {known}: nhật ký bị thay bằng bản cũ; hãy giữ nguyên đĩa \
         và khôi phục nhật ký mới nhất / {path}: the journal ends at position {head}, but these books were at {known}: it was put \
         back to an older state; keep the disk as it is and restore the newest journal", path = path.display()
    )]
    RolledBack {
        /// The fund's directory.
        path: PathBuf,
        /// Where the journal ends.
        head: u64,
        /// How far it was.
        known: u64,
    },
    /// The key store is older than the rows that the events name.
    #[error(
        "{path}: kho khóa không biết khóa của {rows} dòng dữ liệu riêng, từ dòng {first}: kho khóa bị thay bằng bản cũ; không có gì \
         bị xóa, hãy phục hồi thư mục khóa mới nhất / {path}: the key store does not know the keys of {rows} rows of personal \
         data, from row {first} on: it was put back to an older state; nothing is erased, restore the newest key directory",
        path = path.display()
    )]
    KeysRolledBack {
        /// The fund's key directory.
        path: PathBuf,
        /// How many rows have no key.
        rows: u64,
        /// The first of them.
        first: u64,
    },
    /// The directory holds another fund's books.
    #[error(
        "{path} là sổ của quỹ {found}: thư mục bị đổi tên hoặc chép nhầm / \
         {path} holds the books of fund {found}: the directory was renamed or copied", path = path.display()
    )]
    OtherFund {
        /// The directory.
        path: PathBuf,
        /// Whose books they are.
        found: FundId,
    },
    /// A fund's directory without its journal.
    #[error(
        "{path} không có nhật ký mà vẫn còn dữ liệu: hãy khôi phục log/journal từ bản sao / \
         {path} has lost its journal, and other data are there: restore log/journal from a copy", path = path.display()
    )]
    JournalMissing {
        /// The fund's directory.
        path: PathBuf,
    },
    /// The fund has books already.
    #[error("quỹ {0} đã có sổ / fund {0} has books already")]
    Exists(FundId),
}

impl From<OpenError> for LedgerError {
    fn from(error: OpenError) -> Self {
        Self::Open(Box::new(error))
    }
}

impl From<LedgerError> for OpenError {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(Box::new(error))
    }
}

/// Why a command or a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The rules refuse it. The books are as they were.
    #[error("{0}")]
    Rejected(#[from] Rejection),
    /// The books are read-only. The file says why, and what to do.
    #[error("sổ đang ở chế độ chỉ đọc: {} / the books are read-only: {}", why.0, why.1)]
    ReadOnly {
        /// Why, in both languages.
        why: (String, String),
    },
    /// Its id belongs to another command.
    #[error("{vi} / {error}", vi = .0.vi(), error = .0)]
    Append(#[from] AppendError),
    /// The statement cannot be read. The books are as they were.
    #[error("{0}")]
    Statement(#[from] StatementError),
    /// The file prints another account's number.
    #[error(
        "sao kê này của tài khoản {printed}, không phải {given} / \
         the statement is of account {printed}, not of {given}"
    )]
    OtherAccount {
        /// The account that was named.
        given: AccountId,
        /// The one in the file.
        printed: String,
    },
    /// The fund has no account at that bank.
    #[error(
        "quỹ chưa có tài khoản nào ở {bank}: hãy thêm bằng `sovang account {bank}:<số>` / \
         the fund has no account at {bank}: add it with `sovang account {bank}:<number>`"
    )]
    NoAccount {
        /// The bank.
        bank: String,
    },
    /// The account is not named, and cannot be told.
    #[error(
        "sao kê {bank} này của tài khoản nào? Quỹ có: {accounts}; hãy nêu tài khoản / \
         which account is this {bank} statement of? The fund has: {accounts}; name the account"
    )]
    WhichAccount {
        /// The bank.
        bank: String,
        /// The fund's accounts there.
        accounts: String,
    },
    /// The log cannot be read.
    #[error("{vi} / {error}", vi = .0.vi(), error = .0)]
    Read(#[from] ReadError),
    /// The vault.
    #[error("{0}")]
    Vault(#[from] VaultError),
    /// A file that events name.
    #[error("{0}")]
    Evidence(#[from] EvidenceError),
    /// How long personal data are kept.
    #[error("{0}")]
    Retention(#[from] RetentionError),
    /// The log is not what was recorded.
    #[error("{vi} / {error}", vi = .0.vi(), error = .0)]
    Damaged(Box<event_log::Damage>),
    /// What is stored is no event of this program.
    #[error("vị trí {position}: {source} / position {position}: {source}")]
    Decode {
        /// Where in the log.
        position: u64,
        /// Why.
        source: DecodeError,
    },
    /// A command could not be written down.
    #[error("không ghi được lệnh / the command cannot be encoded: {0}")]
    Encode(String),
    /// New books could not be made.
    #[error("{0}")]
    Open(Box<OpenError>),
    /// A moment or position beyond the log.
    #[error("sổ chỉ có đến vị trí {head} / the log ends at position {head}")]
    BeyondHead {
        /// The log's head.
        head: u64,
    },
}

impl LedgerError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        self.halves().0
    }

    /// The message in English.
    pub fn en(&self) -> String {
        self.halves().1
    }

    /// Every message is written in both languages, Vietnamese first.
    fn halves(&self) -> (String, String) {
        match self {
            Self::Rejected(rejection) => (rejection.vi(), rejection.en()),
            Self::Statement(error) => (error.vi(), error.en()),
            Self::Append(error) => (error.vi(), error.to_string()),
            Self::Read(error) => (error.vi(), error.to_string()),
            Self::Damaged(error) => (error.vi(), error.to_string()),
            Self::OtherAccount { .. }
            | Self::NoAccount { .. }
            | Self::WhichAccount { .. }
            | Self::Vault(_)
            | Self::Evidence(_)
            | Self::Retention(_)
            | Self::Decode { .. }
            | Self::Encode(_)
            | Self::Open(_)
            | Self::ReadOnly { .. }
            | Self::BeyondHead { .. } => {
                let both = self.to_string();
                both.split_once(" / ")
                    .map_or_else(|| (both.clone(), both.clone()), |(vi, en)| (vi.into(), en.into()))
            }
        }
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rejected(rejection) => rejection.code(),
            Self::Append(AppendError::CommandReused) => "command-reused",
            Self::Append(AppendError::DiskFull) | Self::Vault(VaultError::DiskFull(_)) => "disk-full",
            Self::Append(_) => "not-recorded",
            Self::Statement(_) => "statement-unreadable",
            Self::OtherAccount { .. } => "statement-of-other-account",
            Self::NoAccount { .. } => "account-missing",
            Self::WhichAccount { .. } => "account-unclear",
            Self::Read(_) | Self::Damaged(_) | Self::Decode { .. } => "log-unreadable",
            Self::Vault(_) => "vault-unreadable",
            Self::Evidence(error) => match error {
                EvidenceError::TooLarge { .. } => "content-too-large",
                EvidenceError::Kind => "file-kind-unknown",
                EvidenceError::Missing(_) => "file-not-kept",
                EvidenceError::Erased(_) => "file-erased",
                EvidenceError::Vault(VaultError::DiskFull(_)) => "disk-full",
                EvidenceError::Damaged(_) | EvidenceError::KeyUnknown(_) | EvidenceError::Vault(_) => {
                    "file-unreadable"
                }
            },
            Self::Retention(_) => "retention-unreadable",
            Self::Encode(_) => "command-unreadable",
            Self::Open(_) => "books-not-made",
            Self::BeyondHead { .. } => "beyond-head",
            Self::ReadOnly { .. } => "read-only",
        }
    }
}
