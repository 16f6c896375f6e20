//! What is asked: the discipline of the books: openings, moves between accounts, counts, reconciliation, closing, vouchers, published reports. A command is also the body of its request over HTTP.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::Earmark;
use crate::ids::{AccountId, Code, CountNo, Digest, MoveNo, ReceiptNo, RowNo};
use crate::money::Vnd;
use crate::rights::Action;
use crate::voucher::{Series, VoucherNo};

use super::values::{Settlement, Span};

/// The discipline of the books: openings, moves between accounts, counts, reconciliation, closing, vouchers, published reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Say what lay in an account before the books began.
    SetOpeningBalance(SetOpeningBalance),
    /// Move money to another account of the fund.
    SendMoney(SendMoney),
    /// Say that moved money has arrived.
    ReceiveMoney(ReceiveMoney),
    /// Count a cash box.
    CountCash(CountCash),
    /// Explain a count's difference.
    SettleDifference(SettleDifference),
    /// Compare a bank account with its statement.
    ReconcileAccount(ReconcileAccount),
    /// Close the books up to and including a day.
    ClosePeriod(ClosePeriod),
    /// Sign a correction, as chief accountant.
    SignCorrection(SignCorrection),
    /// Use up the next number of a series without an entry.
    SpoilVoucher(SpoilVoucher),
    /// Take no entries for an account after the business day.
    EndAccount(EndAccount),
    /// Fix a report that is given to the public.
    PublishReport(PublishReport),
    /// Give the public a copy of a paper in which names are blacked out, as chief accountant.
    PublishCopy(PublishCopy),
    /// Take such a copy back from the public.
    WithdrawCopy(WithdrawCopy),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::SetOpeningBalance(_)
            | Self::SendMoney(_)
            | Self::ReceiveMoney(_)
            | Self::CountCash(_)
            | Self::SettleDifference(_)
            | Self::ReconcileAccount(_)
            | Self::SpoilVoucher(_)
            | Self::PublishReport(_) => Action::KeepBooks,
            Self::ClosePeriod(_) => Action::ClosePeriods,
            Self::SignCorrection(_) => Action::SignCorrections,
            Self::EndAccount(_) => Action::ManageAccounts,
            Self::PublishCopy(_) | Self::WithdrawCopy(_) => Action::PublishCopies,
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::CountCash(command) => Some(&mut command.row),
            Self::SettleDifference(command) => Some(&mut command.row),
            Self::ReconcileAccount(command) => Some(&mut command.row),
            Self::SetOpeningBalance(_)
            | Self::SendMoney(_)
            | Self::ReceiveMoney(_)
            | Self::ClosePeriod(_)
            | Self::SignCorrection(_)
            | Self::SpoilVoucher(_)
            | Self::EndAccount(_)
            | Self::PublishReport(_)
            | Self::PublishCopy(_)
            | Self::WithdrawCopy(_) => None,
        }
    }
}

/// See [`Command::SetOpeningBalance`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetOpeningBalance {
    /// The account.
    pub account: AccountId,
    /// How much; above zero.
    pub amount: Vnd,
    /// What it is tied to.
    #[serde(default)]
    pub earmark: Option<Earmark>,
}

/// See [`Command::SendMoney`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendMoney {
    /// How much.
    pub amount: Vnd,
    /// Where it leaves.
    pub from: AccountId,
    /// The bank's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// Where it is to arrive.
    pub to: AccountId,
}

/// See [`Command::ReceiveMoney`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveMoney {
    /// How much; what was sent.
    pub amount: Vnd,
    /// Which.
    pub movement: MoveNo,
    /// The receipt as which a statement brought it: it was no gift, and is reversed along with this.
    #[serde(default)]
    pub receipt: Option<ReceiptNo>,
}

/// See [`Command::CountCash`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountCash {
    /// The box.
    pub account: AccountId,
    /// What lay there.
    pub counted: Vnd,
    /// The signed minutes.
    #[serde(default)]
    pub evidence: Option<Digest>,
    /// Cause of a difference, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::SettleDifference`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettleDifference {
    /// The box or the account that takes what is paid back.
    pub account: AccountId,
    /// How much, with the sign of the difference.
    pub amount: Vnd,
    /// The count.
    pub count: CountNo,
    /// What became of it.
    pub how: Settlement,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::ReconcileAccount`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReconcileAccount {
    /// The account.
    pub account: AccountId,
    /// Of the difference, what is on its way and explained.
    pub outstanding: Vnd,
    /// Balance that the statement prints.
    pub printed: Vnd,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
    /// The day.
    pub through: Date,
}

/// See [`Command::ClosePeriod`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClosePeriod {
    /// The last closed day.
    pub last: Date,
    /// Day, month or year.
    pub span: Span,
}

/// See [`Command::SignCorrection`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignCorrection {
    /// The correction voucher.
    pub voucher: VoucherNo,
}

/// See [`Command::SpoilVoucher`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SpoilVoucher {
    /// Why.
    pub reason: Code,
    /// The series.
    pub series: Series,
}

/// See [`Command::EndAccount`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndAccount {
    /// The account.
    pub account: AccountId,
}

/// See [`Command::PublishReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishReport {
    /// SHA-256 of the bytes.
    pub digest: Digest,
    /// First day of the period.
    pub first: Date,
    /// csv, xlsx, pdf.
    pub format: Code,
    /// The position of the log up to which it knows.
    pub known_at: u64,
    /// Last day of the period.
    pub last: Date,
    /// Which report.
    pub report: Code,
}

/// See [`Command::PublishCopy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishCopy {
    /// SHA-256 of the copy, in which names are blacked out.
    pub copy: Digest,
    /// SHA-256 of the paper that it was made from.
    pub original: Digest,
    /// What the public reads above it; names nobody.
    pub title: String,
    /// The voucher that it belongs to.
    pub voucher: VoucherNo,
}

/// See [`Command::WithdrawCopy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawCopy {
    /// SHA-256 of the copy.
    pub copy: Digest,
    /// Why.
    pub reason: Code,
}
