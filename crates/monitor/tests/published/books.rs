//! The entries of an invented fund: its opening, accounts, gifts in cash and by bank, a count, a closing.
#![allow(dead_code, reason = "the benchmark uses a part of it")]

use domain::{Event, Meta, encode};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;

/// An event as it is stored; `at` makes its envelope its own.
pub(crate) fn stored(at: u64, event: &serde_json::Value) -> Vec<u8> {
    let event: Event =
        serde_json::from_value(event.clone()).unwrap_or_else(|error| panic!("{error}: {event}"));
    let id = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + u128::from(at));
    let meta = Meta {
        actor: "treasurer:t-test".parse().unwrap(),
        causation: id,
        commitment: None,
        correlation: id,
        effective_on: date(2024, 9, 10),
        id,
        recorded_at: Timestamp::from_second(1_725_900_000 + i64::try_from(at).unwrap()).unwrap(),
    };
    let mut bytes = Vec::new();
    encode(&meta, &event, &mut bytes).unwrap();
    bytes
}

/// The books of quy-a: `count` entries, at least 4. Every second gift is in cash, with a voucher.
pub(crate) fn books(count: u64) -> Vec<Vec<u8>> {
    let mut entries = vec![
        stored(0, &json!({"fund_opened": {"fund": "quy-a", "name": "Quỹ A"}})),
        stored(1, &json!({"account_added": {"account": "cash:hop-1", "published": true}})),
        stored(2, &json!({"account_added": {"account": "vcb:0011", "published": true}})),
    ];
    for at in 3..count {
        entries.push(gift(at));
    }
    entries
}

/// The gift at this position: 1,000 đồng and one for each position.
pub(crate) fn gift(at: u64) -> Vec<u8> {
    let (receipt, amount) = (at - 2, (1000 + at).to_string());
    let event = if at.is_multiple_of(2) {
        json!({"receipt_recorded": {
            "account": "vcb:0011", "amount": amount, "donor": "person", "receipt": receipt,
            "bank": {"reference": format!("FT{at:010}"), "line": 7},
        }})
    } else {
        json!({"receipt_recorded": {
            "account": "cash:hop-1", "amount": amount, "donor": "anonymous", "receipt": receipt,
            "voucher": format!("PT-2024-{:05}", receipt.div_ceil(2)),
        }})
    };
    stored(at, &event)
}
