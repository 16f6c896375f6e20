//! The subcommands, one file each.

mod account;
mod balance;
mod close;
mod demo;
mod done;
mod events;
mod import;
mod init;
mod quarantine;
mod receipt;
mod replay;
mod serve;
mod token;
mod verify;

use std::path::PathBuf;

use clap::Subcommand;
use domain::{FundId, InvalidId};
use ledger::{LedgerError, OpenError};

use crate::config::{Config, ConfigError};
use crate::out::{path as shown, plain};

/// What can be asked for.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Mở sổ cho một quỹ / open the books of a fund
    Init(init::Init),
    /// Thêm tài khoản hoặc quỹ tiền mặt / add an account or cash box
    Account(account::Account),
    /// Nhập sao kê ngân hàng / import bank statements
    Import(import::Import),
    /// Ghi, liệt kê, ghi số âm, xác định khoản thu / record, list, reverse or identify receipts
    #[command(subcommand)]
    Receipt(receipt::Receipt),
    /// Xử lý các dòng sao kê chờ xem xét / settle statement lines that wait for a person
    #[command(subcommand)]
    Quarantine(quarantine::Quarantine),
    /// Số dư theo tài khoản, đến từng đồng / balances by account, to the đồng
    Balance(balance::Balance),
    /// Dựng lại sổ như đã ghi đến một thời điểm / the books as recorded up to a position or moment
    Replay(replay::Replay),
    /// In nguyên văn các sự kiện (NDJSON) / print the stored events
    Events(events::Events),
    /// Kiểm tra toàn bộ sổ / check the whole log
    Verify(verify::Verify),
    /// Mở máy chủ: trang công khai và API / serve the public pages and the API
    Serve(serve::Serve),
    /// Mã truy cập API / tokens of the API
    #[command(subcommand)]
    Token(token::Token),
    /// Nạp chiến dịch mẫu và mở máy chủ / load the sample campaign and serve it
    Demo(demo::Demo),
    /// Khóa quỹ, không ghi thêm / close the fund
    Close(close::Close),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Init(command) => command.run(config),
            Self::Account(command) => command.run(config),
            Self::Import(command) => command.run(config),
            Self::Receipt(command) => command.run(config),
            Self::Quarantine(command) => command.run(config),
            Self::Balance(command) => command.run(config),
            Self::Replay(command) => command.run(config),
            Self::Events(command) => command.run(config),
            Self::Verify(command) => command.run(config),
            Self::Serve(command) => command.run(config),
            Self::Token(command) => command.run(config),
            Self::Demo(command) => command.run(config),
            Self::Close(command) => command.run(config),
        }
    }
}

// Which fund; needed where the data directory holds several. A doc comment would stand in the help of every command.
#[derive(clap::Args, Debug)]
pub(crate) struct Which {
    /// Mã quỹ / the fund's short name
    #[arg(long, env = "SOVANG_FUND")]
    pub(crate) fund: Option<FundId>,
}

/// Personal data below a line that was asked for with them; nothing where there are none.
fn texts(name: &str, counter_name: &str, memo: &str) -> String {
    let memo = memo.replace('\n', " ");
    let texts: Vec<_> =
        [name, counter_name, &memo].into_iter().filter(|text| !text.is_empty()).map(plain).collect();
    if texts.is_empty() { String::new() } else { format!("        {}\n", texts.join(" | ")) }
}

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
    Open(OpenError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
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
    Token(#[from] api::TokenError),
    #[error("chưa có quỹ nào trong {data}: hãy chạy `sovang init` / no fund in {data}: run `sovang init`", data = shown(data))]
    NoFund { data: PathBuf },
    #[error("có nhiều quỹ ({funds}): hãy chọn bằng --fund / several funds ({funds}): choose with --fund")]
    WhichFund { funds: String },
    #[error("không có quỹ {fund} trong {data} / no fund {fund} in {data}", data = shown(data))]
    UnknownFund { fund: FundId, data: PathBuf },
    #[error("không đọc được {path}: {source} / cannot read {path}: {source}", path = shown(path))]
    File { path: PathBuf, source: std::io::Error },
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
    #[error("{vi} / {en}")]
    Usage { vi: &'static str, en: &'static str },
    #[error("không in ra được / cannot print: {0}")]
    Print(#[from] std::io::Error),
    #[error("không in ra được / cannot print: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Log(event_log::OpenError::AlreadyOpen { .. }) => Self::InUse(error),
            error => Self::Open(error),
        }
    }
}
