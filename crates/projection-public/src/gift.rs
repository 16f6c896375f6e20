//! One gift as the public book keeps it: figures and facts, no names.

use domain::privacy::Said;
use domain::{DonorKind, RowNo, Vnd, compact};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// Where a gift stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GiftStatus {
    /// It counts.
    Standing,
    /// It came after the receiving window: kept apart until it is taken by decision or given back.
    Held,
    /// A part of it was given back to its sender.
    RefundedInPart,
    /// It was given back to its sender.
    Refunded,
    /// Its negative stands beside it.
    Reversed,
}

impl GiftStatus {
    /// What files for programs call it. It never changes: digests of such files are signed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Held => "held",
            Self::RefundedInPart => "refunded_in_part",
            Self::Refunded => "refunded",
            Self::Reversed => "reversed",
        }
    }
}

/// A receipt, as it stands now. Its number is its place in the book, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gift {
    /// How much, with what was entered later because it had been too little.
    pub amount: Vnd,
    /// The business day.
    #[serde(with = "compact::day")]
    pub date: Date,
    /// Booking time, where the bank prints it.
    #[serde(with = "compact::second")]
    pub time: Option<Time>,
    /// Place of its account among [`crate::Summary::banks`].
    pub account: u16,
    /// Who gave.
    pub donor: DonorKind,
    /// Whether it counts.
    pub status: GiftStatus,
    /// The bank's reference.
    pub reference: Option<Box<str>>,
    /// Name and memo in the vault.
    pub row: Option<RowNo>,
    /// The name in the vault that came with a later identification.
    pub identified: Option<RowNo>,
    /// What its giver said of being listed; nothing where he said nothing.
    pub said: Option<Said>,
    /// Name and memo are no longer shown: their giver had them erased.
    pub erased: bool,
    /// Position of its event in the log.
    pub position: u64,
}

impl Gift {
    /// The bank's reference, where it is one word with digits. Whatever else stands in its place may be a name or a
    /// telephone number and is not published.
    pub fn shown_reference(&self) -> Option<&str> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"./-_:#".contains(&byte);
        let is_one = |text: &&str| text.bytes().all(plain) && text.bytes().any(|byte| byte.is_ascii_digit());
        self.reference.as_deref().filter(is_one)
    }
}

/// That the giver of a gift was set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The business day.
    pub on: Date,
    /// Position of its event in the log.
    pub position: u64,
    /// The right name in the vault; none where its giver gives none.
    pub row: Option<RowNo>,
}

/// How many gifts are shown one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Those that are listed.
    pub listed: u64,
    /// Those of the listed that no sum counts: reversed, or received after the window.
    pub uncounted: u64,
    /// Those that are in the sums only: their account does not publish them, or their giver did not want it.
    pub unlisted: u64,
}

impl Shown {
    pub(crate) fn with(self, gift: Self) -> Self {
        Self {
            listed: self.listed.saturating_add(gift.listed),
            uncounted: self.uncounted.saturating_add(gift.uncounted),
            unlisted: self.unlisted.saturating_add(gift.unlisted),
        }
    }

    pub(crate) fn without(self, gift: Self) -> Self {
        Self {
            listed: self.listed.saturating_sub(gift.listed),
            uncounted: self.uncounted.saturating_sub(gift.uncounted),
            unlisted: self.unlisted.saturating_sub(gift.unlisted),
        }
    }
}
