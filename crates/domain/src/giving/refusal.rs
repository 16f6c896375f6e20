//! Every refusal of this part by name.

mod en;
mod vi;

use jiff::civil::Date;

use crate::ids::{Code, GoodsReceiptNo, MessageNo, PledgeNo, ReceiptNo};
use crate::money::Vnd;
use crate::rejection::RefusalKind;

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither money nor goods are promised.
    PledgeOfNothing,
    /// The promise would be due before it is made.
    DueBeforeToday {
        /// The day given.
        due_on: Date,
        /// The business day.
        on: Date,
    },
    /// An item that the catalogue does not have.
    ItemUnknown(Code),
    /// Zero or less of an item.
    QuantityNotPositive(Code),
    /// No such pledge.
    PledgeUnknown(PledgeNo),
    /// Nothing more will come of it.
    PledgeLapsed(PledgeNo),
    /// All of it came.
    PledgeFulfilled(PledgeNo),
    /// That receipt fulfils the pledge already.
    FulfilledByThatAlready(PledgeNo),
    /// No such goods-received note, or it is reversed.
    GoodsReceiptUnknown(GoodsReceiptNo),
    /// The goods fulfil another pledge.
    GoodsFulfilAnother(GoodsReceiptNo),
    /// An amount for a pledge that goods fulfil.
    GoodsAreNoMoney,
    /// Nobody can tell yet who gave it.
    ReceiptUnidentified(ReceiptNo),
    /// The receipt fulfils other pledges with all but so much.
    ReceiptUsedUp {
        /// The receipt.
        receipt: ReceiptNo,
        /// What is left of it.
        left: Vnd,
    },
    /// Held or unidentified: it stands in no pot.
    ReceiptInNoPot(ReceiptNo),
    /// It was given back.
    ReceiptRefunded(ReceiptNo),
    /// A giver who gives a name, without one.
    GiverUnnamed(ReceiptNo),
    /// The message asks for something else, or of another receipt.
    NotAskedThere {
        /// The message.
        message: MessageNo,
        /// The receipt.
        receipt: ReceiptNo,
    },
    /// Nothing of it is tied, or to that very thing.
    NothingToRelease(ReceiptNo),
    /// Less of it is still tied.
    ReleaseTooMuch {
        /// The receipt.
        receipt: ReceiptNo,
        /// What is still tied.
        left: Vnd,
    },
    /// The money was used for what it is tied to, or a request reserves it.
    EarmarkSpent {
        /// What is free of the pot.
        unspent: Vnd,
    },
    /// The last day is not after the first.
    WindowBackwards {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
    /// A window runs until that day.
    WindowOpenAlready {
        /// Its last day.
        last: Date,
    },
    /// No window, or the last one was closed by decision.
    NoWindow,
    /// A decision without a name, or with a text that is too long.
    DecisionLength {
        /// The most characters.
        most: usize,
    },
    /// The receipt is not held.
    ReceiptNotHeld(ReceiptNo),
    /// The code has been declared.
    GiftCodeDeclared(Code),
    /// The code would be found where nobody meant it.
    GiftCodeTooShort(Code),
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PledgeOfNothing => "pledge-of-nothing",
            Self::DueBeforeToday { .. } => "pledge-due-in-the-past",
            Self::ItemUnknown(_) => "pledge-item-unknown",
            Self::QuantityNotPositive(_) => "pledge-quantity-not-positive",
            Self::PledgeUnknown(_) => "pledge-unknown",
            Self::PledgeLapsed(_) => "pledge-lapsed",
            Self::PledgeFulfilled(_) => "pledge-fulfilled",
            Self::FulfilledByThatAlready(_) => "pledge-fulfilled-by-that-already",
            Self::GoodsReceiptUnknown(_) => "pledge-goods-receipt-unknown",
            Self::GoodsFulfilAnother(_) => "goods-fulfil-another-pledge",
            Self::GoodsAreNoMoney => "goods-are-no-money",
            Self::ReceiptUnidentified(_) => "receipt-unidentified",
            Self::ReceiptUsedUp { .. } => "receipt-used-up",
            Self::ReceiptInNoPot(_) => "receipt-in-no-pot",
            Self::ReceiptRefunded(_) => "receipt-refunded",
            Self::GiverUnnamed(_) => "giver-unnamed",
            Self::NotAskedThere { .. } => "not-asked-there",
            Self::NothingToRelease(_) => "nothing-to-release",
            Self::ReleaseTooMuch { .. } => "release-too-much",
            Self::EarmarkSpent { .. } => "earmark-spent",
            Self::WindowBackwards { .. } => "window-backwards",
            Self::WindowOpenAlready { .. } => "window-open-already",
            Self::NoWindow => "no-window",
            Self::DecisionLength { .. } => "decision-length",
            Self::ReceiptNotHeld(_) => "receipt-not-held",
            Self::GiftCodeDeclared(_) => "gift-code-declared",
            Self::GiftCodeTooShort(_) => "gift-code-too-short",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::ItemUnknown(_) | Self::PledgeUnknown(_) | Self::GoodsReceiptUnknown(_) => {
                RefusalKind::Unknown
            }
            Self::PledgeOfNothing
            | Self::DueBeforeToday { .. }
            | Self::QuantityNotPositive(_)
            | Self::GoodsAreNoMoney
            | Self::GiverUnnamed(_)
            | Self::WindowBackwards { .. }
            | Self::DecisionLength { .. }
            | Self::GiftCodeTooShort(_) => RefusalKind::Invalid,
            Self::PledgeLapsed(_)
            | Self::PledgeFulfilled(_)
            | Self::FulfilledByThatAlready(_)
            | Self::GoodsFulfilAnother(_)
            | Self::ReceiptUnidentified(_)
            | Self::ReceiptUsedUp { .. }
            | Self::ReceiptInNoPot(_)
            | Self::ReceiptRefunded(_)
            | Self::NotAskedThere { .. }
            | Self::NothingToRelease(_)
            | Self::ReleaseTooMuch { .. }
            | Self::EarmarkSpent { .. }
            | Self::WindowOpenAlready { .. }
            | Self::NoWindow
            | Self::ReceiptNotHeld(_)
            | Self::GiftCodeDeclared(_) => RefusalKind::Conflict,
        }
    }

    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        vi::text(self)
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        en::text(self)
    }
}
