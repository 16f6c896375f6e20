//! Handed over, signed, confirmed: in that order, each with its paper.

use super::Fact;
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
    if on_its_way(state, delivery)?.handed_on.is_some() {
        return Err(Refusal::HandedOverAlready {}.into());
    }
    if let Some(place) = &place {
        state.network.known_area(place, day.on)?;
    }
    Ok(Event::HandedOver(HandedOver { delivery, evidence, place }))
}

/// In parts, where the list comes back sheet by sheet.
pub(super) fn sign(state: &State, command: SignReceipt) -> Fact {
    let SignReceipt { delivery, evidence, signed } = command;
    let known = on_its_way(state, delivery)?;
    if known.handed_on.is_none() {
        return Err(Refusal::NotHandedOver {}.into());
    }
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
    state.network.known(&by, day.on)?;
    Ok(Event::LocallyConfirmed(LocallyConfirmed { by, delivery, evidence }))
}
