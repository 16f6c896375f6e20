//! Support levels and limits: in force from their business day on.

use super::{Fact, text};
use crate::decide::Day;
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::relief::{
    AdoptLimits, AdoptPolicy, EndPolicy, Event, LimitsAdopted, PolicyAdopted, PolicyEnded, Refusal,
};
use crate::state::State;

pub(super) fn adopt_policy(state: &State, command: AdoptPolicy, day: &Day<'_>) -> Fact {
    let AdoptPolicy { ceiling, decision, floor, goods, head, name, per, policy } = command;
    let (decision, name) = (text(&decision)?, text(&name)?);
    let twice = goods.iter().any(|bound| goods.iter().filter(|other| other.item == bound.item).count() > 1);
    let money = bounds(floor, ceiling, Vnd::ZERO);
    let possible = !twice
        && (money || (floor.is_none() && ceiling.is_none() && !goods.is_empty()))
        && goods.iter().all(|bound| bounds(bound.floor, bound.ceiling, Quantity::ZERO));
    if !possible {
        return Err(Refusal::LevelImpossible { policy }.into());
    }
    if let Some(unknown) = goods.iter().find(|bound| !state.goods.knows_item(&bound.item)) {
        return Err(Refusal::ItemUnknown { item: unknown.item.clone() }.into());
    }
    let versions = state.relief.rules.policies().find(|(code, _)| **code == policy);
    if let Some(later) = versions.and_then(|(_, versions)| versions.last()).filter(|last| last.from > day.on)
    {
        return Err(Refusal::PolicyOutOfOrder { policy, from: later.from }.into());
    }
    Ok(Event::PolicyAdopted(PolicyAdopted { ceiling, decision, floor, goods, head, name, per, policy }))
}

/// At least one bound, none below zero, the floor not above the ceiling.
fn bounds<T: Copy + PartialOrd>(floor: Option<T>, ceiling: Option<T>, zero: T) -> bool {
    let crossed = floor.zip(ceiling).is_some_and(|(floor, ceiling)| floor > ceiling);
    let below = floor.into_iter().chain(ceiling).any(|bound| bound < zero);
    (floor.is_some() || ceiling.is_some()) && !crossed && !below
}

pub(super) fn end_policy(state: &State, command: EndPolicy, day: &Day<'_>) -> Fact {
    let EndPolicy { policy } = command;
    if state.relief.rules.policy(&policy, day.on).is_none() {
        return Err(Refusal::PolicyUnknown { policy, on: day.on }.into());
    }
    Ok(Event::PolicyEnded(PolicyEnded { policy }))
}

pub(super) fn adopt_limits(command: &AdoptLimits) -> Fact {
    let AdoptLimits { account_per_day, confirm_days, expire_days, sign_days, two_above } = *command;
    let days = [confirm_days, expire_days, sign_days].into_iter().all(|days| days > 0);
    let amounts = two_above >= Vnd::ZERO && account_per_day.is_none_or(Vnd::is_positive);
    if !days || !amounts {
        return Err(Refusal::LimitsImpossible {}.into());
    }
    Ok(Event::LimitsAdopted(LimitsAdopted {
        account_per_day,
        confirm_days,
        expire_days,
        sign_days,
        two_above,
    }))
}
