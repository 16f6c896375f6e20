//! Many commands at once, as when books are loaded: decided one after the other, waited for together.

use std::collections::VecDeque;

use event_log::AppendError;

use super::Begun;
use crate::entry::Entry;
use crate::erase;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// So many commands are on their way at most.
const ON_THEIR_WAY: usize = 1024;

impl Ledger {
    /// Executes commands in their order, as [`Ledger::execute`] does each; `done` is told of each that is durable. Those that
    /// the books hold already are passed over. The first that is refused ends it: all before it stand.
    pub fn execute_all(&self, entries: Vec<Entry>, done: &dyn Fn()) -> Result<(), LedgerError> {
        let mut waiting = VecDeque::new();
        let mut refused = None;
        let mut grants = false;
        for entry in entries {
            if erase::grants(&entry.command) {
                // It is decided on what is durable; nobody else would wait for what is on its way.
                grants = true;
                self.settle_all(&mut waiting, done)?;
            }
            match self.begin(entry) {
                Ok(Some(begun)) => waiting.push_back(begun),
                Ok(None) => done(),
                Err(error) => {
                    refused = Some(error);
                    break;
                }
            }
            if waiting.len() >= ON_THEIR_WAY
                && let Some((ticket, outcome)) = waiting.pop_front()
            {
                self.settle(ticket, outcome)?;
                done();
            }
        }
        self.settle_all(&mut waiting, done)?;
        if grants {
            self.carry_out()?;
        }
        refused.map_or(Ok(()), Err)
    }

    fn settle_all(&self, waiting: &mut VecDeque<Begun>, done: &dyn Fn()) -> Result<(), LedgerError> {
        for (ticket, outcome) in waiting.drain(..) {
            self.settle(ticket, outcome)?;
            done();
        }
        Ok(())
    }

    /// Decides a command and hands it to the log; none where the books hold it.
    fn begin(&self, entry: Entry) -> Result<Option<Begun>, LedgerError> {
        let _turn = self.turns.take(entry.id);
        let digest = self.secret.digest(&entry).map_err(|error| LedgerError::Encode(error.to_string()))?;
        match self.log.find(entry.id)? {
            Some(found) if !found.is(&digest) => Err(AppendError::CommandReused.into()),
            Some(_) => Ok(None),
            None => self.decide(entry, digest, &|_| {}).map(Some),
        }
    }
}
