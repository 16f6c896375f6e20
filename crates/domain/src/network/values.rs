//! The values of this part that events and commands share. Stored: a shape never changes. Some of them stand in snapshots
//! too, so none of them leaves fields out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{Code, HouseholdId, RowNo};

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// Province or city under the central government.
    Province,
    /// District; none since 1 July 2025.
    District,
    /// Commune (xã).
    Commune,
    /// Ward (phường), townlet (thị trấn).
    Ward,
    /// Special zone (đặc khu).
    SpecialZone,
    /// Hamlet (ấp) or urban hamlet (khóm); not in any official list.
    Hamlet,
}

/// A group's class of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupClass {
    /// Runs well.
    Stable,
    /// Needs help.
    InDifficulty,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Women's union, farmers' association, youth union, ...
    MassOrganisation,
    /// A relief board of the Front, of another level or province.
    Board,
    /// A team that distributes.
    VolunteerTeam,
    /// Hội quán.
    SelfHelpClub,
    /// Sells relief goods.
    Supplier,
    /// Anything else: school, hospital, parish.
    Other,
}

/// An area of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaEntry {
    /// Its code.
    pub area: Code,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
    /// The area around it; none for a province.
    #[serde(default)]
    pub parent: Option<Code>,
    /// The area that took its place, where it is over.
    #[serde(default)]
    pub successor: Option<Code>,
    /// Its last day, where it is over.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

/// An area that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaEnding {
    /// Its code.
    pub area: Code,
    /// The area that takes its place.
    #[serde(default)]
    pub successor: Option<Code>,
}

/// A group of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    /// Its hamlet or commune.
    pub area: Code,
    /// Its code.
    pub group: Code,
    /// How many households it has.
    pub households: u32,
}

/// A group's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RatingEntry {
    /// Stable or in difficulty.
    pub class: GroupClass,
    /// The group.
    pub group: Code,
    /// How many households it has now.
    pub households: u32,
    /// Of 100.
    pub score: u16,
}

/// A household of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HouseholdEntry {
    /// Its group and number.
    pub household: HouseholdId,
    /// Categories of beneficiaries.
    #[serde(default)]
    pub categories: Vec<Code>,
    /// How many persons.
    pub members: u16,
    /// Name of the head in the vault.
    #[serde(skip)]
    pub row: Option<RowNo>,
}
