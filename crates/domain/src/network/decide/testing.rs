//! Given these registers, when this command, then so many facts or that refusal: the harness of this part's tests.

use jiff::civil::Date;

use crate::command::{Command, On};
use crate::decide::testing::{DAY, after, opened};
use crate::network::{
    AreaEntry, AreaKind, ChangeHousehold, Command as Asked, CountOrganisation, DeclareAreas, DeclareCategory,
    DeclareOrganisation, EndAreas, FormGroups, GroupClass, GroupEntry, HouseholdEntry, OrganisationKind,
    RateGroups, RatingEntry, Refusal, RegisterHouseholds, RemoveHousehold,
};
use crate::rejection::Rejection;
use crate::state::State;

macro_rules! asked {
    ($($name:ident),+) => {$(
        impl From<$name> for Asked {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        }
    )+};
}

asked!(
    DeclareAreas,
    EndAreas,
    DeclareCategory,
    FormGroups,
    RateGroups,
    DeclareOrganisation,
    CountOrganisation,
    RegisterHouseholds,
    ChangeHousehold,
    RemoveHousehold
);

pub(super) fn on(effective_on: Date, command: impl Into<Asked>) -> Command {
    Command::Network(On { command: command.into(), effective_on })
}

pub(super) fn area(code: &str, kind: AreaKind, parent: &str) -> AreaEntry {
    AreaEntry {
        area: code.parse().unwrap(),
        kind,
        name: format!("Địa bàn {code}"),
        parent: parent.parse().ok(),
        successor: None,
        valid_until: None,
    }
}

pub(super) fn group(code: &str, area: &str) -> GroupEntry {
    GroupEntry { area: area.parse().unwrap(), group: code.parse().unwrap(), households: 30 }
}

pub(super) fn rating(code: &str, score: u16) -> RatingEntry {
    RatingEntry { class: GroupClass::Stable, group: code.parse().unwrap(), households: 30, score }
}

pub(super) fn household(id: &str, members: u16, categories: &[&str]) -> HouseholdEntry {
    HouseholdEntry {
        household: id.parse().unwrap(),
        categories: categories.iter().map(|code| code.parse().unwrap()).collect(),
        members,
        row: None,
    }
}

pub(super) fn remove(id: &str, same_as: Option<&str>) -> Command {
    let same_as = same_as.map(|same| same.parse().unwrap());
    on(DAY, RemoveHousehold { household: id.parse().unwrap(), same_as })
}

/// An open fund with the province 87, a commune in it, a group of two households, one category, one organisation.
pub(super) fn registers() -> Vec<Command> {
    let areas = vec![
        area("87", AreaKind::Province, ""),
        area("87-866", AreaKind::District, "87"),
        area("87-29869", AreaKind::Ward, "87-866"),
    ];
    let households = vec![household("g-1/1", 4, &["poor"]), household("g-1/2", 5, &[])];
    let organisation = DeclareOrganisation {
        area: None,
        kind: OrganisationKind::MassOrganisation,
        name: "Hội Phụ nữ".into(),
        organisation: "women".parse().unwrap(),
    };
    let category = DeclareCategory { category: "poor".parse().unwrap(), name: "Hộ nghèo".into() };
    let registers = [
        on(DAY, DeclareAreas { areas, decision: "QĐ 1".into() }),
        on(DAY, category),
        on(DAY, FormGroups { groups: vec![group("g-1", "87-29869")] }),
        on(DAY, RegisterHouseholds { households }),
        on(DAY, organisation),
    ];
    [opened(), registers.into()].concat()
}

/// How many facts the command makes on the day of the tests.
pub(super) fn decided(state: &State, when: impl Into<Asked>) -> Result<usize, Refusal> {
    decided_on(state, on(DAY, when))
}

pub(super) fn decided_on(state: &State, when: Command) -> Result<usize, Refusal> {
    match crate::decide::testing::decided(state, when) {
        Ok(facts) => Ok(facts.len()),
        Err(Rejection::Network(refusal)) => Err(refusal),
        Err(other) => panic!("{other}"),
    }
}

#[track_caller]
pub(super) fn check(given: Vec<Command>, when: impl Into<Asked>, then: Result<usize, Refusal>) {
    match (decided(&after(given), when), then) {
        (Ok(facts), Ok(then)) => assert_eq!(facts, then),
        (decided, then) => assert_eq!(decided.err(), then.err()),
    }
}
