//! Many commands at once, as when books are loaded: decided one after the other, waited for together.

use std::collections::VecDeque;

use event_log::AppendError;

use crate::entry::Entry;
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
        for entry in entries {
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
        for (ticket, outcome) in waiting {
            self.settle(ticket, outcome)?;
            done();
        }
        refused.map_or(Ok(()), Err)
    }

    /// Decides a command and hands it to the log; none where the books hold it.
    fn begin(&self, entry: Entry) -> Result<Option<super::Begun>, LedgerError> {
        let _turn = self.turns.take(entry.id);
        let digest = self.secret.digest(&entry).map_err(|error| LedgerError::Encode(error.to_string()))?;
        match self.log.find(entry.id)? {
            Some(found) if !found.is(&digest) => Err(AppendError::CommandReused.into()),
            Some(_) => Ok(None),
            None => self.decide(entry, digest, &|_| {}).map(Some),
        }
    }
}
