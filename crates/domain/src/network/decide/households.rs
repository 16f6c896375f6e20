//! Households are registered from the lists of their groups, change, and leave.

use super::Seen;
use crate::decide::Day;
use crate::ids::{Code, HouseholdId};
use crate::network::command::{ChangeHousehold, RegisterHouseholds, RemoveHousehold};
use crate::network::event::{Event, HouseholdChanged, HouseholdLeft, HouseholdRegistered};
use crate::network::refusal::{Refusal, each};
use crate::network::state::State;

pub(super) fn register(
    state: &State,
    command: RegisterHouseholds,
    day: &Day<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut seen = Seen::with_room(command.households.len());
    each(&command.households, |row, entry| {
        let household = &entry.household;
        seen.first(row, household)?;
        new(state, household)?;
        group(state, household, day)?;
        people(household, entry.members)?;
        categories(state, &entry.categories)
    })?;
    let registered = command.households.into_iter().map(|entry| {
        Event::HouseholdRegistered(HouseholdRegistered {
            categories: sorted(entry.categories),
            household: entry.household,
            members: entry.members,
            row: entry.row,
        })
    });
    Ok(registered.collect())
}

pub(super) fn change(state: &State, command: ChangeHousehold) -> Result<Vec<Event>, Refusal> {
    state.living(&command.household)?;
    people(&command.household, command.members)?;
    categories(state, &command.categories)?;
    Ok(vec![Event::HouseholdChanged(HouseholdChanged {
        categories: sorted(command.categories),
        household: command.household,
        members: command.members,
        row: command.row,
    })])
}

pub(super) fn remove(state: &State, command: RemoveHousehold) -> Result<Vec<Event>, Refusal> {
    let RemoveHousehold { household, same_as } = command;
    state.living(&household)?;
    match &same_as {
        Some(same) if *same == household => return Err(Refusal::HouseholdSameAsItself(household)),
        Some(same) => {
            state.living(same)?;
        }
        None => {}
    }
    Ok(vec![Event::HouseholdLeft(HouseholdLeft { household, same_as })])
}

/// A number stays taken when its household has left: what was given to one never counts for another.
fn new(state: &State, household: &HouseholdId) -> Result<(), Refusal> {
    match state.household(household) {
        None => Ok(()),
        Some(known) if known.left => {
            Err(Refusal::HouseholdGone(household.clone(), state.same_as(household).cloned()))
        }
        Some(_) => Err(Refusal::HouseholdKnown(household.clone())),
    }
}

fn group(state: &State, household: &HouseholdId, day: &Day<'_>) -> Result<(), Refusal> {
    match household.group().parse::<Code>() {
        Ok(group) => state.known_group(&group, day.on),
        Err(_) => Err(Refusal::HouseholdUnknown(household.clone())),
    }
}

fn people(household: &HouseholdId, members: u16) -> Result<(), Refusal> {
    if members > 0 { Ok(()) } else { Err(Refusal::HouseholdEmpty(household.clone())) }
}

fn categories(state: &State, codes: &[Code]) -> Result<(), Refusal> {
    match codes.iter().find(|code| !state.knows_category(code)) {
        Some(unknown) => Err(Refusal::CategoryUnknown(unknown.clone())),
        None => Ok(()),
    }
}

fn sorted(mut codes: Vec<Code>) -> Vec<Code> {
    codes.sort();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use crate::network::decide::testing::{check, household, registers, remove};
    use crate::network::{BadRows, ChangeHousehold, Refusal, RegisterHouseholds, RemoveHousehold};

    #[test]
    fn a_household_stands_in_the_register_once() {
        let one = |id| RegisterHouseholds { households: vec![household(id, 4, &["poor"])] };
        check(registers(), one("g-1/3"), Ok(1));
        let known = Refusal::HouseholdKnown("g-1/1".parse().unwrap());
        let refusal = |fault| Refusal::List(BadRows { rows: vec![(1, fault)], count: 1 });
        check(registers(), one("g-1/1"), Err(refusal(known)));
        let mut given = registers();
        given.push(remove("g-1/1", Some("g-1/2")));
        let gone = Refusal::HouseholdGone("g-1/1".parse().unwrap(), Some("g-1/2".parse().unwrap()));
        check(given, one("g-1/1"), Err(refusal(gone)));
    }

    #[test]
    fn a_list_names_every_bad_row() {
        let households = vec![
            household("g-1/3", 4, &[]),
            household("g-1/3", 4, &[]),
            household("g-9/1", 4, &[]),
            household("g-1/4", 0, &[]),
            household("g-1/5", 1, &["rich"]),
        ];
        let rows = vec![
            (2, Refusal::RowTwice(1)),
            (3, Refusal::GroupUnknown("g-9".parse().unwrap())),
            (4, Refusal::HouseholdEmpty("g-1/4".parse().unwrap())),
            (5, Refusal::CategoryUnknown("rich".parse().unwrap())),
        ];
        let bad = BadRows { rows, count: 4 };
        assert_eq!(bad.clone().at_lines(&[10, 12, 13, 14, 20]).rows[0], (12, Refusal::RowTwice(10)));
        check(registers(), RegisterHouseholds { households }, Err(Refusal::List(bad)));
    }

    #[test]
    fn fifty_bad_rows_are_told_and_all_are_counted() {
        let households: Vec<_> = (1..=60).map(|number| household(&format!("g-9/{number}"), 1, &[])).collect();
        let state = crate::decide::testing::after(registers());
        let refusal = crate::network::decide::testing::decided(&state, RegisterHouseholds { households });
        let Err(Refusal::List(bad)) = refusal else { panic!("{refusal:?}") };
        assert_eq!((bad.rows.len(), bad.count), (50, 60));
        let text = Refusal::List(bad);
        assert!(text.vi().ends_with("và 10 dòng nữa.") && text.en().ends_with("and 10 more."));
    }

    #[test]
    fn a_double_names_the_one_that_stays() {
        let itself = "g-1/1".parse().unwrap();
        let same =
            |id: &str| RemoveHousehold { household: "g-1/1".parse().unwrap(), same_as: id.parse().ok() };
        check(registers(), same("g-1/1"), Err(Refusal::HouseholdSameAsItself(itself)));
        let unknown = "g-1/9".parse().unwrap();
        check(registers(), same("g-1/9"), Err(Refusal::HouseholdUnknown(unknown)));
        check(registers(), same("g-1/2"), Ok(1));
    }

    #[test]
    fn who_has_left_does_not_change() {
        let given = [registers(), vec![remove("g-1/1", None)]].concat();
        let household: crate::ids::HouseholdId = "g-1/1".parse().unwrap();
        let change =
            ChangeHousehold { categories: vec![], household: household.clone(), members: 3, row: None };
        check(registers(), change.clone(), Ok(1));
        check(given, change, Err(Refusal::HouseholdGone(household, None)));
    }
}
