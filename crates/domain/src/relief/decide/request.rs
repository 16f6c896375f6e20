//! Asking, asking for something else, taking it back.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Fact, content, goods};
use crate::decide::Day;
use crate::ids::{Digest, RequestNo};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::relief::content::vnd;
use crate::relief::{
    AmendRequest, Content, Event, MakeRequest, OpenRequest, Refusal, RequestAmended, RequestMade,
    RequestWithdrawn, WithdrawRequest,
};
use crate::state::State;

/// The most papers of a request.
const MOST_PAPERS: usize = 20;

pub(super) fn make(state: &State, command: MakeRequest, day: &Day<'_>) -> Fact {
    let expires_on = expiry(state, day)?;
    let (content, value) = asked(state, command.content, None, day)?;
    let evidence = papers(command.evidence)?;
    Ok(Event::RequestMade(RequestMade {
        digest: content.digest_with(&evidence),
        content,
        evidence,
        expires_on,
        maker: day.actor.clone(),
        request: state.relief.requests.next(),
        row: command.row,
        value,
    }))
}

/// Also of a request that expired: it is then open again.
pub(super) fn amend(state: &State, command: AmendRequest, day: &Day<'_>) -> Fact {
    let AmendRequest { content, evidence, request } = command;
    let open = own(state, request, day)?;
    if open.paid > 0 {
        return Err(Refusal::RequestPartPaid { request, paid: vnd(open.paid) }.into());
    }
    let expires_on = expiry(state, day)?;
    let (content, value) = asked(state, content, Some(request), day)?;
    let evidence = papers(evidence)?;
    let digest = content.digest_with(&evidence);
    Ok(Event::RequestAmended(RequestAmended { content, digest, evidence, expires_on, request, value }))
}

/// The papers of a request: each once.
fn papers(mut evidence: Vec<Digest>) -> Result<Vec<Digest>, Refusal> {
    let mut seen = BTreeSet::new();
    evidence.retain(|paper| seen.insert(paper.clone()));
    if evidence.len() > MOST_PAPERS {
        return Err(Refusal::TooManyPapers { given: evidence.len(), most: MOST_PAPERS });
    }
    Ok(evidence)
}

/// Of a request that is paid in part, the rest.
pub(super) fn withdraw(state: &State, command: &WithdrawRequest, day: &Day<'_>) -> Fact {
    own(state, command.request, day)?;
    Ok(Event::RequestWithdrawn(RequestWithdrawn { request: command.request }))
}

fn own<'a>(state: &'a State, request: RequestNo, day: &Day<'_>) -> Result<&'a OpenRequest, Refusal> {
    let open = state.relief.requests.open(request)?;
    if open.maker.person() != day.actor.person() {
        return Err(Refusal::NotMaker { request, maker: open.maker.clone() });
    }
    Ok(open)
}

/// Counted from today: a reservation is of now, whatever day the paper is of.
fn expiry(state: &State, day: &Day<'_>) -> Result<Date, Refusal> {
    let limits = state.relief.rules.limits(day.on).ok_or(Refusal::LimitsNotAdopted { on: day.on })?;
    Ok(day.today.saturating_add(i32::from(limits.expire_days).days()))
}

/// The content as it will be stored, and its worth.
fn asked(
    state: &State,
    content: Content,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(Content, Vnd), Rejection> {
    let value = match &content {
        Content::Payment(payment) => {
            content::payment(state, payment, own, day)?;
            payment.amount
        }
        Content::Refund(refund) => {
            content::refund(state, refund, own, day)?;
            refund.amount
        }
        Content::WriteOff(write_off) => {
            goods::write_off(state, write_off, own, day)?;
            goods::worth(state, &write_off.lines)
        }
        Content::Issue(_) => Vnd::ZERO,
    };
    let Content::Issue(issue) = content else { return Ok((content, value)) };
    let issue = goods::issue(state, issue, own, day)?;
    let value = goods::worth(state, &issue.lines);
    Ok((Content::Issue(issue), value))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        T, amend, approved, ask, check, code, cost, day, group, household, make, million, pay, place, policy,
        refund, relief, reverse, rich, share, state_after, withdraw,
    };
    use super::*;
    use crate::decide::testing::CASH;
    use crate::party::Party;
    use crate::relief::{Free, PaymentContent, PaymentKind, Recipient, RefundReason};

    fn tied(kind: PaymentKind, amount: i64) -> PaymentContent {
        PaymentContent { allocation: Some(share(2)), earmark: Some(place()), kind, ..relief(vec![], amount) }
    }

    fn to_commune() -> PaymentKind {
        PaymentKind::Relief(Party::Area(code("c-1")))
    }

    #[test]
    fn without_limits_nothing_is_asked() {
        let refused = ask(&rich(), (T, 0, make(&Content::Payment(cost(1))))).unwrap_err();
        assert_eq!(refused.code(), "limits-not-adopted");
    }

    #[test]
    fn a_payment_fits_money_share_and_earmark() {
        let elsewhere = PaymentKind::Relief(Party::Area(code("c-2")));
        let cases = [
            (cost(1050), Ok(())),
            (cost(1051), Err("pot-too-small")),
            (cost(0), Err("amount-not-positive")),
            (PaymentContent { account: code(CASH), ..cost(51) }, Err("account-too-small")),
            (PaymentContent { account: code("bidv:1234"), ..cost(1) }, Err("account-unknown")),
            (relief(vec![], 300), Ok(())),
            (relief(vec![], 301), Err("share-too-small")),
            (PaymentContent { allocation: None, ..relief(vec![], 1) }, Err("allocation-missing")),
            (PaymentContent { allocation: Some(share(4)), ..relief(vec![], 1) }, Err("share-unknown")),
            (PaymentContent { head: code("food"), ..relief(vec![], 1) }, Err("head-differs")),
            (PaymentContent { earmark: Some(place()), ..relief(vec![], 1) }, Err("source-differs")),
            (
                PaymentContent { kind: PaymentKind::Relief(Party::Group(code("g-2"))), ..relief(vec![], 1) },
                Err("outside-share"),
            ),
            (tied(to_commune(), 60), Ok(())),
            (tied(elsewhere, 1), Err("outside-share")),
            (PaymentContent { earmark: Some(place()), ..cost(1) }, Err("earmark-broken")),
            (PaymentContent { kind: PaymentKind::Advance(code("team")), ..relief(vec![], 1) }, Ok(())),
        ];
        for (content, then) in cases {
            check(vec![], (T, 0, make(&Content::Payment(content))), then);
        }
    }

    #[test]
    fn a_list_is_complete_within_its_level_and_without_doubles() {
        let own = |number| household(number, 50);
        let whole = Recipient { households: 30, party: group(), ..household(1, 1500) };
        let cases = [
            (relief(vec![own(1), own(2)], 100), Ok(())),
            (relief(vec![own(1), own(2)], 101), Err("recipients-sum")),
            (relief(vec![own(1), own(1)], 100), Err("recipient-twice")),
            (
                relief(vec![own(1), Recipient { households: 5, amount: million(250), ..whole.clone() }], 300),
                Err("recipient-twice"),
            ),
            (relief(vec![household(1, 49)], 49), Err("outside-level")),
            (
                relief(vec![Recipient { households: 2, ..household(1, 100) }], 100),
                Err("recipient-households"),
            ),
            (
                relief(vec![Recipient { households: 0, amount: million(1), ..whole }], 1),
                Err("recipient-households"),
            ),
            (relief(vec![household(1, 0)], 1), Err("recipient-amount")),
            (relief(vec![Recipient { policy: Some(code("rice")), ..own(1) }], 50), Err("policy-unknown")),
            (
                relief(vec![Recipient { party: Party::Household(code("g-2/1")), ..own(1) }], 50),
                Err("outside-share"),
            ),
            (relief((1..=301).map(|_| own(1)).collect(), 300), Err("too-many-recipients")),
            (PaymentContent { recipients: vec![own(1)], ..cost(50) }, Err("recipients-not-here")),
            (
                PaymentContent { kind: PaymentKind::Relief(own(1).party), ..relief(vec![], 50) },
                Err("recipients-missing"),
            ),
        ];
        for (content, then) in cases {
            check(vec![], (T, 0, make(&Content::Payment(content))), then);
        }
    }

    #[test]
    fn the_level_of_the_day_counts() {
        let content = Content::Payment(relief(vec![household(1, 50)], 50));
        let higher = vec![("admin:x", 5, policy(60, Some(80)))];
        check(higher.clone(), (T, 4, make(&content)), Ok(()));
        check(higher.clone(), (T, 5, make(&content)), Err("outside-level"));
        // Asked before, paid after.
        check([approved(1, &content, 0), higher.clone()].concat(), (T, 5, pay(1, 50)), Err("outside-level"));
        check(higher.clone(), ("admin:x", 4, policy(70, None)), Err("policy-out-of-order"));
        let above = Content::Payment(relief(vec![household(1, 81)], 81));
        check(higher, (T, 6, make(&above)), Err("outside-level"));
    }

    #[test]
    fn a_household_is_helped_once() {
        let content = Content::Payment(relief(vec![household(1, 50)], 50));
        let again = || (T, 1, make(&content));
        check(vec![(T, 0, make(&content))], again(), Err("household-twice"));
        check(vec![(T, 0, make(&content)), (T, 0, withdraw(1))], again(), Ok(()));
        check(vec![(T, 0, make(&content))], (T, 11, make(&content)), Ok(()));
        let paid = || [approved(1, &content, 0), vec![(T, 0, pay(1, 50))]].concat();
        check(paid(), again(), Err("household-twice"));
        check(paid(), (T, 40, make(&content)), Err("household-twice"));
        check([paid(), vec![(T, 0, reverse(1))]].concat(), again(), Ok(()));
        // Asked again after the first expired: the first cannot be renewed for that household.
        let late = vec![(T, 0, make(&content)), (T, 11, make(&content))];
        check(late, (T, 12, amend(1, &content)), Err("household-twice"));
    }

    #[test]
    fn open_requests_reserve_until_they_expire() {
        let both = || vec![(T, 0, make(&Content::Payment(cost(700))))];
        let more = || make(&Content::Payment(cost(351)));
        check(both(), (T, 0, more()), Err("pot-too-small"));
        check(both(), (T, 10, more()), Err("pot-too-small"));
        check(both(), (T, 11, more()), Ok(()));
        check([both(), vec![(T, 0, withdraw(1))]].concat(), (T, 0, more()), Ok(()));
        check(both(), (T, 0, amend(1, &Content::Payment(cost(1000)))), Ok(()));
        let reserved = state_after(both());
        let free = |after| Free::new(&reserved, day(after)).account(&code(crate::decide::testing::BANK));
        assert_eq!((free(0), free(11)), (407_000_000, 1_107_000_000));
        let shares = vec![(T, 0, make(&Content::Payment(relief(vec![], 200))))];
        check(shares, (T, 0, make(&Content::Payment(relief(vec![], 101)))), Err("share-too-small"));
    }

    #[test]
    fn a_gift_is_given_back_once() {
        let asked = |receipt, amount, reason| (T, 0, make(&refund(receipt, amount, reason)));
        check(vec![], asked(4, 7, RefundReason::Unidentified), Ok(()));
        check(vec![], asked(4, 8, RefundReason::Unidentified), Err("receipt-too-small"));
        check(vec![], asked(3, 7, RefundReason::Unidentified), Err("reason-does-not-fit"));
        check(vec![], asked(3, 7, RefundReason::AfterWindow), Err("reason-does-not-fit"));
        check(vec![], asked(9, 7, RefundReason::AskedByDonor), Err("receipt-unknown"));
        check(
            vec![asked(3, 30, RefundReason::AskedByDonor)],
            asked(3, 21, RefundReason::AskedByDonor),
            Err("receipt-too-small"),
        );
        let content = refund(4, 7, RefundReason::Unidentified);
        let back = || [approved(1, &content, 0), vec![(T, 0, pay(1, 7))]].concat();
        check(back(), asked(4, 1, RefundReason::Unidentified), Err("receipt-too-small"));
        check([back(), vec![(T, 0, reverse(1))]].concat(), asked(4, 7, RefundReason::Unidentified), Ok(()));
        // What stands in no pot takes from none; a gift takes from its own.
        let none = state_after(back());
        assert_eq!(none.pots.of(None).balance(), 1_050_000_000);
        let tied = refund(2, 40, RefundReason::AskedByDonor);
        let gift = state_after([approved(1, &tied, 0), vec![(T, 0, pay(1, 40))]].concat());
        assert_eq!(gift.pots.of(Some(&place())).received, 60_000_000);
    }
}
