//! The figures hold for every seed, the rules take every entry, and nobody is left behind or served twice.

mod relief;

use std::sync::LazyLock;

use domain::network::{Event as Network, GroupClass, OrganisationKind};
use domain::{Code, Event};

use super::figures::{
    BRANCHES, GOODS, GROUPS, HOUSEHOLDS, IN_DIFFICULTY, MEMBERSHIP, MEMBERSHIP_RISE, MONEY, NAMED,
    OCCUPATIONAL_GROUPS, STABLE, TEAMS, VOLUNTEERS,
};
use super::*;

const TODAY: Date = date(2022, 2, 28);

static YEAR: LazyLock<Year> = LazyLock::new(|| written(2021, TODAY));

#[track_caller]
fn written(seed: u64, today: Date) -> Year {
    Year::generate(seed, today).unwrap_or_else(|mistake| panic!("seed {seed}: {mistake}"))
}

fn network() -> impl Iterator<Item = &'static Network> {
    YEAR.facts.iter().filter_map(|(_, fact)| match &fact.event {
        Event::Network(event) => Some(event.as_ref()),
        _ => None,
    })
}

fn kind_of(organisation: &Code) -> Option<OrganisationKind> {
    network().find_map(|event| match event {
        Network::OrganisationDeclared(declared) if declared.organisation == *organisation => {
            Some(declared.kind)
        }
        _ => None,
    })
}

/// One test and one process: the year takes a while to write without optimisation.
#[test]
fn the_year_is_that_of_the_article() {
    money_and_goods_are_met_to_the_dong();
    groups_and_households_are_those_of_the_article();
    organisations_and_teams_are_those_of_the_article();
    relief::everybody_is_served();
    relief::nobody_is_served_twice_for_one_policy_and_round();
    relief::gifts_have_their_difficulties();
    relief::goods_have_their_difficulties();
    relief::requests_and_books_have_their_difficulties();
    relief::hand_overs_are_those_of_a_fund_at_work();
    relief::something_waits_at_the_end();
    relief::nobody_stands_as_an_organisation();
    let again = written(2021, date(2031, 7, 1));
    assert!(again.steps == YEAR.steps && again.tally == YEAR.tally, "the same seed gives another year");
}

#[test]
fn another_seed_gives_another_year_with_the_same_figures() {
    let other = written(7, TODAY);
    assert_eq!((other.tally.money, other.tally.goods), (MONEY, GOODS));
}

fn money_and_goods_are_met_to_the_dong() {
    assert_eq!((YEAR.tally.money, YEAR.tally.goods), (MONEY, GOODS));
    assert!(YEAR.tally.by_statement > MONEY / 2, "{:?}", YEAR.tally);
    assert!(YEAR.tally.events > 60_000 && YEAR.tally.events < 120_000, "{:?}", YEAR.tally);
    let mut state = State::default();
    for (actor, fact) in &YEAR.facts {
        state.evolve(actor, fact.effective_on, &fact.event);
    }
    assert!(state == YEAR.state, "the facts make another state");
}

fn groups_and_households_are_those_of_the_article() {
    let formed = network().filter_map(|event| match event {
        Network::GroupFormed(group) => Some(group.households),
        _ => None,
    });
    assert_eq!(
        formed.fold((0, 0), |(groups, sum), households| (groups + 1, sum + households)),
        (GROUPS, HOUSEHOLDS)
    );
    let rated = |class: GroupClass| {
        let of = |event: &&Network| matches!(event, Network::GroupRated(rated) if rated.class == class);
        u32::try_from(network().filter(of).count()).unwrap()
    };
    assert_eq!((rated(GroupClass::Stable), rated(GroupClass::InDifficulty)), (STABLE, IN_DIFFICULTY));
    assert_eq!(
        ((STABLE * 1000 + GROUPS / 2) / GROUPS, (IN_DIFFICULTY * 1000 + GROUPS / 2) / GROUPS),
        (818, 182)
    );
    let registered = network().filter(|event| matches!(event, Network::HouseholdRegistered(_))).count();
    let left = network().filter(|event| matches!(event, Network::HouseholdLeft(_))).count();
    assert_eq!(registered - left, usize::try_from(NAMED).unwrap());
}

fn organisations_and_teams_are_those_of_the_article() {
    let sum = |year: i16, kind: OrganisationKind| {
        let counted = network().filter_map(|event| match event {
            Network::OrganisationCounted(counted) if counted.year == year => Some(counted),
            _ => None,
        });
        counted.filter(|counted| kind_of(&counted.organisation) == Some(kind)).fold([0; 5], |sum, counted| {
            let more = [1, counted.branches, counted.groups, counted.members, counted.eligible];
            std::array::from_fn(|place| sum[place] + more[place])
        })
    };
    let [_, branches, groups, members, eligible] = sum(2021, OrganisationKind::MassOrganisation);
    assert_eq!((branches, groups), (BRANCHES, OCCUPATIONAL_GROUPS));
    assert_eq!(u64::from(members) * 10_000, u64::from(eligible) * u64::from(MEMBERSHIP));
    let [.., before, could] = sum(2020, OrganisationKind::MassOrganisation);
    assert_eq!(u64::from(before) * 10_000, u64::from(could) * u64::from(MEMBERSHIP - MEMBERSHIP_RISE));
    let [teams, _, _, volunteers, _] = sum(2021, OrganisationKind::VolunteerTeam);
    assert_eq!((teams, volunteers), (TEAMS, VOLUNTEERS));
    assert!(volunteers > 7_000);
}
