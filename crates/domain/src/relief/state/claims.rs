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
pub struct Claims(BTreeMap<Entitlement, BTreeMap<HouseholdId, Holder>>);

/// What the recipient is entitled to. Without policy and allocation nothing says that it is the same help twice.
fn entitled<'a>(
    allocation: Option<&AllocationLine>,
    recipient: &'a Recipient,
) -> Option<(Entitlement, &'a HouseholdId)> {
    let Party::Household(household) = &recipient.party else { return None };
    let entitlement =
        Entitlement { allocation: allocation.map(|line| line.allocation), policy: recipient.policy.clone() };
    let says = entitlement.allocation.is_some() || entitlement.policy.is_some();
    says.then_some((entitlement, household))
}

impl Claims {
    /// Who holds the recipient's entitlement, expired or not.
    pub(super) fn holder(
        &self,
        allocation: Option<&AllocationLine>,
        recipient: &Recipient,
    ) -> Option<Holder> {
        let (entitlement, household) = entitled(allocation, recipient)?;
        self.0.get(&entitlement)?.get(household).copied()
    }

    /// Everything that is held.
    pub fn all(&self) -> impl Iterator<Item = (&Entitlement, &HouseholdId, Holder)> {
        self.0.iter().flat_map(|(entitlement, households)| {
            households.iter().map(move |(household, holder)| (entitlement, household, *holder))
        })
    }

    pub(super) fn take(&mut self, holder: Holder, allocation: Option<&AllocationLine>, of: &[Recipient]) {
        for (entitlement, household) in of.iter().filter_map(|recipient| entitled(allocation, recipient)) {
            self.0.entry(entitlement).or_default().insert(household.clone(), holder);
        }
    }

    /// What `holder` still holds of these is free again.
    pub(super) fn release(&mut self, holder: Holder, allocation: Option<&AllocationLine>, of: &[Recipient]) {
        for (entitlement, household) in of.iter().filter_map(|recipient| entitled(allocation, recipient)) {
            let Some(households) = self.0.get_mut(&entitlement) else { continue };
            if households.get(household) == Some(&holder) {
                households.remove(household);
            }
        }
    }

    /// Everything that `holder` holds is free again: seldom, so it may look at all of them.
    pub(super) fn release_all(&mut self, holder: Holder) {
        self.0.values_mut().for_each(|households| households.retain(|_, held| *held != holder));
    }
}
