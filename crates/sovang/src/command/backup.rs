//! `sovang backup`: copies the books of a running server to another place, without its keys.

use std::path::PathBuf;

use domain::FundId;
use jiff::Timestamp;
use ledger::Books;

use super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::out::{path, say};
use crate::places::{directory_of, fund_of};

#[derive(clap::Args, Debug)]
pub(crate) struct Backup {
    /// Thư mục sao lưu; chạy lại để bổ sung phần mới / where the backup lies; run again, it takes what is new
    to: PathBuf,
    /// Chỉ quỹ này / this fund alone
    #[arg(long, env = "SOVANG_FUND")]
    fund: Option<FundId>,
    /// Sao lưu khóa dữ liệu cá nhân (đã bọc) vào nơi khác, giữ 30 ngày / back up the wrapped data keys to another place, kept for 30 days
    #[arg(long, value_name = "DIR")]
    wrapped_keys: Option<PathBuf>,
}

impl Backup {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let funds = match &self.fund {
            Some(fund) => vec![fund.clone()],
            None => Books::list(&config.data),
        };
        if funds.is_empty() {
            return Err(Failure::NoFund { data: config.data.clone() });
        }
        let now = Timestamp::now();
        let mut logs: Vec<_> = funds.iter().map(|fund| fund_of(config, &config.data, fund)).collect();
        let directory = directory_of(config, &config.data);
        if self.fund.is_none() && directory.log().exists() {
            logs.push(directory);
        }
        for books in &logs {
            let done = recovery::backup(books, &self.to, now)?;
            say(&format!(
                "{}: {} sự kiện, {} đã ký; ghi {} byte, kiểm tra {} byte: {} / {} events, {} signed; {} bytes written, {} verified\n",
                books.name,
                dong(done.events.into()),
                dong(done.signed.into()),
                dong(done.written.into()),
                dong(done.verified.into()),
                path(&done.backup),
                dong(done.events.into()),
                dong(done.signed.into()),
                dong(done.written.into()),
                dong(done.verified.into()),
            ))?;
        }
        if self.fund.is_none()
            && let Some(kept) = recovery::backup_access(&config.data, &self.to)?
        {
            say(&format!(
                "người dùng và nhật ký truy cập: {} / people and the access log: {}\n",
                path(&kept),
                path(&kept)
            ))?;
        }
        let Some(to) = &self.wrapped_keys else { return Ok(()) };
        for fund in &funds {
            let from = config.proof.keys.join(fund.as_str());
            let kept = recovery::backup_keys(&from, fund.as_str(), to, now)?;
            say(&format!(
                "{fund}: khóa đã bọc ở {} (khóa kỳ không được chép) / wrapped keys in {} (the epoch key is not copied)\n",
                path(&kept),
                path(&kept)
            ))?;
        }
        Ok(())
    }
}
