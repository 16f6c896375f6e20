//! Paying an approved request, or a part of it, and setting a wrong payment's negative beside it.

use super::content::{in_account, in_pot};
use super::recipients::{self, Form, List};
use super::{Fact, not_below_zero, shown};
use crate::decide::{Day, positive};
use crate::event::{Direction, Earmark};
use crate::ids::{AccountId, AccountKind, RequestNo};
use crate::money::Vnd;
use crate::rejection::{REFERENCE_LIMIT, Rejection};
use crate::relief::content::{dong, vnd};
use crate::relief::free::standing;
use crate::relief::{
    Content, Event, Free, OpenRequest, Paid, Pay, PaymentContent, PaymentKind, PaymentReversed, Recipient,
    Refunded, Refusal, ReversePayment, Standing,
};
use crate::state::{BookedAs, State};
use crate::voucher::Series;

/// What the request says about its payment.
struct Due<'a> {
    account: &'a AccountId,
    earmark: Option<&'a Earmark>,
    kind: PaymentKind,
    /// Whether a pot gives the money; a refund of what is in none does not.
    from_pot: bool,
}

pub(super) fn pay(state: &State, command: Pay, day: &Day<'_>) -> Fact {
    let request = command.request;
    let open = state.relief.requests.executable(request, day.today)?;
    let due = due(state, open, request)?;
    positive(command.amount)?;
    not_below_zero(command.fee)?;
    let reference = reference(command.reference, due.account)?;
    let recipients = recipients(open, command.recipients, command.amount, request)?;
    if let Content::Payment(content) = &open.content {
        still_entitled(state, content, &recipients, request, day)?;
    }
    let free = Free::new(state, day.today).but(Some(request));
    if let Content::Refund(refund) = &open.content {
        let left = free.receipt(refund.receipt);
        if dong(command.amount) > left {
            let (receipt, wanted, left) = (refund.receipt, command.amount, shown(left));
            return Err(Refusal::ReceiptTooSmall { receipt, wanted, left }.into());
        }
    }
    match command.explains {
        Some(line) => explained(state, &due, command.amount, command.fee, line)?,
        None => covered(state, &due, command.amount, command.fee, free, day)?,
    }
    let series = match due.account.kind() {
        AccountKind::Cash => Series::Pc,
        AccountKind::Bank => Series::Unc,
    };
    Ok(Event::Paid(Paid {
        account: due.account.clone(),
        amount: command.amount,
        earmark: due.earmark.cloned(),
        explains: command.explains,
        fee: command.fee,
        kind: due.kind,
        payment: state.relief.payments.next(),
        recipients,
        reference,
        request,
        row: command.row,
        voucher: state.vouchers.next(series, day.on.year()),
    }))
}

fn due<'a>(state: &'a State, open: &'a OpenRequest, request: RequestNo) -> Result<Due<'a>, Rejection> {
    match &open.content {
        Content::Payment(payment) => Ok(Due {
            account: &payment.account,
            earmark: payment.earmark.as_ref(),
            kind: payment.kind.clone(),
            from_pot: true,
        }),
        Content::Refund(refund) => {
            let receipt = refund.receipt;
            let (stood_as, earmark) = standing(state, receipt);
            let kind = PaymentKind::Refund(Refunded { receipt, stood_as });
            let from_pot = stood_as == Standing::Contribution;
            Ok(Due { account: &refund.account, earmark, kind, from_pot })
        }
        Content::Issue(_) | Content::WriteOff(_) => Err(Refusal::RequestOfOtherKind { request }.into()),
    }
}

/// A bank's reference, without the blanks around it.
fn reference(reference: Option<String>, account: &AccountId) -> Result<Option<String>, Rejection> {
    let Some(reference) = reference else { return Ok(None) };
    let reference = reference.trim();
    if account.kind() == AccountKind::Cash {
        return Err(Rejection::AccountIsCash(account.clone()));
    }
    if reference.chars().count() > REFERENCE_LIMIT {
        return Err(Rejection::ReferenceTooLong);
    }
    Ok(Some(reference.to_owned()).filter(|reference| !reference.is_empty()))
}

/// Those who are paid, out of those who are not yet; without a list the amount alone counts.
fn recipients(
    open: &OpenRequest,
    named: Vec<Recipient>,
    amount: Vnd,
    request: RequestNo,
) -> Result<Vec<Recipient>, Refusal> {
    let left = open.to_pay();
    if dong(amount) > left {
        return Err(Refusal::RequestTooSmall { request, wanted: amount, left: shown(left) });
    }
    let paid = if named.is_empty() { open.left.clone() } else { named };
    for (place, recipient) in paid.iter().enumerate() {
        if !open.left.contains(recipient) || paid.iter().take(place).any(|before| before == recipient) {
            return Err(Refusal::RecipientNotInRequest { party: recipient.party.clone() });
        }
    }
    if !paid.is_empty() {
        recipients::sums_to(&paid, amount)?;
    }
    Ok(paid)
}

/// The support level of the day of the payment counts, whatever it was when it was asked.
fn still_entitled(
    state: &State,
    content: &PaymentContent,
    recipients: &[Recipient],
    own: RequestNo,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    let (allocation, head) = (content.allocation.as_ref(), &content.head);
    let list = List { allocation, form: Form::Money, head, own: Some(own), recipients };
    recipients::check(state, list, day)
}

/// The money is there now: between request and payment a gift may have been reversed, a bank line have come.
fn covered(
    state: &State,
    due: &Due<'_>,
    amount: Vnd,
    fee: Vnd,
    free: Free<'_>,
    day: &Day<'_>,
) -> Result<(), Refusal> {
    let both = dong(amount).saturating_add(dong(fee));
    // The charge is paid out of free money, whatever the payment is tied to.
    if due.from_pot {
        let of_pot = if due.earmark.is_none() { both } else { dong(amount) };
        in_pot(free, due.earmark, of_pot)?;
    }
    if fee.is_positive() && !(due.from_pot && due.earmark.is_none()) {
        in_pot(free, None, dong(fee))?;
    }
    in_account(free, due.account, both)?;
    let limits = state.relief.rules.limits(day.on);
    let Some(limit) = limits.and_then(|limits| limits.account_per_day) else { return Ok(()) };
    let left = dong(limit).saturating_sub(state.relief.payments.on_day(due.account, day.on));
    if both > left {
        let (account, left) = (due.account.clone(), shown(left));
        return Err(Refusal::AboveAccountPerDay { account, limit, left });
    }
    Ok(())
}

/// The money has left with this bank line, out of what is free: only its restriction is still to give.
fn explained(state: &State, due: &Due<'_>, amount: Vnd, fee: Vnd, line: u32) -> Result<(), Refusal> {
    if fee != Vnd::ZERO {
        return Err(Refusal::FeeOnBankLine {});
    }
    let booked =
        state.account(due.account).and_then(|account| account.booked.get(usize::try_from(line).ok()?));
    let waits = booked.is_some_and(|booked| {
        let movement = (booked.what, booked.direction) == (BookedAs::Movement, Direction::Debit);
        movement && booked.amount == Some(amount)
    });
    if !waits {
        return Err(Refusal::NoSuchBankLine { account: due.account.clone(), line });
    }
    let balance = state.pots.of(due.earmark).balance();
    if due.from_pot && due.earmark.is_some() && dong(amount) > balance {
        let earmark = due.earmark.cloned();
        return Err(Refusal::PotTooSmall { earmark, wanted: amount, left: shown(balance) });
    }
    Ok(())
}

pub(super) fn reverse(state: &State, command: ReversePayment, day: &Day<'_>) -> Fact {
    let ReversePayment { payment, reason, row } = command;
    let known = state.relief.payment(payment).ok_or(Refusal::PaymentUnknown { payment })?;
    if known.reversed {
        return Err(Refusal::PaymentAlreadyReversed { payment }.into());
    }
    if known.spent > 0 || known.returned > 0 {
        let left = vnd(known.open_advance());
        return Err(Refusal::AdvanceSettledInPart { payment, left }.into());
    }
    Ok(Event::PaymentReversed(PaymentReversed {
        account: known.account.clone(),
        amount: known.amount.checked_neg().ok_or(Rejection::AmountTooLarge(known.amount))?,
        earmark: known.earmark.as_deref().cloned(),
        kind: known.kind.clone(),
        payment,
        reason,
        row,
        voucher: state.vouchers.next(Series::Dc, day.on.year()),
    }))
}
