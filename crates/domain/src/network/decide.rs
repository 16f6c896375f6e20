//! The rules: which facts does a command on the network make? One file a register.

use std::collections::HashMap;
use std::hash::Hash;

use super::Command;
use super::refusal::Refusal;
use crate::decide::Day;
use crate::event::Event;
use crate::rejection::Rejection;
use crate::state::State;

mod areas;
mod groups;
mod households;
mod organisations;
#[cfg(test)]
mod testing;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let network = &state.network;
    let events = match command {
        Command::DeclareAreas(command) => areas::declare(network, command, day),
        Command::EndAreas(command) => areas::end(network, command, day),
        Command::DeclareCategory(command) => organisations::category(network, command),
        Command::FormGroups(command) => groups::form(network, command, day),
        Command::RateGroups(command) => groups::rate(network, command, day),
        Command::DeclareOrganisation(command) => organisations::declare(network, command, day),
        Command::CountOrganisation(command) => organisations::count(network, command, day),
        Command::RegisterHouseholds(command) => households::register(network, command, day),
        Command::ChangeHousehold(command) => households::change(network, command),
        Command::RemoveHousehold(command) => households::remove(network, command),
    }?;
    Ok(events.into_iter().map(Event::from).collect())
}

/// What the rows of a list have named so far.
struct Seen<K>(HashMap<K, u32>);

impl<K: Eq + Hash> Seen<K> {
    fn with_room(rows: usize) -> Self {
        Self(HashMap::with_capacity(rows))
    }

    /// The row is the first that names `key`.
    fn first(&mut self, row: u32, key: K) -> Result<(), Refusal> {
        match self.0.insert(key, row) {
            None => Ok(()),
            Some(first) => Err(Refusal::RowTwice(first)),
        }
    }
}

/// A year of which something can be told on the business day.
fn year(given: i16, day: &Day<'_>) -> Result<(), Refusal> {
    if (2000..=day.on.year()).contains(&given) { Ok(()) } else { Err(Refusal::YearImpossible(given)) }
}
