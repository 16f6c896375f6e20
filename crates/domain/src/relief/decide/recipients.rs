//! A list of beneficiaries: everybody known, within the support level of the day, and once.

use std::collections::BTreeSet;

use crate::decide::Day;
use crate::ids::{Code, RequestNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::rejection::Rejection;
use crate::relief::content::{dong, quantity, sum_of, units, vnd};
use crate::relief::fit::within;
use crate::relief::{AllocationLine, PerUnit, Policy, Recipient, Refusal};
use crate::state::State;

/// The most lines of one list: what fits on the sheets that are signed.
const RECIPIENTS_LIMIT: usize = 300;

/// What a list gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Money,
    Goods,
}

/// A list, and of what it is part.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    pub(super) allocation: Option<&'a AllocationLine>,
    pub(super) form: Form,
    pub(super) head: &'a Code,
    /// The request whose entitlements do not stand in its own way.
    pub(super) own: Option<RequestNo>,
    pub(super) recipients: &'a [Recipient],
}

pub(super) fn check(state: &State, list: List<'_>, day: &Day<'_>) -> Result<(), Rejection> {
    if list.recipients.len() > RECIPIENTS_LIMIT {
        return Err(Refusal::TooManyRecipients { limit: RECIPIENTS_LIMIT }.into());
    }
    let share = list.allocation.map(|line| state.relief.shares.get(line)).transpose()?;
    for recipient in list.recipients {
        state.network.known(&recipient.party, day.on)?;
        let to = share.map(|(_, share)| &share.entry.to);
        // A board or a team distributes where it will; an area or a group stays within itself.
        let bound = to.filter(|to| !matches!(to, Party::Organisation(_)));
        if let Some(to) = bound.filter(|to| !within(&state.network, &recipient.party, to)) {
            return Err(Refusal::OutsideShare { party: recipient.party.clone(), to: to.clone() }.into());
        }
        let policy = share.and_then(|(_, share)| share.entry.policy.as_ref());
        if let Some(policy) = policy.filter(|policy| recipient.policy.as_ref() != Some(*policy)) {
            let (party, policy) = (recipient.party.clone(), policy.clone());
            return Err(Refusal::PolicyOfShare { party, policy }.into());
        }
        line(recipient, list.form)?;
        level(state, recipient, list, day)?;
    }
    once(state, list, day)?;
    Ok(())
}

/// What a line says in itself.
fn line(recipient: &Recipient, form: Form) -> Result<(), Refusal> {
    let party = || recipient.party.clone();
    let right = match form {
        Form::Money => recipient.amount.is_positive() && recipient.goods.is_empty(),
        Form::Goods => {
            recipient.amount == Vnd::ZERO
                && !recipient.goods.is_empty()
                && recipient.goods.iter().all(|line| line.quantity.is_positive())
        }
    };
    if !right {
        return Err(Refusal::RecipientAmount { party: party() });
    }
    let households = match recipient.party {
        Party::Household(_) => recipient.households == 1,
        _ => recipient.households >= 1,
    };
    if households { Ok(()) } else { Err(Refusal::RecipientHouseholds { party: party() }) }
}

/// Within the support level that it names, in the version of the business day.
fn level(state: &State, recipient: &Recipient, list: List<'_>, day: &Day<'_>) -> Result<(), Refusal> {
    let Some(code) = &recipient.policy else { return Ok(()) };
    let unknown = || Refusal::PolicyUnknown { policy: code.clone(), on: day.on };
    let policy = state.relief.rules.policy(code, day.on).ok_or_else(unknown)?;
    if policy.head != *list.head {
        return Err(Refusal::HeadDiffers { given: list.head.clone(), wanted: policy.head.clone() });
    }
    let count = match policy.per {
        PerUnit::Household => recipient.households,
        PerUnit::Person => recipient.persons,
    };
    if count == 0 {
        return Err(Refusal::PersonsMissing { party: recipient.party.clone(), policy: code.clone() });
    }
    match list.form {
        Form::Money => money_level(recipient, code, policy, count.into()),
        Form::Goods => goods_level(recipient, code, policy, count.into()),
    }
}

fn money_level(recipient: &Recipient, code: &Code, policy: &Policy, count: i128) -> Result<(), Refusal> {
    let least = policy.floor.map_or(0, |floor| dong(floor).saturating_mul(count));
    let most = policy.ceiling.map(|ceiling| dong(ceiling).saturating_mul(count));
    let amount = dong(recipient.amount);
    if amount >= least && most.is_none_or(|most| amount <= most) {
        return Ok(());
    }
    Err(Refusal::OutsideLevel {
        party: recipient.party.clone(),
        policy: code.clone(),
        amount: recipient.amount,
        least: vnd(least),
        most: most.map_or_else(|| "–".to_owned(), |most| vnd(most).to_string()),
    })
}

/// Of the items that it bounds; others are of no matter to it.
fn goods_level(recipient: &Recipient, code: &Code, policy: &Policy, count: i128) -> Result<(), Refusal> {
    for given in &recipient.goods {
        let Some(bound) = policy.goods.iter().find(|bound| bound.item == given.item) else { continue };
        let least = bound.floor.map_or(0, |floor| units(floor).saturating_mul(count));
        let most = bound.ceiling.map(|ceiling| units(ceiling).saturating_mul(count));
        let amount = units(given.quantity);
        if amount < least || most.is_some_and(|most| amount > most) {
            return Err(Refusal::OutsideGoodsLevel {
                party: recipient.party.clone(),
                policy: code.clone(),
                item: given.item.clone(),
                amount: given.quantity,
                least: quantity(least),
                most: most.map_or_else(|| "–".to_owned(), |most| quantity(most).to_string()),
            });
        }
    }
    Ok(())
}

/// Nobody twice in the list, alone or as part of his group; no household that has had it, or is about to.
fn once(state: &State, list: List<'_>, day: &Day<'_>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for recipient in list.recipients {
        if !seen.insert((&recipient.party, &recipient.policy)) {
            return Err(Refusal::RecipientTwice { party: recipient.party.clone() });
        }
    }
    let groups = list.recipients.iter().filter_map(|recipient| match &recipient.party {
        Party::Group(group) => Some((group.as_str(), &recipient.policy)),
        _ => None,
    });
    let groups: BTreeSet<_> = groups.collect();
    for recipient in list.recipients {
        let Party::Household(household) = &recipient.party else { continue };
        if groups.contains(&(household.group(), &recipient.policy)) {
            return Err(Refusal::RecipientTwice { party: recipient.party.clone() });
        }
    }
    list.recipients.iter().try_for_each(|recipient| served_once(state, recipient, list, day))
}

/// In no other list of the same support and allocation: a household alone or in its group, a group beside its households.
fn served_once(state: &State, recipient: &Recipient, list: List<'_>, day: &Day<'_>) -> Result<(), Refusal> {
    match &recipient.party {
        Party::Household(household) => {
            match state.relief.holder(list.allocation, recipient, list.own, day.today) {
                Some(holder) => Err(Refusal::HouseholdTwice { household: household.clone(), holder }),
                None => Ok(()),
            }
        }
        Party::Group(group) => {
            match state.relief.member_served(list.allocation, recipient, list.own, day.today) {
                Some((household, holder)) => {
                    let (group, household) = (group.clone(), household.clone());
                    Err(Refusal::GroupTwice { group, household, holder })
                }
                None => Ok(()),
            }
        }
        Party::Area(_) | Party::Organisation(_) => Ok(()),
    }
}

/// The list is the amount.
pub(super) fn sums_to(recipients: &[Recipient], amount: Vnd) -> Result<(), Refusal> {
    let sum = sum_of(recipients);
    if sum == dong(amount) { Ok(()) } else { Err(Refusal::RecipientsSum { sum: vnd(sum), amount }) }
}
