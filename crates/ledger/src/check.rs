//! Trying entries without writing: what would be decided, one after another, on a copy of the state.

use domain::{Given, Rejection, State, decide};
use jiff::Timestamp;

use crate::clock::today;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::Ledger;

impl Ledger {
    /// Decides the entries in their order on a copy of the present state. Answers with how many would be taken, and why
    /// the next one would not be. Nothing is written.
    pub fn check(&self, entries: Vec<Entry>) -> Result<(usize, Option<Rejection>), LedgerError> {
        let mut state = self.rules(State::clone)?;
        let mut next = self.next_row();
        let mut taken = 0;
        for mut entry in entries {
            next = entry.name_rows(next);
            let given = Given { actor: &entry.actor, today: today(Timestamp::now()) };
            match decide(&state, entry.command, given) {
                Ok(facts) => {
                    facts.for_each(|fact| state.evolve(&entry.actor, fact.effective_on, &fact.event));
                }
                Err(rejection) => return Ok((taken, Some(rejection))),
            }
            taken = taken.saturating_add(1);
        }
        Ok((taken, None))
    }
}
