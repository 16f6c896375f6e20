//! Organisations and what they count, and the categories of beneficiaries.

use super::year;
use crate::decide::Day;
use crate::network::command::{CountOrganisation, DeclareCategory, DeclareOrganisation};
use crate::network::event::{CategoryDeclared, Event, OrganisationCounted, OrganisationDeclared};
use crate::network::refusal::{CATEGORIES_LIMIT, Refusal, named};
use crate::network::state::State;

pub(super) fn category(state: &State, command: DeclareCategory) -> Result<Vec<Event>, Refusal> {
    named(&command.name)?;
    if state.knows_category(&command.category) {
        return Err(Refusal::CategoryKnown(command.category));
    }
    if state.categories().count() >= CATEGORIES_LIMIT {
        return Err(Refusal::CategoriesFull);
    }
    let DeclareCategory { category, name } = command;
    Ok(vec![Event::CategoryDeclared(CategoryDeclared { category, name })])
}

pub(super) fn declare(
    state: &State,
    command: DeclareOrganisation,
    day: &Day<'_>,
) -> Result<Vec<Event>, Refusal> {
    named(&command.name)?;
    if state.organisation(&command.organisation).is_some() {
        return Err(Refusal::OrganisationKnown(command.organisation));
    }
    if let Some(area) = &command.area {
        state.known_area(area, day.on)?;
    }
    let DeclareOrganisation { area, kind, name, organisation } = command;
    Ok(vec![Event::OrganisationDeclared(OrganisationDeclared { area, kind, name, organisation })])
}

/// Counted again in a year, the later count stands.
pub(super) fn count(state: &State, command: CountOrganisation, day: &Day<'_>) -> Result<Vec<Event>, Refusal> {
    year(command.year, day)?;
    let CountOrganisation { branches, eligible, groups, members, organisation, year } = command;
    if state.organisation(&organisation).is_none() {
        return Err(Refusal::OrganisationUnknown(organisation));
    }
    // A team or a club does not count who could join it.
    if eligible > 0 && members > eligible {
        return Err(Refusal::MembersAboveEligible { members, eligible });
    }
    Ok(vec![Event::OrganisationCounted(OrganisationCounted {
        branches,
        eligible,
        groups,
        members,
        organisation,
        year,
    })])
}

#[cfg(test)]
mod tests {
    use crate::network::decide::testing::{check, registers};
    use crate::network::{
        CountOrganisation, DeclareCategory, DeclareOrganisation, OrganisationKind, Refusal,
    };

    fn union(code: &str, area: &str) -> DeclareOrganisation {
        DeclareOrganisation {
            area: area.parse().ok(),
            kind: OrganisationKind::MassOrganisation,
            name: "Hội Nông dân".into(),
            organisation: code.parse().unwrap(),
        }
    }

    fn count(code: &str, members: u32) -> CountOrganisation {
        CountOrganisation {
            branches: 3,
            eligible: 100,
            groups: 12,
            members,
            organisation: code.parse().unwrap(),
            year: 2024,
        }
    }

    #[test]
    fn an_organisation_is_declared_once_in_a_known_area() {
        check(registers(), union("farmers", "87-29869"), Ok(1));
        check(registers(), union("women", "87"), Err(Refusal::OrganisationKnown("women".parse().unwrap())));
        check(registers(), union("farmers", "86"), Err(Refusal::AreaUnknown("86".parse().unwrap())));
    }

    #[test]
    fn it_counts_no_more_members_than_could_be() {
        check(registers(), count("women", 100), Ok(1));
        let refusal = Refusal::MembersAboveEligible { members: 101, eligible: 100 };
        check(registers(), count("women", 101), Err(refusal));
        check(registers(), count("men", 1), Err(Refusal::OrganisationUnknown("men".parse().unwrap())));
    }

    #[test]
    fn categories_are_declared_once_and_named() {
        let category =
            |code: &str, name: &str| DeclareCategory { category: code.parse().unwrap(), name: name.into() };
        check(registers(), category("lonely", "Người già neo đơn"), Ok(1));
        check(registers(), category("lonely", " "), Err(Refusal::NameLength));
        check(registers(), category("poor", "x"), Err(Refusal::CategoryKnown("poor".parse().unwrap())));
    }
}
