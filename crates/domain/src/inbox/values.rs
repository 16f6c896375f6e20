//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{BoxCode, IssueNo, PaymentNo, ReceiptNo, RequestNo};
use crate::voucher::VoucherNo;

/// What somebody outside wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = MessageKind))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something is not right: the supervision answers.
    Irregularity,
    /// The giver's name is wrong.
    Name,
    /// Personal data are to be erased.
    Erasure,
    /// The gift is to be shown otherwise.
    Consent,
    /// A receipt, or the code that opens one's own gifts.
    Receipt,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Irregularity, Self::Name, Self::Erasure, Self::Consent, Self::Receipt, Self::Other];

    /// Whether its text may ever be shown outside: what a giver wishes for his own data concerns nobody else.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Irregularity | Self::Other)
    }
}

/// What a message is about, as it is printed on papers and boxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = MessageAbout))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A box or truck. One that the books do not know is just what should be told.
    Box(BoxCode),
    /// Goods issued.
    Issue(IssueNo),
    /// Money paid.
    Payment(PaymentNo),
    /// A receipt.
    Receipt(ReceiptNo),
    /// A request.
    Request(RequestNo),
    /// A voucher.
    Voucher(VoucherNo),
}

/// `box DONG-B0ABD`, `receipt 17`.
impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Box(code) => write!(f, "box {code}"),
            Self::Issue(number) => write!(f, "issue {number}"),
            Self::Payment(number) => write!(f, "payment {number}"),
            Self::Receipt(number) => write!(f, "receipt {number}"),
            Self::Request(number) => write!(f, "request {number}"),
            Self::Voucher(voucher) => write!(f, "voucher {voucher}"),
        }
    }
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = MessageOutcome))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is being looked into; an answer follows.
    Checking,
    /// What was asked or found is done.
    Done,
    /// There is an explanation, and nothing to mend.
    Explained,
    /// It cannot be done, with the reason.
    Declined,
    /// It is no message: advertising, a test, a double.
    SetAside,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Checking, Self::Done, Self::Explained, Self::Declined, Self::SetAside];

    /// Whether the message is settled with it.
    pub fn settles(self) -> bool {
        self != Self::Checking
    }
}
