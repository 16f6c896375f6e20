//! What may be asked in money: there is so much, in the account, in the pot and in the share, and it goes where it may.

use super::recipients::{self, Form, List};
use super::shown;
use crate::decide::{Day, known_account, positive};
use crate::event::Earmark;
use crate::ids::{AccountId, RequestNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::rejection::Rejection;
use crate::relief::content::{dong, vnd};
use crate::relief::fit::{Receivers, fits, within};
use crate::relief::free::{drawn, standing};
use crate::relief::{
    Free, PaymentContent, PaymentKind, RefundContent, RefundReason, Refusal, Share, Standing,
};
use crate::state::State;

pub(super) fn payment(
    state: &State,
    payment: &PaymentContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    known_account(state, &payment.account)?;
    positive(payment.amount)?;
    let payee = payment.kind.payee().ok_or(Refusal::RefundAsPayment {})?;
    state.network.known(&payee, day.on)?;
    let share = share(state, payment, &payee)?;
    let (recipients, to) = (&payment.recipients[..], share.map(|share| &share.entry.to));
    let receivers = Receivers { payee: &payee, recipients, share: to };
    if let Some(earmark) = &payment.earmark
        && !fits(&state.network, earmark, &payment.head, receivers)
    {
        return Err(Refusal::EarmarkBroken { earmark: earmark.clone() }.into());
    }
    list(state, payment, &payee, own, day)?;
    let free = Free::new(state, day.today).but(own);
    if let Some(line) = &payment.allocation {
        let left = free.share(line)?;
        if dong(payment.amount) > left {
            let (allocation, line, left) = (line.allocation, line.line, shown(left));
            return Err(Refusal::ShareTooSmall { allocation, line, wanted: payment.amount, left }.into());
        }
    }
    in_pot(free, payment.earmark.as_ref(), dong(payment.amount))?;
    in_account(free, &payment.account, dong(payment.amount))?;
    Ok(())
}

/// The share that the payment is part of: of its source and head, for this payee.
fn share<'a>(
    state: &'a State,
    payment: &PaymentContent,
    payee: &Party,
) -> Result<Option<&'a Share>, Refusal> {
    let needed = matches!(payment.kind, PaymentKind::Advance(_)) || payment.kind.is_relief();
    let Some(line) = &payment.allocation else {
        return if needed { Err(Refusal::AllocationMissing {}) } else { Ok(None) };
    };
    let (allocation, share) = state.relief.shares.get(line)?;
    if share.entry.earmark != payment.earmark {
        return Err(Refusal::SourceDiffers { allocation: line.allocation, line: line.line });
    }
    if allocation.head != payment.head {
        let (given, wanted) = (payment.head.clone(), allocation.head.clone());
        return Err(Refusal::HeadDiffers { given, wanted });
    }
    // A supplier and a carrier are paid wherever they are; a team without a home goes where it is sent.
    let goes_there = match payment.kind {
        PaymentKind::Cost(_) | PaymentKind::Purchase(_) => true,
        PaymentKind::Advance(_) if state.network.area_of(payee).is_none() => true,
        _ => within(&state.network, payee, &share.entry.to),
    };
    if goes_there {
        Ok(Some(share))
    } else {
        Err(Refusal::OutsideShare { party: payee.clone(), to: share.entry.to.clone() })
    }
}

fn list(
    state: &State,
    payment: &PaymentContent,
    payee: &Party,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    if payment.recipients.is_empty() {
        let named = payment.kind.is_relief() && matches!(payee, Party::Household(_));
        return if named { Err(Refusal::RecipientsMissing {}.into()) } else { Ok(()) };
    }
    if !payment.kind.is_relief() {
        return Err(Refusal::RecipientsNotHere {}.into());
    }
    let (allocation, head) = (payment.allocation.as_ref(), &payment.head);
    let list = List { allocation, form: Form::Money, head, own, recipients: &payment.recipients };
    recipients::check(state, list, day)?;
    Ok(recipients::sums_to(&payment.recipients, payment.amount)?)
}

pub(super) fn refund(
    state: &State,
    refund: &RefundContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    known_account(state, &refund.account)?;
    positive(refund.amount)?;
    let receipt = refund.receipt;
    let (_, known) = state.receipt(receipt).ok_or(Rejection::ReceiptUnknown(receipt))?;
    if known.reversed {
        return Err(Rejection::ReceiptAlreadyReversed(receipt));
    }
    let (stands, _) = standing(state, receipt);
    let fits = match refund.reason {
        RefundReason::Unidentified => stands == Standing::Unidentified,
        RefundReason::AfterWindow => stands == Standing::Held,
        RefundReason::AskedByDonor | RefundReason::Misdirected => true,
    };
    if !fits {
        return Err(Refusal::ReasonDoesNotFit { receipt }.into());
    }
    let free = Free::new(state, day.today).but(own);
    let left = free.receipt(receipt);
    if dong(refund.amount) > left {
        return Err(Refusal::ReceiptTooSmall { receipt, wanted: refund.amount, left: shown(left) }.into());
    }
    for part in drawn(state, receipt, dong(refund.amount)) {
        in_pot(free, part.earmark.as_ref(), dong(part.amount))?;
    }
    Ok(in_account(free, &refund.account, dong(refund.amount))?)
}

pub(super) fn in_pot(free: Free<'_>, earmark: Option<&Earmark>, wanted: i128) -> Result<(), Refusal> {
    let left = free.pot(earmark);
    if wanted <= left {
        return Ok(());
    }
    Err(Refusal::PotTooSmall { earmark: earmark.cloned(), wanted: vnd(wanted), left: shown(left) })
}

pub(super) fn in_account(free: Free<'_>, account: &AccountId, wanted: i128) -> Result<(), Refusal> {
    let left = free.account(account);
    if wanted <= left {
        return Ok(());
    }
    let (account, wanted, left): (_, Vnd, _) = (account.clone(), vnd(wanted), shown(left));
    Err(Refusal::AccountTooSmall { account, wanted, left })
}
