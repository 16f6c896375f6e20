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

#[cfg(test)]
mod tests {
    use super::super::testing::{
        A, Step, T, allocate, approved, check, code, cost, entry, group, household, make, million, pay,
        place, relief, share as line, state_after,
    };
    use super::*;
    use crate::ids::NeedNo;
    use crate::party::Party;
    use crate::relief::{Command, Content, PaymentContent};

    fn commune(name: &str) -> Party {
        Party::Area(code(name))
    }

    fn reduced(number: u16, amount: i64) -> Step {
        let (amount, decision, line) = (million(amount), "QĐ 8".to_owned(), line(number));
        (A, 0, Command::ReduceAllocation(ReduceAllocation { amount, decision, goods: vec![], line }))
    }

    #[test]
    fn only_money_that_is_there_and_free_is_decided_on() {
        // 1,050 million are free, 500 of them decided on; 100 are tied to c-1, 60 of them decided on.
        let cases = [
            (vec![entry(group(), 550, None)], Ok(())),
            (vec![entry(group(), 500, None), entry(commune("c-2"), 51, None)], Err("pot-too-small")),
            (vec![entry(commune("c-1"), 40, Some(place()))], Ok(())),
            (vec![entry(commune("c-1"), 41, Some(place()))], Err("pot-too-small")),
            (vec![entry(commune("c-2"), 1, Some(place()))], Err("earmark-broken")),
            (vec![entry(group(), 0, None)], Err("nothing-asked")),
            (vec![entry(group(), -1, None)], Err("amount-below-zero")),
            (vec![], Err("shares-count")),
            (
                vec![AllocationEntry { need: Some(NeedNo::new(1)), ..entry(group(), 1, None) }],
                Err("need-unknown"),
            ),
            (
                vec![AllocationEntry { policy: Some(code("rice")), ..entry(group(), 1, None) }],
                Err("policy-unknown"),
            ),
            (vec![AllocationEntry { policy: Some(code("collapsed")), ..entry(group(), 1, None) }], Ok(())),
        ];
        for (lines, then) in cases {
            check(vec![], (A, 0, allocate(lines)), then);
        }
        check(
            vec![(T, 0, make(&Content::Payment(cost(50))))],
            (A, 0, allocate(vec![entry(group(), 501, None)])),
            Err("pot-too-small"),
        );
        // What is paid out of a share leaves both pot and decision.
        let paid = [approved(1, &Content::Payment(relief(vec![], 90)), 0), vec![(T, 0, pay(1, 90))]].concat();
        check(paid, (A, 0, allocate(vec![entry(group(), 550, None)])), Ok(()));
    }

    #[test]
    fn a_purpose_is_the_head() {
        for (purpose, then) in [("houses", "pot-too-small"), ("food", "earmark-broken")] {
            let earmark = Earmark { beneficiary: None, place: None, purpose: Some(code(purpose)) };
            check(vec![], (A, 0, allocate(vec![entry(group(), 1, Some(earmark))])), Err(then));
        }
        for (beneficiary, then) in [("g-1", "pot-too-small"), ("g-2", "earmark-broken")] {
            let earmark = Earmark { beneficiary: Some(code(beneficiary)), place: None, purpose: None };
            check(vec![], (A, 0, allocate(vec![entry(group(), 1, Some(earmark))])), Err(then));
        }
    }

    #[test]
    fn a_share_is_not_reduced_below_what_is_spent_or_reserved() {
        let open = || vec![(T, 0, make(&Content::Payment(relief(vec![], 90))))];
        check(open(), reduced(1, 210), Ok(()));
        check(open(), reduced(1, 211), Err("share-too-small"));
        check(open(), reduced(9, 1), Err("share-unknown"));
        check(open(), reduced(1, 0), Err("nothing-asked"));
        let smaller = || [open(), vec![reduced(1, 210)]].concat();
        check(smaller(), (A, 0, allocate(vec![entry(group(), 760, None)])), Ok(()));
        let more = PaymentContent { recipients: vec![household(1, 50)], ..relief(vec![], 50) };
        check(smaller(), (T, 0, make(&Content::Payment(more))), Err("share-too-small"));
    }

    #[test]
    fn a_need_is_told_and_answered() {
        let need = |amount: Option<i64>| {
            let (area, told_by) = (code("c-1"), group());
            let amount = amount.map(million);
            let need = TellNeed { amount, area, evidence: None, goods: vec![], households: 12, told_by };
            (T, 0, Command::TellNeed(need))
        };
        check(vec![], need(None), Err("nothing-asked"));
        let told = || vec![need(Some(10))];
        assert!(state_after(told()).relief.knows_need(NeedNo::new(1)));
        let answer = AllocationEntry { need: Some(NeedNo::new(1)), ..entry(group(), 10, None) };
        check(told(), (A, 0, allocate(vec![answer])), Ok(()));
    }
}
