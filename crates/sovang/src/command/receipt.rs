//! `sovang receipt`: records a receipt by hand, finds it again, sets its negative beside it, says who gave it.

mod donor;
mod list;

use clap::{Args, Subcommand, ValueEnum};
use domain::giving::{self, WhyCorrected};
use domain::{
    AccountId, Command, DonorKind, IdentifyReceipt, MessageNo, On, ReceiptNo, RecordReceipt, ReversalReason,
    ReverseReceipt, Vnd,
};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::today;
use vault::Row;

use super::done::tell;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::{amount, day};
use crate::local::{entry, open};
use donor::Donor;
pub(super) use donor::Kind;

/// What can be done with a receipt.
#[derive(Subcommand)]
pub(crate) enum Receipt {
    /// Ghi một khoản thu / record money received
    Record(Record),
    /// Liệt kê khoản thu, để tìm số của nó / list receipts, to find their numbers
    List(list::List),
    /// Ghi số âm một khoản thu sai / set a wrong receipt's negative beside it
    Reverse(Reverse),
    /// Xác định người ủng hộ / say who gave an unidentified receipt
    Identify(Identify),
    /// Đính chính người ủng hộ ghi sai / say who gave where the books name the wrong one
    Correct(Correct),
}

#[derive(Args)]
pub(crate) struct Record {
    #[command(flatten)]
    which: Which,
    /// Tài khoản hoặc quỹ tiền mặt / account or cash box
    #[arg(long)]
    account: AccountId,
    /// Số tiền, đồng: 500000, 500.000, 500.000đ / amount in đồng
    #[arg(long, value_parser = amount, allow_hyphen_values = true)]
    amount: Vnd,
    #[command(flatten)]
    donor: Donor,
    /// Ngày phát sinh: 2024-09-15 hoặc 15/09/2024; bỏ trống là hôm nay / the business day; today if left out
    #[arg(long, value_parser = day, value_name = "DAY")]
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

#[derive(Args)]
pub(crate) struct Correct {
    #[command(flatten)]
    which: Which,
    /// Số khoản thu / the receipt's number
    receipt: u64,
    /// Tên đúng; bỏ trống với người ủng hộ không nêu tên / the right name; left out for a giver without one
    #[arg(long, default_value = "")]
    name: String,
    /// Loại người ủng hộ / kind of giver
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Lý do / why
    #[arg(long, value_enum)]
    reason: Why,
    /// Số tin nhắn yêu cầu / number of the message that asks for it
    #[arg(long)]
    message: Option<u64>,
    /// Căn cứ / evidence
    #[arg(long, default_value = "")]
    note: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Why {
    GiverAsked,
    Mistyped,
    OnBehalf,
    Other,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reason {
    RecordedTwice,
    WrongAmount,
    WrongAccount,
    BankReturned,
    Other,
}

impl Receipt {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let (which, command, row) = match self {
            Self::List(list) => return list.run(config),
            Self::Record(command) => command.parts(),
            Self::Reverse(command) => command.parts(),
            Self::Identify(command) => command.parts(),
            Self::Correct(command) => command.parts(),
        };
        let ledger = open(config, which.fund.as_ref())?;
        let personal = (row != Row::default()).then_some(row);
        let outcome = ledger.execute(entry(config, command, personal)?)?;
        tell(&ledger, &outcome, None)
    }
}

impl Record {
    fn parts(self) -> (Which, Command, Row<'static>) {
        let command = RecordReceipt {
            account: self.account,
            amount: self.amount,
            donor: self.donor.or_by_name(),
            earmark: self.donor.earmark(),
            document_on: None,
            effective_on: self.on.unwrap_or_else(|| today(Timestamp::now())),
            reference: self.reference,
            row: None,
            said: None,
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
            donor: self.donor.or_person(),
            earmark: self.donor.earmark(),
            effective_on: today(Timestamp::now()),
            row: None,
        };
        let row = Row { name: self.donor.name.into(), note: self.evidence.into(), ..Row::default() };
        (self.which, Command::IdentifyReceipt(command), row)
    }
}

impl Correct {
    fn parts(self) -> (Which, Command, Row<'static>) {
        let nameless = if self.name.trim().is_empty() { DonorKind::Anonymous } else { DonorKind::Person };
        let correct = giving::CorrectGiver {
            donor: self.kind.map_or(nameless, Into::into),
            message: self.message.map(MessageNo::new),
            reason: match self.reason {
                Why::GiverAsked => WhyCorrected::GiverAsked,
                Why::Mistyped => WhyCorrected::Mistyped,
                Why::OnBehalf => WhyCorrected::OnBehalf,
                Why::Other => WhyCorrected::Other,
            },
            receipt: ReceiptNo::new(self.receipt),
            row: None,
        };
        let (effective_on, command) = (today(Timestamp::now()), giving::Command::CorrectGiver(correct));
        let row = Row { name: self.name.into(), note: self.note.into(), ..Row::default() };
        (self.which, Command::Giving(On { effective_on, command }), row)
    }
}
