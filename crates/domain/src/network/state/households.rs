//! A group and the households of its list: sixteen bytes each, four in a snapshot.

use serde::{Deserialize, Serialize};

use crate::ids::Code;

/// A self-managed people's group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The hamlet or commune that it was formed in.
    pub area: Code,
    /// How many households it says to have.
    pub told: u32,
    /// By number.
    households: Vec<Household>,
}

/// A household of a group's list. Its name is in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// Its number in the list.
    pub number: u32,
    /// How many persons.
    pub members: u16,
    /// A bit for each category, in the order of their declaration.
    pub(super) categories: u64,
    /// No longer of the group; its number stays taken.
    pub left: bool,
}

impl Group {
    pub(super) fn new(area: Code, told: u32) -> Self {
        Self { area, told, households: Vec::new() }
    }

    /// The households that have ever stood in its list, by number.
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    pub(super) fn household(&self, number: u32) -> Option<&Household> {
        let place = self.place(number).ok()?;
        self.households.get(place)
    }

    pub(super) fn set(&mut self, household: Household) {
        match self.place(household.number) {
            Ok(place) => {
                if let Some(known) = self.households.get_mut(place) {
                    *known = household;
                }
            }
            Err(place) => self.households.insert(place, household),
        }
    }

    pub(super) fn leave(&mut self, number: u32) {
        if let Ok(place) = self.place(number)
            && let Some(household) = self.households.get_mut(place)
        {
            household.left = true;
        }
    }

    fn place(&self, number: u32) -> Result<usize, usize> {
        self.households.binary_search_by_key(&number, |household| household.number)
    }
}
