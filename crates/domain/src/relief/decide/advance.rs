//! Accounting for an advance: what the team gave to whom, and what it pays back.

use super::recipients::{self, Form, List};
use super::{Fact, not_below_zero, shown};
use crate::decide::{Day, known_account};
use crate::money::Vnd;
use crate::party::Party;
use crate::rejection::Rejection;
use crate::relief::content::{dong, sum_of, vnd};
use crate::relief::fit::{Receivers, fits};
use crate::relief::{AdvanceSettled, Event, PaymentKind, PaymentState, Refusal, SettleAdvance};
use crate::state::State;
use crate::voucher::Series;

pub(super) fn settle(state: &State, command: SettleAdvance, day: &Day<'_>) -> Fact {
    let SettleAdvance { account, evidence, head, payment, recipients, returned } = command;
    let known = state.relief.payment(payment).ok_or(Refusal::PaymentUnknown { payment })?;
    let PaymentKind::Advance(team) = &known.kind else { return Err(Refusal::NotAdvance { payment }.into()) };
    if known.reversed {
        return Err(Refusal::PaymentAlreadyReversed { payment }.into());
    }
    not_below_zero(returned)?;
    if account.is_some() != returned.is_positive() {
        return Err(Refusal::ReturnAccount {}.into());
    }
    if let Some(account) = &account {
        known_account(state, account)?;
    }
    if let Some(wanted) = known.head.as_ref().filter(|wanted| **wanted != head) {
        return Err(Refusal::HeadDiffers { given: head, wanted: wanted.clone() }.into());
    }
    let allocation = known.allocation.as_ref();
    let list = List { allocation, form: Form::Money, head: &head, own: None, recipients: &recipients };
    recipients::check(state, list, day)?;
    let spent = sum_of(&recipients);
    let (wanted, left) = (spent.saturating_add(dong(returned)), known.open_advance());
    if wanted == 0 {
        return Err(Refusal::NothingAsked {}.into());
    }
    if wanted > left {
        return Err(Refusal::AdvanceTooSmall { payment, wanted: vnd(wanted), left: shown(left) }.into());
    }
    tied(state, known, &Party::Organisation(team.clone()), &list)?;
    let earmark = known.earmark.as_deref().cloned();
    let (team, spent): (_, Vnd) = (team.clone(), vnd(spent));
    let voucher = state.vouchers.next(Series::Tttu, day.on.year());
    Ok(Event::AdvanceSettled(AdvanceSettled {
        account,
        earmark,
        evidence,
        head,
        payment,
        recipients,
        returned,
        spent,
        team,
        voucher,
    }))
}

/// Tied money went to those for whom it was given.
fn tied(state: &State, known: &PaymentState, team: &Party, list: &List<'_>) -> Result<(), Rejection> {
    let Some(earmark) = known.earmark.as_deref().filter(|_| !list.recipients.is_empty()) else {
        return Ok(());
    };
    let receivers = Receivers { payee: team, recipients: list.recipients, share: None };
    if fits(&state.network, earmark, list.head, receivers) {
        return Ok(());
    }
    Err(Refusal::EarmarkBroken { earmark: earmark.clone() }.into())
}
