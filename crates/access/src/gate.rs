//! So many at once, and a short queue: who would have to wait behind too many is sent away.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many may wait for each place.
const QUEUE: usize = 16;

/// Places for work that takes memory.
#[derive(Debug)]
pub(crate) struct Gate {
    places: usize,
    taken: Mutex<Taken>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    working: usize,
    waiting: usize,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place<'a>(&'a Gate);

impl Gate {
    pub(crate) fn new(places: usize) -> Self {
        Self { places: places.max(1), taken: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits for a place; none if too many wait already.
    pub(crate) fn enter(&self) -> Option<Place<'_>> {
        let mut taken = self.lock();
        if taken.waiting >= self.places.saturating_mul(QUEUE) {
            return None;
        }
        taken.waiting = taken.waiting.saturating_add(1);
        while taken.working >= self.places {
            taken = self.freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        taken.waiting = taken.waiting.saturating_sub(1);
        taken.working = taken.working.saturating_add(1);
        Some(Place(self))
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut taken = self.0.lock();
        taken.working = taken.working.saturating_sub(1);
        self.0.freed.notify_one();
    }
}
