//! What happened: what is given beside the plain receipt: pledges, windows, codes, releases of earmarks, supplements. Stored for ever; fields stand in alphabetical order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{DonorKind, Earmark};
use crate::ids::{AccountId, Code, Digest, MessageNo, PledgeNo, ReceiptNo, RowNo};
use crate::money::Vnd;
use crate::quantity::ItemQuantity;
use crate::voucher::VoucherNo;

use super::values::{Fulfilment, WhyCorrected};

/// What is given beside the plain receipt: pledges, windows, codes, releases of earmarks, supplements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Somebody promised. A promise is in no balance.
    PledgeRegistered(PledgeRegistered),
    /// A part of a pledge came, as a receipt of money or goods that the books hold.
    PledgeFulfilled(PledgeFulfilled),
    /// What is left of a pledge will not come.
    PledgeLapsed(PledgeLapsed),
    /// A donor lets a gift, or a part of it, be used for something else.
    EarmarkReleased(EarmarkReleased),
    /// A receipt stands in the books with too little (ghi bổ sung).
    ReceiptSupplemented(ReceiptSupplemented),
    /// The giver of a receipt stood wrong in the books. No money moves; the name that stood there stays with its event.
    GiverCorrected(GiverCorrected),
    /// Gifts are received from the first to the last day.
    WindowOpened(WindowOpened),
    /// Gifts are received longer.
    WindowExtended(WindowExtended),
    /// Gifts are received no longer than the business day.
    WindowClosed(WindowClosed),
    /// A gift that came after the window is taken as income after all, by decision.
    HeldReceiptTaken(HeldReceiptTaken),
    /// A code that donors write into the memo, and what it stands for.
    GiftCodeDeclared(GiftCodeDeclared),
}

impl Event {
    /// The voucher that the event is.
    pub fn voucher(&self) -> Option<VoucherNo> {
        match self {
            Self::ReceiptSupplemented(event) => Some(event.voucher),
            Self::GiverCorrected(event) => Some(event.voucher),
            Self::PledgeRegistered(_)
            | Self::PledgeFulfilled(_)
            | Self::PledgeLapsed(_)
            | Self::EarmarkReleased(_)
            | Self::WindowOpened(_)
            | Self::WindowExtended(_)
            | Self::WindowClosed(_)
            | Self::HeldReceiptTaken(_)
            | Self::GiftCodeDeclared(_) => None,
        }
    }

    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::PledgeRegistered(event) => event.row,
            Self::EarmarkReleased(event) => event.row,
            Self::ReceiptSupplemented(event) => event.row,
            Self::GiverCorrected(event) => event.row,
            Self::PledgeFulfilled(_)
            | Self::PledgeLapsed(_)
            | Self::WindowOpened(_)
            | Self::WindowExtended(_)
            | Self::WindowClosed(_)
            | Self::HeldReceiptTaken(_)
            | Self::GiftCodeDeclared(_) => None,
        }
    }
}

/// See [`Event::PledgeRegistered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeRegistered {
    /// Money promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Vnd>,
    /// Who.
    pub donor: DonorKind,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// What it will be tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// Goods promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<ItemQuantity>,
    /// Running number.
    pub pledge: PledgeNo,
    /// Name and contact in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::PledgeFulfilled`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeFulfilled {
    /// How much of the promised money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Vnd>,
    /// What came.
    pub by: Fulfilment,
    /// The pledge.
    pub pledge: PledgeNo,
}

/// See [`Event::PledgeLapsed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeLapsed {
    /// The pledge.
    pub pledge: PledgeNo,
}

/// See [`Event::EarmarkReleased`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarmarkReleased {
    /// How much of it.
    pub amount: Vnd,
    /// The donor's letter.
    pub evidence: Digest,
    /// What it was tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Earmark>,
    /// The gift.
    pub receipt: ReceiptNo,
    /// Who released it, in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// What it is tied to now; none is unrestricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Earmark>,
}

/// See [`Event::ReceiptSupplemented`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSupplemented {
    /// Account of the receipt.
    pub account: AccountId,
    /// What was missing; above zero.
    pub amount: Vnd,
    /// Donor of the receipt.
    pub donor: DonorKind,
    /// Earmark of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// Explanation in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    pub voucher: VoucherNo,
}

/// See [`Event::GiverCorrected`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiverCorrected {
    /// Account of the receipt.
    pub account: AccountId,
    /// What the receipt stands with; it stays.
    pub amount: Vnd,
    /// Who gave it.
    pub donor: DonorKind,
    /// The receipt is held: it came after the receiving window, and no sum counts it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The message in which the giver asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageNo>,
    /// Why.
    pub reason: WhyCorrected,
    /// The receipt.
    pub receipt: ReceiptNo,
    /// The right name in the vault; none where its giver gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
    /// The correction voucher.
    pub voucher: VoucherNo,
    /// Who had stood as its giver.
    pub was: DonorKind,
}

/// See [`Event::WindowOpened`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowOpened {
    /// The decision.
    pub decision: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// See [`Event::WindowExtended`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowExtended {
    /// The decision.
    pub decision: String,
    /// The new last day.
    pub last: Date,
}

/// See [`Event::WindowClosed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowClosed {
    /// The decision.
    pub decision: String,
}

/// See [`Event::HeldReceiptTaken`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldReceiptTaken {
    /// Account of the receipt.
    pub account: AccountId,
    /// Its amount.
    pub amount: Vnd,
    /// The decision.
    pub decision: String,
    /// Its donor.
    pub donor: DonorKind,
    /// Its earmark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
    /// The receipt.
    pub receipt: ReceiptNo,
}

/// See [`Event::GiftCodeDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiftCodeDeclared {
    /// The code, in lower case.
    pub code: Code,
    /// What a gift with it is tied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earmark: Option<Earmark>,
}
