//! Every refusal of this part by name. A refused list names each of its bad rows.

use jiff::civil::Date;

use crate::ids::{Code, HouseholdId};
use crate::rejection::{LINES_LIMIT, NAME_LIMIT, RefusalKind};

mod rows;
mod text;

pub use rows::BadRows;
pub(crate) use rows::each;

/// Categories are kept as bits of one number.
pub(crate) const CATEGORIES_LIMIT: usize = 64;

/// An area's code on a day on which it does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaNotValid {
    /// The area: the one named, or the one around it that is over.
    pub area: Code,
    /// The day asked about.
    pub on: Date,
    /// Its first day.
    pub first: Date,
    /// Its last day, where it has one.
    pub last: Option<Date>,
    /// Who took its place.
    pub successor: Option<Code>,
}

/// Why a command is refused. The books are unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Rows of a list are wrong; nothing of it was taken.
    List(BadRows),
    /// A list without a row.
    ListEmpty,
    /// More rows than one command takes.
    ListTooLong,
    /// The row says again what an earlier one of the list says: its number, from 1.
    RowTwice(u32),
    /// A name or a decision that is empty or too long.
    NameLength,
    /// No such area.
    AreaUnknown(Code),
    /// The area's code does not count on that day.
    AreaNotValid(Box<AreaNotValid>),
    /// The code counts already, from this day on.
    AreaValidAlready(Code, Date),
    /// The area has its last day already.
    AreaEndedAlready(Code, Date),
    /// Its last day is before its first.
    AreaEndsBeforeItBegins(Code),
    /// Every area but a province lies in another.
    AreaNeedsParent(Code),
    /// Area and parent: a province lies in none, a district in a province, a hamlet in a commune.
    AreaParentUnfit(Code, Code),
    /// Area and parent: its code does not begin with the code of its province, a hamlet's with its commune's.
    AreaCodeUnfit(Code, Code),
    /// The area that took its place is not in the register on the day after.
    SuccessorUnknown(Code),
    /// No such group.
    GroupUnknown(Code),
    /// The group is in the register.
    GroupKnown(Code),
    /// More than 100.
    ScoreTooHigh(u16),
    /// A year before 2000 or after the business day.
    YearImpossible(i16),
    /// No such household.
    HouseholdUnknown(HouseholdId),
    /// The household is in the register.
    HouseholdKnown(HouseholdId),
    /// The household has left the register; it may stand under another number.
    HouseholdGone(HouseholdId, Option<HouseholdId>),
    /// Said to be the same as itself.
    HouseholdSameAsItself(HouseholdId),
    /// A household of nobody.
    HouseholdEmpty(HouseholdId),
    /// No such category.
    CategoryUnknown(Code),
    /// The category is in the register.
    CategoryKnown(Code),
    /// No further category fits.
    CategoriesFull,
    /// No such organisation.
    OrganisationUnknown(Code),
    /// The organisation is in the register.
    OrganisationKnown(Code),
    /// More members than could be.
    MembersAboveEligible {
        /// Members.
        members: u32,
        /// Who could be one.
        eligible: u32,
    },
}

impl Refusal {
    /// A stable name for programs: the last part of the API's problem type.
    pub fn code(&self) -> &'static str {
        match self {
            Self::List(_) => "list-rows",
            Self::ListEmpty => "list-empty",
            Self::ListTooLong => "list-too-long",
            Self::RowTwice(_) => "row-twice",
            Self::NameLength => "name-length",
            Self::AreaUnknown(_) => "area-unknown",
            Self::AreaNotValid(_) => "area-not-valid",
            Self::AreaValidAlready(..) => "area-valid-already",
            Self::AreaEndedAlready(..) => "area-ended-already",
            Self::AreaEndsBeforeItBegins(_) => "area-ends-before-it-begins",
            Self::AreaNeedsParent(_) => "area-needs-parent",
            Self::AreaParentUnfit(..) => "area-parent-unfit",
            Self::AreaCodeUnfit(..) => "area-code-unfit",
            Self::SuccessorUnknown(_) => "area-successor-unknown",
            Self::GroupUnknown(_) => "group-unknown",
            Self::GroupKnown(_) => "group-known",
            Self::ScoreTooHigh(_) => "score-too-high",
            Self::YearImpossible(_) => "year-impossible",
            Self::HouseholdUnknown(_) => "household-unknown",
            Self::HouseholdKnown(_) => "household-known",
            Self::HouseholdGone(..) => "household-gone",
            Self::HouseholdSameAsItself(_) => "household-same-as-itself",
            Self::HouseholdEmpty(_) => "household-empty",
            Self::CategoryUnknown(_) => "category-unknown",
            Self::CategoryKnown(_) => "category-known",
            Self::CategoriesFull => "categories-full",
            Self::OrganisationUnknown(_) => "organisation-unknown",
            Self::OrganisationKnown(_) => "organisation-known",
            Self::MembersAboveEligible { .. } => "members-above-eligible",
        }
    }

    /// What sort of refusal it is.
    pub fn kind(&self) -> RefusalKind {
        match self {
            Self::AreaUnknown(_)
            | Self::GroupUnknown(_)
            | Self::HouseholdUnknown(_)
            | Self::CategoryUnknown(_)
            | Self::OrganisationUnknown(_) => RefusalKind::Unknown,
            Self::AreaNotValid(_)
            | Self::AreaValidAlready(..)
            | Self::AreaEndedAlready(..)
            | Self::SuccessorUnknown(_)
            | Self::GroupKnown(_)
            | Self::HouseholdKnown(_)
            | Self::HouseholdGone(..)
            | Self::CategoryKnown(_)
            | Self::CategoriesFull
            | Self::OrganisationKnown(_) => RefusalKind::Conflict,
            Self::List(_)
            | Self::ListEmpty
            | Self::ListTooLong
            | Self::RowTwice(_)
            | Self::NameLength
            | Self::AreaEndsBeforeItBegins(_)
            | Self::AreaNeedsParent(_)
            | Self::AreaParentUnfit(..)
            | Self::AreaCodeUnfit(..)
            | Self::ScoreTooHigh(_)
            | Self::YearImpossible(_)
            | Self::HouseholdSameAsItself(_)
            | Self::HouseholdEmpty(_)
            | Self::MembersAboveEligible { .. } => RefusalKind::Invalid,
        }
    }
}

/// Texts that people read for years: names, numbers of decisions.
pub(crate) fn named(text: &str) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=NAME_LIMIT).contains(&length) { Ok(()) } else { Err(Refusal::NameLength) }
}

/// A list that one command can take.
pub(crate) fn fits(rows: usize) -> Result<(), Refusal> {
    match rows {
        0 => Err(Refusal::ListEmpty),
        rows if rows > LINES_LIMIT => Err(Refusal::ListTooLong),
        _ => Ok(()),
    }
}
