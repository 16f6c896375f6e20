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
        let mut refused = None;
        let taken = self.tried(entries, |_, rejection| {
            refused = Some(rejection);
            false
        })?;
        Ok((taken, refused))
    }

    /// Decides all of them so, each as if the refused ones before it had not been asked. Answers with every one that would
    /// be refused, by its place. Nothing is written.
    pub fn check_each(
        &self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<Vec<(usize, Rejection)>, LedgerError> {
        let mut refused = Vec::new();
        self.tried(entries, |place, rejection| {
            refused.push((place, rejection));
            true
        })?;
        Ok(refused)
    }

    /// Tells `refused` of each refusal, and goes on while it answers so. Answers with how many would be taken.
    fn tried(
        &self,
        entries: impl IntoIterator<Item = Entry>,
        mut refused: impl FnMut(usize, Rejection) -> bool,
    ) -> Result<usize, LedgerError> {
        let mut state = self.rules(State::clone)?;
        let (mut next, mut taken) = (self.next_row(), 0_usize);
        for (place, mut entry) in entries.into_iter().enumerate() {
            next = entry.name_rows(next);
            self.look_up(&state, &mut entry.command)?;
            let given = Given { actor: &entry.actor, today: today(Timestamp::now()) };
            match decide(&state, entry.command, given) {
                Ok(facts) => {
                    facts.for_each(|fact| state.evolve(&entry.actor, fact.effective_on, &fact.event));
                    taken = taken.saturating_add(1);
                }
                Err(rejection) => {
                    if !refused(place, rejection) {
                        break;
                    }
                }
            }
        }
        Ok(taken)
    }
}
