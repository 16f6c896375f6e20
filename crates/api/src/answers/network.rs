//! Areas, groups, organisations and households, as the fund's people see them.

use domain::network::{Area, AreaKind, Group, Household, Organisation, OrganisationKind};
use domain::{Code, HouseholdId, RowNo, State};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use vault::Row;

use super::some;

/// What a code means between two days.
#[derive(Serialize, ToSchema)]
#[schema(as = Area)]
pub(crate) struct AreaLine {
    /// The code; it may stand for another area on other days.
    area: Code,
    /// Its name.
    name: String,
    /// What it is.
    kind: AreaKind,
    /// The area around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Code>,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    first: Date,
    /// The last day, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    last: Option<Date>,
    /// Who took its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    successor: Option<Code>,
}

impl AreaLine {
    pub(crate) fn of(code: &Code, area: &Area) -> Self {
        Self {
            area: code.clone(),
            name: area.name.clone(),
            kind: area.kind,
            parent: area.parent.clone(),
            first: area.first,
            last: area.last(),
            successor: area.successor.clone(),
        }
    }
}

/// A self-managed people's group.
#[derive(Serialize, ToSchema)]
#[schema(as = Group)]
pub(crate) struct GroupLine {
    /// Its code.
    group: Code,
    /// The hamlet or commune that it was formed in.
    area: Code,
    /// How many households of the register stand in its list.
    households: u64,
}

impl GroupLine {
    pub(crate) fn of(code: &Code, group: &Group) -> Self {
        let living = group.households().iter().filter(|household| !household.left);
        Self { group: code.clone(), area: group.area.clone(), households: living.count() as u64 }
    }
}

/// An organisation that takes part.
#[derive(Serialize, ToSchema)]
#[schema(as = Organisation)]
pub(crate) struct OrganisationLine {
    /// Its code.
    organisation: Code,
    /// Its name.
    name: String,
    /// What it is.
    kind: OrganisationKind,
    /// Where it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<Code>,
}

impl OrganisationLine {
    pub(crate) fn of(code: &Code, organisation: &Organisation) -> Self {
        Self {
            organisation: code.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
            area: organisation.area.clone(),
        }
    }
}

/// A household of a group's list.
#[derive(Serialize, ToSchema)]
#[schema(as = Household)]
pub(crate) struct HouseholdLine {
    /// Its group and number.
    household: HouseholdId,
    /// Name of its head.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// A telephone number or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// How many persons.
    members: u16,
    /// Categories of beneficiaries.
    categories: Vec<Code>,
    /// No longer of the group.
    left: bool,
    /// It stood in the register a second time: where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<HouseholdId>,
}

impl HouseholdLine {
    pub(crate) fn of(state: &State, id: HouseholdId, household: &Household) -> Self {
        let network = &state.network;
        Self {
            name: None,
            contact: None,
            members: household.members,
            categories: network.categories_of(household).cloned().collect(),
            left: household.left,
            same_as: network.same_as(&id).cloned(),
            household: id,
        }
    }

    /// Where its name lies.
    pub(crate) fn row(&self, history: &ledger::History) -> Option<RowNo> {
        history.household(&self.household)
    }

    /// The same with its name.
    pub(crate) fn named(self, row: &Row<'_>) -> Self {
        Self { name: some(&row.name), contact: some(&row.contact), ..self }
    }
}
