//! `sovang quarantine`: the statement lines that wait for a person, and what becomes of them.

mod list;

use clap::{Args, Subcommand, ValueEnum};
use domain::{
    Command, ConfirmQuarantined, DismissQuarantined, DismissalReason, QuarantineNo, ReceiptNo, Vnd,
};
use jiff::Timestamp;
use ledger::today;

use super::done::tell;
use super::receipt::Kind;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::amount;
use crate::local::{entry, open};

/// What can be done with waiting lines.
#[derive(Subcommand)]
pub(crate) enum Quarantine {
    /// Liệt kê các dòng chờ / list the lines that wait
    List(list::List),
    /// Ghi một dòng, với số tiền theo số dư hoặc theo chứng từ / book a line
    Confirm(Confirm),
    /// Gác một dòng, không ghi / lay a line aside
    Dismiss(Dismiss),
}

#[derive(Args)]
pub(crate) struct Confirm {
    #[command(flatten)]
    which: Which,
    /// Số thứ tự của dòng chờ / the waiting line's number
    item: u64,
    /// Số tiền; bỏ trống thì lấy số đã in hoặc số dư cho thấy / amount; else the printed one, or the one shown by the balance
    #[arg(long, value_parser = amount, allow_hyphen_values = true)]
    amount: Option<Vnd>,
    /// Người ủng hộ / who gave
    #[arg(long, default_value = "person")]
    donor: Kind,
}

#[derive(Args)]
pub(crate) struct Dismiss {
    #[command(flatten)]
    which: Which,
    /// Số thứ tự của dòng chờ / the waiting line's number
    item: u64,
    /// Lý do / why
    #[arg(long)]
    reason: Reason,
    /// Trùng với khoản thu số / the receipt that it doubles
    #[arg(long, value_name = "RECEIPT")]
    same_as: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reason {
    AlreadyRecorded,
    NoTransaction,
}

impl Quarantine {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let (which, item, command) = match self {
            Self::List(list) => return list.run(config),
            Self::Confirm(Confirm { which, item, amount, donor }) => {
                let (item, donor) = (QuarantineNo::new(item), donor.into());
                (which, item, Command::ConfirmQuarantined(ConfirmQuarantined { item, amount, donor }))
            }
            Self::Dismiss(Dismiss { which, item, reason, same_as }) => {
                let reason = match reason {
                    Reason::AlreadyRecorded => DismissalReason::AlreadyRecorded,
                    Reason::NoTransaction => DismissalReason::NoTransaction,
                };
                let (item, same_as) = (QuarantineNo::new(item), same_as.map(ReceiptNo::new));
                let effective_on = today(Timestamp::now());
                let command = DismissQuarantined { item, reason, same_as, effective_on };
                (which, item, Command::DismissQuarantined(command))
            }
        };
        let ledger = open(config, which.fund.as_ref())?;
        let line = ledger.quarantined()?.into_iter().find(|line| line.item == item);
        let outcome = ledger.execute(entry(config, command, None)?)?;
        tell(&ledger, &outcome, line.as_ref())
    }
}
