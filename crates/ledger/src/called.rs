//! What parties are called, for the fund's people: areas and organisations by their names, a household by its head's.

use std::collections::BTreeMap;

use domain::{HouseholdId, Party, State};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock::today;
use crate::error::LedgerError;
use crate::ledger::Ledger;

impl Ledger {
    /// What these parties are called; a household without a name by its number, what is unknown by its code.
    pub fn called<'a>(
        &self,
        parties: impl IntoIterator<Item = &'a Party>,
    ) -> Result<BTreeMap<Party, String>, LedgerError> {
        let today = today(Timestamp::now());
        let parties: Vec<&Party> = parties.into_iter().collect();
        let mut names: BTreeMap<Party, String> = self.rules(|state| {
            parties.iter().map(|party| ((*party).clone(), in_the_books(state, party, today))).collect()
        })?;
        for (party, name) in &mut names {
            if let Party::Household(household) = party
                && let Some(head) = self.head_of(household)?
            {
                *name = format!("{head} ({name})");
            }
        }
        Ok(names)
    }

    fn head_of(&self, household: &HouseholdId) -> Result<Option<String>, LedgerError> {
        let row = self.views().history.household(household);
        let name = self.personal(row)?.name.into_owned();
        Ok(Some(name).filter(|name| !name.is_empty()))
    }
}

fn in_the_books(state: &State, party: &Party, today: Date) -> String {
    let area = |code| {
        let now = state.network.area(code, today);
        now.map_or_else(|| code.to_string(), |area| area.name.clone())
    };
    match party {
        Party::Area(code) => area(code),
        Party::Group(code) => match state.network.area_of(party) {
            Some(around) => format!("{code}, {}", area(around)),
            None => code.to_string(),
        },
        Party::Household(household) => household.to_string(),
        Party::Organisation(code) => {
            let known = state.network.organisation(code);
            known.map_or_else(|| code.to_string(), |known| known.name.clone())
        }
    }
}
