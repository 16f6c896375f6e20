//! The lineage against the pots of the rules after every event, and one pot against a list of single đồng.

mod by_hand;
mod single_dong;
mod years;

use domain::{Event, Meta, Recorded};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

fn recorded(position: u64, event: Event) -> Recorded {
    let meta = Meta {
        actor: "treasurer:t-test".parse().unwrap(),
        causation: Uuid::nil(),
        commitment: None,
        correlation: Uuid::nil(),
        effective_on: date(2021, 9, 1),
        id: Uuid::nil(),
        recorded_at: Timestamp::UNIX_EPOCH,
    };
    Recorded { position, meta, event }
}
