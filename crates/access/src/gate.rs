//! So many at once, and a bounded line before it, in which whoever has tried less stands before whoever has tried more. Who
//! finds it full is sent away, unless somebody in it has tried more: then that one is.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many may wait for each place.
const QUEUE: usize = 16;

/// Places for work that takes memory.
#[derive(Debug)]
pub(crate) struct Gate {
    places: usize,
    line: Mutex<Line>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Line {
    working: usize,
    /// The tries so far, and when they came.
    waiting: BTreeSet<(u32, u64)>,
    next: u64,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place<'a>(&'a Gate);

impl Gate {
    pub(crate) fn new(places: usize) -> Self {
        Self { places: places.max(1), line: Mutex::default(), moved: Condvar::new() }
    }

    /// Waits for a place, behind all who tried less than `tries` times; none if too many wait already.
    pub(crate) fn enter(&self, tries: u32) -> Option<Place<'_>> {
        let mut line = self.lock();
        let ticket = (tries, line.next);
        line.next = line.next.wrapping_add(1);
        if line.waiting.len() >= self.places.saturating_mul(QUEUE) {
            let last = line.waiting.last().copied().filter(|last| *last > ticket)?;
            line.waiting.remove(&last);
            self.moved.notify_all();
        }
        line.waiting.insert(ticket);
        while line.waiting.contains(&ticket) {
            if line.working < self.places && line.waiting.first() == Some(&ticket) {
                line.waiting.remove(&ticket);
                line.working = line.working.saturating_add(1);
                self.moved.notify_all();
                return Some(Place(self));
            }
            line = self.moved.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    fn lock(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut line = self.0.lock();
        line.working = line.working.saturating_sub(1);
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    /// Waits, without a clock, until so many stand in the line.
    fn wait_for(gate: &Gate, waiting: usize) {
        while gate.lock().waiting.len() != waiting {
            thread::yield_now();
        }
    }

    #[test]
    fn who_tried_once_stands_before_two_hundred_who_try_without_end() {
        let gate = Gate::new(2);
        let (tell, told) = channel();
        thread::scope(|scope| {
            let [one, two] = [gate.enter(1).unwrap(), gate.enter(2).unwrap()];
            let flood: Vec<_> = (3..203)
                .map(|tries| {
                    let (gate, tell) = (&gate, tell.clone());
                    scope.spawn(move || {
                        let place = gate.enter(tries);
                        place.as_ref().map(|_| tell.send(tries).unwrap()).is_some()
                    })
                })
                .collect();
            // All but those in the line have been sent away.
            wait_for(&gate, 2 * QUEUE);
            while flood.iter().filter(|one| one.is_finished()).count() < 200 - 2 * QUEUE {
                thread::yield_now();
            }
            let (gate, honest) = (&gate, tell.clone());
            let honest = scope.spawn(move || {
                let place = gate.enter(1);
                place.as_ref().map(|_| honest.send(1).unwrap()).is_some()
            });
            while flood.iter().filter(|one| one.is_finished()).count() < 201 - 2 * QUEUE {
                thread::yield_now();
            }
            drop(one);
            assert_eq!(told.recv().unwrap(), 1, "the next place is theirs");
            drop(two);
            assert!(honest.join().unwrap());
            let let_in = flood.into_iter().filter(|one| !one.is_finished()).count();
            assert!(let_in <= 2 * QUEUE);
        });
    }

    #[test]
    fn the_line_is_bounded_and_the_first_of_equals_goes_first() {
        let gate = Gate::new(1);
        let (tell, told) = channel();
        thread::scope(|scope| {
            let place = gate.enter(1).unwrap();
            for number in 0..QUEUE {
                let (gate, tell) = (&gate, tell.clone());
                scope.spawn(move || {
                    let place = gate.enter(1).unwrap();
                    tell.send(number).unwrap();
                    drop(place);
                });
                wait_for(gate, number + 1);
            }
            assert!(gate.enter(1).is_none() && gate.enter(7).is_none());
            drop(place);
            let order: Vec<usize> = (0..QUEUE).map(|_| told.recv().unwrap()).collect();
            assert_eq!(order, (0..QUEUE).collect::<Vec<_>>());
        });
    }
}
