//! What the rules of this part need to know of the past: sorted by code, small for half a million households.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Refusal;
use super::event::{AreaDeclared, Event as Happened};
use super::values::OrganisationKind;
use crate::event::Event;
use crate::ids::{Code, HouseholdId};
use crate::party::Party;

mod areas;
mod households;

pub use areas::Area;
use areas::Areas;
pub use households::{Group, Household};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    areas: Areas,
    /// In the order of their declaration; a household names them by bits.
    categories: Vec<Category>,
    groups: BTreeMap<Code, Group>,
    organisations: BTreeMap<Code, Organisation>,
    /// Households that stood in the register a second time, and where they stand.
    doubles: BTreeMap<HouseholdId, HouseholdId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Category {
    code: Code,
    name: String,
}

/// An organisation of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Where it works.
    pub area: Option<Code>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
}

impl State {
    /// Takes in what happened on the business day `on`; events of other parts are passed over.
    pub fn evolve(&mut self, on: Date, event: &Event) {
        let Event::Network(event) = event else { return };
        match &**event {
            Happened::AreaDeclared(declared) => self.areas.declare(on, declared),
            Happened::AreaEnded(ended) => self.areas.end(on, &ended.area, ended.successor.as_ref()),
            Happened::CategoryDeclared(declared) => self
                .categories
                .push(Category { code: declared.category.clone(), name: declared.name.clone() }),
            Happened::GroupFormed(formed) => {
                let _new = self
                    .groups
                    .insert(formed.group.clone(), Group::new(formed.area.clone(), formed.households));
            }
            Happened::OrganisationDeclared(declared) => {
                let organisation = Organisation {
                    area: declared.area.clone(),
                    kind: declared.kind,
                    name: declared.name.clone(),
                };
                let _new = self.organisations.insert(declared.organisation.clone(), organisation);
            }
            Happened::HouseholdRegistered(event) => {
                let categories = self.bits(&event.categories);
                self.household_is(&event.household, event.members, categories);
            }
            Happened::HouseholdChanged(event) => {
                let categories = self.bits(&event.categories);
                self.household_is(&event.household, event.members, categories);
            }
            Happened::HouseholdLeft(left) => self.household_left(&left.household, left.same_as.as_ref()),
            Happened::GroupRated(rated) => {
                if let Some(group) = self.groups.get_mut(&rated.group) {
                    group.told = rated.households;
                }
            }
            // What an organisation tells of a year decides nothing.
            Happened::OrganisationCounted(_) => {}
        }
    }

    /// The party is in the register. Its area is valid on that day; a group and its households move along to whoever
    /// took the place of theirs.
    pub(crate) fn known(&self, party: &Party, on: Date) -> Result<(), Refusal> {
        match party {
            Party::Area(area) => self.known_area(area, on),
            Party::Group(group) => self.known_group(group, on),
            Party::Household(id) => {
                self.living(id)?;
                self.known_group_named(id, on)
            }
            Party::Organisation(code) if self.organisations.contains_key(code) => Ok(()),
            Party::Organisation(code) => Err(Refusal::OrganisationUnknown(code.clone())),
        }
    }

    /// The area is in the register, and it and all around it are valid on that day.
    pub(crate) fn known_area(&self, area: &Code, on: Date) -> Result<(), Refusal> {
        self.areas.check(area, on)
    }

    /// The group is in the register, and its area, or who took its place, is valid on that day.
    pub(crate) fn known_group(&self, group: &Code, on: Date) -> Result<(), Refusal> {
        let known = self.groups.get(group).ok_or_else(|| Refusal::GroupUnknown(group.clone()))?;
        self.area_then(&known.area, on)
    }

    fn known_group_named(&self, household: &HouseholdId, on: Date) -> Result<(), Refusal> {
        match self.groups.get(household.group()) {
            Some(group) => self.area_then(&group.area, on),
            None => Err(Refusal::HouseholdUnknown(household.clone())),
        }
    }

    fn area_then(&self, area: &Code, on: Date) -> Result<(), Refusal> {
        if self.areas.now(area, on).is_some() { Ok(()) } else { self.areas.check(area, on) }
    }

    /// The household is in the register and has not left it.
    pub(crate) fn living(&self, id: &HouseholdId) -> Result<&Household, Refusal> {
        match self.household(id) {
            None => Err(Refusal::HouseholdUnknown(id.clone())),
            Some(household) if household.left => {
                Err(Refusal::HouseholdGone(id.clone(), self.same_as(id).cloned()))
            }
            Some(household) => Ok(household),
        }
    }

    /// The area in which a party is; none for an organisation without one. Of a group: the one it was formed in.
    pub fn area_of<'a>(&'a self, party: &'a Party) -> Option<&'a Code> {
        match party {
            Party::Area(area) => Some(area),
            Party::Group(group) => self.groups.get(group).map(|group| &group.area),
            Party::Household(id) => self.groups.get(id.group()).map(|group| &group.area),
            Party::Organisation(code) => self.organisations.get(code)?.area.as_ref(),
        }
    }

    /// Whether `area` is `around` or lies in it, also through whoever took its place. A code that has meant two areas
    /// (82) is not reached through a successor: nobody can tell which of the two was meant.
    pub fn lies_in(&self, area: &Code, around: &Code) -> bool {
        self.areas.lies_in(area, around)
    }

    /// The area as it counts on that day.
    pub fn area(&self, area: &Code, on: Date) -> Option<&Area> {
        self.areas.on(area, on)
    }

    /// The area, or whoever has its ground on that day.
    pub fn area_now<'a>(&'a self, area: &'a Code, on: Date) -> Option<&'a Code> {
        self.areas.now(area, on)
    }

    /// All areas, by code and then by their days.
    pub fn areas(&self) -> impl Iterator<Item = (&Code, &Area)> {
        self.areas.all()
    }

    pub(crate) fn area_overlap(&self, area: &Code, first: Date, last: Date) -> Option<&Area> {
        self.areas.overlap(area, first, last)
    }

    /// A group of the register.
    pub fn group(&self, group: &str) -> Option<&Group> {
        self.groups.get(group)
    }

    /// All groups, by code.
    pub fn groups(&self) -> impl Iterator<Item = (&Code, &Group)> {
        self.groups.iter()
    }

    /// An organisation of the register.
    pub fn organisation(&self, code: &Code) -> Option<&Organisation> {
        self.organisations.get(code)
    }

    /// All organisations, by code.
    pub fn organisations(&self) -> impl Iterator<Item = (&Code, &Organisation)> {
        self.organisations.iter()
    }

    /// All categories of beneficiaries with their names, in the order of their declaration.
    pub fn categories(&self) -> impl Iterator<Item = (&Code, &str)> {
        self.categories.iter().map(|category| (&category.code, category.name.as_str()))
    }

    /// Whether it is a category of beneficiaries.
    pub fn knows_category(&self, code: &Code) -> bool {
        self.categories.iter().any(|category| category.code == *code)
    }

    /// A household of the register, also one that has left it.
    pub fn household(&self, id: &HouseholdId) -> Option<&Household> {
        self.groups.get(id.group())?.household(id.number())
    }

    /// Where a household stands that stood in the register twice.
    pub fn same_as(&self, id: &HouseholdId) -> Option<&HouseholdId> {
        self.doubles.get(id)
    }

    /// The categories of a household.
    pub fn categories_of(&self, household: &Household) -> impl Iterator<Item = &Code> {
        let bits = household.categories;
        let has = move |place: u32| bits.checked_shr(place).is_some_and(|rest| rest & 1 == 1);
        (0..).zip(&self.categories).filter(move |(place, _)| has(*place)).map(|(_, category)| &category.code)
    }

    fn bits(&self, codes: &[Code]) -> u64 {
        let places = (0_u32..).zip(&self.categories).filter(|(_, category)| codes.contains(&category.code));
        places.fold(0, |bits, (place, _)| bits | 1_u64.checked_shl(place).unwrap_or(0))
    }

    fn household_is(&mut self, id: &HouseholdId, members: u16, categories: u64) {
        if let Some(group) = self.groups.get_mut(id.group()) {
            group.set(Household { number: id.number(), members, categories, left: false });
        }
    }

    fn household_left(&mut self, id: &HouseholdId, same_as: Option<&HouseholdId>) {
        if let Some(group) = self.groups.get_mut(id.group()) {
            group.leave(id.number());
        }
        if let Some(same) = same_as {
            let _new = self.doubles.insert(id.clone(), same.clone());
        }
    }
}

impl From<(Date, &AreaDeclared)> for Area {
    fn from((first, declared): (Date, &AreaDeclared)) -> Self {
        Self {
            first,
            last: declared.valid_until.unwrap_or(Date::MAX),
            kind: declared.kind,
            name: declared.name.clone(),
            parent: declared.parent.clone(),
            successor: declared.successor.clone(),
        }
    }
}
