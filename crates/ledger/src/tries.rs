//! How often somebody may be wrong about a code: with fifty bits and so few tries nobody guesses one. Counted by network
//! address in memory, whatever door it is tried at, and over all addresses together, so that many of them do not help.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many wrong codes from one address within [`WINDOW`].
const WRONG: u32 = 10;
/// So many from all of them.
const WRONG_IN_ALL: u32 = 1_000;
/// A wrong code is forgotten after that.
const WINDOW: Duration = Duration::from_mins(15);
/// So many addresses are remembered; beyond, all count as one until the window is over.
const REMEMBERED: usize = 10_000;

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    since: Option<Instant>,
    wrong: u32,
    by: HashMap<IpAddr, u32>,
}

impl Tries {
    /// Whether whoever asks from there may try another code.
    pub(crate) fn may_try(&self, asker: IpAddr, now: Instant) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.forget(now);
        let full = counts.by.len() >= REMEMBERED && !counts.by.contains_key(&network(asker));
        let own = counts.by.get(&network(asker)).copied().unwrap_or_default();
        !full && own < WRONG && counts.wrong < WRONG_IN_ALL
    }

    /// A code was wrong.
    pub(crate) fn wrong(&self, asker: IpAddr, now: Instant) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.forget(now);
        counts.since.get_or_insert(now);
        counts.wrong = counts.wrong.saturating_add(1);
        let own = counts.by.entry(network(asker)).or_default();
        *own = own.saturating_add(1);
    }
}

impl Counts {
    fn forget(&mut self, now: Instant) {
        if self.since.is_some_and(|since| now.saturating_duration_since(since) > WINDOW) {
            *self = Self::default();
        }
    }
}

/// One household has one of these: of an IPv6 address only the network counts.
fn network(asker: IpAddr) -> IpAddr {
    match asker.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6((u128::from(six) & !u128::from(u64::MAX)).into()),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_wrong_too_often_waits_and_others_do_not() {
        let (tries, now) = (Tries::default(), Instant::now());
        let [one, other]: [IpAddr; 2] = ["2001:db8::1", "192.0.2.7"].map(|text| text.parse().unwrap());
        for _ in 0..WRONG {
            assert!(tries.may_try(one, now));
            tries.wrong(one, now);
        }
        let neighbour = "2001:db8::2".parse().unwrap();
        assert_eq!([one, neighbour, other].map(|asker| tries.may_try(asker, now)), [false, false, true]);
        assert!(tries.may_try(one, now + WINDOW + Duration::from_secs(1)));
    }

    #[test]
    fn many_addresses_do_not_help() {
        let (tries, now) = (Tries::default(), Instant::now());
        for number in 0..WRONG_IN_ALL {
            tries.wrong(IpAddr::V4(number.into()), now);
        }
        assert!(!tries.may_try("192.0.2.7".parse().unwrap(), now));
    }
}
