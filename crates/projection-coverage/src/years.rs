//! What groups and organisations were in each year.

use std::collections::BTreeMap;

use domain::Code;
use domain::network::{Event, GroupClass, OrganisationCounted};
use serde::{Deserialize, Serialize};

use crate::coverage::Coverage;

/// How a group did in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Stable or in difficulty.
    pub class: GroupClass,
    /// Its households then.
    pub households: u32,
    /// Of 100.
    pub score: u16,
}

/// How all rated groups did in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RatingSummary {
    /// Groups that were rated.
    pub groups: u64,
    /// Their households.
    pub households: u64,
    /// Those that run well.
    pub stable: u64,
    /// Those in difficulty.
    pub in_difficulty: u64,
}

/// What organisations counted in a year, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Organisations that counted.
    pub organisations: u64,
    /// Branches.
    pub branches: u64,
    /// Occupational or other groups.
    pub groups: u64,
    /// Members.
    pub members: u64,
    /// Who could be a member.
    pub eligible: u64,
}

impl Membership {
    /// Members among those who could be, in hundredths of a per cent, to the nearest: 6057 is 60.57 %.
    pub fn share(&self) -> Option<u64> {
        let half = self.eligible.checked_div(2)?;
        self.members.saturating_mul(10_000).saturating_add(half).checked_div(self.eligible)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Years {
    ratings: BTreeMap<i16, BTreeMap<Code, Rating>>,
    counts: BTreeMap<i16, BTreeMap<Code, Counted>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Counted {
    branches: u32,
    groups: u32,
    members: u32,
    eligible: u32,
}

impl Years {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::GroupRated(rated) => {
                let rating = Rating { class: rated.class, households: rated.households, score: rated.score };
                let _old = self.ratings.entry(rated.year).or_default().insert(rated.group.clone(), rating);
            }
            Event::OrganisationCounted(counted) => {
                let &OrganisationCounted { branches, eligible, groups, members, .. } = counted;
                let figures = Counted { branches, groups, members, eligible };
                let year = self.counts.entry(counted.year).or_default();
                let _old = year.insert(counted.organisation.clone(), figures);
            }
            _ => {}
        }
    }

    /// A group's last rating up to a year.
    pub(crate) fn rating(&self, group: &Code, year: i16) -> Option<&Rating> {
        self.ratings.range(..=year).rev().find_map(|(_, ratings)| ratings.get(group))
    }
}

impl Coverage {
    /// A group's rating of a year.
    pub fn rating(&self, group: &Code, year: i16) -> Option<&Rating> {
        self.years.ratings.get(&year)?.get(group)
    }

    /// How all rated groups did in a year.
    pub fn ratings(&self, year: i16) -> RatingSummary {
        let mut sum = RatingSummary::default();
        for rating in self.years.ratings.get(&year).into_iter().flat_map(BTreeMap::values) {
            sum.groups = sum.groups.saturating_add(1);
            sum.households = sum.households.saturating_add(rating.households.into());
            let class = match rating.class {
                GroupClass::Stable => &mut sum.stable,
                GroupClass::InDifficulty => &mut sum.in_difficulty,
            };
            *class = class.saturating_add(1);
        }
        sum
    }

    /// What the organisations for which `of` holds counted in a year.
    pub fn membership(&self, year: i16, of: impl Fn(&Code) -> bool) -> Membership {
        let mut sum = Membership::default();
        let counts = self.years.counts.get(&year).into_iter().flatten();
        for (_, counted) in counts.filter(|(code, _)| of(code)) {
            sum.organisations = sum.organisations.saturating_add(1);
            sum.branches = sum.branches.saturating_add(counted.branches.into());
            sum.groups = sum.groups.saturating_add(counted.groups.into());
            sum.members = sum.members.saturating_add(counted.members.into());
            sum.eligible = sum.eligible.saturating_add(counted.eligible.into());
        }
        sum
    }
}
