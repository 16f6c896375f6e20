//! Given these events, then the books stand like this; and random years against naive models.

mod books;
mod random;
mod year;

use domain::{Actor, Event, Meta, Recorded};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use crate::Balances;

/// The balances after these events, all of one day.
pub(crate) fn folded(events: impl IntoIterator<Item = Event>) -> Balances {
    let mut balances = Balances::default();
    for (position, event) in (0..).zip(events) {
        balances.apply(&recorded(position, event));
    }
    balances
}

pub(crate) fn recorded(position: u64, event: Event) -> Recorded {
    let actor: Actor = "treasurer:t-test".parse().unwrap();
    let (causation, correlation, id) = (Uuid::nil(), Uuid::nil(), Uuid::nil());
    let (effective_on, recorded_at) = (date(2021, 9, 1), Timestamp::UNIX_EPOCH);
    Recorded {
        position,
        meta: Meta { actor, causation, commitment: None, correlation, effective_on, id, recorded_at },
        event,
    }
}

/// An event as it is stored: tests read like the log.
#[track_caller]
pub(crate) fn event(json: &str) -> Event {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}
