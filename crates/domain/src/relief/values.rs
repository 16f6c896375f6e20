//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use serde::{Deserialize, Serialize};

use crate::event::Earmark;
use crate::goods::WriteOffReason;
use crate::ids::{AccountId, AllocationNo, Code, IssueNo, LotNo, NeedNo, PaymentNo, ReceiptNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};

/// What a support level is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PerUnit {
    /// One household.
    Household,
    /// One person.
    Person,
}

/// What a payment is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// To a team, which accounts for it.
    Advance(Code),
    /// The fund's own cost: transport, printing.
    Cost(Party),
    /// Relief goods, from a supplier.
    Purchase(Code),
    /// A gift back to its sender.
    Refund(Refunded),
    /// To beneficiaries, through whoever takes it over.
    Relief(Party),
    /// To a lower board or another province.
    Transfer(Party),
}

/// The receipt that is given back, and as what it stood in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Refunded {
    /// The receipt.
    pub receipt: ReceiptNo,
    /// As what it stood.
    pub stood_as: Standing,
}

/// As what a receipt stands in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A gift, in the pot of its restriction.
    Contribution,
    /// It came after the receiving window; in no pot.
    Held,
    /// Nobody can tell whose it is; in no pot.
    Unidentified,
}

/// Why a gift is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundReason {
    /// The donor asks.
    AskedByDonor,
    /// It was meant for somebody else.
    Misdirected,
    /// Nobody can tell whose it is.
    Unidentified,
    /// It came after the receiving window.
    AfterWindow,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Hand out goods.
    Issue(IssueContent),
    /// Pay money.
    Payment(PaymentContent),
    /// Give a gift back.
    Refund(RefundContent),
    /// Take goods out of stock.
    WriteOff(WriteOffContent),
}

/// Money or goods on their way to those they are meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Goods issued.
    Issue(IssueNo),
    /// Money paid.
    Payment(PaymentNo),
}

/// A bound in kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodsBound {
    /// At most this for one unit, in base units.
    #[serde(default)]
    pub ceiling: Option<Quantity>,
    /// At least this for one unit.
    #[serde(default)]
    pub floor: Option<Quantity>,
    /// The item.
    pub item: Code,
}

/// A share of an allocation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationEntry {
    /// Money; 0 for none.
    pub amount: Vnd,
    /// From which restriction.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// Goods.
    #[serde(default)]
    pub goods: Vec<ItemQuantity>,
    /// The need that it answers.
    #[serde(default)]
    pub need: Option<NeedNo>,
    /// The support level that it follows.
    #[serde(default)]
    pub policy: Option<Code>,
    /// Who gets it.
    pub to: Party,
}

/// A share of an allocation, by its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationLine {
    /// The allocation.
    pub allocation: AllocationNo,
    /// The share, from 1.
    pub line: u16,
}

/// What one beneficiary gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Money; 0 for none.
    pub amount: Vnd,
    /// Goods.
    #[serde(default)]
    pub goods: Vec<ItemQuantity>,
    /// How many households it reaches: 1 for a household.
    pub households: u32,
    /// Who.
    pub party: Party,
    /// How many persons it is measured by; 0 where that is of no matter.
    pub persons: u32,
    /// The support level that it follows.
    #[serde(default)]
    pub policy: Option<Code>,
}

/// Money to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentContent {
    /// From which account.
    pub account: AccountId,
    /// The share that it is part of; required for relief.
    #[serde(default)]
    pub allocation: Option<AllocationLine>,
    /// How much.
    pub amount: Vnd,
    /// From which restriction.
    #[serde(default)]
    pub earmark: Option<Earmark>,
    /// Spending head.
    pub head: Code,
    /// What for.
    pub kind: PaymentKind,
    /// Who gets what, where it goes to beneficiaries.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
}

/// A gift to be given back to its sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefundContent {
    /// From which account.
    pub account: AccountId,
    /// How much; at most the receipt.
    pub amount: Vnd,
    /// Why.
    pub reason: RefundReason,
    /// The receipt.
    pub receipt: ReceiptNo,
}

/// Goods to be handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueContent {
    /// The share that they are part of.
    #[serde(default)]
    pub allocation: Option<AllocationLine>,
    /// Spending head.
    pub head: Code,
    /// The lots, as they were picked.
    #[serde(default)]
    pub lines: Vec<PickedLine>,
    /// Who gets what.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// Who takes them over.
    pub to: Party,
    /// From where.
    pub warehouse: Code,
}

/// Goods to be written off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOffContent {
    /// Which.
    #[serde(default)]
    pub lines: Vec<PickedLine>,
    /// Why.
    pub reason: WriteOffReason,
    /// From where.
    pub warehouse: Code,
}

/// So much of an item; the lot is filled in when the request is taken, what expires first in front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PickedLine {
    /// The item.
    pub item: Code,
    /// The lot.
    #[serde(default)]
    pub lot: Option<LotNo>,
    /// In base units.
    pub quantity: Quantity,
}
