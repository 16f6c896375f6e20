//! What happened: the discipline of the books: openings, moves between accounts, counts, reconciliation, closing, vouchers, published reports. Stored for ever; fields stand in alphabetical order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::Earmark;
use crate::ids::{AccountId, Code, CountNo, Digest, MoveNo, ReceiptNo, RowNo};
use crate::money::Vnd;
use crate::voucher::VoucherNo;

use super::values::{Settlement, Span};

/// The discipline of the books: openings, moves between accounts, counts, reconciliation, closing, vouchers, published reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// What lay in an account before the books began.
    OpeningBalanceSet(OpeningBalanceSet),
    /// Money leaves one account of the fund for another: a deposit, a withdrawal, a transfer.
    MoneySent(MoneySent),
    /// It has arrived.
    MoneyArrived(MoneyArrived),
    /// A cash box was counted.
    CashCounted(CashCounted),
    /// A count's difference is explained.
    DifferenceSettled(DifferenceSettled),
    /// A bank account was compared with its statement.
    AccountReconciled(AccountReconciled),
    /// Nothing is entered up to and including this day any more.
    PeriodClosed(PeriodClosed),
    /// The chief accountant signed a correction.
    CorrectionSigned(CorrectionSigned),
    /// A voucher's number is used up without an entry; it stays in the register.
    VoucherSpoiled(VoucherSpoiled),
    /// An account takes no entries after the business day.
    AccountEnded(AccountEnded),
    /// A report was given to the public; its bytes are fixed by their digest.
    ReportPublished(ReportPublished),
    /// A copy of a paper was given to the public, with names blacked out.
    CopyPublished(CopyPublished),
    /// Such a copy was taken back.
    CopyWithdrawn(CopyWithdrawn),
}

impl Event {
    /// The voucher that the event is.
    pub fn voucher(&self) -> Option<VoucherNo> {
        match self {
            Self::MoneySent(event) => Some(event.voucher),
            Self::CashCounted(event) => Some(event.voucher),
            Self::VoucherSpoiled(event) => Some(event.voucher),
            Self::OpeningBalanceSet(_)
            | Self::MoneyArrived(_)
            | Self::DifferenceSettled(_)
            | Self::AccountReconciled(_)
            | Self::PeriodClosed(_)
            | Self::AccountEnded(_)
            | Self::ReportPublished(_)
            | Self::CopyPublished(_)
            | Self::CopyWithdrawn(_)
            | Self::CorrectionSigned(_) => None,
        }
    }

    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::CashCounted(event) => event.row,
            Self::DifferenceSettled(event) => event.row,
            Self::AccountReconciled(event) => event.row,
            Self::OpeningBalanceSet(_)
            | Self::MoneySent(_)
            | Self::MoneyArrived(_)
            | Self::PeriodClosed(_)
            | Self::CorrectionSigned(_)
            | Self::VoucherSpoiled(_)
            | Self::AccountEnded(_)
            | Self::ReportPublished(_)
            | Self::CopyPublished(_)
            | Self::CopyWithdrawn(_) => None,
        }
    }
}

/// See [`Event::OpeningBalanceSet`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningBalanceSet {
    /// The account.
    pub account: AccountId,
    /// How much; above zero.
    pub amount: Vnd,
    /// What it is tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
}

/// See [`Event::MoneySent`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneySent {
    /// How much.
    pub amount: Vnd,
    /// The bank line, already booked, that this explains: its place among the account's lines, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explains: Option<u32>,
    /// Where it leaves.
    pub from: AccountId,
    /// Running number.
    pub movement: MoveNo,
    /// The bank's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where it is to arrive.
    pub to: AccountId,
    /// The payment voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::MoneyArrived`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyArrived {
    /// Where.
    pub account: AccountId,
    /// How much.
    pub amount: Vnd,
    /// Which.
    pub movement: MoveNo,
    /// The receipt as which a statement had brought it, reversed by the event before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptNo>,
}

/// See [`Event::CashCounted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CashCounted {
    /// The box.
    pub account: AccountId,
    /// What the books say.
    pub booked: Vnd,
    /// Running number.
    pub count: CountNo,
    /// What lay there.
    pub counted: Vnd,
    /// The signed minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// Cause of a difference, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The minutes' number.
    pub voucher: VoucherNo,
}

/// See [`Event::DifferenceSettled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifferenceSettled {
    /// The box or the account that takes what is paid back.
    pub account: AccountId,
    /// How much, with the sign of the difference.
    pub amount: Vnd,
    /// The count.
    pub count: CountNo,
    /// What became of it.
    pub how: Settlement,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::AccountReconciled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountReconciled {
    /// The account.
    pub account: AccountId,
    /// Balance of the books at the end of the day.
    pub booked: Vnd,
    /// Of the difference, what is on its way and explained.
    pub outstanding: Vnd,
    /// Balance that the statement prints.
    pub printed: Vnd,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The day.
    pub through: Date,
}

/// See [`Event::PeriodClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodClosed {
    /// The last closed day.
    pub last: Date,
    /// Day, month or year.
    pub span: Span,
}

/// See [`Event::CorrectionSigned`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionSigned {
    /// The correction voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::VoucherSpoiled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoucherSpoiled {
    /// Why.
    pub reason: Code,
    /// The number.
    pub voucher: VoucherNo,
}

/// See [`Event::AccountEnded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountEnded {
    /// The account.
    pub account: AccountId,
}

/// See [`Event::ReportPublished`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportPublished {
    /// SHA-256 of the bytes.
    pub digest: Digest,
    /// First day of the period.
    pub first: Date,
    /// csv, xlsx, pdf.
    pub format: Code,
    /// The position of the log up to which it knows: it holds the events before it.
    pub known_at: u64,
    /// Last day of the period.
    pub last: Date,
    /// Which report.
    pub report: Code,
}

/// See [`Event::CopyPublished`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyPublished {
    /// SHA-256 of the copy.
    pub copy: Digest,
    /// SHA-256 of the paper that it was made from.
    pub original: Digest,
    /// What the public reads above it.
    pub title: String,
    /// The voucher that it belongs to.
    pub voucher: VoucherNo,
}

/// See [`Event::CopyWithdrawn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyWithdrawn {
    /// SHA-256 of the copy.
    pub copy: Digest,
    /// Why.
    pub reason: Code,
}
