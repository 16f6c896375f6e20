//! Why the program fails: one error for the edge, said in both languages.

use std::path::PathBuf;

use domain::{FundId, InvalidId, RequestNo};
use ledger::{LedgerError, OpenError};

use crate::config::{ConfigError, ProviderError};
use crate::out::path as shown;
use crate::words::Both;

/// What to do while a server has the books.
const IN_USE: &str = "Nếu đó là máy chủ (`sovang serve`): dừng máy chủ, hoặc gửi yêu cầu cho nó, ví dụ \
    POST /v1/funds/{quỹ}/imports kèm mã truy cập. / If that is a server (`sovang serve`): stop it, or send the request \
    to it, for example POST /v1/funds/{fund}/imports with a token";

/// Why a command failed. The books are as they were.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Provider(#[from] ProviderError),
    #[error(transparent)]
    Open(OpenError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Publishing(#[from] crate::publishing::Trouble),
    #[error(transparent)]
    Recovery(#[from] recovery::RecoveryError),
    #[error(transparent)]
    Profile(#[from] statements::ConfigError),
    #[error(transparent)]
    UnknownProfile(#[from] statements::UnknownProfile),
    #[error(transparent)]
    Id(#[from] InvalidId),
    #[error("{vi} / {en}", vi = .0.vi(), en = .0)]
    Damage(event_log::Damage),
    #[error("không lắng nghe được tại {listen}: {source} / cannot listen on {listen}: {source}")]
    Listen { listen: std::net::SocketAddr, source: std::io::Error },
    #[error(transparent)]
    Access(#[from] access::AccessError),
    #[error(transparent)]
    SignIn(#[from] access::SignInError),
    #[error(transparent)]
    Token(#[from] access::TokenError),
    #[error("chưa có quỹ nào trong {data}: hãy chạy `sovang init` / no fund in {data}: run `sovang init`", data = shown(data))]
    NoFund { data: PathBuf },
    #[error("có nhiều quỹ ({funds}): hãy chọn bằng --fund / several funds ({funds}): choose with --fund")]
    WhichFund { funds: String },
    #[error("không có quỹ {fund} trong {data} / no fund {fund} in {data}", data = shown(data))]
    UnknownFund { fund: FundId, data: PathBuf },
    #[error("không đọc được {path}: {source} / cannot read {path}: {source}", path = shown(path))]
    File { path: PathBuf, source: std::io::Error },
    #[error("không ghi được {path}: {source} / cannot write {path}: {source}", path = shown(path))]
    Write { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Paper(#[from] papers::PaperError),
    #[error(transparent)]
    Prove(#[from] publication::ProveError),
    #[error(transparent)]
    List(#[from] lists::ListError),
    #[error("{vi} / {en}")]
    Rows { vi: String, en: String },
    #[error(
        "không nhận ra ngân hàng của {path}: hãy nêu --profile, là một trong {names} / \
         cannot tell the bank of {path}: give --profile, one of {names}", path = shown(path)
    )]
    WhichProfile { path: PathBuf, names: String },
    #[error("{why}. {IN_USE}", why = .0)]
    InUse(OpenError),
    #[error(
        "{data} đã có sổ của quỹ {fund}; dữ liệu mẫu không được nằm cạnh sổ thật: hãy chọn thư mục khác, \
         ví dụ --data demo / {data} holds the books of {fund}, and the sample must not stand beside real books: \
         choose another directory, for example --data demo", data = shown(data)
    )]
    RealBooks { fund: FundId, data: PathBuf },
    #[error(
        "nhật ký và số liệu vẫn đúng, nhưng tên và nội dung của {rows} dòng trong {vault} đã mất: hãy giữ nguyên \
         thư mục này, rồi phục hồi nó từ bản sao / the log and the figures stand, but the names and memos of {rows} \
         rows in {vault} are lost: keep the directory as it is, and restore it from a copy", vault = shown(vault)
    )]
    RowsLost { rows: u64, vault: PathBuf },
    #[error(
        "mã băm không khớp với nội dung hiện tại của đề nghị {request}: xem lại bằng `sovang request show {request}`, rồi duyệt \
         với ít nhất 8 ký tự đầu của mã băm ở đó / the digest is not that of what request {request} asks now: read it again \
         with `sovang request show {request}`, and approve with at least the first 8 signs of the digest there"
    )]
    OtherContent { request: RequestNo },
    /// What was signed and what there is do not fit.
    #[error(transparent)]
    Publish(#[from] publication::PublishError),
    #[error(
        "{files} tệp công bố không khớp với nhật ký, đầu tiên là {first}; nhật ký đúng là bản đã ký: hãy khởi động lại máy \
         chủ, các tệp ấy sẽ được dựng lại / {files} published files do not follow from the journal, the first is {first}; \
         the journal is what was signed: restart the server, it derives them again", first = shown(first)
    )]
    PublishedFiles { files: usize, first: PathBuf },
    #[error(transparent)]
    Year(#[from] sample::year::Mistake),
    #[error("{vi}{place}; {done} lệnh trước nó {} / {en}{place}; {done} before it {}", taken.0, taken.1)]
    Asked {
        /// Which command of which file, and which field.
        place: String,
        vi: String,
        en: String,
        done: usize,
        taken: Both,
    },
    #[error("{vi} / {en}")]
    Usage { vi: &'static str, en: &'static str },
    /// A verification that has told already what is wrong or lacking.
    #[error("kiểm chứng không đạt / the verification did not pass")]
    Verdict(transparency::Outcome),
    #[error(
        "BÁO ĐỘNG: quỹ {fund} đưa ra một lịch sử khác với lịch sử đã báo cho sổ danh mục; bằng chứng ở {path} / ALARM: {fund} \
         shows another history than it has told the directory; the evidence is in {path}", path = shown(path)
    )]
    Contradiction { fund: FundId, path: PathBuf },
    /// A copy does not go on.
    #[error(transparent)]
    Mirror(monitor::MirrorError),
    /// What a verification was given cannot be used: a file that is not there, a key that is none.
    #[error("{vi} / {en}")]
    Unusable { vi: String, en: String },
    #[error("không in ra được / cannot print: {0}")]
    Print(#[from] std::io::Error),
    #[error("không in ra được / cannot print: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// What the shell is told: 1 for most failures, 2 where a verification lacks something, 3 for wrong usage of one.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Verdict(outcome) => outcome.exit_code(),
            Self::Unusable { .. } => 3,
            Self::InUse(_) => 2,
            Self::Mirror(error) if error.may_pass() => 2,
            _ => 1,
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Log(event_log::OpenError::AlreadyOpen { .. }) => Self::InUse(error),
            error => Self::Open(error),
        }
    }
}
