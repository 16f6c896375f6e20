//! `sovang account`: takes up a further account or cash box.

use domain::{AccountId, AddAccount, Command};
use jiff::Timestamp;
use ledger::today;

use super::{Failure, Which};
use crate::config::Config;
use crate::local::{entry, open};
use crate::out::say;

#[derive(clap::Args)]
pub(crate) struct Account {
    #[command(flatten)]
    which: Which,
    /// ngân-hàng:số, hoặc cash:tên / bank:number, or cash:name
    #[arg(value_name = "ACCOUNT")]
    id: AccountId,
    /// Không công khai từng khoản / its gifts are only summed up, not listed
    #[arg(long)]
    unlisted: bool,
}

impl Account {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let (account, published, effective_on) = (self.id, !self.unlisted, today(Timestamp::now()));
        let shown = account.clone();
        let command = Command::AddAccount(AddAccount { account, published, effective_on });
        ledger.execute(entry(config, command, None)?)?;
        Ok(say(&format!("Đã thêm tài khoản {shown}. / Account {shown} added.\n"))?)
    }
}
