//! How many streams are open at once, in all and for one address: so that nobody keeps everybody else waiting. In memory.
//!
//! Whoever stops reading keeps the connection and not the place.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::caller::Caller;

/// A stream that nobody read from for so long no longer counts when others want its place.
const STALLED: Duration = Duration::from_mins(1);

/// See the module.
#[derive(Debug)]
pub struct Crowd {
    each: usize,
    all: usize,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Debug, Default)]
struct Inside {
    next: u64,
    places: HashMap<u64, (IpAddr, Instant)>,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    name: u64,
    network: IpAddr,
    inside: Arc<Mutex<Inside>>,
}

impl Crowd {
    /// So many of one address, and so many in all; each from 1.
    pub fn new(each: usize, all: usize) -> Self {
        Self { each: each.max(1), all: all.max(1), inside: Arc::default() }
    }

    /// A place; none where this address, or everybody together, has all that there are. Whom nobody names is counted among
    /// all alone.
    pub fn enter(&self, caller: Caller, now: Instant) -> Option<Place> {
        let network = caller.network();
        let mut inside = lock(&self.inside);
        if inside.is_full(self, caller) {
            inside.places.retain(|_, (_, read)| now.saturating_duration_since(*read) < STALLED);
            if inside.is_full(self, caller) {
                return None;
            }
        }
        let name = inside.next;
        inside.next = name.wrapping_add(1);
        inside.places.insert(name, (network, now));
        Some(Place { name, network, inside: Arc::clone(&self.inside) })
    }
}

impl Inside {
    fn is_full(&self, crowd: &Crowd, caller: Caller) -> bool {
        let network = caller.network();
        let own = || self.places.values().filter(|(of, _)| *of == network).count();
        self.places.len() >= crowd.all || !caller.is_unnamed() && own() >= crowd.each
    }
}

impl Place {
    /// The stream was read from.
    pub fn read(&self, now: Instant) {
        lock(&self.inside).places.insert(self.name, (self.network, now));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.inside).places.remove(&self.name);
    }
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(last: u8) -> Caller {
        Caller([192, 0, 2, last].into())
    }

    #[test]
    fn one_address_takes_its_share_and_all_together_theirs() {
        let (crowd, now) = (Crowd::new(2, 5), Instant::now());
        let enter = |last| crowd.enter(caller(last), now);
        let own = [enter(1), enter(1)];
        assert!(own.iter().all(Option::is_some) && enter(1).is_none());
        let others = [enter(2), enter(2), enter(3)];
        assert!(others.iter().all(Option::is_some) && enter(4).is_none(), "all together");
        drop(own);
        assert!(enter(1).is_some());
    }

    #[test]
    fn whom_nobody_names_shares_the_places_of_all() {
        let (crowd, now) = (Crowd::new(1, 3), Instant::now());
        let nobody = || crowd.enter(Caller([127, 0, 0, 1].into()), now);
        let places = [nobody(), nobody(), nobody()];
        assert!(places.iter().all(Option::is_some) && nobody().is_none());
    }

    #[test]
    fn who_stops_reading_loses_the_place_to_who_reads() {
        let (crowd, begin) = (Crowd::new(2, 2), Instant::now());
        let [one, _two] = [crowd.enter(caller(1), begin).unwrap(), crowd.enter(caller(1), begin).unwrap()];
        let later = begin + STALLED;
        one.read(later);
        let third = crowd.enter(caller(2), later);
        assert!(third.is_some() && crowd.enter(caller(2), later).is_none());
    }
}
