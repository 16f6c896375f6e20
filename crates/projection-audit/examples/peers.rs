//! `peers DIR [SEED] [EVENTS]`: a random year as `books.journal`, `books.beancount` and `balances.tsv`, for
//! `scripts/peers` to have the two programs agree with every balance.
#![expect(clippy::unwrap_used, reason = "a program of the tests stops where it cannot go on")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use domain::{Meta, Recorded};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use projection_audit::{Known, Scope, Trail, export};
use uuid::Uuid;

#[path = "../../projection-balances/src/tests/year.rs"]
#[expect(clippy::indexing_slicing, reason = "a list of the file itself")]
mod year;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap());
    let seed = arguments.next().map_or(20_210_901, |seed| seed.parse().unwrap());
    let events = arguments.next().map_or(20_000, |events| events.parse().unwrap());
    fs::create_dir_all(&folder).unwrap();
    let trail = Trail::of(
        Scope { first: date(2021, 7, 1), last: date(2021, 12, 31), known: Known::Position(u64::MAX) },
        log(seed, events),
    );
    let file = |name: &str| BufWriter::new(File::create(folder.join(name)).unwrap());
    export::hledger(&trail, &mut file("books.journal")).unwrap();
    export::beancount(&trail, &mut file("books.beancount")).unwrap();
    let mut balances = file("balances.tsv");
    for (account, balance) in export::balances(&trail) {
        writeln!(balances, "{account}\t{balance}").unwrap();
    }
}

fn log(seed: u64, events: u64) -> impl Iterator<Item = Recorded> {
    let (mut dice, mut year) = (year::Dice(seed), year::Year::default());
    let added =
        year::ACCOUNTS.map(|id| format!(r#"{{"account_added":{{"account":"{id}","published":true}}}}"#));
    let random = (0..events).map(move |_| year.next(&mut dice));
    (0..).zip(added.into_iter().chain(random)).map(move |(position, json)| Recorded {
        position,
        meta: meta(day(position, events)),
        event: serde_json::from_str(&json).unwrap(),
    })
}

/// The days of half a year, some of them out of order.
fn day(position: u64, events: u64) -> Date {
    let days = position * 180 / (events + 3);
    let back = position % 7 / 5 * 3;
    date(2021, 7, 1).checked_add(Span::new().days(i64::try_from(days.saturating_sub(back)).unwrap())).unwrap()
}

fn meta(effective_on: Date) -> Meta {
    Meta {
        actor: "treasurer:t-test".parse().unwrap(),
        causation: Uuid::nil(),
        commitment: None,
        correlation: Uuid::nil(),
        effective_on,
        id: Uuid::nil(),
        recorded_at: Timestamp::UNIX_EPOCH,
    }
}
