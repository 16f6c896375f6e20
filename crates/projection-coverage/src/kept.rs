//! What was given, share by share, so that a reversal finds what it takes back; and what each receiver has had.

use std::collections::BTreeMap;

use domain::{Code, HouseholdId, IssueNo, Party, PaymentNo};
use serde::{Deserialize, Serialize};

/// What a receiver has had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Had {
    /// Money, in đồng.
    pub amount: i64,
    /// What goods were worth, in đồng.
    pub goods: i64,
    /// How many times.
    pub times: u32,
    /// Households that a share to many named, added up; 0 for a household.
    pub households: u32,
}

impl Had {
    /// Money and goods.
    pub fn value(&self) -> i128 {
        i128::from(self.amount).saturating_add(i128::from(self.goods))
    }

    fn and(self, other: Self) -> Self {
        Self {
            amount: self.amount.saturating_add(other.amount),
            goods: self.goods.saturating_add(other.goods),
            times: self.times.saturating_add(other.times),
            households: self.households.saturating_add(other.households),
        }
    }

    fn add(&mut self, share: &Share) {
        self.amount = self.amount.saturating_add(share.amount);
        self.goods = self.goods.saturating_add(share.goods);
        self.times = self.times.saturating_add(1);
        self.households = self.households.saturating_add(share.households);
    }

    fn take(&mut self, share: &Share) {
        self.amount = self.amount.saturating_sub(share.amount);
        self.goods = self.goods.saturating_sub(share.goods);
        self.times = self.times.saturating_sub(1);
        self.households = self.households.saturating_sub(share.households);
    }
}

/// Where shares come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Source {
    Payment(PaymentNo),
    Issue(IssueNo),
    /// Given out of an advance, which may be settled in parts.
    Advance(PaymentNo),
}

/// Who got it; a number is a place in [`Kept::groups`] or [`Kept::others`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Who {
    Household(u32, u32),
    Group(u32),
    Other(u32),
}

/// What one receiver got at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Share {
    pub(crate) who: Who,
    pub(crate) amount: i64,
    pub(crate) goods: i64,
    /// How many households a share to many names; 0 for a household.
    pub(crate) households: u32,
    /// Place in [`Kept::policies`], from 1; 0 for none.
    pub(crate) policy: u16,
    /// The round of the allocation; 0 for none.
    pub(crate) round: u16,
}

/// A group that has had something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GroupKept {
    pub(crate) code: Code,
    /// Given to the group as one.
    pub(crate) own: Had,
    /// Given to its households, by number.
    pub(crate) households: BTreeMap<u32, Had>,
}

impl GroupKept {
    pub(crate) fn reached(&self, number: u32) -> bool {
        self.households.get(&number).is_some_and(|had| had.times > 0)
    }
}

/// Group's place and number.
type Place = (u32, u32);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) groups: Vec<GroupKept>,
    group_places: BTreeMap<Code, u32>,
    pub(crate) others: Vec<(Party, Had)>,
    other_places: BTreeMap<Party, u32>,
    pub(crate) policies: Vec<Code>,
    /// A household that stood in the register a second time, and where it stands.
    same: BTreeMap<Place, Place>,
    shares: BTreeMap<Source, Vec<Share>>,
}

impl Kept {
    /// All shares that stand.
    pub(crate) fn shares(&self) -> impl Iterator<Item = &Share> {
        self.shares.values().flatten()
    }

    pub(crate) fn group(&self, code: &str) -> Option<&GroupKept> {
        self.groups.get(usize::try_from(*self.group_places.get(code)?).ok()?)
    }

    pub(crate) fn group_at(&self, place: u32) -> Option<&GroupKept> {
        self.groups.get(usize::try_from(place).ok()?)
    }

    pub(crate) fn other_at(&self, place: u32) -> Option<&(Party, Had)> {
        self.others.get(usize::try_from(place).ok()?)
    }

    pub(crate) fn household(&self, id: &HouseholdId) -> Option<&Had> {
        let group = *self.group_places.get(id.group())?;
        let (group, number) = self.stands((group, id.number()));
        self.group_at(group)?.households.get(&number)
    }

    /// From now on what was and is given to the one counts for the other.
    pub(crate) fn are_one(&mut self, double: &HouseholdId, stays: &HouseholdId) {
        let from = (self.group_place(double.group()), double.number());
        let to = (self.group_place(stays.group()), stays.number());
        let mut moved = Had::default();
        self.had(Who::Household(from.0, from.1), |had| moved = std::mem::take(had));
        let _new = self.same.insert(from, to);
        if moved != Had::default() {
            self.had(Who::Household(to.0, to.1), |had| *had = had.and(moved));
        }
    }

    /// The household itself, or where it stands.
    pub(crate) fn stands(&self, mut place: Place) -> Place {
        // Only a household that still stands takes over another, so the way has an end.
        while let Some(next) = self.same.get(&place) {
            place = *next;
        }
        place
    }

    pub(crate) fn policy_at(&self, place: u16) -> Option<&Code> {
        self.policies.get(usize::from(place.checked_sub(1)?))
    }

    pub(crate) fn give(&mut self, source: Source, shares: Vec<Share>) {
        for share in &shares {
            self.had(share.who, |had| had.add(share));
        }
        if !shares.is_empty() {
            self.shares.entry(source).or_default().extend(shares);
        }
    }

    pub(crate) fn take_back(&mut self, source: Source) {
        for share in self.shares.remove(&source).unwrap_or_default() {
            self.had(share.who, |had| had.take(&share));
        }
    }

    fn had(&mut self, who: Who, change: impl FnOnce(&mut Had)) {
        let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        match who {
            Who::Household(group, number) => {
                let (group, number) = self.stands((group, number));
                if let Some(group) = self.groups.get_mut(place(group)) {
                    change(group.households.entry(number).or_default());
                }
            }
            Who::Group(group) => {
                if let Some(group) = self.groups.get_mut(place(group)) {
                    change(&mut group.own);
                }
            }
            Who::Other(other) => {
                if let Some((_, had)) = self.others.get_mut(place(other)) {
                    change(had);
                }
            }
        }
    }

    pub(crate) fn who(&mut self, party: &Party) -> Who {
        match party {
            Party::Household(id) => Who::Household(self.group_place(id.group()), id.number()),
            Party::Group(code) => Who::Group(self.group_place(code.as_str())),
            Party::Area(_) | Party::Organisation(_) => Who::Other(self.other_place(party)),
        }
    }

    fn group_place(&mut self, code: &str) -> u32 {
        if let Some(place) = self.group_places.get(code) {
            return *place;
        }
        let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        // A household's group is a code by the rule of its own text.
        if let Ok(code) = code.parse::<Code>() {
            let _new = self.group_places.insert(code.clone(), next);
            self.groups.push(GroupKept { code, own: Had::default(), households: BTreeMap::new() });
        }
        next
    }

    fn other_place(&mut self, party: &Party) -> u32 {
        if let Some(place) = self.other_places.get(party) {
            return *place;
        }
        let next = u32::try_from(self.others.len()).unwrap_or(u32::MAX);
        let _new = self.other_places.insert(party.clone(), next);
        self.others.push((party.clone(), Had::default()));
        next
    }

    pub(crate) fn policy(&mut self, policy: Option<&Code>) -> u16 {
        let Some(policy) = policy else { return 0 };
        let known = self.policies.iter().position(|known| known == policy);
        let place = known.unwrap_or_else(|| {
            self.policies.push(policy.clone());
            self.policies.len().saturating_sub(1)
        });
        u16::try_from(place.saturating_add(1)).unwrap_or(u16::MAX)
    }
}
