//! What is asked: what is given beside the plain receipt: pledges, windows, codes, releases of earmarks, supplements. A command is also the body of its request over HTTP.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{DonorKind, Earmark};
use crate::ids::{Code, Digest, MessageNo, PledgeNo, ReceiptNo, RowNo};
use crate::money::Vnd;
use crate::quantity::ItemQuantity;
use crate::rights::Action;

use super::values::{Fulfilment, WhyCorrected};

/// What is given beside the plain receipt: pledges, windows, codes, releases of earmarks, supplements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up a promise.
    RegisterPledge(RegisterPledge),
    /// Say that a receipt fulfils a pledge, or a part of it.
    FulfilPledge(FulfilPledge),
    /// Say that what is left of a pledge will not come.
    LapsePledge(LapsePledge),
    /// Record a donor's release of a gift, or a part of it.
    ReleaseEarmark(ReleaseEarmark),
    /// Add what is missing to a receipt (ghi bổ sung).
    SupplementReceipt(SupplementReceipt),
    /// Say who gave a receipt whose giver stands wrong in the books.
    CorrectGiver(CorrectGiver),
    /// Say from when to when gifts are received.
    OpenWindow(OpenWindow),
    /// Receive gifts longer.
    ExtendWindow(ExtendWindow),
    /// Receive no gift after the business day.
    CloseWindow(CloseWindow),
    /// Take a gift that came after the window as income after all.
    TakeHeldReceipt(TakeHeldReceipt),
    /// Take up a code for memos.
    DeclareGiftCode(DeclareGiftCode),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::RegisterPledge(_)
            | Self::FulfilPledge(_)
            | Self::LapsePledge(_)
            | Self::ReleaseEarmark(_)
            | Self::DeclareGiftCode(_) => Action::RecordGifts,
            Self::SupplementReceipt(_) | Self::CorrectGiver(_) => Action::CorrectGifts,
            Self::OpenWindow(_) | Self::ExtendWindow(_) | Self::CloseWindow(_) | Self::TakeHeldReceipt(_) => {
                Action::ManageWindow
            }
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::RegisterPledge(command) => Some(&mut command.row),
            Self::ReleaseEarmark(command) => Some(&mut command.row),
            Self::SupplementReceipt(command) => Some(&mut command.row),
            Self::CorrectGiver(command) => Some(&mut command.row),
            Self::FulfilPledge(_)
            | Self::LapsePledge(_)
            | Self::OpenWindow(_)
            | Self::ExtendWindow(_)
            | Self::CloseWindow(_)
            | Self::TakeHeldReceipt(_)
            | Self::DeclareGiftCode(_) => None,
        }
    }
}

/// See [`Command::RegisterPledge`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterPledge {
    /// Money promised.
    #[serde(default)]
    pub amount: Option<Vnd>,
    /// Who.
    pub donor: DonorKind,
    /// By when.
    #[serde(default)]
    pub due_on: Option<Date>,
    /// What it will be tied to.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// Goods promised.
    #[serde(default)]
    pub goods: Vec<ItemQuantity>,
    /// Name and contact in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::FulfilPledge`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FulfilPledge {
    /// How much of the promised money.
    #[serde(default)]
    pub amount: Option<Vnd>,
    /// What came.
    pub by: Fulfilment,
    /// The pledge.
    pub pledge: PledgeNo,
}

/// See [`Command::LapsePledge`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LapsePledge {
    /// The pledge.
    pub pledge: PledgeNo,
}

/// See [`Command::ReleaseEarmark`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReleaseEarmark {
    /// How much of it.
    pub amount: Vnd,
    /// The donor's letter.
    pub evidence: Digest,
    /// The gift.
    pub receipt: ReceiptNo,
    /// Who released it, in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
    /// What it is tied to now; none is unrestricted.
    #[serde(default)]
    pub to: Option<Earmark>,
}

/// See [`Command::SupplementReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SupplementReceipt {
    /// What was missing; above zero.
    pub amount: Vnd,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// Explanation in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::CorrectGiver`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectGiver {
    /// Who gave: a person, an organisation, an enterprise, or somebody who gives no name.
    pub donor: DonorKind,
    /// The message in which the giver asked for it.
    #[serde(default)]
    pub message: Option<MessageNo>,
    /// Why.
    pub reason: WhyCorrected,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// The right name, and what shows it, in the vault. Only who gives no name has none.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::OpenWindow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenWindow {
    /// The decision.
    pub decision: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// See [`Command::ExtendWindow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtendWindow {
    /// The decision.
    pub decision: String,
    /// The new last day.
    pub last: Date,
}

/// See [`Command::CloseWindow`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseWindow {
    /// The decision.
    pub decision: String,
}

/// See [`Command::TakeHeldReceipt`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeHeldReceipt {
    /// The decision.
    pub decision: String,
    /// The receipt.
    pub receipt: ReceiptNo,
}

/// See [`Command::DeclareGiftCode`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareGiftCode {
    /// The code, in lower case.
    pub code: Code,
    /// What a gift with it is tied to.
    #[serde(default)]
    pub earmark: Option<Earmark>,
}
