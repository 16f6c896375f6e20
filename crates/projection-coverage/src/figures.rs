//! Figures of areas, categories and policies on a day.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use domain::network::AreaKind;
use domain::{Code, Party};
use jiff::civil::Date;
use serde::Serialize;

use crate::coverage::Coverage;
use crate::groups::living;
use crate::kept::{Had, Share, Who};

/// What some households have had, in đồng and in heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Groups.
    pub groups: u64,
    /// Households: as many as the groups say they have, or as are registered where that is more.
    pub households: u64,
    /// Households of the register.
    pub registered: u64,
    /// Those of them that were named in a list of recipients, once or more often.
    pub reached: u64,
    /// Households that shares to many say they reach; one may be counted in several.
    pub claimed: u64,
    /// Households that had something, by name or in a share of their group; of one group never more than it has.
    pub served: u64,
    /// How many shares were given.
    pub times: u64,
    /// Money.
    pub amount: i128,
    /// What goods were worth.
    pub goods: i128,
}

impl Figures {
    /// Money and goods.
    pub fn value(&self) -> i128 {
        self.amount.saturating_add(self.goods)
    }

    /// Money and goods for one household, rounded down; none where there is no household.
    pub fn per_household(&self) -> Option<i128> {
        self.value().checked_div(self.households.into())
    }

    /// The least per household in front; what has no household comes last.
    pub(crate) fn least_first(&self, other: &Self) -> Ordering {
        // Compared as fractions, so that nothing is rounded.
        let times = |value: i128, households: u64| value.saturating_mul(households.into());
        (self.households == 0)
            .cmp(&(other.households == 0))
            .then(times(self.value(), other.households).cmp(&times(other.value(), self.households)))
    }

    pub(crate) fn give(&mut self, had: &Had) {
        self.times = self.times.saturating_add(had.times.into());
        self.amount = self.amount.saturating_add(had.amount.into());
        self.goods = self.goods.saturating_add(had.goods.into());
    }

    /// Adds what other households have had.
    pub fn add(&mut self, other: &Self) {
        self.groups = self.groups.saturating_add(other.groups);
        self.households = self.households.saturating_add(other.households);
        self.registered = self.registered.saturating_add(other.registered);
        self.reached = self.reached.saturating_add(other.reached);
        self.claimed = self.claimed.saturating_add(other.claimed);
        self.served = self.served.saturating_add(other.served);
        self.times = self.times.saturating_add(other.times);
        self.amount = self.amount.saturating_add(other.amount);
        self.goods = self.goods.saturating_add(other.goods);
    }
}

/// An area, with all that lies in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AreaFigures {
    /// Its code.
    pub area: Code,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
    /// The area around it.
    pub parent: Option<Code>,
    /// The figures.
    pub figures: Figures,
}

impl AreaFigures {
    /// Whether it is a commune, a ward or a special zone.
    pub fn is_commune(&self) -> bool {
        matches!(self.kind, AreaKind::Commune | AreaKind::Ward | AreaKind::SpecialZone)
    }
}

/// Households of one category. One of several categories counts in each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CategoryFigures {
    /// The category; none for households without one.
    pub category: Option<Code>,
    /// The figures; of groups and claims nothing is known here.
    pub figures: Figures,
}

/// What was given by one support level in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyFigures {
    /// The support level; none where a share names none.
    pub policy: Option<Code>,
    /// The round of allocation; 0 for none.
    pub round: u16,
    /// Different households of the register.
    pub reached: u64,
    /// Households that shares to many say they reach.
    pub claimed: u64,
    /// How many shares.
    pub times: u64,
    /// Money.
    pub amount: i128,
    /// What goods were worth.
    pub goods: i128,
}

/// Figures, and the households that were named in them, by group's place and number.
type Named = (PolicyFigures, Vec<(u32, u32)>);

impl Coverage {
    /// Every area that counts on the day, with all that lies in it, the least per household in front. What was given to an
    /// organisation without an area, or to an area that is not in the register, is in none of them.
    pub fn areas(&self, on: Date) -> Vec<AreaFigures> {
        let mut sums: BTreeMap<&Code, Figures> = BTreeMap::new();
        for (code, group, ground) in self.grounds(on) {
            let figures = self.of_group(code, group);
            for area in self.around(ground, on) {
                sums.entry(area).or_default().add(&figures);
            }
        }
        for (party, had) in &self.kept.others {
            let mut figures = Figures { claimed: had.households.into(), ..Figures::default() };
            figures.give(had);
            for area in self.around_party(party, on) {
                sums.entry(area).or_default().add(&figures);
            }
        }
        let counts = self
            .network
            .areas()
            .filter(|(_, area)| area.first <= on && area.last().is_none_or(|last| on <= last));
        let mut areas: Vec<_> = counts
            .map(|(code, area)| AreaFigures {
                area: code.clone(),
                kind: area.kind,
                name: area.name.clone(),
                parent: area.parent.clone(),
                figures: sums.get(code).copied().unwrap_or_default(),
            })
            .collect();
        areas
            .sort_by(|left, right| left.figures.least_first(&right.figures).then(left.area.cmp(&right.area)));
        areas
    }

    /// Households by category in an area, or everywhere; the least per household in front.
    pub fn by_category(&self, area: Option<&Code>, on: Date) -> Vec<CategoryFigures> {
        let mut sums: BTreeMap<Option<&Code>, Figures> = BTreeMap::new();
        for (code, group, ground) in self.grounds(on) {
            if !self.within(ground, area, on) {
                continue;
            }
            let kept = self.kept.group(code.as_str());
            for household in living(group) {
                let had = kept.and_then(|kept| kept.households.get(&household.number));
                let had = had.copied().unwrap_or_default();
                let mut figures = Figures { households: 1, registered: 1, ..Figures::default() };
                figures.reached = u64::from(had.times > 0);
                figures.give(&had);
                let mut categories = self.network.categories_of(household).peekable();
                if categories.peek().is_none() {
                    sums.entry(None).or_default().add(&figures);
                }
                for category in categories {
                    sums.entry(Some(category)).or_default().add(&figures);
                }
            }
        }
        let mut categories: Vec<_> = sums
            .into_iter()
            .map(|(category, figures)| CategoryFigures { category: category.cloned(), figures })
            .collect();
        categories.sort_by(|left, right| left.figures.least_first(&right.figures));
        categories
    }

    /// What was given in an area, or everywhere, by support level and round.
    pub fn by_policy(&self, area: Option<&Code>, on: Date) -> Vec<PolicyFigures> {
        let mut sums: BTreeMap<(u16, u16), Named> = BTreeMap::new();
        for share in self.kept.shares().filter(|share| area.is_none() || self.share_in(share, area, on)) {
            let empty = || (self.no_figures(share), Vec::new());
            let (sum, households) = sums.entry((share.policy, share.round)).or_insert_with(empty);
            sum.times = sum.times.saturating_add(1);
            sum.claimed = sum.claimed.saturating_add(share.households.into());
            sum.amount = sum.amount.saturating_add(share.amount.into());
            sum.goods = sum.goods.saturating_add(share.goods.into());
            if let Who::Household(group, number) = share.who {
                households.push(self.kept.stands((group, number)));
            }
        }
        let distinct = |(mut sum, mut households): Named| {
            households.sort_unstable();
            households.dedup();
            sum.reached = u64::try_from(households.len()).unwrap_or(u64::MAX);
            sum
        };
        let mut policies: Vec<_> = sums.into_values().map(distinct).collect();
        policies.sort_by(|left, right| (&left.policy, left.round).cmp(&(&right.policy, right.round)));
        policies
    }

    fn no_figures(&self, share: &Share) -> PolicyFigures {
        PolicyFigures {
            policy: self.kept.policy_at(share.policy).cloned(),
            round: share.round,
            reached: 0,
            claimed: 0,
            times: 0,
            amount: 0,
            goods: 0,
        }
    }

    fn share_in(&self, share: &Share, area: Option<&Code>, on: Date) -> bool {
        match share.who {
            Who::Household(group, number) => self.place_in(self.kept.stands((group, number)).0, area, on),
            Who::Group(group) => self.place_in(group, area, on),
            Who::Other(other) => self
                .kept
                .other_at(other)
                .is_some_and(|(party, _)| self.around_party(party, on).any(|around| Some(around) == area)),
        }
    }

    fn place_in(&self, group: u32, area: Option<&Code>, on: Date) -> bool {
        let group = self.kept.group_at(group).and_then(|kept| self.network.group(kept.code.as_str()));
        let ground = group.and_then(|group| self.network.area_now(&group.area, on));
        ground.is_some_and(|ground| self.within(ground, area, on))
    }

    fn within(&self, ground: &Code, area: Option<&Code>, on: Date) -> bool {
        area.is_none_or(|area| self.around(ground, on).any(|around| around == area))
    }

    fn around_party<'a>(&'a self, party: &'a Party, on: Date) -> impl Iterator<Item = &'a Code> {
        let ground = self.network.area_of(party).and_then(|area| self.network.area_now(area, on));
        ground.into_iter().flat_map(move |ground| self.around(ground, on))
    }

    /// The area and all around it, on a day on which it counts.
    pub(crate) fn around<'a>(&'a self, area: &'a Code, on: Date) -> impl Iterator<Item = &'a Code> {
        let parent = move |code: &&'a Code| self.network.area(code, on)?.parent.as_ref();
        // Hamlet, commune, district, province.
        std::iter::successors(Some(area), parent).take(4)
    }
}
