//! A province's register and two waves of relief: how long the fold takes, how large it is, how long the questions take.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use domain::network::{self, AreaDeclared, AreaKind, GroupFormed, HouseholdRegistered};
use domain::relief::{self, Paid, PaymentKind, Recipient};
use domain::{Code, Event, Meta, Party, PaymentNo, Recorded, RequestNo, Vnd};
use jiff::civil::date;
use projection_coverage::Coverage;
use uuid::Uuid;

const GROUPS: usize = 12_478;
const HOUSEHOLDS: usize = 438_116;

fn main() {
    let events = register().into_iter().chain(waves()).enumerate();
    let records: Vec<Recorded> = events.map(|(position, event)| recorded(position as u64, event)).collect();
    let mut coverage = Coverage::default();
    let start = Instant::now();
    for record in &records {
        coverage.apply(record);
    }
    println!("{} events folded in {:?}", records.len(), start.elapsed());
    size("snapshot of the coverage", &postcard::to_stdvec(&coverage).unwrap());
    size("snapshot of the network alone", &postcard::to_stdvec(coverage.network()).unwrap());
    let (day, start) = (date(2021, 12, 31), Instant::now());
    println!("{} areas in {:?}", coverage.areas(day).len(), start.elapsed());
    let start = Instant::now();
    println!("{} groups without in {:?}", coverage.nothing_yet(day).groups.len(), start.elapsed());
    let start = Instant::now();
    println!("{} doubles in {:?}", coverage.doubles().len(), start.elapsed());
    let start = Instant::now();
    println!("{} policies in {:?}", coverage.by_policy(None, day).len(), start.elapsed());
    let commune = "87-20003".parse().unwrap();
    let start = Instant::now();
    println!("{} groups of a commune in {:?}", coverage.groups_in(&commune, day).len(), start.elapsed());
}

fn size(what: &str, bytes: &[u8]) {
    let start = Instant::now();
    if what.contains("coverage") {
        let _back: Coverage = postcard::from_bytes(bytes).unwrap();
    } else {
        let _back: network::State = postcard::from_bytes(bytes).unwrap();
    }
    println!("{what}: {} bytes, read in {:?}", bytes.len(), start.elapsed());
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn group_of(place: usize) -> String {
    format!("g-{}-{:03}", 20_000 + place % 141, place / 141)
}

fn household(place: usize) -> String {
    format!("{}/{}", group_of(place % GROUPS), place / GROUPS + 1)
}

fn register() -> Vec<Event> {
    let area = |code: &str, kind, parent: &str| {
        network::Event::AreaDeclared(AreaDeclared {
            area: code.parse().unwrap(),
            decision: "list".into(),
            kind,
            name: code.into(),
            parent: parent.parse().ok(),
            successor: None,
            valid_until: None,
        })
    };
    let mut events = vec![area("87", AreaKind::Province, "")];
    events.extend((0..141).map(|place| area(&format!("87-{}", 20_000 + place), AreaKind::Commune, "87")));
    events.extend((0..GROUPS).map(|place| {
        let area = code(&format!("87-{}", 20_000 + place % 141));
        network::Event::GroupFormed(GroupFormed { area, group: code(&group_of(place)), households: 35 })
    }));
    events.extend((0..HOUSEHOLDS).map(|place| {
        network::Event::HouseholdRegistered(HouseholdRegistered {
            categories: vec![],
            household: household(place).parse().unwrap(),
            members: 4,
            row: Some(domain::RowNo::new(place as u64 + 1)),
        })
    }));
    events.into_iter().map(Event::from).collect()
}

/// Payments of 500 households each; every second household in the first wave, every third in the second.
fn waves() -> Vec<Event> {
    let reached = (0..HOUSEHOLDS).step_by(2).chain((0..HOUSEHOLDS).step_by(3));
    let recipients: Vec<_> = reached
        .map(|place| Recipient {
            amount: Vnd::new(1_500_000),
            goods: vec![],
            households: 1,
            party: Party::Household(household(place).parse().unwrap()),
            persons: 4,
            policy: Some(code(if place % 97 == 0 { "hunger" } else { "covid" })),
        })
        .collect();
    let paid = recipients.chunks(500).zip(1..).map(|(recipients, number)| {
        Event::from(relief::Event::Paid(Paid {
            account: "cash:main".parse().unwrap(),
            amount: Vnd::new(750_000_000),
            earmark: None,
            explains: None,
            fee: Vnd::ZERO,
            kind: PaymentKind::Relief(Party::Area(code("87"))),
            payment: PaymentNo::new(number),
            recipients: recipients.to_vec(),
            reference: None,
            request: RequestNo::new(number),
            row: None,
            voucher: "PC-2021-00001".parse().unwrap(),
        }))
    });
    paid.collect()
}

fn recorded(position: u64, event: Event) -> Recorded {
    let meta = Meta {
        actor: "treasurer:t".parse().unwrap(),
        causation: Uuid::nil(),
        commitment: None,
        correlation: Uuid::nil(),
        effective_on: date(2021, 7, 1),
        id: Uuid::nil(),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
    };
    Recorded { position, meta, event }
}
