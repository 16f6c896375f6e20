//! `sovang quarantine`: the statement lines that wait for a person, and what becomes of them.

use clap::{Args, Subcommand, ValueEnum};
use domain::{
    Command, ConfirmQuarantined, DismissQuarantined, DismissalReason, QuarantineNo, ReceiptNo, Vnd,
};
use jiff::Timestamp;
use ledger::{QuarantinedLine, today};

use super::receipt::{Kind, tell};
use super::{Failure, Which};
use crate::config::Config;
use crate::format::{amount, dong};
use crate::local::{entry, open};

/// What can be done with waiting lines.
#[derive(Subcommand)]
pub(crate) enum Quarantine {
    /// Liệt kê các dòng chờ / list the lines that wait
    List(List),
    /// Ghi một dòng, với số tiền theo số dư hoặc theo chứng từ / book a line
    Confirm(Confirm),
    /// Gác một dòng, không ghi / lay a line aside
    Dismiss(Dismiss),
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// Hiện cả nội dung và tên (dữ liệu cá nhân) / show memos and names too, which are personal data
    #[arg(long)]
    texts: bool,
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
        let (which, command) = match self {
            Self::List(list) => return list.run(config),
            Self::Confirm(Confirm { which, item, amount, donor }) => {
                let (item, donor) = (QuarantineNo::new(item), donor.into());
                (which, Command::ConfirmQuarantined(ConfirmQuarantined { item, amount, donor }))
            }
            Self::Dismiss(Dismiss { which, item, reason, same_as }) => {
                let reason = match reason {
                    Reason::AlreadyRecorded => DismissalReason::AlreadyRecorded,
                    Reason::NoTransaction => DismissalReason::NoTransaction,
                };
                let (item, same_as) = (QuarantineNo::new(item), same_as.map(ReceiptNo::new));
                let effective_on = today(Timestamp::now());
                (
                    which,
                    Command::DismissQuarantined(DismissQuarantined { item, reason, same_as, effective_on }),
                )
            }
        };
        let ledger = open(config, which.fund.as_ref())?;
        tell(&ledger.execute(entry(command, None)?)?);
        Ok(())
    }
}

impl List {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let lines = ledger.quarantined()?;
        for line in &lines {
            println!("{}", shown(line));
            if self.texts {
                println!(
                    "      {} | {} | {}",
                    line.row.name,
                    line.row.counter_name,
                    line.row.memo.replace('\n', " ")
                );
            }
        }
        println!("{} dòng chờ xử lý / lines wait", lines.len());
        Ok(())
    }
}

fn shown(line: &QuarantinedLine) -> String {
    let figure = |amount: Option<Vnd>| amount.map_or("?".to_owned(), |amount| dong(amount.dong().into()));
    let candidates: Vec<_> = line.candidates.iter().map(ToString::to_string).collect();
    format!(
        "{:>5}  {}  {}  in/printed {}  đề xuất/proposed {}  {:?}  ref {}  {}",
        line.item,
        line.account,
        line.date.strftime("%d/%m/%Y"),
        figure(line.printed),
        figure(line.proposed),
        line.reason,
        line.reference.as_deref().unwrap_or("-"),
        if candidates.is_empty() {
            String::new()
        } else {
            format!("có thể trùng/may double {}", candidates.join(", "))
        },
    )
}
