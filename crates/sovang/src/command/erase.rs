//! `sovang erase`: requests to erase personal data, from the asking to the answer.
//!
//! Whoever takes a request up does not grant it: `--as` names the other person. What is granted is erased before the command
//! answers; were the machine to stop in between, the next start goes on.

use clap::{Args, Subcommand, ValueEnum};
use domain::privacy::{
    self, Answer, Denial, Erasure, GrantErasure, Ground, RefuseErasure, RequestErasure, Subject,
};
use domain::{Command, Digest, ErasureNo, On, QuarantineNo, ReceiptNo};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Ledger, today};
use papers::ErasureLine;

use super::done::tell;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::{entry, open};
use crate::out::say;

/// What can be done with requests to erase.
#[derive(Subcommand)]
pub(crate) enum Erase {
    /// Lập yêu cầu / take up a request
    Request(Request),
    /// Liệt kê yêu cầu, hạn và tình trạng / list the requests with their days
    List(List),
    /// Chấp thuận yêu cầu của người khác: xoá ngay phần được xoá / grant somebody else's request: what may go goes at once
    Grant(Grant),
    /// Từ chối / refuse
    Refuse(Refuse),
    /// Thư trả lời người yêu cầu: đã xoá gì, còn giữ gì, vì sao, đến khi nào / the answer to whoever asked
    Answer(Grant),
}

#[derive(Args)]
pub(crate) struct Request {
    #[command(flatten)]
    which: Which,
    /// Dữ liệu nào / whose data: receipt:17, household:g-29869-012/7, voucher:PT-2024-00041, request:5, line:2, pledge:3,
    /// finding:1, event:1234
    #[arg(value_parser = subject)]
    subject: Subject,
    /// Căn cứ / ground
    #[arg(long, value_enum, default_value_t = Why::SubjectAsked)]
    ground: Why,
    /// Số, ngày của quyết định; chỉ với --ground authority-order / number and day of the order
    #[arg(long, default_value = "", hide_default_value = true)]
    reference: String,
    /// Mã băm SHA-256 của bản sao quyết định / SHA-256 of the order's copy
    #[arg(long)]
    digest: Option<Digest>,
    /// Ngày nhận được yêu cầu; bỏ trống là hôm nay / the day on which it was asked for; today if left out
    #[arg(long, value_parser = day, value_name = "DAY")]
    asked: Option<Date>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Why {
    Agreement,
    AuthorityOrder,
    PurposeDone,
    RetentionOver,
    SubjectAsked,
}

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// Cả những yêu cầu đã xong / also those that are done or refused
    #[arg(long)]
    all: bool,
}

#[derive(Args)]
pub(crate) struct Grant {
    #[command(flatten)]
    which: Which,
    /// Số yêu cầu / the request's number
    number: u64,
}

#[derive(Args)]
pub(crate) struct Refuse {
    #[command(flatten)]
    which: Which,
    /// Số yêu cầu / the request's number
    number: u64,
    /// Lý do / why
    #[arg(long, value_enum)]
    reason: No,
}

#[derive(Clone, Copy, ValueEnum)]
enum No {
    IdentityNotShown,
    LawDemands,
    NotTheSubject,
    TakenBack,
}

impl Erase {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Request(command) => command.run(config),
            Self::List(command) => command.run(config),
            Self::Grant(command) => {
                let erasure = ErasureNo::new(command.number);
                let grant = GrantErasure { erasure, held: Vec::new() };
                let ledger = open(config, command.which.fund.as_ref())?;
                give(config, &ledger, privacy::Command::GrantErasure(grant))?;
                answer(&ledger, erasure)
            }
            Self::Refuse(command) => {
                let erasure = ErasureNo::new(command.number);
                let refuse = RefuseErasure { erasure, reason: command.reason.into() };
                let ledger = open(config, command.which.fund.as_ref())?;
                give(config, &ledger, privacy::Command::RefuseErasure(refuse))?;
                answer(&ledger, erasure)
            }
            Self::Answer(command) => {
                let desk = open(config, command.which.fund.as_ref())?;
                answer(&desk, ErasureNo::new(command.number))
            }
        }
    }
}

impl Request {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ground = match self.ground {
            Why::Agreement => Ground::Agreement,
            Why::AuthorityOrder => Ground::AuthorityOrder { digest: self.digest, reference: self.reference },
            Why::PurposeDone => Ground::PurposeDone,
            Why::RetentionOver => Ground::RetentionOver,
            Why::SubjectAsked => Ground::SubjectAsked,
        };
        let asked = RequestErasure { asked_on: self.asked, ground, subject: self.subject };
        let ledger = open(config, self.which.fund.as_ref())?;
        give(config, &ledger, privacy::Command::RequestErasure(asked))
    }
}

impl From<No> for Denial {
    fn from(no: No) -> Self {
        match no {
            No::IdentityNotShown => Self::IdentityNotShown,
            No::LawDemands => Self::LawDemands,
            No::NotTheSubject => Self::NotTheSubject,
            No::TakenBack => Self::TakenBack,
        }
    }
}

impl List {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let lines = papers::erasures(&ledger, today(Timestamp::now()))?;
        let lines: Vec<_> =
            lines.iter().filter(|line| self.all || line.erasure.is_open()).map(told).collect();
        let count = lines.len();
        Ok(say(&format!("{}{count} yêu cầu / requests\n", lines.concat()))?)
    }
}

fn told(line: &ErasureLine) -> String {
    let vi = |day: Date| day.strftime("%d/%m/%Y").to_string();
    let by = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), vi);
    let late = if line.overdue { "  QUÁ HẠN / OVERDUE" } else { "" };
    format!(
        "{:>6}  {}  {}  {}\n        trả lời trước / answer by {}, xong trước / done by {}{late}\n",
        line.number.get(),
        vi(line.erasure.asked_on),
        line.erasure.subject,
        state(&line.erasure),
        by(line.answer_by),
        by(line.done_by),
    )
}

fn state(erasure: &Erasure) -> &'static str {
    match &erasure.answer {
        Answer::Open => "chờ quyết định / waits for a decision",
        Answer::Refused(..) => "đã từ chối / refused",
        Answer::Granted(granted) if granted.done_on.is_none() => "đang thực hiện / being carried out",
        Answer::Granted(_) => "đã xoá / done",
    }
}

fn answer(ledger: &Ledger, number: ErasureNo) -> Result<(), Failure> {
    let letter = papers::erasure_answer(ledger, number)?;
    Ok(say(&format!("{}\n\n{}\n", letter.vi, letter.en))?)
}

pub(super) fn give(config: &Config, ledger: &Ledger, command: privacy::Command) -> Result<(), Failure> {
    let command = Command::Privacy(On { effective_on: today(Timestamp::now()), command });
    let outcome = ledger.execute(entry(config, command, None)?)?;
    tell(ledger, &outcome, None)
}

/// `receipt:17`: what the books know somebody's data under.
fn subject(text: &str) -> Result<Subject, String> {
    let known = "receipt, household, voucher, request, line, pledge, message, finding, event";
    let wrong = || format!("loại:số, loại là một trong {known} / kind:number, the kind one of {known}");
    let (kind, id) = text.split_once(':').ok_or_else(wrong)?;
    let number = || id.parse::<u64>().map_err(|_| wrong());
    Ok(match kind {
        "receipt" => Subject::Receipt(ReceiptNo::new(number()?)),
        "household" => Subject::Household(id.parse().map_err(|error: domain::InvalidId| error.to_string())?),
        "voucher" => Subject::Voucher(id.parse().map_err(|error: domain::InvalidId| error.to_string())?),
        "request" => Subject::Request(domain::RequestNo::new(number()?)),
        "line" => Subject::QuarantinedLine(QuarantineNo::new(number()?)),
        "pledge" => Subject::Pledge(domain::PledgeNo::new(number()?)),
        "message" => Subject::Message(domain::MessageNo::new(number()?)),
        "finding" => Subject::Finding(domain::FindingNo::new(number()?)),
        "event" => Subject::Event(number()?),
        _ => return Err(wrong()),
    })
}
