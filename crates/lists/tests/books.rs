//! The province's lists go into the books as they are.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use domain::network::{self, DeclareAreas};
use domain::{Actor, Command, Given, On, OpenFund, State, decide};
use jiff::civil::{Date, date};

fn give(state: &mut State, command: Command) {
    let actor: Actor = "admin:a-1".parse().unwrap();
    let given = Given { actor: &actor, today: date(2026, 1, 5) };
    for fact in decide(state, command, given).unwrap() {
        state.evolve(&actor, fact.effective_on, &fact.event);
    }
}

fn take_up(state: &mut State, name: &str, effective_on: Date) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/areas").join(name);
    let areas = lists::areas(&std::fs::read(path).unwrap(), name).unwrap().rows;
    let command = network::Command::DeclareAreas(DeclareAreas { areas, decision: name.into() });
    give(state, Command::Network(On { command, effective_on }));
}

#[test]
fn both_lists_of_the_province_go_into_the_books() {
    let mut state = State::default();
    let opened = date(2021, 1, 1);
    let fund = OpenFund { fund: "cuu-tro".parse().unwrap(), name: "Quỹ".into(), effective_on: opened };
    give(&mut state, Command::OpenFund(fund));
    take_up(&mut state, "dong-thap-from-2025-07-01.csv", date(2025, 7, 1));
    take_up(&mut state, "dong-thap-until-2025-06-30.csv", date(2020, 1, 1));
    let network = &state.network;
    assert_eq!(network.areas().count(), 154 + 103);
    let (old, new) = ("87-29869".parse().unwrap(), "82-29869".parse().unwrap());
    assert_eq!(network.area_now(&old, date(2025, 6, 30)), Some(&old));
    assert_eq!(network.area_now(&old, date(2025, 7, 1)), Some(&new));
    assert!(network.area(&"82".parse().unwrap(), date(2021, 12, 31)).is_none());
    assert!(network.lies_in(&old, &"82".parse().unwrap()));
}
