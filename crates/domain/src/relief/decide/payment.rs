//! Paying an approved request, or a part of it, and setting a wrong payment's negative beside it.

use super::content::{in_account, in_pot};
use super::recipients::{self, Form, List};
use super::{Fact, not_before, not_below_zero, shown};
use crate::decide::{Day, positive};
use crate::event::{Direction, Earmark};
use crate::giving::{self, Part};
use crate::ids::{AccountId, AccountKind, RequestNo};
use crate::money::Vnd;
use crate::rejection::{REFERENCE_LIMIT, Rejection};
use crate::relief::content::{dong, vnd};
use crate::relief::free::{drawn, standing};
use crate::relief::{
    Content, Event, Free, OpenRequest, Paid, Pay, PaymentContent, PaymentKind, PaymentReversed, Recipient,
    Refunded, Refusal, ReversePayment,
};
use crate::state::{BookedAs, State};
use crate::voucher::Series;

/// What the request says about its payment.
struct Due<'a> {
    account: &'a AccountId,
    earmark: Option<&'a Earmark>,
    kind: PaymentKind,
    /// Out of which pots the money comes; none gives back what is in none.
    drawn: Vec<Part>,
}

pub(super) fn pay(state: &State, command: Pay, day: &Day<'_>) -> Result<Vec<crate::Event>, Rejection> {
    let request = command.request;
    let open = state.relief.requests.executable(request, day.today)?;
    not_before(open.made_on, day.on)?;
    let due = due(state, open, request, command.amount)?;
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
    // What was released of a gift comes back first, so that the payment falls on one pot.
    let mut events = match &due.kind {
        PaymentKind::Refund(refund) => giving::back(refund.receipt, due.earmark, due.drawn),
        _ => Vec::new(),
    };
    let paid = Event::Paid(Paid {
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
    });
    events.push(paid.into());
    Ok(events)
}

fn due<'a>(
    state: &'a State,
    open: &'a OpenRequest,
    request: RequestNo,
    amount: Vnd,
) -> Result<Due<'a>, Rejection> {
    match &open.content {
        Content::Payment(payment) => Ok(Due {
            account: &payment.account,
            earmark: payment.earmark.as_ref(),
            kind: payment.kind.clone(),
            drawn: vec![Part { amount, earmark: payment.earmark.clone(), evidence: None }],
        }),
        Content::Refund(refund) => {
            let receipt = refund.receipt;
            let (stood_as, earmark) = standing(state, receipt);
            let kind = PaymentKind::Refund(Refunded { receipt, stood_as });
            let drawn = drawn(state, receipt, dong(amount));
            Ok(Due { account: &refund.account, earmark, kind, drawn })
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
    let mut of_free = dong(fee);
    for part in &due.drawn {
        match &part.earmark {
            None => of_free = of_free.saturating_add(dong(part.amount)),
            tied => in_pot(free, tied.as_ref(), dong(part.amount))?,
        }
    }
    // The charge is paid out of free money, whatever the payment is tied to.
    if of_free > 0 {
        in_pot(free, None, of_free)?;
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
    for part in due.drawn.iter().filter(|part| part.earmark.is_some()) {
        let balance = state.pots.of(part.earmark.as_ref()).balance();
        if dong(part.amount) > balance {
            let (earmark, wanted) = (part.earmark.clone(), part.amount);
            return Err(Refusal::PotTooSmall { earmark, wanted, left: shown(balance) });
        }
    }
    Ok(())
}

pub(super) fn reverse(state: &State, command: ReversePayment, day: &Day<'_>) -> Fact {
    let ReversePayment { payment, reason, row } = command;
    let known = state.relief.payment(payment).ok_or(Refusal::PaymentUnknown { payment })?;
    if known.reversed {
        return Err(Refusal::PaymentAlreadyReversed { payment }.into());
    }
    not_before(known.on, day.on)?;
    if known.spent > 0 || known.returned > 0 {
        let left = vnd(known.open_advance());
        return Err(Refusal::AdvanceSettledInPart { payment, left }.into());
    }
    if known.delivered != 0 {
        return Err(Refusal::PurchaseDelivered { payment, delivered: vnd(known.delivered) }.into());
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

#[cfg(test)]
mod tests {
    use super::super::testing::{
        A, MILLION, Step, T, approve, approved, ask, check, code, cost, day, household, make, million, pay,
        paying, place, refund, relief, reverse, share, state_after, withdraw,
    };
    use super::*;
    use crate::decide::testing::{BANK, CASH};
    use crate::event::{BankFacts, BankMovementRecorded, MovementKind};
    use crate::party::Party;
    use crate::relief::{Command, RefundReason, Standing};

    fn pay_as(pay: Pay) -> Step {
        (T, 0, Command::Pay(pay))
    }

    fn paid(request: u64, amount: i64) -> Paid {
        let content = Content::Payment(cost(amount));
        match &ask(&state_after(approved(request, &content, 0)), (T, 0, pay(request, amount))).unwrap()[..] {
            [crate::Event::Relief(event)] => match &**event {
                Event::Paid(paid) => paid.clone(),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_payment_has_the_voucher_of_its_account() {
        assert_eq!(paid(1, 90).voucher.to_string(), "UNC-2024-00001");
        let content = Content::Payment(PaymentContent { account: code(CASH), ..cost(50) });
        let given = || approved(1, &content, 0);
        let state = state_after([given(), vec![(T, 0, pay(1, 20))]].concat());
        assert_eq!(state.vouchers.last(Series::Pc, 2024), 1);
        let reference = Some("FT1".to_owned());
        check(given(), pay_as(Pay { reference: reference.clone(), ..paying(1, 50) }), Err("account-is-cash"));
        let bank = Content::Payment(cost(50));
        check(approved(1, &bank, 0), pay_as(Pay { reference, ..paying(1, 50) }), Ok(()));
        let long = Some("F".repeat(81));
        check(
            approved(1, &bank, 0),
            pay_as(Pay { reference: long, ..paying(1, 50) }),
            Err("reference-too-long"),
        );
    }

    #[test]
    fn what_is_approved_is_paid_once_and_no_more() {
        let content = Content::Payment(cost(90));
        let half = || [approved(1, &content, 0), vec![(T, 0, pay(1, 50))]].concat();
        check(half(), (T, 0, pay(1, 41)), Err("request-too-small"));
        check(half(), (T, 0, pay(1, 40)), Ok(()));
        check([half(), vec![(T, 0, pay(1, 40))]].concat(), (T, 0, pay(1, 1)), Err("request-closed"));
        check(half(), (T, 0, super::super::testing::amend(1, &content)), Err("request-part-paid"));
        let rest = [half(), vec![(T, 0, withdraw(1))]].concat();
        check(rest, (T, 0, make(&Content::Payment(cost(1000)))), Ok(()));
        check(
            approved(1, &content, 0),
            pay_as(Pay { fee: Vnd::new(-1), ..paying(1, 90) }),
            Err("amount-below-zero"),
        );
        check(approved(1, &content, 0), (T, 0, pay(1, 0)), Err("amount-not-positive"));
    }

    #[test]
    fn a_part_of_the_list_is_paid_by_its_lines() {
        let content = Content::Payment(relief((1..=4).map(|one| household(one, 50)).collect(), 200));
        let given = || approved(1, &content, 0);
        let part = |of: &[u32], amount| {
            let recipients = of.iter().map(|one| household(*one, 50)).collect();
            pay_as(Pay { recipients, ..paying(1, amount) })
        };
        check(given(), part(&[1, 2], 100), Ok(()));
        check(given(), part(&[1, 2], 90), Err("recipients-sum"));
        check(given(), part(&[1, 1], 100), Err("recipient-not-in-request"));
        check(given(), part(&[5], 50), Err("recipient-not-in-request"));
        check(given(), (T, 0, pay(1, 100)), Err("recipients-sum"));
        let first = || [given(), vec![part(&[1, 2], 100)]].concat();
        check(first(), part(&[2], 50), Err("recipient-not-in-request"));
        check(first(), (T, 0, pay(1, 100)), Ok(()));
        // The rest goes free, what was paid does not.
        let again = |one| make(&Content::Payment(relief(vec![household(one, 50)], 50)));
        let rest = || [first(), vec![(T, 0, withdraw(1))]].concat();
        check(rest(), (T, 0, again(2)), Err("household-twice"));
        check(rest(), (T, 0, again(3)), Ok(()));
    }

    #[test]
    fn charge_day_limit_and_pot_are_looked_at_again() {
        let content = Content::Payment(PaymentContent { account: code(CASH), ..cost(50) });
        let fee = |dong| pay_as(Pay { fee: Vnd::new(dong), ..paying(1, 50) });
        check(approved(1, &content, 0), fee(1), Err("account-too-small"));
        let tied = PaymentContent {
            allocation: Some(share(2)),
            earmark: Some(place()),
            kind: PaymentKind::Relief(Party::Area(code("c-1"))),
            ..relief(vec![], 60)
        };
        let tied = Content::Payment(tied);
        let charged = pay_as(Pay { fee: million(1), ..paying(1, 60) });
        let state = state_after([approved(1, &tied, 0), vec![charged]].concat());
        let balances = [Some(place()), None].map(|earmark| state.pots.of(earmark.as_ref()).balance());
        assert_eq!(balances, [40_000_000, 1_049_000_000]);
        let two = |on| {
            let (first, second) = (Content::Payment(cost(350)), Content::Payment(cost(251)));
            let b = |request, content: &Content, on| ("approver:c", on, approve(request, content));
            let second_one = ("admin:x", 0, super::super::testing::appoint("approver:c", 400, None));
            let third = ("admin:x", 0, super::super::testing::appoint("approver:d", 400, None));
            let d = |request, content: &Content, on| ("approver:d", on, approve(request, content));
            let made = vec![second_one, third, (T, 0, make(&first)), b(1, &first, 0), d(1, &first, 0)];
            [made, vec![(T, 0, make(&second)), b(2, &second, 0), d(2, &second, 0), (T, on, pay(1, 350))]]
                .concat()
        };
        check(two(0), (T, 1, pay(2, 251)), Ok(()));
        check(two(1), (T, 1, pay(2, 251)), Err("above-account-per-day"));
        check(two(1), (T, 1, pay(2, 250)), Ok(()));
    }

    fn with_bank_line(content: &Content) -> State {
        let mut state = state_after(approved(1, content, 0));
        let movement = BankMovementRecorded {
            account: code(BANK),
            amount: million(40),
            bank: BankFacts::default(),
            kind: MovementKind::Payment,
            quarantine: None,
            row: None,
        };
        state.evolve(&code(T), day(0), &crate::Event::BankMovementRecorded(movement));
        state
    }

    #[test]
    fn a_bank_line_is_explained_without_moving_money_again() {
        let tied = Content::Payment(PaymentContent {
            allocation: Some(share(2)),
            earmark: Some(place()),
            kind: PaymentKind::Relief(Party::Area(code("c-1"))),
            ..relief(vec![], 60)
        });
        let mut state = with_bank_line(&tied);
        let line = u32::try_from(state.account(&code(BANK)).unwrap().booked.len()).unwrap() - 1;
        let explain =
            |amount, fee, line| pay_as(Pay { explains: Some(line), fee: Vnd::new(fee), ..paying(1, amount) });
        for (step, refused) in [
            (explain(41, 0, line), "no-such-bank-line"),
            (explain(40, 1, line), "fee-on-bank-line"),
            (explain(40, 0, line + 1), "no-such-bank-line"),
        ] {
            assert_eq!(ask(&state, step).unwrap_err().code(), refused);
        }
        let before = state.account(&code(BANK)).unwrap().balance;
        for event in ask(&state, explain(40, 0, line)).unwrap() {
            state.evolve(&code(T), day(0), &event);
        }
        assert_eq!(state.account(&code(BANK)).unwrap().balance, before);
        let balances = [Some(place()), None].map(|earmark| state.pots.of(earmark.as_ref()).balance());
        assert_eq!(balances, [60_000_000, 1_050_000_000]);
        assert_eq!(ask(&state, explain(20, 0, line)).unwrap_err().code(), "no-such-bank-line");
    }

    #[test]
    fn a_reversal_gives_back_money_and_share_once() {
        let content = Content::Payment(relief(vec![], 90));
        let paid = || [approved(1, &content, 0), vec![(T, 0, pay(1, 90))]].concat();
        check(paid(), (T, 0, reverse(2)), Err("payment-unknown"));
        let back = || [paid(), vec![(T, 1, reverse(1))]].concat();
        check(back(), (T, 1, reverse(1)), Err("payment-already-reversed"));
        check(paid(), (T, 1, make(&Content::Payment(relief(vec![], 300)))), Err("share-too-small"));
        check(back(), (T, 1, make(&Content::Payment(relief(vec![], 300)))), Ok(()));
        let state = state_after(back());
        assert_eq!(state.account(&code(BANK)).unwrap().balance, i128::from(1107 * MILLION));
        assert_eq!(state.vouchers.last(Series::Dc, 2024), 1);
        check(paid(), (A, 1, reverse(1)), Err("not-allowed"));
    }

    #[test]
    fn a_refund_says_as_what_the_gift_stood() {
        let content = refund(4, 7, RefundReason::Unidentified);
        let state = state_after([approved(1, &content, 0), vec![(T, 0, pay(1, 7))]].concat());
        let refunded = Refunded { receipt: code_receipt(4), stood_as: Standing::Unidentified };
        let kind = &state.relief.payment(crate::PaymentNo::new(1)).unwrap().kind;
        assert_eq!(*kind, PaymentKind::Refund(refunded));
    }

    fn code_receipt(number: u64) -> crate::ReceiptNo {
        crate::ReceiptNo::new(number)
    }
}
