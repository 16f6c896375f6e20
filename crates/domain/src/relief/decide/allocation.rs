//! Needs, and who gets how much of what there is.

use std::collections::BTreeMap;

use super::{Fact, not_below_zero, shown, text};
use crate::decide::Day;
use crate::event::Earmark;
use crate::ids::Code;
use crate::money::Vnd;
use crate::quantity::ItemQuantity;
use crate::rejection::Rejection;
use crate::relief::content::{dong, quantity, units, vnd};
use crate::relief::fit::{Receivers, fits};
use crate::relief::{
    AllocationDecided, AllocationEntry, AllocationReduced, DecideAllocation, Event, Free, NeedTold,
    ReduceAllocation, Refusal, TellNeed,
};
use crate::state::State;

/// The most shares of one decision.
const SHARES_LIMIT: usize = 2_000;

pub(super) fn tell_need(state: &State, command: TellNeed, day: &Day<'_>) -> Fact {
    let TellNeed { amount, area, evidence, goods, households, told_by } = command;
    state.network.known_area(&area, day.on).map_err(Rejection::from)?;
    state.network.known(&told_by, day.on).map_err(Rejection::from)?;
    something(state, amount.unwrap_or_default(), &goods)?;
    let need = state.relief.next_need();
    Ok(Event::NeedTold(NeedTold { amount, area, evidence, goods, households, need, told_by }))
}

pub(super) fn decide(state: &State, command: DecideAllocation, day: &Day<'_>) -> Fact {
    let DecideAllocation { decision, evidence, head, lines, round } = command;
    let decision = text(&decision)?;
    if lines.is_empty() || lines.len() > SHARES_LIMIT {
        return Err(Refusal::SharesCount { limit: SHARES_LIMIT }.into());
    }
    let mut wanted: BTreeMap<Option<&Earmark>, i128> = BTreeMap::new();
    for entry in &lines {
        share(state, entry, &head, day)?;
        let sum = wanted.entry(entry.earmark.as_ref()).or_default();
        *sum = sum.saturating_add(dong(entry.amount));
    }
    let free = Free::new(state, day.today);
    for (earmark, wanted) in wanted.into_iter().filter(|(_, wanted)| *wanted > 0) {
        let left = free.undecided(earmark);
        if wanted > left {
            let (wanted, left) = (vnd(wanted), shown(left));
            return Err(Refusal::PotTooSmall { earmark: earmark.cloned(), wanted, left }.into());
        }
    }
    let allocation = state.relief.shares.next();
    Ok(Event::AllocationDecided(AllocationDecided { allocation, decision, evidence, head, lines, round }))
}

fn share(state: &State, entry: &AllocationEntry, head: &Code, day: &Day<'_>) -> Result<(), Rejection> {
    state.network.known(&entry.to, day.on)?;
    something(state, entry.amount, &entry.goods)?;
    if let Some(need) = entry.need.filter(|need| !state.relief.knows_need(*need)) {
        return Err(Refusal::NeedUnknown { need }.into());
    }
    if let Some(policy) = &entry.policy {
        let known = state.relief.rules.policy(policy, day.on);
        let known = known.ok_or_else(|| Refusal::PolicyUnknown { policy: policy.clone(), on: day.on })?;
        if known.head != *head {
            return Err(Refusal::HeadDiffers { given: head.clone(), wanted: known.head.clone() }.into());
        }
    }
    let receivers = Receivers { payee: &entry.to, recipients: &[], share: None };
    match &entry.earmark {
        Some(earmark) if !fits(&state.network, earmark, head, receivers) => {
            Err(Refusal::EarmarkBroken { earmark: earmark.clone() }.into())
        }
        _ => Ok(()),
    }
}

pub(super) fn reduce(state: &State, command: ReduceAllocation, day: &Day<'_>) -> Fact {
    let ReduceAllocation { amount, decision, goods, line } = command;
    let decision = text(&decision)?;
    something(state, amount, &goods)?;
    let free = Free::new(state, day.today);
    let (allocation, number) = (line.allocation, line.line);
    let left = free.share(&line)?;
    if dong(amount) > left {
        let left = shown(left);
        return Err(Refusal::ShareTooSmall { allocation, line: number, wanted: amount, left }.into());
    }
    for less in &goods {
        let left = free.share_goods(&line, &less.item)?;
        if units(less.quantity) > left {
            let (item, wanted, left) = (less.item.clone(), less.quantity, quantity(left.max(0)));
            return Err(Refusal::ShareGoodsTooSmall { allocation, line: number, item, wanted, left }.into());
        }
    }
    Ok(Event::AllocationReduced(AllocationReduced { amount, decision, goods, line }))
}

/// Money or goods, known and above zero, an item once.
fn something(state: &State, amount: Vnd, goods: &[ItemQuantity]) -> Result<(), Refusal> {
    not_below_zero(amount)?;
    let nothing = amount == Vnd::ZERO && goods.is_empty();
    let twice = |line: &ItemQuantity| goods.iter().filter(|other| other.item == line.item).count() > 1;
    if nothing || goods.iter().any(|line| !line.quantity.is_positive() || twice(line)) {
        return Err(Refusal::NothingAsked {});
    }
    match goods.iter().find(|line| !state.goods.knows_item(&line.item)) {
        Some(unknown) => Err(Refusal::ItemUnknown { item: unknown.item.clone() }),
        None => Ok(()),
    }
}
