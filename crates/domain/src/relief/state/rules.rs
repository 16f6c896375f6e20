//! Support levels and limits, by the day from which they are in force.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;
use crate::ids::Code;
use crate::money::Vnd;
use crate::relief::{GoodsBound, LimitsAdopted, PerUnit, PolicyAdopted};

/// One version of a support level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// At most this for one unit.
    pub ceiling: Option<Vnd>,
    /// At least this for one unit.
    pub floor: Option<Vnd>,
    /// Its first day.
    #[serde(with = "compact::day")]
    pub from: Date,
    /// Bounds in kind.
    pub goods: Vec<GoodsBound>,
    /// Spending head.
    pub head: Code,
    /// Person or household.
    pub per: PerUnit,
    /// Its last day, where somebody ended it.
    pub until: Option<Date>,
}

/// The rules of spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// At most this leaves one account in a day.
    pub account_per_day: Option<Vnd>,
    /// A hand-over is to be confirmed locally within so many days.
    pub confirm_days: u16,
    /// A request that is not executed within so many days lets its reservation go.
    pub expire_days: u16,
    /// Their first day.
    #[serde(with = "compact::day")]
    pub from: Date,
    /// A recipient is to sign within so many days.
    pub sign_days: u16,
    /// Above this two people approve.
    pub two_above: Vnd,
}

impl Limits {
    /// How many people approve a request of that worth.
    pub fn approvals_needed(&self, value: Vnd) -> usize {
        if value > self.two_above { 2 } else { 1 }
    }
}

/// Every version of both, in the order of their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    limits: Vec<Limits>,
    policies: BTreeMap<Code, Vec<Policy>>,
}

impl Rules {
    /// The version of a support level in force on a day.
    pub fn policy(&self, policy: &Code, on: Date) -> Option<&Policy> {
        let versions = self.policies.get(policy)?;
        let version = versions.iter().rev().find(|version| version.from <= on)?;
        version.until.is_none_or(|until| on <= until).then_some(version)
    }

    /// All versions of all support levels.
    pub fn policies(&self) -> impl Iterator<Item = (&Code, &[Policy])> {
        self.policies.iter().map(|(code, versions)| (code, versions.as_slice()))
    }

    /// The limits in force on a day; none before the first were adopted.
    pub fn limits(&self, on: Date) -> Option<&Limits> {
        self.limits.iter().rev().find(|limits| limits.from <= on)
    }

    pub(super) fn policy_adopted(&mut self, from: Date, event: &PolicyAdopted) {
        let version = Policy {
            ceiling: event.ceiling,
            floor: event.floor,
            from,
            goods: event.goods.clone(),
            head: event.head.clone(),
            per: event.per,
            until: None,
        };
        let versions = self.policies.entry(event.policy.clone()).or_default();
        // Behind those of the same day: the later decision counts.
        let place = versions.partition_point(|known| known.from <= from);
        versions.insert(place, version);
    }

    pub(super) fn policy_ended(&mut self, on: Date, policy: &Code) {
        let versions = self.policies.get_mut(policy);
        let version = versions.and_then(|versions| versions.iter_mut().rev().find(|known| known.from <= on));
        if let Some(version) = version {
            version.until = Some(on);
        }
    }

    pub(super) fn limits_adopted(&mut self, from: Date, event: &LimitsAdopted) {
        let limits = Limits {
            account_per_day: event.account_per_day,
            confirm_days: event.confirm_days,
            expire_days: event.expire_days,
            from,
            sign_days: event.sign_days,
            two_above: event.two_above,
        };
        let place = self.limits.partition_point(|known| known.from <= from);
        self.limits.insert(place, limits);
    }
}
