//! The subcommands, one file each.

mod account;
mod balance;
mod close;
mod demo;
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

/// What can be asked for.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Mở sổ cho một quỹ / open the books of a fund
    Init(init::Init),
    /// Thêm tài khoản hoặc quỹ tiền mặt / add an account or cash box
    Account(account::Account),
    /// Nhập sao kê ngân hàng / import bank statements

    /// Nhập sao kê ngân hàng / import bank statements
    Import(import::Import),
    /// Ghi, ghi số âm, xác định khoản thu / record, reverse or identify a receipt
    #[command(subcommand)]
    Receipt(receipt::Receipt),
    /// Xử lý các dòng sao kê chờ xem xét / settle statement lines that wait for a person
    #[command(subcommand)]
    Quarantine(quarantine::Quarantine),
    /// Số dư theo tài khoản, đến từng đồng / balances by account, to the đồng
    Balance(balance::Balance),
    /// Dựng lại sổ đến một thời điểm / the books as they stood at a position or time
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

/// Which fund; needed where the data directory holds several.
#[derive(clap::Args, Debug)]
pub(crate) struct Which {
    /// Mã quỹ / the fund's short name
    #[arg(long, env = "SOVANG_FUND")]
    pub(crate) fund: Option<FundId>,
}

/// Why a command failed. The books are as they were.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Open(#[from] OpenError),
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
    #[error("chưa có quỹ nào trong {data}: hãy chạy `sovang init` / no fund in {data}: run `sovang init`", data = data.display())]
    NoFund { data: PathBuf },
    #[error("có nhiều quỹ ({funds}): hãy chọn bằng --fund / several funds ({funds}): choose with --fund")]
    WhichFund { funds: String },
    #[error("không có quỹ {fund} trong {data} / no fund {fund} in {data}", data = data.display())]
    UnknownFund { fund: FundId, data: PathBuf },
    #[error("không đọc được {path}: {source} / cannot read {path}: {source}", path = path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("không nhận ra ngân hàng của {path}: hãy nêu --profile / cannot tell the bank of {path}: give --profile", path = path.display())]
    WhichProfile { path: PathBuf },
    #[error("{vi} / {en}")]
    Usage { vi: &'static str, en: &'static str },
    #[error("không in ra được / cannot print: {0}")]
    Print(#[from] std::io::Error),
    #[error("không in ra được / cannot print: {0}")]
    Json(#[from] serde_json::Error),
}
