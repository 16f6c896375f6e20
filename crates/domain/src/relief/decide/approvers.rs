//! Who may approve, and for whom somebody acts.

use super::Fact;
use crate::decide::Day;
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::relief::{
    AppointApprover, ApprovalDelegated, ApproverAppointed, ApproverDismissed, DeclareInterest,
    DelegateApproval, DelegationRevoked, DismissApprover, Event, InterestDeclared, Refusal, RevokeDelegation,
};
use crate::state::State;

pub(super) fn appoint(command: AppointApprover, day: &Day<'_>) -> Fact {
    let AppointApprover { per_day, per_request, person, until } = command;
    let amounts = per_request.is_positive() && per_day.is_none_or(Vnd::is_positive);
    if !amounts || until.is_some_and(|until| until < day.today) {
        return Err(Refusal::LimitsImpossible {}.into());
    }
    Ok(Event::ApproverAppointed(ApproverAppointed { per_day, per_request, person, until }))
}

pub(super) fn dismiss(state: &State, command: DismissApprover, day: &Day<'_>) -> Fact {
    let DismissApprover { person } = command;
    // One whose time is over is none any more: nothing to dismiss.
    if state.relief.approvers.right_of(&person, day.today).is_none() {
        return Err(Refusal::ApproverUnknown { person }.into());
    }
    Ok(Event::ApproverDismissed(ApproverDismissed { person }))
}

/// Only a right of one's own is passed on: one who acts for somebody has none.
pub(super) fn delegate(state: &State, command: DelegateApproval, day: &Day<'_>) -> Fact {
    let DelegateApproval { per_request, to, until } = command;
    let from = day.actor.clone();
    let Some(own) = state.relief.approvers.right_of(&from, day.today) else {
        return Err(Refusal::NotApprover { person: from }.into());
    };
    if to.person() == from.person() || until < day.today || !per_request.is_positive() {
        return Err(Refusal::DelegationImpossible {}.into());
    }
    let longer = own.until.is_some_and(|own| until > own);
    if per_request > own.per_request || longer {
        let end = own.until.map_or_else(|| "–".to_owned(), |until| until.strftime("%d/%m/%Y").to_string());
        return Err(Refusal::DelegationTooWide { per_request: own.per_request, until: end }.into());
    }
    Ok(Event::ApprovalDelegated(ApprovalDelegated { from, per_request, to, until }))
}

pub(super) fn revoke(state: &State, command: RevokeDelegation, day: &Day<'_>) -> Fact {
    let RevokeDelegation { to } = command;
    if state.relief.approvers.delegation(day.actor, &to).is_none() {
        return Err(Refusal::DelegationUnknown { to }.into());
    }
    Ok(Event::DelegationRevoked(DelegationRevoked { from: day.actor.clone(), to }))
}

pub(super) fn declare(state: &State, command: DeclareInterest, day: &Day<'_>) -> Fact {
    let DeclareInterest { party, person } = command;
    state.network.known(&party, day.on).map_err(Rejection::from)?;
    Ok(Event::InterestDeclared(InterestDeclared { party, person }))
}
