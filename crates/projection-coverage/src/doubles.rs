//! The same household twice: for one support level in one round, under one number or under two.

use std::collections::BTreeMap;

use domain::{Code, HouseholdId};
use serde::Serialize;

use crate::coverage::Coverage;
use crate::kept::{Share, Who};

/// A household that got more than once what is meant to be got once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Double {
    /// The household, as it stands in the register.
    pub household: HouseholdId,
    /// Other numbers under which it got some of it.
    pub also: Vec<HouseholdId>,
    /// The support level.
    pub policy: Code,
    /// The round of allocation; 0 for none.
    pub round: u16,
    /// How many times.
    pub times: u64,
    /// Money of all times.
    pub amount: i128,
    /// What goods of all times were worth.
    pub goods: i128,
}

/// Policy, round, group's place, number.
type Key = (u16, u16, u32, u32);

impl Coverage {
    /// Every household that was given to more than once by one support level in one round, by household. What names no
    /// support level may be given as often as is right.
    pub fn doubles(&self) -> Vec<Double> {
        let mut keys: Vec<Key> = self.kept.shares().filter_map(|share| self.key(share)).collect();
        keys.sort_unstable();
        let more: BTreeMap<Key, Vec<&Share>> = keys
            .chunk_by(|left, right| left == right)
            .filter(|same| same.len() > 1)
            .filter_map(|same| Some((*same.first()?, Vec::new())))
            .collect();
        if more.is_empty() {
            return Vec::new();
        }
        let mut doubles: Vec<_> =
            self.gather(more).into_iter().filter_map(|(key, shares)| self.double(key, &shares)).collect();
        doubles.sort_by(|left, right| {
            let place = |double: &Double| {
                (double.household.group().to_owned(), double.household.number(), double.round)
            };
            place(left).cmp(&place(right)).then(left.policy.cmp(&right.policy))
        });
        doubles
    }

    fn gather<'a>(&'a self, mut more: BTreeMap<Key, Vec<&'a Share>>) -> BTreeMap<Key, Vec<&'a Share>> {
        for share in self.kept.shares() {
            if let Some(shares) = self.key(share).and_then(|key| more.get_mut(&key)) {
                shares.push(share);
            }
        }
        more
    }

    fn key(&self, share: &Share) -> Option<Key> {
        match share.who {
            Who::Household(group, number) if share.policy > 0 => {
                let (group, number) = self.kept.stands((group, number));
                Some((share.policy, share.round, group, number))
            }
            _ => None,
        }
    }

    fn double(&self, (policy, round, group, number): Key, shares: &[&Share]) -> Option<Double> {
        let mut also: Vec<_> = shares
            .iter()
            .filter_map(|share| match share.who {
                Who::Household(other, its) if (other, its) != (group, number) => self.id(other, its),
                _ => None,
            })
            .collect();
        also.sort();
        also.dedup();
        Some(Double {
            household: self.id(group, number)?,
            also,
            policy: self.kept.policy_at(policy)?.clone(),
            round,
            times: u64::try_from(shares.len()).unwrap_or(u64::MAX),
            amount: shares.iter().fold(0, |sum: i128, share| sum.saturating_add(share.amount.into())),
            goods: shares.iter().fold(0, |sum: i128, share| sum.saturating_add(share.goods.into())),
        })
    }

    fn id(&self, group: u32, number: u32) -> Option<HouseholdId> {
        format!("{}/{number}", self.kept.group_at(group)?.code).parse().ok()
    }
}
