//! Which household has had its share of a support level in an allocation, or is about to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{AllocationNo, Code, HouseholdId, IssueNo, PaymentNo, RequestNo};
use crate::party::Party;
use crate::relief::{AllocationLine, Recipient};

/// What a household gets once: a support level in an allocation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entitlement {
    /// The allocation.
    pub allocation: Option<AllocationNo>,
    /// The support level.
    pub policy: Option<Code>,
}

/// Through what it gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// Goods were issued.
    Issue(IssueNo),
    /// Money was paid, or a team gave it out of this advance.
    Payment(PaymentNo),
    /// Somebody asks for it; of no matter once the request expired.
    Request(RequestNo),
}

/// All of them. Ordered by entitlement first: a code stands here once, not once for each household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    households: BTreeMap<Entitlement, BTreeMap<HouseholdId, Holder>>,
    /// Of groups that stand in a list as a whole: in several, where each reaches some of its households.
    groups: BTreeMap<Entitlement, BTreeMap<Code, Vec<Holder>>>,
}

/// What the recipient is entitled to. Without policy and allocation nothing says that it is the same help twice.
fn entitlement(allocation: Option<&AllocationLine>, recipient: &Recipient) -> Option<Entitlement> {
    let (allocation, policy) = (allocation.map(|line| line.allocation), recipient.policy.clone());
    (allocation.is_some() || policy.is_some()).then_some(Entitlement { allocation, policy })
}

impl Claims {
    /// Who holds a household's entitlement: on its own, or in a line of its whole group. Expired requests too.
    pub(super) fn holders(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
    ) -> impl Iterator<Item = Holder> {
        let household = match &recipient.party {
            Party::Household(household) => Some(household),
            _ => None,
        };
        let entitlement = household.and_then(|_| entitlement(allocation, recipient));
        let own = household.zip(entitlement.as_ref());
        let own = own.and_then(|(household, entitlement)| self.households.get(entitlement)?.get(household));
        let group = household.zip(entitlement.as_ref()).and_then(|(household, entitlement)| {
            let groups = self.groups.get(entitlement)?;
            groups.iter().find(|(group, _)| group.as_str() == household.group()).map(|(_, holders)| holders)
        });
        own.into_iter().chain(group.into_iter().flatten()).copied()
    }

    /// The households of a group that hold on their own what the line gives the group. Expired requests too.
    pub(super) fn members(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
    ) -> impl Iterator<Item = (&HouseholdId, Holder)> {
        let group = match &recipient.party {
            Party::Group(group) => Some(group.as_str().to_owned()),
            _ => None,
        };
        let households = entitlement(allocation, recipient).and_then(|held| self.households.get(&held));
        // The first of a group in the order of texts; what is of one group stands together.
        let first = group.as_ref().and_then(|group| format!("{group}/1").parse::<HouseholdId>().ok());
        let from = households.zip(first).map(|(households, first)| households.range(first..));
        let members = from.into_iter().flatten();
        let members = members.take_while(move |(id, _)| group.as_deref() == Some(id.group()));
        members.map(|(household, holder)| (household, *holder))
    }

    /// Everything that households hold on their own.
    pub fn all(&self) -> impl Iterator<Item = (&Entitlement, &HouseholdId, Holder)> {
        self.households.iter().flat_map(|(entitlement, households)| {
            households.iter().map(move |(household, holder)| (entitlement, household, *holder))
        })
    }

    pub(super) fn take(&mut self, holder: Holder, allocation: Option<&AllocationLine>, of: &[Recipient]) {
        for recipient in of {
            let Some(entitlement) = entitlement(allocation, recipient) else { continue };
            match &recipient.party {
                Party::Household(household) => {
                    self.households.entry(entitlement).or_default().insert(household.clone(), holder);
                }
                Party::Group(group) => {
                    let groups = self.groups.entry(entitlement).or_default();
                    groups.entry(group.clone()).or_default().push(holder);
                }
                Party::Area(_) | Party::Organisation(_) => {}
            }
        }
    }

    /// What `holder` still holds of these is free again.
    pub(super) fn release(&mut self, holder: Holder, allocation: Option<&AllocationLine>, of: &[Recipient]) {
        for recipient in of {
            let Some(entitlement) = entitlement(allocation, recipient) else { continue };
            match &recipient.party {
                Party::Household(household) => {
                    let households = self.households.get_mut(&entitlement);
                    if let Some(households) = households
                        && households.get(household) == Some(&holder)
                    {
                        households.remove(household);
                    }
                }
                Party::Group(group) => {
                    let groups = self.groups.get_mut(&entitlement);
                    if let Some(holders) = groups.and_then(|groups| groups.get_mut(group)) {
                        holders.retain(|held| *held != holder);
                    }
                }
                Party::Area(_) | Party::Organisation(_) => {}
            }
        }
    }

    /// Everything that `holder` holds is free again: seldom, so it may look at all of them.
    pub(super) fn release_all(&mut self, holder: Holder) {
        self.households.values_mut().for_each(|households| households.retain(|_, held| *held != holder));
        for holders in self.groups.values_mut().flat_map(BTreeMap::values_mut) {
            holders.retain(|held| *held != holder);
        }
    }
}
