//! Handed over, signed, confirmed: in that order, each with its paper.

use super::{Fact, not_before};
use crate::decide::Day;
use crate::relief::{
    ConfirmLocally, Delivery, DeliveryState, Event, HandOver, HandedOver, LocallyConfirmed, RecipientsSigned,
    Refusal, SignReceipt,
};
use crate::state::State;

fn on_its_way(state: &State, delivery: Delivery) -> Result<&DeliveryState, Refusal> {
    state.relief.deliveries.get(delivery).ok_or(Refusal::DeliveryUnknown {})
}

pub(super) fn hand_over(state: &State, command: HandOver, day: &Day<'_>) -> Fact {
    let HandOver { delivery, evidence, place } = command;
    let known = on_its_way(state, delivery)?;
    if known.handed_on.is_some() {
        return Err(Refusal::HandedOverAlready {}.into());
    }
    not_before(known.begun_on, day.on)?;
    if let Some(place) = &place {
        state.network.known_area(place, day.on)?;
    }
    Ok(Event::HandedOver(HandedOver { delivery, evidence, place }))
}

/// In parts, where the list comes back sheet by sheet.
pub(super) fn sign(state: &State, command: SignReceipt, day: &Day<'_>) -> Fact {
    let SignReceipt { delivery, evidence, signed } = command;
    let known = on_its_way(state, delivery)?;
    let Some(handed_on) = known.handed_on else { return Err(Refusal::NotHandedOver {}.into()) };
    not_before(handed_on, day.on)?;
    let left = known.expected.saturating_sub(known.signed);
    if signed == 0 || signed > left {
        return Err(Refusal::TooManySignatures { signed, left }.into());
    }
    Ok(Event::RecipientsSigned(RecipientsSigned { delivery, evidence, signed }))
}

pub(super) fn confirm(state: &State, command: ConfirmLocally, day: &Day<'_>) -> Fact {
    let ConfirmLocally { by, delivery, evidence } = command;
    let known = on_its_way(state, delivery)?;
    if known.confirmed_on.is_some() {
        return Err(Refusal::ConfirmedAlready {}.into());
    }
    if known.signed == 0 {
        return Err(Refusal::NotSigned {}.into());
    }
    not_before(known.handed_on.unwrap_or(known.begun_on), day.on)?;
    state.network.known(&by, day.on)?;
    Ok(Event::LocallyConfirmed(LocallyConfirmed { by, delivery, evidence }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        Step, T, approved, check, code, cost, day, group, household, pay, relief, reverse, state_after,
    };
    use super::*;
    use crate::ids::PaymentNo;
    use crate::relief::{Command, Content, Missing};

    const WAY: Delivery = Delivery::Payment(PaymentNo::new(1));

    fn paid() -> Vec<Step> {
        let content = Content::Payment(relief(vec![household(1, 50), household(2, 50)], 100));
        [approved(1, &content, 0), vec![(T, 0, pay(1, 100))]].concat()
    }

    fn hand(on: i64) -> Step {
        (T, on, Command::HandOver(HandOver { delivery: WAY, evidence: None, place: Some(code("c-1")) }))
    }

    fn signs(on: i64, signed: u32) -> Step {
        (T, on, Command::SignReceipt(SignReceipt { delivery: WAY, evidence: code(&"b".repeat(64)), signed }))
    }

    fn confirms(on: i64) -> Step {
        let (by, evidence) = (group(), code(&"c".repeat(64)));
        (T, on, Command::ConfirmLocally(ConfirmLocally { by, delivery: WAY, evidence }))
    }

    #[test]
    fn handed_over_then_signed_then_confirmed() {
        check(vec![], hand(0), Err("delivery-unknown"));
        check(paid(), hand(0), Ok(()));
        check(paid(), signs(0, 1), Err("not-handed-over"));
        let handed = || [paid(), vec![hand(0)]].concat();
        check(handed(), hand(0), Err("handed-over-already"));
        check(handed(), confirms(0), Err("not-signed"));
        check(handed(), signs(0, 3), Err("too-many-signatures"));
        check(handed(), signs(0, 0), Err("too-many-signatures"));
        let signed = || [handed(), vec![signs(0, 1)]].concat();
        check(signed(), signs(0, 2), Err("too-many-signatures"));
        check(signed(), signs(0, 1), Ok(()));
        check(signed(), confirms(0), Ok(()));
        check([signed(), vec![confirms(0)]].concat(), confirms(0), Err("confirmed-already"));
        check([paid(), vec![(T, 0, reverse(1))]].concat(), hand(0), Err("delivery-unknown"));
        let cost = Content::Payment(cost(5));
        check([approved(1, &cost, 0), vec![(T, 0, pay(1, 5))]].concat(), hand(0), Err("delivery-unknown"));
    }

    #[test]
    fn what_is_late_is_listed() {
        let late = |steps: Vec<Step>, on| {
            let state = state_after(steps);
            let limits = *state.relief.rules.limits(day(0)).unwrap();
            let late = state.relief.deliveries.overdue(limits, day(on));
            late.map(|overdue| (overdue.due, overdue.missing)).collect::<Vec<_>>()
        };
        assert_eq!(late(paid(), 5), []);
        assert_eq!(late(paid(), 6), [(day(5), Missing::Signatures(2))]);
        let half = [paid(), vec![hand(2), signs(3, 1)]].concat();
        assert_eq!(late(half.clone(), 6), [(day(5), Missing::Signatures(1))]);
        let signed = [half, vec![signs(4, 1)]].concat();
        assert_eq!(late(signed.clone(), 9), []);
        assert_eq!(late(signed.clone(), 10), [(day(9), Missing::Confirmation)]);
        assert_eq!(late([signed, vec![confirms(9)]].concat(), 99), []);
    }
}
