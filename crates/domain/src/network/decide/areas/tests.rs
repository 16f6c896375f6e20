//! Codes and their days: what 82 means depends on the day.

use jiff::civil::{Date, date};

use crate::decide::testing::{after, opened};
use crate::ids::Code;
use crate::network::decide::testing::{area, decided_on, group, household, on};
use crate::network::{
    AreaEnding, AreaEntry, AreaKind, AreaNotValid, BadRows, DeclareAreas, EndAreas, FormGroups, Refusal,
    RegisterHouseholds,
};
use crate::{Command, Party, State};

const BEFORE: Date = date(2020, 1, 1);
const LAST: Date = date(2021, 6, 30);
const FIRST: Date = date(2021, 7, 1);

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn take(day: Date, areas: Vec<AreaEntry>) -> Command {
    on(day, DeclareAreas { areas, decision: "NQ".into() })
}

/// A merger four years early, so that it is past on the day of the tests: 87 goes into 82, which was another province.
fn merged() -> State {
    let old = |entry: AreaEntry, successor: &str| AreaEntry {
        valid_until: Some(LAST),
        successor: successor.parse().ok(),
        ..entry
    };
    let new = vec![
        area("82", AreaKind::Province, ""),
        area("82-29869", AreaKind::Ward, "82"),
        area("82-30037", AreaKind::Commune, "82"),
    ];
    let before = vec![
        old(area("87", AreaKind::Province, ""), "82"),
        old(area("87-29869", AreaKind::Ward, "87"), "82-29869"),
        area("87-29869-khom-1", AreaKind::Hamlet, "87-29869"),
        old(area("82", AreaKind::Province, ""), "82"),
    ];
    let given = vec![
        take(FIRST, new),
        take(BEFORE, before),
        on(BEFORE, FormGroups { groups: vec![group("g-1", "87-29869-khom-1")] }),
        on(BEFORE, RegisterHouseholds { households: vec![household("g-1/7", 3, &[])] }),
    ];
    after([opened(), given].concat())
}

#[track_caller]
fn refused(day: Date, areas: Vec<AreaEntry>, fault: Refusal) {
    let refusal = Refusal::List(BadRows { rows: vec![(1, fault)], count: 1 });
    assert_eq!(decided_on(&merged(), take(day, areas)), Err(refusal));
}

#[test]
fn a_code_counts_from_its_first_to_its_last_day() {
    let state = merged().network;
    assert_eq!(state.known_area(&code("87-29869"), LAST), Ok(()));
    let over = AreaNotValid {
        area: code("87-29869"),
        on: FIRST,
        first: BEFORE,
        last: Some(LAST),
        successor: Some(code("82-29869")),
    };
    assert_eq!(
        state.known_area(&code("87-29869"), FIRST),
        Err(Refusal::AreaNotValid(Box::new(over.clone())))
    );
    // The hamlet was never ended, but the ward around it was.
    assert_eq!(
        state.known_area(&code("87-29869-khom-1"), FIRST),
        Err(Refusal::AreaNotValid(Box::new(over.clone())))
    );
    let text = Refusal::AreaNotValid(Box::new(over));
    assert_eq!(
        text.vi(),
        "Mã địa bàn 87-29869 hết hiệu lực sau ngày 30/06/2021, không dùng cho ngày 01/07/2021: dùng mã 82-29869."
    );
    let early = state.known_area(&code("82-30037"), LAST);
    assert!(early.is_err_and(|refusal| refusal.en().contains("not yet on 2021-06-30")));
    assert_eq!(state.known_area(&code("82"), LAST), Ok(()));
    assert_eq!(state.area(&code("82"), LAST).map(|area| area.first), Some(BEFORE));
    assert_eq!(state.area(&code("82"), FIRST).map(|area| area.first), Some(FIRST));
    assert_eq!(state.known_area(&code("99"), LAST), Err(Refusal::AreaUnknown(code("99"))));
}

#[test]
fn groups_and_households_move_along_with_their_area() {
    let state = merged().network;
    for party in [Party::Group(code("g-1")), Party::Household("g-1/7".parse().unwrap())] {
        assert_eq!(state.known(&party, LAST), Ok(()));
        assert_eq!(state.known(&party, FIRST), Ok(()));
        let area = state.area_of(&party).unwrap();
        assert_eq!(state.area_now(area, LAST), Some(&code("87-29869-khom-1")));
        assert_eq!(state.area_now(area, FIRST), Some(&code("82-29869")));
        assert!(state.known(&party, date(2019, 12, 31)).is_err());
    }
}

#[test]
fn what_lies_in_what() {
    let state = merged().network;
    let lies = |area: &str, around: &str| state.lies_in(&code(area), &code(around));
    assert!(lies("87-29869-khom-1", "87") && lies("87-29869-khom-1", "82-29869") && lies("82-30037", "82"));
    assert!(!lies("87", "87-29869") && !lies("82-29869", "87-29869") && !lies("82-30037", "87"));
    // A gift of 2020 for 82 was for the other province.
    assert!(!lies("87-29869", "82") && !lies("87", "82"));
}

#[test]
fn an_area_stands_in_the_register_once_a_day() {
    let again = AreaEntry { valid_until: Some(BEFORE), ..area("82-30037", AreaKind::Commune, "82") };
    assert_eq!(decided_on(&merged(), take(BEFORE, vec![again])), Ok(1));
    let commune = area("82-30037", AreaKind::Commune, "82");
    refused(BEFORE, vec![commune.clone()], Refusal::AreaValidAlready(code("82-30037"), FIRST));
    refused(FIRST, vec![commune], Refusal::AreaValidAlready(code("82-30037"), FIRST));
}

#[test]
fn an_area_fits_what_is_around_it() {
    let unfit = |area: &str, parent: &str| Refusal::AreaParentUnfit(code(area), code(parent));
    refused(FIRST, vec![area("82-1", AreaKind::Commune, "")], Refusal::AreaNeedsParent(code("82-1")));
    refused(FIRST, vec![area("82-1", AreaKind::Hamlet, "82")], unfit("82-1", "82"));
    refused(FIRST, vec![area("82-1", AreaKind::District, "82-30037")], unfit("82-1", "82-30037"));
    let code_unfit = |area: &str, parent: &str| Refusal::AreaCodeUnfit(code(area), code(parent));
    refused(FIRST, vec![area("87-1", AreaKind::Commune, "82")], code_unfit("87-1", "82"));
    refused(FIRST, vec![area("82-ap-1", AreaKind::Hamlet, "82-30037")], code_unfit("82-ap-1", "82-30037"));
    refused(FIRST, vec![area("99-1", AreaKind::Commune, "99")], Refusal::AreaUnknown(code("99")));
}

#[test]
fn who_takes_over_is_in_the_register_first() {
    let over = |successor: &str| AreaEntry {
        valid_until: Some(LAST),
        successor: successor.parse().ok(),
        ..area("87-1", AreaKind::Commune, "87")
    };
    refused(BEFORE, vec![over("82-1")], Refusal::SuccessorUnknown(code("82-1")));
    assert_eq!(decided_on(&merged(), take(BEFORE, vec![over("82-30037")])), Ok(1));
    let early = AreaEntry { valid_until: Some(BEFORE), ..area("82-1", AreaKind::Commune, "82") };
    refused(FIRST, vec![early], Refusal::AreaEndsBeforeItBegins(code("82-1")));
}

#[test]
fn areas_end_together_and_once() {
    let day = date(2022, 12, 31);
    let end = |area: &str, successor: &str| EndAreas {
        areas: vec![AreaEnding { area: code(area), successor: successor.parse().ok() }],
        decision: "NQ".into(),
    };
    let state = merged();
    assert_eq!(decided_on(&state, on(day, end("82-30037", "82-29869"))), Ok(1));
    let bad = |fault| Err(Refusal::List(BadRows { rows: vec![(1, fault)], count: 1 }));
    let unknown = bad(Refusal::SuccessorUnknown(code("82-7")));
    assert_eq!(decided_on(&state, on(day, end("82-30037", "82-7"))), unknown);
    let ended = bad(Refusal::AreaEndedAlready(code("87-29869"), LAST));
    assert_eq!(decided_on(&state, on(BEFORE, end("87-29869", ""))), ended);
    assert!(decided_on(&state, on(day, end("87-29869", ""))).is_err());
}
