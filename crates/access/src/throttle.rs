//! How often somebody may try: per name and address together, per name, and per address, each with a delay that grows. A
//! try is counted before it is looked at, so that many at once gain nothing. A name that nobody has is counted as any
//! other: being locked out tells nothing. Kept in memory: whoever restarts the server sits at the machine.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// So many counters at most.
const COUNTERS: usize = 20_000;
const FIRST_DELAY: i64 = 30;
const LONGEST_DELAY: i64 = 15 * 60;
/// After so long without a try, a counter is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Pair(u64),
    Name(u64),
    Address(IpAddr),
}

impl Key {
    /// So many tries are free.
    fn free(self) -> u32 {
        match self {
            Self::Pair(_) => 5,
            Self::Name(_) => 20,
            // A whole office may stand behind one address.
            Self::Address(_) => 50,
        }
    }
}

/// What one try is counted under, and the how manyth it is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys([(Key, u32); 3]);

impl Keys {
    /// Tries from this address that were not forgiven, with this one.
    pub(crate) fn of_address(self) -> u32 {
        let Self([_, _, (_, tries)]) = self;
        tries
    }
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    tries: u32,
    last: Timestamp,
    until: Timestamp,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    counters: BTreeMap<Key, Counter>,
    /// Its keys are random: nobody can make two names meet.
    hasher: RandomState,
}

impl Throttle {
    pub(crate) fn keys(&self, login: &str, address: IpAddr) -> Keys {
        let address = subnet(address);
        let pair = self.hasher.hash_one((login, address));
        let keys = [Key::Pair(pair), Key::Name(self.hasher.hash_one(login)), Key::Address(address)];
        Keys(keys.map(|key| (key, 0)))
    }

    /// Counts a try, or says how long to wait before the next.
    pub(crate) fn begin(&mut self, Keys(keys): Keys, now: Timestamp) -> Result<Keys, Duration> {
        let until =
            keys.iter().filter_map(|(key, _)| self.counters.get(key)).map(|counter| counter.until).max();
        let wait = until.map_or(SignedDuration::ZERO, |until| until.duration_since(now));
        if wait.is_positive() {
            return Err(wait.unsigned_abs().max(Duration::from_secs(1)));
        }
        Ok(Keys(keys.map(|(key, _)| (key, self.count(key, now)))))
    }

    /// For how long the name itself is locked now, whoever tries.
    pub(crate) fn name_locked(&self, Keys([_, (name, _), _]): Keys, now: Timestamp) -> Option<Duration> {
        let wait = self.counters.get(&name)?.until.duration_since(now);
        wait.is_positive().then(|| wait.unsigned_abs())
    }

    /// The try was right. Whoever has a name of their own cannot clear an address with it.
    pub(crate) fn succeeded(&mut self, keys: Keys) {
        let Keys([(pair, _), (name, _), _]) = keys;
        self.counters.remove(&pair);
        self.counters.remove(&name);
        self.forgive(keys);
    }

    /// The try was not looked at. A delay that another try brought about stays: many at once, of which the most are sent
    /// away, clear nothing.
    pub(crate) fn forgive(&mut self, Keys(keys): Keys) {
        for (key, tries) in keys {
            if let Some(counter) = self.counters.get_mut(&key) {
                if counter.tries == tries {
                    counter.until = Timestamp::MIN;
                }
                counter.tries = counter.tries.saturating_sub(1);
            }
        }
    }

    /// Forgets the quarter that was idle longest: at once, so that a flood of names costs little for each.
    fn make_room(&mut self) {
        let mut last: Vec<Timestamp> = self.counters.values().map(|counter| counter.last).collect();
        let (_, oldest, _) = last.select_nth_unstable(COUNTERS / 4);
        let oldest = *oldest;
        self.counters.retain(|_, counter| counter.last > oldest);
    }

    fn count(&mut self, key: Key, now: Timestamp) -> u32 {
        if self.counters.len() >= COUNTERS && !self.counters.contains_key(&key) {
            self.make_room();
        }
        let counter =
            self.counters.entry(key).or_insert(Counter { tries: 0, last: now, until: Timestamp::MIN });
        if now.duration_since(counter.last) > FORGOTTEN {
            counter.tries = 0;
        }
        counter.tries = counter.tries.saturating_add(1);
        counter.last = now;
        if let Some(over) = counter.tries.checked_sub(key.free()) {
            let delay = FIRST_DELAY.saturating_mul(1 << over.min(10)).min(LONGEST_DELAY);
            counter.until = now.saturating_add(SignedDuration::from_secs(delay)).unwrap_or(now);
        }
        counter.tries
    }
}

/// Whoever has one address of IPv6 has the 2^64 beside it.
pub(crate) fn subnet(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6((u128::from(six) & !u128::from(u64::MAX)).into()),
        },
        IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn address(last: u8) -> IpAddr {
        [10, 0, 0, last].into()
    }

    #[test]
    fn the_delay_grows_and_ends() {
        let mut throttle = Throttle::default();
        let keys = throttle.keys("an", address(1));
        let mut now = 0;
        for _ in 0..5 {
            throttle.begin(keys, at(now)).unwrap();
        }
        for delay in [30, 60, 120, 240, 480, 900, 900] {
            assert_eq!(throttle.begin(keys, at(now)).unwrap_err(), Duration::from_secs(delay));
            assert_eq!(
                throttle.begin(keys, at(now)).unwrap_err(),
                Duration::from_secs(delay),
                "a refusal is no try"
            );
            now += i64::try_from(delay).unwrap();
            throttle.begin(keys, at(now)).unwrap();
        }
    }

    #[test]
    fn another_address_may_try_until_the_name_is_locked() {
        let mut throttle = Throttle::default();
        for last in 0..4 {
            let keys = throttle.keys("an", address(last));
            (0..5).for_each(|_| assert!(throttle.begin(keys, at(0)).is_ok()));
        }
        let keys = throttle.keys("an", address(9));
        assert!(throttle.name_locked(keys, at(0)).is_some());
        assert!(throttle.begin(keys, at(0)).is_err());
        assert!(throttle.begin(throttle.keys("binh", address(9)), at(0)).is_ok());
    }

    #[test]
    fn an_address_cannot_be_cleared_with_a_name_of_ones_own() {
        let mut throttle = Throttle::default();
        let own = throttle.keys("own", address(1));
        let mut tries = 0;
        while throttle.begin(throttle.keys(&format!("other{tries}"), address(1)), at(0)).is_ok() {
            tries += 1;
            if let Ok(own) = throttle.begin(own, at(0)) {
                throttle.succeeded(own);
            }
        }
        assert_eq!(tries, 50);
    }

    #[test]
    fn many_at_once_that_are_not_looked_at_clear_no_delay() {
        let mut throttle = Throttle::default();
        let keys = throttle.keys("an", address(1));
        let tries: Vec<Keys> = (0..5).map(|_| throttle.begin(keys, at(0)).unwrap()).collect();
        let [first, .., last] = tries[..] else { unreachable!() };
        throttle.forgive(first);
        assert!(throttle.begin(keys, at(0)).is_err(), "the fifth brought the delay, not the first");
        throttle.forgive(last);
        assert!(throttle.begin(keys, at(0)).is_err());
        let mut throttle = Throttle::default();
        let tries: Vec<Keys> = (0..5).map(|_| throttle.begin(keys, at(0)).unwrap()).collect();
        throttle.forgive(tries[4]);
        assert!(throttle.begin(keys, at(0)).is_ok(), "who brought it and was not looked at may try again");
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let throttle = Throttle::default();
        let [one, other]: [IpAddr; 2] = ["2001:db8::1".parse().unwrap(), "2001:db8::ffff".parse().unwrap()];
        assert_eq!(throttle.keys("an", one).0, throttle.keys("an", other).0);
    }

    #[test]
    fn strangers_cannot_fill_the_memory() {
        let mut throttle = Throttle::default();
        for n in 0..30_000_u32 {
            let address = IpAddr::V4(n.into());
            throttle.begin(throttle.keys(&n.to_string(), address), at(i64::from(n))).unwrap();
        }
        assert!((COUNTERS / 2..=COUNTERS).contains(&throttle.counters.len()));
    }
}
