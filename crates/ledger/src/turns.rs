//! One turn at a time for each command id: two of the same at once are one after the other, so that the second
//! finds the first one's result.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, PoisonError};

use uuid::Uuid;

/// The command ids that have the turn.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    taken: Mutex<HashSet<Uuid>>,
    given_back: Condvar,
}

/// Gives the turn back when dropped.
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
    id: Uuid,
}

impl Turns {
    /// Waits until nobody else has the turn for `id`.
    pub(crate) fn take(&self, id: Uuid) -> Turn<'_> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self
            .given_back
            .wait_while(taken, |taken| taken.contains(&id))
            .unwrap_or_else(PoisonError::into_inner);
        taken.insert(id);
        Turn { turns: self, id }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.taken.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
        self.turns.given_back.notify_all();
    }
}
