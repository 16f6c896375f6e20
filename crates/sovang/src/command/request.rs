//! `sovang request`: what was asked for, and what becomes of it: approved, refused, paid.

mod list;
mod show;

use clap::{Args, Subcommand};
use domain::relief::{self, ApproveRequest, OpenRequest, RefuseRequest};
use domain::{Command, On, RequestNo, Vnd};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Ledger, today};
use vault::Row;

use super::done::tell;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::{amount, day};
use crate::local::{entry, open};

/// What can be done with requests.
#[derive(Subcommand)]
pub(crate) enum Request {
    /// Liệt kê đề nghị / list requests
    List(list::List),
    /// Xem một đề nghị: nội dung, mã băm, ai đã làm gì / show a request with its digest and history
    Show(show::Show),
    /// Duyệt đề nghị của người khác / approve somebody else's request
    Approve(Approve),
    /// Từ chối / refuse
    Refuse(Refuse),
    /// Chi tiền theo đề nghị đã duyệt / pay an approved request
    Pay(Pay),
}

#[derive(Args)]
pub(crate) struct Approve {
    #[command(flatten)]
    which: Which,
    /// Số đề nghị / the request's number
    request: u64,
    /// Mã băm của nội dung đã đọc, ít nhất 8 ký tự đầu (`request show`) / digest of the content that was read, at least its
    /// first 8 signs
    #[arg(long)]
    digest: String,
}

#[derive(Args)]
pub(crate) struct Refuse {
    #[command(flatten)]
    which: Which,
    /// Số đề nghị / the request's number
    request: u64,
    /// Lý do / why
    #[arg(long)]
    note: String,
}

#[derive(Args)]
pub(crate) struct Pay {
    #[command(flatten)]
    which: Which,
    /// Số đề nghị / the request's number
    request: u64,
    /// Số tiền; bỏ trống là tất cả phần còn lại / amount; else all that is left
    #[arg(long, value_parser = amount)]
    amount: Option<Vnd>,
    /// Phí ngân hàng kèm theo / the bank's charge beside it
    #[arg(long, value_parser = amount, default_value = "0")]
    fee: Vnd,
    /// Ngày chi; bỏ trống là hôm nay / the business day; today if left out
    #[arg(long, value_parser = day, value_name = "DAY")]
    on: Option<Date>,
    /// Số tham chiếu ngân hàng / the bank's reference
    #[arg(long)]
    reference: Option<String>,
    /// Người nhận tiền; chỉ lưu trong kho dữ liệu riêng / who takes it; kept in the vault only
    #[arg(long, default_value = "", hide_default_value = true)]
    name: String,
}

impl Request {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run(config),
            Self::Show(show) => show.run(config),
            Self::Approve(command) => command.run(config),
            Self::Refuse(command) => command.run(config),
            Self::Pay(command) => command.run(config),
        }
    }
}

impl Approve {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let request = RequestNo::new(self.request);
        let digest = found(&ledger, request)?.digest;
        if self.digest.len() < SHORTEST || !digest.as_str().starts_with(&self.digest) {
            return Err(Failure::OtherContent { request });
        }
        let command = relief::Command::ApproveRequest(ApproveRequest { digest, request });
        give(config, &ledger, None, command, Row::default())
    }
}

/// Fewer signs of a digest could be typed without having read it.
const SHORTEST: usize = 8;

impl Refuse {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let command = relief::Command::RefuseRequest(RefuseRequest {
            request: RequestNo::new(self.request),
            row: None,
        });
        give(config, &ledger, None, command, Row { note: self.note.into(), ..Row::default() })
    }
}

impl Pay {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let request = RequestNo::new(self.request);
        let amount = match self.amount {
            Some(amount) => amount,
            None => Vnd::new(i64::try_from(found(&ledger, request)?.to_pay()).unwrap_or(i64::MAX)),
        };
        let command = relief::Command::Pay(relief::Pay {
            amount,
            explains: None,
            fee: self.fee,
            recipients: Vec::new(),
            reference: self.reference,
            request,
            row: None,
        });
        give(config, &ledger, self.on, command, Row { name: self.name.into(), ..Row::default() })
    }
}

/// A request that is open.
fn found(ledger: &Ledger, request: RequestNo) -> Result<OpenRequest, Failure> {
    let open = ledger.rules(|state| state.relief.requests.open(request).cloned())?;
    Ok(open.map_err(|refusal| ledger::LedgerError::from(domain::Rejection::from(refusal)))?)
}

fn give(
    config: &Config,
    ledger: &Ledger,
    on: Option<Date>,
    command: relief::Command,
    row: Row<'static>,
) -> Result<(), Failure> {
    let effective_on = on.unwrap_or_else(|| today(Timestamp::now()));
    let command = Command::Relief(On { effective_on, command });
    let outcome = ledger.execute(entry(config, command, Some(row))?)?;
    tell(ledger, &outcome, None)
}
