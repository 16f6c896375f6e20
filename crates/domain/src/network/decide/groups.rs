//! Self-managed people's groups, and how they do in a year.

use super::{Seen, year};
use crate::decide::Day;
use crate::network::command::{FormGroups, RateGroups};
use crate::network::event::{Event, GroupFormed, GroupRated};
use crate::network::refusal::{Refusal, each};
use crate::network::state::State;

const BEST_SCORE: u16 = 100;

pub(super) fn form(state: &State, command: FormGroups, day: &Day<'_>) -> Result<Vec<Event>, Refusal> {
    let mut seen = Seen::with_room(command.groups.len());
    each(&command.groups, |row, entry| {
        seen.first(row, &entry.group)?;
        if state.group(entry.group.as_str()).is_some() {
            return Err(Refusal::GroupKnown(entry.group.clone()));
        }
        state.known_area(&entry.area, day.on)
    })?;
    let formed = command.groups.into_iter().map(|entry| {
        Event::GroupFormed(GroupFormed { area: entry.area, group: entry.group, households: entry.households })
    });
    Ok(formed.collect())
}

/// A group rated again in a year has the later score.
pub(super) fn rate(state: &State, command: RateGroups, day: &Day<'_>) -> Result<Vec<Event>, Refusal> {
    year(command.year, day)?;
    let mut seen = Seen::with_room(command.ratings.len());
    each(&command.ratings, |row, entry| {
        seen.first(row, &entry.group)?;
        state.known_group(&entry.group, day.on)?;
        if entry.score > BEST_SCORE { Err(Refusal::ScoreTooHigh(entry.score)) } else { Ok(()) }
    })?;
    let year = command.year;
    let rated = command.ratings.into_iter().map(|entry| {
        Event::GroupRated(GroupRated {
            class: entry.class,
            group: entry.group,
            households: entry.households,
            score: entry.score,
            year,
        })
    });
    Ok(rated.collect())
}

#[cfg(test)]
mod tests {
    use crate::network::decide::testing::{check, group, rating, registers};
    use crate::network::{BadRows, FormGroups, RateGroups, Refusal};

    #[test]
    fn a_list_of_groups_names_every_bad_row_and_takes_none() {
        let groups = vec![
            group("g-1", "87-29869"),
            group("g-2", "87-29869"),
            group("g-2", "87-29869"),
            group("g-3", "99-1"),
        ];
        let rows = vec![
            (1, Refusal::GroupKnown("g-1".parse().unwrap())),
            (3, Refusal::RowTwice(2)),
            (4, Refusal::AreaUnknown("99-1".parse().unwrap())),
        ];
        let refusal = Refusal::List(BadRows { rows, count: 3 });
        check(registers(), FormGroups { groups }, Err(refusal));
        check(registers(), FormGroups { groups: vec![] }, Err(Refusal::ListEmpty));
        check(registers(), FormGroups { groups: vec![group("g-2", "87-29869")] }, Ok(1));
    }

    #[test]
    fn scores_are_of_a_hundred_and_of_a_year_that_was() {
        let ratings = |score| vec![rating("g-1", score)];
        check(registers(), RateGroups { ratings: ratings(100), year: 2024 }, Ok(1));
        let refusal = Refusal::List(BadRows { rows: vec![(1, Refusal::ScoreTooHigh(101))], count: 1 });
        check(registers(), RateGroups { ratings: ratings(101), year: 2024 }, Err(refusal));
        check(
            registers(),
            RateGroups { ratings: ratings(1), year: 2025 },
            Err(Refusal::YearImpossible(2025)),
        );
        let unknown = BadRows { rows: vec![(1, Refusal::GroupUnknown("g-9".parse().unwrap()))], count: 1 };
        let ratings = vec![rating("g-9", 80)];
        check(registers(), RateGroups { ratings, year: 2024 }, Err(Refusal::List(unknown)));
    }
}
