//! `sovang receipt`: records a receipt by hand, sets its negative beside it, says who gave it.

use clap::{Args, Subcommand, ValueEnum};
use domain::{
    AccountId, Code, Command, DonorKind, Earmark, IdentifyReceipt, ReceiptNo, RecordReceipt, ReversalReason,
    ReverseReceipt, Vnd,
};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Outcome, today};
use vault::Row;

use super::{Failure, Which};
use crate::config::Config;
use crate::format::amount;
use crate::local::{entry, open};

/// What can be done with a receipt.
#[derive(Subcommand)]
pub(crate) enum Receipt {
    /// Ghi một khoản thu / record money received
    Record(Record),
    /// Ghi số âm một khoản thu sai / set a wrong receipt's negative beside it
    Reverse(Reverse),
    /// Xác định người ủng hộ / say who gave an unidentified receipt
    Identify(Identify),
}

#[derive(Args)]
pub(crate) struct Record {
    #[command(flatten)]
    which: Which,
    /// Tài khoản hoặc quỹ tiền mặt / account or cash box
    #[arg(long)]
    account: AccountId,
    /// Số tiền, đồng / amount in đồng, digits only
    #[arg(long, value_parser = amount, allow_hyphen_values = true)]
    amount: Vnd,
    #[command(flatten)]
    donor: Donor,
    /// Ngày phát sinh / the business day [today]
    #[arg(long)]
    on: Option<Date>,
    /// Số tham chiếu ngân hàng / the bank's reference
    #[arg(long)]
    reference: Option<String>,
    /// Nội dung / memo
    #[arg(long, default_value = "")]
    memo: String,
}

#[derive(Args)]
pub(crate) struct Reverse {
    #[command(flatten)]
    which: Which,
    /// Số khoản thu / the receipt's number
    receipt: u64,
    /// Lý do / why
    #[arg(long)]
    reason: Reason,
    /// Giải thích / explanation
    #[arg(long, default_value = "")]
    note: String,
}

#[derive(Args)]
pub(crate) struct Identify {
    #[command(flatten)]
    which: Which,
    /// Số khoản thu / the receipt's number
    receipt: u64,
    #[command(flatten)]
    donor: Donor,
    /// Căn cứ xác định / evidence
    #[arg(long)]
    evidence: String,
}

/// Who gave, and what it is tied to.
#[derive(Args)]
struct Donor {
    /// Người ủng hộ / who gave
    #[arg(long = "donor", default_value = "person")]
    kind: Kind,
    /// Họ tên; chỉ lưu trong kho dữ liệu riêng / name; kept in the vault only
    #[arg(long, default_value = "")]
    name: String,
    /// Mục đích mà người ủng hộ nêu / purpose that the donor named, a code
    #[arg(long)]
    purpose: Option<Code>,
    /// Nơi nhận mà người ủng hộ nêu / place that the donor named, a code
    #[arg(long)]
    place: Option<Code>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    Person,
    Organisation,
    Enterprise,
    Anonymous,
    Unidentified,
}

impl From<Kind> for DonorKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Organisation => Self::Organisation,
            Kind::Enterprise => Self::Enterprise,
            Kind::Anonymous => Self::Anonymous,
            Kind::Unidentified => Self::Unidentified,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Reason {
    RecordedTwice,
    WrongAmount,
    WrongAccount,
    BankReturned,
    Other,
}

impl Donor {
    fn earmark(&self) -> Option<Earmark> {
        let earmark = Earmark { place: self.place.clone(), purpose: self.purpose.clone() };
        (earmark.place.is_some() || earmark.purpose.is_some()).then_some(earmark)
    }
}

impl Receipt {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let (which, command, row) = match self {
            Self::Record(command) => command.parts(),
            Self::Reverse(command) => command.parts(),
            Self::Identify(command) => command.parts(),
        };
        let ledger = open(config, which.fund.as_ref())?;
        let personal = (row != Row::default()).then_some(row);
        let outcome = ledger.execute(entry(command, personal)?)?;
        tell(&outcome);
        Ok(())
    }
}

/// Says what was recorded, and where.
pub(super) fn tell(outcome: &Outcome) {
    let number = outcome.receipt.map_or("-".to_owned(), |receipt| receipt.to_string());
    let position = outcome.first;
    println!(
        "Đã ghi: khoản thu số {number}, vị trí {position}. / Recorded: receipt {number}, position {position}."
    );
}

impl Record {
    fn parts(self) -> (Which, Command, Row<'static>) {
        let command = RecordReceipt {
            account: self.account,
            amount: self.amount,
            donor: self.donor.kind.into(),
            earmark: self.donor.earmark(),
            effective_on: self.on.unwrap_or_else(|| today(Timestamp::now())),
            reference: self.reference,
            row: None,
        };
        let row = Row { name: self.donor.name.into(), memo: self.memo.into(), ..Row::default() };
        (self.which, Command::RecordReceipt(command), row)
    }
}

impl Reverse {
    fn parts(self) -> (Which, Command, Row<'static>) {
        let reason = match self.reason {
            Reason::RecordedTwice => ReversalReason::RecordedTwice,
            Reason::WrongAmount => ReversalReason::WrongAmount,
            Reason::WrongAccount => ReversalReason::WrongAccount,
            Reason::BankReturned => ReversalReason::BankReturned,
            Reason::Other => ReversalReason::Other,
        };
        let (receipt, effective_on) = (ReceiptNo::new(self.receipt), today(Timestamp::now()));
        let command = ReverseReceipt { receipt, reason, effective_on, row: None };
        (self.which, Command::ReverseReceipt(command), Row { note: self.note.into(), ..Row::default() })
    }
}

impl Identify {
    fn parts(self) -> (Which, Command, Row<'static>) {
        let command = IdentifyReceipt {
            receipt: ReceiptNo::new(self.receipt),
            donor: self.donor.kind.into(),
            earmark: self.donor.earmark(),
            effective_on: today(Timestamp::now()),
            row: None,
        };
        let row = Row { name: self.donor.name.into(), note: self.evidence.into(), ..Row::default() };
        (self.which, Command::IdentifyReceipt(command), row)
    }
}
