//! `sovang consent`: who wants to be listed by name and who does not, and what an account publishes.

use clap::{Args, Subcommand, ValueEnum};
use domain::privacy::{self, ChangePublication, GiveConsent, How, Publication, Showing, WithdrawConsent};
use domain::{AccountId, Digest, ReceiptNo};
use jiff::civil::Date;

use super::erase::give;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::open;

/// What can be said of being listed.
#[derive(Subcommand)]
pub(crate) enum Consent {
    /// Người ủng hộ đồng ý công khai / the giver consents to be listed
    Give(Give),
    /// Người ủng hộ không đồng ý, hoặc rút lại đồng ý / the giver does not, or no longer
    Withdraw(Withdraw),
    /// Tài khoản công khai từng khoản ra sao / which gifts of an account are listed
    Account(Account),
}

#[derive(Args)]
pub(crate) struct Give {
    #[command(flatten)]
    which: Which,
    /// Số khoản thu / the receipt's number
    receipt: u64,
    /// Mã băm SHA-256 của bản giấy; bỏ trống là bằng điện tử / SHA-256 of the paper; electronic if left out
    #[arg(long)]
    paper: Option<Digest>,
    /// Ngày đồng ý; bỏ trống là hôm nay / the day of consent; today if left out
    #[arg(long, value_parser = day, value_name = "DAY")]
    on: Option<Date>,
    /// all: tên và lời nhắn; name: tên, không lời nhắn; anonymous: giấu tên / name and memo; the name alone; neither
    #[arg(long, value_enum, default_value = "all")]
    show: Shown,
}

#[derive(Args)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    which: Which,
    /// Số khoản thu / the receipt's number
    receipt: u64,
    /// Mã băm SHA-256 của bản giấy; bỏ trống là bằng điện tử / SHA-256 of the paper; electronic if left out
    #[arg(long)]
    paper: Option<Digest>,
    /// Phần vẫn được hiện; bỏ trống là không hiện gì / what may still be shown; nothing if left out
    #[arg(long, value_enum)]
    show: Option<Shown>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shown {
    All,
    Name,
    Anonymous,
}

impl From<Shown> for Showing {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::All => Self::All,
            Shown::Name => Self::Name,
            Shown::Anonymous => Self::Anonymous,
        }
    }
}

#[derive(Args)]
pub(crate) struct Account {
    #[command(flatten)]
    which: Which,
    /// Tài khoản / the account
    #[arg(value_name = "ACCOUNT")]
    of: AccountId,
    /// all: mọi khoản trừ người không muốn; ask: cá nhân phải đồng ý trước; none: không khoản nào / all but who does not
    /// want it; persons only with consent; none
    #[arg(value_enum)]
    publication: Listed,
}

#[derive(Clone, Copy, ValueEnum)]
enum Listed {
    All,
    Ask,
    None,
}

impl Consent {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let (which, command) = match self {
            Self::Give(Give { which, receipt, paper, on, show }) => {
                let (receipt, how) = (ReceiptNo::new(receipt), how(paper));
                let given = GiveConsent { given_on: on, how, receipt, show: show.into() };
                (which, privacy::Command::GiveConsent(given))
            }
            Self::Withdraw(Withdraw { which, receipt, paper, show }) => {
                let (receipt, show) = (ReceiptNo::new(receipt), show.map(Into::into));
                let withdrawn = WithdrawConsent { how: how(paper), receipt, show };
                (which, privacy::Command::WithdrawConsent(withdrawn))
            }
            Self::Account(Account { which, of: account, publication }) => {
                let publication = match publication {
                    Listed::All => Publication::All,
                    Listed::Ask => Publication::Ask,
                    Listed::None => Publication::None,
                };
                (which, privacy::Command::ChangePublication(ChangePublication { account, publication }))
            }
        };
        let desk = open(config, which.fund.as_ref())?;
        give(config, &desk, command)
    }
}

fn how(paper: Option<Digest>) -> How {
    paper.map_or(How::Electronic, How::Paper)
}
