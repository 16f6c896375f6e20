//! `sovang request show`: what is asked, the digest that an approval names, and who did what.

use clap::Args;
use domain::relief::{self, OpenRequest, Recipient};
use domain::{Event, RequestNo};
use jiff::Timestamp;
use ledger::{Thing, Told, today};

use crate::command::Which;
use crate::config::Config;
use crate::failure::Failure;
use crate::format::{dong, money};
use crate::local::open;
use crate::out::{plain, say};
use crate::words::{Both, both, content, ended, progress};

#[derive(Args)]
pub(crate) struct Show {
    #[command(flatten)]
    which: Which,
    /// Số đề nghị / the request's number
    request: u64,
    /// Hiện cả tên và ghi chú (dữ liệu cá nhân) / show names and notes too, which are personal data
    #[arg(long)]
    texts: bool,
}

impl Show {
    pub(super) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let number = RequestNo::new(self.request);
        let (open, outcome) = ledger.rules(|state| {
            let requests = &state.relief.requests;
            (requests.open(number).cloned(), requests.outcome(number))
        })?;
        let head = match (open, outcome) {
            (Ok(open), _) => shown(&open),
            (Err(_), Some(outcome)) => format!("{}\n", both(ended(outcome))),
            (Err(refusal), None) => {
                return Err(ledger::LedgerError::from(domain::Rejection::from(refusal)).into());
            }
        };
        let history = ledger.history(&Thing::Request(number))?;
        let history: String = history.iter().map(|told| line(told, self.texts)).collect();
        Ok(say(&format!("Đề nghị / request {number}: {head}\n{history}"))?)
    }
}

fn shown(open: &OpenRequest) -> String {
    let recipients: String = open.content.recipients().iter().map(recipient).collect();
    let to_pay = open.content.money().map(|_| format!("còn phải chi / to pay {} đ\n", dong(open.to_pay())));
    format!(
        "{}\n{}\n{recipients}giá trị / value {}\n{}hết hạn / expires {}\nmã băm / digest {}\n",
        both(progress(open, today(Timestamp::now()))),
        content(&open.content),
        money(open.value),
        to_pay.unwrap_or_default(),
        open.expires_on.strftime("%d/%m/%Y"),
        open.digest,
    )
}

fn recipient(recipient: &Recipient) -> String {
    let goods = recipient.goods.iter().map(|line| format!(", {} {}", line.quantity, line.item));
    let goods: String = goods.collect();
    format!(
        "  {}: {}{goods}, {} hộ / households\n",
        recipient.party,
        money(recipient.amount),
        recipient.households
    )
}

fn line(told: &Told, with_texts: bool) -> String {
    let meta = &told.recorded.meta;
    let day = meta.effective_on.strftime("%d/%m/%Y");
    let texts = [&told.row.name, &told.row.note].map(|text| plain(text).into_owned());
    let texts = if with_texts { texts.join("  ") } else { String::new() };
    format!("  {day}  {}  {}  {}\n", meta.actor, both(what(&told.recorded.event)), texts.trim())
}

/// What happened to the request.
fn what(event: &Event) -> Both {
    let Event::Relief(event) = event else {
        return match event {
            Event::Goods(_) => ("xuất kho", "goods left"),
            _ => ("có kiến nghị giám sát", "a finding was raised"),
        };
    };
    match &**event {
        relief::Event::RequestMade(_) => ("lập", "made"),
        relief::Event::RequestAmended(_) => ("sửa nội dung", "amended"),
        relief::Event::RequestApproved(_) => ("duyệt", "approved"),
        relief::Event::RequestHeld(_) => ("yêu cầu bổ sung", "held"),
        relief::Event::RequestRefused(_) => ("từ chối", "refused"),
        relief::Event::RequestWithdrawn(_) => ("rút lại", "withdrawn"),
        relief::Event::Paid(_) => ("chi tiền", "paid"),
        _ => ("khác", "other"),
    }
}
