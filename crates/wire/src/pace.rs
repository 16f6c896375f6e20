//! How much one asks for: one network neither fills the inbox nor keeps the machine busy with searches. In memory, in few
//! bytes for each who asks, and forgotten once they have been quiet.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many are remembered. Beyond, those that owe least are forgotten: whoever comes with many addresses clears nobody who
/// is over the limit.
const REMEMBERED: usize = 10_000;

/// So much at once, then one in each `each`.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// From 1.
    pub burst: u32,
    /// A fraction of a second or more.
    pub each: Duration,
}

impl Limit {
    /// Messages: a whole village may share one address.
    pub const MESSAGES: Self = Self { burst: 20, each: Duration::from_mins(3) };
    /// Searches: somebody who types asks four times a second, and an office or a telephone network shares one address.
    pub const SEARCHES: Self = Self { burst: 150, each: Duration::from_nanos(33_333_333) };
    /// Papers that are set: an office reads a dozen, a program that takes all of them waits.
    pub const PAPERS: Self = Self { burst: 20, each: Duration::from_secs(3) };
}

/// See the module. For each who asks stands until when what they asked for is worked off.
#[derive(Debug)]
pub struct Pace<K> {
    limit: Limit,
    until: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> Pace<K> {
    /// Nobody has asked for anything.
    pub fn new(limit: Limit) -> Self {
        Self { limit, until: Mutex::default() }
    }

    /// Counts one more of them.
    ///
    /// # Errors
    /// How long to wait before the next. What is refused is not counted.
    pub fn another(&self, who: K, now: Instant) -> Result<(), Duration> {
        let mut all = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED && !all.contains_key(&who) {
            forget(&mut all, now);
        }
        let until = all.entry(who).or_insert(now);
        let owed = until.saturating_duration_since(now);
        let most = self.limit.each.saturating_mul(self.limit.burst.saturating_sub(1));
        match owed.checked_sub(most) {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                *until = now.checked_add(owed.saturating_add(self.limit.each)).unwrap_or(now);
                Ok(())
            }
        }
    }
}

/// Lets go what is worked off, and where that makes too little room, the quarter that owes least.
fn forget<K>(all: &mut HashMap<K, Instant>, now: Instant) {
    all.retain(|_, until| *until > now);
    if all.len() < REMEMBERED / 4 * 3 {
        return;
    }
    let mut times: Vec<Instant> = all.values().copied().collect();
    let (_, least, _) = times.select_nth_unstable(REMEMBERED / 4);
    let least = *least;
    all.retain(|_, until| *until > least);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_too_much_is_slowed_down_and_another_is_not() {
        for limit in [Limit::MESSAGES, Limit::SEARCHES] {
            let (pace, now) = (Pace::new(limit), Instant::now());
            let (one, other) = (1, 2);
            assert!((0..limit.burst).all(|_| pace.another(one, now).is_ok()));
            assert_eq!(pace.another(one, now), Err(limit.each));
            assert_eq!(pace.another(one, now), Err(limit.each), "what is refused is not counted");
            assert_eq!(pace.another(other, now), Ok(()));
            let later = now + limit.each;
            assert!(pace.another(one, later).is_ok() && pace.another(one, later).is_err());
        }
    }

    #[test]
    fn whoever_types_is_never_slowed_down() {
        let (pace, begin) = (Pace::new(Limit::SEARCHES), Instant::now());
        let typing = |office: u32| begin + Duration::from_millis(250) * office;
        for moment in 0..400 {
            assert!((0..7).all(|_| pace.another(1, typing(moment)).is_ok()));
        }
    }

    #[test]
    fn many_fill_no_memory_and_clear_nobody() {
        let (pace, now) = (Pace::new(Limit::SEARCHES), Instant::now());
        let over = u32::MAX;
        assert!((0..Limit::SEARCHES.burst).all(|_| pace.another(over, now).is_ok()));
        for number in 0..30_000_u32 {
            assert!(pace.another(number, now).is_ok());
        }
        assert!(pace.another(over, now).is_err());
        assert!(pace.until.lock().unwrap().len() <= REMEMBERED);
    }
}
