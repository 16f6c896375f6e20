//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::DonorKind;
use crate::ids::{
    Digest, FindingNo, HouseholdId, MessageNo, PledgeNo, QuarantineNo, ReceiptNo, RequestNo, RowNo,
};
use crate::voucher::VoucherNo;

/// Whose data are meant, by what the books know them under. Every row of the vault that an event names can be named so:
/// whatever has no number of its own, by the position of its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ErasureSubject))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The row of one event, by its position.
    Event(u64),
    /// The texts of a finding and its answers.
    Finding(FindingNo),
    /// A household: its head's name and contact, and the papers of what was asked for it alone.
    Household(HouseholdId),
    /// A message from outside, with its answers.
    Message(MessageNo),
    /// A pledge.
    Pledge(PledgeNo),
    /// A statement line that waited for a person.
    QuarantinedLine(QuarantineNo),
    /// A receipt, with all that was entered about it later.
    Receipt(ReceiptNo),
    /// A request, with its payees.
    Request(RequestNo),
    /// A voucher.
    Voucher(VoucherNo),
}

/// `receipt 17`, `household g-29869-012/7`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(position) => write!(f, "event {position}"),
            Self::Finding(number) => write!(f, "finding {number}"),
            Self::Household(id) => write!(f, "household {id}"),
            Self::Message(number) => write!(f, "message {number}"),
            Self::Pledge(number) => write!(f, "pledge {number}"),
            Self::QuarantinedLine(number) => write!(f, "quarantined line {number}"),
            Self::Receipt(number) => write!(f, "receipt {number}"),
            Self::Request(number) => write!(f, "request {number}"),
            Self::Voucher(voucher) => write!(f, "voucher {voucher}"),
        }
    }
}

/// Why data are to be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The fund and the person agreed on it.
    Agreement,
    /// An authority orders it: everything goes, whatever its time.
    AuthorityOrder {
        /// SHA-256 of the order, where a copy is kept.
        #[serde(default)]
        digest: Option<Digest>,
        /// The number and day of the order, 1 to 80 characters; no name.
        reference: String,
    },
    /// What they were collected for is done.
    PurposeDone,
    /// The time for which they had to be kept is over.
    RetentionOver,
    /// The person asks for it.
    SubjectAsked,
}

/// What personal data are about: how long they are kept differs by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowClass {
    /// A person who received relief.
    Beneficiary,
    /// How to reach somebody.
    Contact,
    /// What a voucher must say: who paid, who was paid, the bank's line.
    Voucher,
}

/// Data of one class in one row of the vault: what one key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyOf {
    /// Their class.
    pub class: RowClass,
    /// The row.
    pub row: RowNo,
}

/// What the vault holds of a subject, before anything is decided about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Which data.
    pub key: KeyOf,
    /// The receipt whose name or memo they are.
    pub receipt: Option<ReceiptNo>,
    /// The last day on which they must be kept; none where nothing demands it.
    pub until: Option<Date>,
}

/// Data that stay for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Their class.
    pub class: RowClass,
    /// The row.
    pub row: RowNo,
    /// The last day on which they must be kept.
    pub until: Date,
    /// Why.
    pub why: Why,
}

/// Why data stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// They belong to an accounting voucher.
    Accounting,
    /// They show who received relief.
    Relief,
    /// The time for which they are kept is not over, and nobody but the clock asks.
    NotOver,
}

/// Why a request is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Denial {
    /// Whoever asked did not show who he is.
    IdentityNotShown,
    /// A law or an authority demands that they stay.
    LawDemands,
    /// The data are another person's.
    NotTheSubject,
    /// Whoever asked took it back.
    TakenBack,
}

/// How consent was given or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By a message, a form, a box ticked.
    Electronic,
    /// On a paper: the SHA-256 of its copy.
    Paper(Digest),
}

/// How much of a listed gift is shown: the more, the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// That it was given, by somebody who wants no name there: neither name nor memo.
    Anonymous,
    /// The name behind its mask, and no memo.
    Name,
    /// Name and memo, each behind its mask.
    #[default]
    All,
}

impl Showing {
    /// All of them, the most first.
    pub const ALL: [Self; 3] = [Self::All, Self::Name, Self::Anonymous];

    /// As it is left out of stored events, where that is all.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub(super) fn is_all(&self) -> bool {
        *self == Self::All
    }
}

/// What a giver said of being listed. A stored choice of a command, never of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Said {
    /// He consents, up to that.
    Given(Showing),
    /// No more than that. It is no consent: where the account asks for one, silence stands.
    Narrowed(Showing),
    /// He does not want to be listed, or no longer.
    Hidden,
}

impl Said {
    /// What stands after a giver who had said `before` takes all back but `show`.
    pub fn less(before: Option<Self>, show: Option<Showing>) -> Self {
        match (before, show) {
            (_, None) => Self::Hidden,
            (Some(Self::Given(_)), Some(show)) => Self::Given(show),
            (_, Some(show)) => Self::Narrowed(show),
        }
    }

    /// How much may be shown at most.
    pub fn most(self) -> Option<Showing> {
        match self {
            Self::Given(show) | Self::Narrowed(show) => Some(show),
            Self::Hidden => None,
        }
    }
}

/// Which gifts of an account may be listed one by one. Figures are published whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// All but those whose giver withdrew consent.
    All,
    /// Organisations' and enterprises'; others only with consent: silence is none.
    Ask,
    /// None.
    None,
}

impl From<bool> for Publication {
    /// What an account says when it is added.
    fn from(published: bool) -> Self {
        if published { Self::All } else { Self::None }
    }
}

impl Publication {
    /// How much of a gift may be shown by itself, of such a donor and with what he said; none where it is not listed. What
    /// nobody can tell yet is no gift and is never listed.
    pub fn shows(self, donor: DonorKind, said: Option<Said>) -> Option<Showing> {
        if donor == DonorKind::Unidentified || self == Self::None {
            return None;
        }
        let silence = self.of_silence(donor);
        match said {
            None => silence,
            Some(Said::Given(show)) => Some(show),
            Some(Said::Narrowed(show)) => silence.map(|silence| silence.min(show)),
            Some(Said::Hidden) => None,
        }
    }

    /// What is shown of the gift of a donor who said nothing.
    pub(super) fn of_silence(self, donor: DonorKind) -> Option<Showing> {
        let no_person = matches!(donor, DonorKind::Organisation | DonorKind::Enterprise);
        match self {
            Self::All => Some(Showing::All),
            Self::Ask => no_person.then_some(Showing::All),
            Self::None => None,
        }
    }
}
