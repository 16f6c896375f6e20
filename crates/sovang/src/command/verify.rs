//! `sovang verify`: what can be checked, one file a kind. Everything but `log` and `access` needs no server, no books and no trust in
//! the fund. Exit codes: 0 right, 1 tampered, 2 incomplete, 3 wrong usage.

mod access;
mod balances;
mod consistency;
mod evidence;
mod log;
mod mirror;
mod receipt;
mod snapshot;
mod timestamp;

use clap::Subcommand;

use super::Failure;
use crate::config::Config;

#[derive(clap::Args)]
pub(crate) struct Verify {
    #[command(subcommand)]
    what: What,
}

/// What is to be checked.
#[derive(Subcommand)]
enum What {
    /// Sổ trên máy này: nhật ký, số liệu, dữ liệu cá nhân / the books on this machine
    Log(log::Log),
    /// Bản sao của một sổ công khai: mọi mục, mọi ô băm, gốc đã ký / a copy of a published log
    Mirror(mirror::Mirror),
    /// Hai điểm kiểm có cùng một lịch sử không / whether two checkpoints are of one history
    Consistency(consistency::Consistency),
    /// Một biên nhận, không cần máy chủ / a receipt, without a server
    Receipt(receipt::Receipt),
    /// Số dư dựng lại từ một bản sao / the balances that follow from a copy
    Balances(balances::Balances),
    /// Bản chốt ngày của sổ công khai: chữ ký, từng tệp, dựng lại từ bản sao / a day's public book and its files
    Snapshot(snapshot::Snapshot),
    /// Thẻ thời gian của một điểm kiểm / a time-stamp over a checkpoint
    Timestamp(timestamp::Timestamp),
    /// Tệp bằng chứng sổ có hai lịch sử / evidence that a log told two histories
    Evidence(evidence::Evidence),
    /// Nhật ký truy cập: ai vào, ai có quyền gì / the access log: who came in, who may what
    Access(access::AccessLog),
}

impl Verify {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self.what {
            What::Log(log) => log.run(config),
            What::Mirror(mirror) => mirror.run(config),
            What::Receipt(receipt) => receipt.run(config),
            What::Consistency(consistency) => consistency.run(config),
            What::Balances(balances) => balances.run(config),
            What::Snapshot(snapshot) => snapshot.run(config),
            What::Timestamp(timestamp) => timestamp.run(config),
            What::Evidence(evidence) => evidence.run(config),
            What::Access(log) => log.run(config),
        }
    }
}
