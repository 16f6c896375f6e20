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

#[cfg(test)]
mod tests {
    use super::super::testing::{
        Step, T, approved, check, code, day, household, make, million, pay, relief, reverse, state_after,
    };
    use super::*;
    use crate::decide::testing::CASH;
    use crate::ids::PaymentNo;
    use crate::relief::{Command, Content, Free, PaymentContent, Recipient};

    fn advanced() -> Vec<Step> {
        let kind = PaymentKind::Advance(code("team"));
        let content = Content::Payment(PaymentContent { kind, ..relief(vec![], 200) });
        [approved(1, &content, 0), vec![(T, 0, pay(1, 200))]].concat()
    }

    fn settled(recipients: Vec<Recipient>, returned: i64) -> SettleAdvance {
        SettleAdvance {
            account: (returned > 0).then(|| code(CASH)),
            evidence: code(&"a".repeat(64)),
            head: code("houses"),
            payment: PaymentNo::new(1),
            recipients,
            returned: million(returned),
        }
    }

    fn step(command: SettleAdvance) -> Step {
        (T, 3, Command::SettleAdvance(command))
    }

    #[test]
    fn an_advance_is_accounted_for_to_the_dong() {
        let given = |one| household(one, 60);
        let cases = [
            (settled(vec![given(1), given(2)], 80), Ok(())),
            (settled(vec![given(1), given(2)], 81), Err("advance-too-small")),
            (settled(vec![], 0), Err("nothing-asked")),
            (settled(vec![household(1, 49)], 0), Err("outside-level")),
            (settled(vec![given(1), given(1)], 0), Err("recipient-twice")),
            (SettleAdvance { account: None, ..settled(vec![], 5) }, Err("return-account")),
            (SettleAdvance { head: code("food"), ..settled(vec![], 5) }, Err("head-differs")),
            (SettleAdvance { payment: PaymentNo::new(2), ..settled(vec![], 5) }, Err("payment-unknown")),
        ];
        for (command, then) in cases {
            check(advanced(), step(command), then);
        }
        let cost = Content::Payment(super::super::testing::cost(5));
        let no_advance = [approved(1, &cost, 0), vec![(T, 0, pay(1, 5))]].concat();
        check(no_advance, step(settled(vec![], 5)), Err("not-advance"));
    }

    #[test]
    fn what_is_settled_counts() {
        let half = || [advanced(), vec![step(settled(vec![household(1, 60)], 40))]].concat();
        check(half(), step(settled(vec![], 101)), Err("advance-too-small"));
        check(half(), step(settled(vec![household(1, 60)], 0)), Err("household-twice"));
        let asked = Content::Payment(relief(vec![household(1, 60)], 60));
        check(half(), (T, 3, make(&asked)), Err("household-twice"));
        check(half(), (T, 3, reverse(1)), Err("advance-settled-in-part"));
        check(advanced(), (T, 3, reverse(1)), Ok(()));
        let state = state_after(half());
        assert_eq!(Free::new(&state, day(3)).share(&super::super::testing::share(1)), Ok(140_000_000));
        assert_eq!(state.pots.of(None).spent, 160_000_000);
        let open: Vec<_> = state
            .relief
            .payments
            .open_advances()
            .map(|(number, open)| (number.get(), open.open_advance()))
            .collect();
        assert_eq!(open, [(1, 100_000_000)]);
        let done = [half(), vec![step(settled(vec![household(2, 100)], 0))]].concat();
        assert_eq!(state_after(done).relief.payments.open_advances().count(), 0);
    }
}
