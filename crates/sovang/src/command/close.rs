//! `sovang close`: ends the books of a fund.

use domain::{CloseFund, Command};
use jiff::Timestamp;
use ledger::today;

use super::{Failure, Which};
use crate::config::Config;
use crate::local::{entry, open};
use crate::out::say;

#[derive(clap::Args)]
pub(crate) struct Close {
    #[command(flatten)]
    which: Which,
    /// Xác nhận: việc khóa không hoàn lại được / confirms: closing cannot be undone
    #[arg(long)]
    yes: bool,
}

impl Close {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        if !self.yes {
            let vi = "khóa quỹ không hoàn lại được: thêm --yes để xác nhận";
            return Err(Failure::Usage { vi, en: "closing cannot be undone: add --yes to confirm" });
        }
        let ledger = open(config, self.which.fund.as_ref())?;
        let command = Command::CloseFund(CloseFund { effective_on: today(Timestamp::now()) });
        ledger.execute(entry(config, command, None)?)?;
        let fund = ledger.fund();
        Ok(say(&format!("Đã khóa quỹ {fund}. / Fund {fund} is closed.\n"))?)
    }
}
