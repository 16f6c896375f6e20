//! A million gifts and ten thousand payments: what folding costs an event, what it holds, and what a page asks.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::hint::black_box;
use std::time::Instant;

use domain::{Event, Meta, PaymentNo, ReceiptNo, Recorded};
use jiff::Timestamp;
use jiff::civil::date;
use projection_lineage::Lineage;
use uuid::Uuid;

const GIFTS: u64 = 1_000_000;
const GIFTS_A_PAYMENT: u64 = 100;

fn recorded(position: u64, json: &str) -> Recorded {
    let event: Event = serde_json::from_str(json).unwrap();
    let (causation, correlation, id) = (Uuid::nil(), Uuid::nil(), Uuid::nil());
    let actor = "treasurer:t".parse().unwrap();
    let (effective_on, recorded_at) = (date(2021, 9, 1), Timestamp::UNIX_EPOCH);
    let meta = Meta { actor, causation, commitment: None, correlation, effective_on, id, recorded_at };
    Recorded { position, meta, event }
}

fn event(number: u64) -> Vec<String> {
    let dong = 10_000 + number % 977 * 1_000;
    let gift = format!(
        r#"{{"receipt_recorded":{{"account":"cash:main","amount":"{dong}","donor":"person","receipt":{number}}}}}"#
    );
    let payment = number / GIFTS_A_PAYMENT;
    let paid = format!(
        r#"{{"relief":{{"paid":{{"account":"cash:main","amount":"45000000","fee":"0","kind":{{"relief":{{"area":"82-1"}}}},
        "payment":{payment},"request":{payment},"voucher":"PC-2021-00001"}}}}}}"#
    );
    if number.is_multiple_of(GIFTS_A_PAYMENT) { vec![gift, paid] } else { vec![gift] }
}

fn main() {
    let (mut lineage, mut spent, mut events) = (Lineage::default(), 0, 0);
    for number in 1..=GIFTS {
        for json in event(number) {
            let recorded = recorded(events, &json);
            let start = Instant::now();
            lineage.apply(&recorded);
            spent += start.elapsed().as_nanos();
            events += 1;
        }
    }
    let bytes = postcard::to_allocvec(&lineage).unwrap().len();
    println!("{events} events: {} ns each; {bytes} bytes in a snapshot", spent / u128::from(events));
    for number in [1, GIFTS / 2, GIFTS] {
        let start = Instant::now();
        black_box(lineage.gift(ReceiptNo::new(black_box(number))));
        println!("gift {number}: {} ns", start.elapsed().as_nanos());
    }
    for number in [1, GIFTS / GIFTS_A_PAYMENT] {
        let start = Instant::now();
        black_box(lineage.payment(PaymentNo::new(black_box(number))));
        println!("payment {number}: {} ns", start.elapsed().as_nanos());
    }
}
