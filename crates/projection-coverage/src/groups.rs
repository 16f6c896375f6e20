//! Groups and their households: who has had what, and who nothing yet.

use domain::Code;
use domain::network::{Group, GroupClass, Household};
use jiff::civil::Date;
use serde::Serialize;

use crate::coverage::Coverage;
use crate::figures::Figures;
use crate::kept::Had;

/// A group and what it and its households have had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupFigures {
    /// The group.
    pub group: Code,
    /// The area that has its ground on the day.
    pub area: Code,
    /// Its last class up to the day's year.
    pub class: Option<GroupClass>,
    /// The figures.
    pub figures: Figures,
}

/// A household of a group's list and what it has had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HouseholdFigures {
    /// Its number in the list.
    pub number: u32,
    /// How many persons.
    pub members: u16,
    /// Its categories.
    pub categories: Vec<Code>,
    /// What it has had.
    pub had: Had,
}

/// Who has had nothing yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Nothing {
    /// Communes and wards with households and no relief, neither to a household nor to a group nor to the commune as one.
    pub communes: Vec<Code>,
    /// Groups with households and no relief, neither to one of them nor to the group as one.
    pub groups: Vec<Code>,
    /// Households of the register that were never named in a list of recipients.
    pub households: u64,
}

impl Coverage {
    /// The groups in an area on a day, the least per household in front.
    pub fn groups_in(&self, area: &Code, on: Date) -> Vec<GroupFigures> {
        let mut groups: Vec<_> = self
            .grounds(on)
            .filter(|(_, _, ground)| self.around(ground, on).any(|around| around == area))
            .map(|(code, group, ground)| GroupFigures {
                group: code.clone(),
                area: ground.clone(),
                class: self.years.rating(code, on.year()).map(|rating| rating.class),
                figures: self.of_group(code, group),
            })
            .collect();
        groups.sort_by(|left, right| {
            left.figures.least_first(&right.figures).then(left.group.cmp(&right.group))
        });
        groups
    }

    /// The households that stand in a group's list now, the least in front. What was given to a household under another
    /// number, where it stood a second time, counts for it.
    pub fn households_in(&self, group: &Code) -> Vec<HouseholdFigures> {
        let Some(known) = self.network.group(group.as_str()) else { return Vec::new() };
        let kept = self.kept.group(group.as_str());
        let figures = |household: &Household| HouseholdFigures {
            number: household.number,
            members: household.members,
            categories: self.network.categories_of(household).cloned().collect(),
            had: kept.and_then(|kept| kept.households.get(&household.number)).copied().unwrap_or_default(),
        };
        let mut households: Vec<_> = living(known).map(figures).collect();
        households.sort_by_key(|household| (household.had.value(), household.number));
        households
    }

    /// Who has had nothing yet.
    pub fn nothing_yet(&self, on: Date) -> Nothing {
        let mut nothing = Nothing::default();
        for (code, group, _) in self.grounds(on) {
            let figures = self.of_group(code, group);
            nothing.households =
                nothing.households.saturating_add(figures.registered.saturating_sub(figures.reached));
            if figures.households > 0 && figures.times == 0 {
                nothing.groups.push(code.clone());
            }
        }
        let without = self
            .areas(on)
            .into_iter()
            .filter(|area| area.is_commune() && area.figures.households > 0 && area.figures.times == 0);
        nothing.communes = without.map(|area| area.area).collect();
        nothing.communes.sort();
        nothing
    }

    /// Every group whose ground is some area's on the day.
    pub(crate) fn grounds(&self, on: Date) -> impl Iterator<Item = (&Code, &Group, &Code)> {
        self.network
            .groups()
            .filter_map(move |(code, group)| Some((code, group, self.network.area_now(&group.area, on)?)))
    }

    pub(crate) fn of_group(&self, code: &Code, group: &Group) -> Figures {
        let mut figures = Figures { groups: 1, ..Figures::default() };
        let kept = self.kept.group(code.as_str());
        for household in living(group) {
            figures.registered = figures.registered.saturating_add(1);
            if kept.is_some_and(|kept| kept.reached(household.number)) {
                figures.reached = figures.reached.saturating_add(1);
            }
        }
        figures.households = figures.registered.max(group.told.into());
        if let Some(kept) = kept {
            figures.claimed = figures.claimed.saturating_add(kept.own.households.into());
            figures.give(&kept.own);
            kept.households.values().for_each(|had| figures.give(had));
        }
        figures.served = figures.households.min(figures.reached.saturating_add(figures.claimed));
        figures
    }
}

/// The households that stand in the list now.
pub(crate) fn living(group: &Group) -> impl Iterator<Item = &Household> {
    group.households().iter().filter(|household| !household.left)
}
