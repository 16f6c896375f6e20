//! How many messages come from where: one address does not fill the inbox. In memory, forgotten after an hour.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many messages from one address within [`WINDOW`]: a whole village may share one.
const MOST: u32 = 20;
const WINDOW: Duration = Duration::from_hours(1);
/// So many addresses are remembered; beyond, the oldest hour is forgotten at once. The rules bound the day as a whole.
const REMEMBERED: usize = 10_000;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<(Option<Instant>, HashMap<IpAddr, u32>)>);

impl Pace {
    /// Counts one more from there; false where that is too many.
    pub(super) fn another(&self, from: IpAddr, now: Instant) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, by) = &mut *counts;
        let over = since.is_some_and(|since| now.saturating_duration_since(since) > WINDOW);
        if over || by.len() >= REMEMBERED {
            (*since, *by) = (None, HashMap::new());
        }
        since.get_or_insert(now);
        let count = by.entry(from.to_canonical()).or_default();
        *count = count.saturating_add(1);
        *count <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_slowed_down_and_another_is_not() {
        let (pace, now) = (Pace::default(), Instant::now());
        let [one, other]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        assert!((0..MOST).all(|_| pace.another(one, now)));
        assert_eq!((pace.another(one, now), pace.another(other, now)), (false, true));
        assert!(pace.another(one, now + WINDOW + Duration::from_secs(1)));
    }
}
