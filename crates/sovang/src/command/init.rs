//! `sovang init`: opens the books of a fund, with its accounts.

use domain::{AccountId, AddAccount, Command, FundId, OpenFund};
use jiff::Timestamp;
use ledger::{Books, today};

use super::Failure;
use crate::config::Config;
use crate::local::{entry, tell};
use crate::out::say;
use crate::publishing;

#[derive(clap::Args)]
pub(crate) struct Init {
    /// Mã quỹ, ví dụ yagi-2024 / the fund's short name
    #[arg(long)]
    fund: FundId,
    /// Tên quỹ để công khai / the name that the public reads
    #[arg(long)]
    name: String,
    /// Tài khoản công khai: ngân-hàng:số, hoặc cash:tên / account whose gifts are listed one by one
    #[arg(long = "account", value_name = "BANK:NUMBER")]
    accounts: Vec<AccountId>,
    /// Tài khoản không công khai từng khoản / account whose gifts are only summed up
    #[arg(long = "unlisted-account", value_name = "BANK:NUMBER")]
    unlisted: Vec<AccountId>,
}

impl Init {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let books = Books::open(config.places())?;
        for (fund, opened) in books.opened() {
            tell(fund, opened);
        }
        let effective_on = today(Timestamp::now());
        let open = Command::OpenFund(OpenFund { fund: self.fund.clone(), name: self.name, effective_on });
        let listed = self.accounts.into_iter().map(|account| (account, true));
        let accounts = listed.chain(self.unlisted.into_iter().map(|account| (account, false)));
        let add = |(account, published)| Command::AddAccount(AddAccount { account, published, effective_on });
        let commands = [open].into_iter().chain(accounts.map(add));
        let entries = commands.map(|command| entry(config, command, None)).collect::<Result<Vec<_>, _>>()?;
        let ledger = books.begin(&self.fund, entries)?;
        publishing::catch_up(config, &ledger);
        let accounts = ledger.views().public.summary().banks.len();
        Ok(say(&format!(
            "Đã mở sổ quỹ {fund}, {accounts} tài khoản. / Fund {fund} is open, {accounts} accounts.\n",
            fund = self.fund
        ))?)
    }
}
