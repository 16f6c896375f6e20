//! What is asked: where relief goes: areas, self-managed groups, organisations, households. A command is also the body of its request over HTTP.

use serde::{Deserialize, Serialize};

use crate::ids::{Code, HouseholdId, RowNo};
use crate::rights::Action;

use super::values::{AreaEnding, AreaEntry, GroupEntry, HouseholdEntry, OrganisationKind, RatingEntry};

/// Where relief goes: areas, self-managed groups, organisations, households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Take up areas of a list. All or none.
    DeclareAreas(DeclareAreas),
    /// Say that areas' codes are no longer valid after the business day. All or none.
    EndAreas(EndAreas),
    /// Take up a category of beneficiaries.
    DeclareCategory(DeclareCategory),
    /// Take up self-managed people's groups. All or none.
    FormGroups(FormGroups),
    /// Take up the yearly scores of groups. All or none.
    RateGroups(RateGroups),
    /// Take up an organisation.
    DeclareOrganisation(DeclareOrganisation),
    /// Take up what an organisation counts in a year.
    CountOrganisation(CountOrganisation),
    /// Take up households of groups' lists. All or none.
    RegisterHouseholds(RegisterHouseholds),
    /// Say that a household's members or categories are others now.
    ChangeHousehold(ChangeHousehold),
    /// Say that a household is no longer of its group.
    RemoveHousehold(RemoveHousehold),
}

impl Command {
    /// What kind of command it is, as far as rights go.
    pub fn action(&self) -> Action {
        match self {
            Self::DeclareAreas(_)
            | Self::EndAreas(_)
            | Self::DeclareCategory(_)
            | Self::FormGroups(_)
            | Self::RateGroups(_)
            | Self::DeclareOrganisation(_)
            | Self::CountOrganisation(_) => Action::KeepNetwork,
            Self::RegisterHouseholds(_) | Self::ChangeHousehold(_) | Self::RemoveHousehold(_) => {
                Action::RegisterHouseholds
            }
        }
    }

    /// Where the command names the vault row of its personal data.
    pub fn row_mut(&mut self) -> Option<&mut Option<RowNo>> {
        match self {
            Self::ChangeHousehold(command) => Some(&mut command.row),
            Self::DeclareAreas(_)
            | Self::EndAreas(_)
            | Self::DeclareCategory(_)
            | Self::FormGroups(_)
            | Self::RateGroups(_)
            | Self::DeclareOrganisation(_)
            | Self::CountOrganisation(_)
            | Self::RegisterHouseholds(_)
            | Self::RemoveHousehold(_) => None,
        }
    }
}

/// See [`Command::DeclareAreas`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareAreas {
    /// The areas, parents before what lies in them. They are valid from the business day on.
    #[serde(default)]
    pub areas: Vec<AreaEntry>,
    /// The decision or list that says so.
    pub decision: String,
}

/// See [`Command::EndAreas`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndAreas {
    /// The areas.
    #[serde(default)]
    pub areas: Vec<AreaEnding>,
    /// The decision that says so.
    pub decision: String,
}

/// See [`Command::DeclareCategory`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareCategory {
    /// Its code.
    pub category: Code,
    /// Its name.
    pub name: String,
}

/// See [`Command::FormGroups`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormGroups {
    /// The groups.
    #[serde(default)]
    pub groups: Vec<GroupEntry>,
}

/// See [`Command::RateGroups`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RateGroups {
    /// The ratings.
    #[serde(default)]
    pub ratings: Vec<RatingEntry>,
    /// The year.
    pub year: i16,
}

/// See [`Command::DeclareOrganisation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclareOrganisation {
    /// Where it works.
    #[serde(default)]
    pub area: Option<Code>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name; an organisation's, never a person's.
    pub name: String,
    /// Its code.
    pub organisation: Code,
}

/// See [`Command::CountOrganisation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CountOrganisation {
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

/// See [`Command::RegisterHouseholds`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegisterHouseholds {
    /// The households.
    #[serde(default)]
    pub households: Vec<HouseholdEntry>,
}

/// See [`Command::ChangeHousehold`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeHousehold {
    /// Categories of beneficiaries.
    #[serde(default)]
    pub categories: Vec<Code>,
    /// The household.
    pub household: HouseholdId,
    /// How many persons.
    pub members: u16,
    /// A new head's name in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}

/// See [`Command::RemoveHousehold`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RemoveHousehold {
    /// The household.
    pub household: HouseholdId,
    /// It stands in the register a second time, under this one.
    #[serde(default)]
    pub same_as: Option<HouseholdId>,
}
