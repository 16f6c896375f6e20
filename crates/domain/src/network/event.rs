//! What happened: where relief goes: areas, self-managed groups, organisations, households. Stored for ever; fields stand in alphabetical order.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{Code, HouseholdId, RowNo};

use super::values::{AreaKind, GroupClass, OrganisationKind};

/// Where relief goes: areas, self-managed groups, organisations, households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// An area exists, with its code of the official list or of our own for a hamlet.
    AreaDeclared(AreaDeclared),
    /// An area's code is no longer valid after the business day.
    AreaEnded(AreaEnded),
    /// A category of beneficiaries.
    CategoryDeclared(CategoryDeclared),
    /// A self-managed people's group (Tổ nhân dân tự quản).
    GroupFormed(GroupFormed),
    /// A group's yearly score and class.
    GroupRated(GroupRated),
    /// An organisation that takes part: mass organisation, board, team, club, supplier.
    OrganisationDeclared(OrganisationDeclared),
    /// What an organisation counts in a year.
    OrganisationCounted(OrganisationCounted),
    /// A household of a group's list.
    HouseholdRegistered(HouseholdRegistered),
    /// A household's members or categories are others now.
    HouseholdChanged(HouseholdChanged),
    /// A household is no longer of the group.
    HouseholdLeft(HouseholdLeft),
}

impl Event {
    /// The vault row that the event refers to.
    pub fn row(&self) -> Option<RowNo> {
        match self {
            Self::HouseholdRegistered(event) => event.row,
            Self::HouseholdChanged(event) => event.row,
            Self::AreaDeclared(_)
            | Self::AreaEnded(_)
            | Self::CategoryDeclared(_)
            | Self::GroupFormed(_)
            | Self::GroupRated(_)
            | Self::OrganisationDeclared(_)
            | Self::OrganisationCounted(_)
            | Self::HouseholdLeft(_) => None,
        }
    }
}

/// See [`Event::AreaDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaDeclared {
    /// Its code, the province's in front: `82-30037`, `87-29869-ap-1`.
    pub area: Code,
    /// The decision or list that says so.
    pub decision: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
    /// The area around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Code>,
    /// The area that took its place, where it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Code>,
    /// Its last day, where it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}

/// See [`Event::AreaEnded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaEnded {
    /// The area.
    pub area: Code,
    /// The decision that says so.
    pub decision: String,
    /// The area that takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Code>,
}

/// See [`Event::CategoryDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryDeclared {
    /// Its code.
    pub category: Code,
    /// Its name.
    pub name: String,
}

/// See [`Event::GroupFormed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFormed {
    /// Its hamlet or commune.
    pub area: Code,
    /// Its code.
    pub group: Code,
    /// How many households it has.
    pub households: u32,
}

/// See [`Event::GroupRated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRated {
    /// Stable or in difficulty.
    pub class: GroupClass,
    /// The group.
    pub group: Code,
    /// How many households it has now.
    pub households: u32,
    /// Of 100.
    pub score: u16,
    /// The year.
    pub year: i16,
}

/// See [`Event::OrganisationDeclared`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationDeclared {
    /// Where it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Code>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name; an organisation's, never a person's.
    pub name: String,
    /// Its code.
    pub organisation: Code,
}

/// See [`Event::OrganisationCounted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationCounted {
    /// Branches.
    pub branches: u32,
    /// Who could be a member.
    pub eligible: u32,
    /// Occupational or other groups below the branches.
    pub groups: u32,
    /// Members.
    pub members: u32,
    /// The organisation.
    pub organisation: Code,
    /// The year.
    pub year: i16,
}

/// See [`Event::HouseholdRegistered`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdRegistered {
    /// Categories of beneficiaries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Code>,
    /// Its group and number.
    pub household: HouseholdId,
    /// How many persons.
    pub members: u16,
    /// Name of the head in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::HouseholdChanged`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdChanged {
    /// Categories of beneficiaries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Code>,
    /// The household.
    pub household: HouseholdId,
    /// How many persons.
    pub members: u16,
    /// A new head's name in the vault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowNo>,
}

/// See [`Event::HouseholdLeft`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdLeft {
    /// The household.
    pub household: HouseholdId,
    /// It stands in the register a second time, under this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<HouseholdId>,
}
