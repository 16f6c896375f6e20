//! Maker and checker: somebody else, with the right and the limit, without an interest, and of what he has read.

use super::{Fact, not_before, shown};
use crate::decide::Day;
use crate::ids::{Actor, RequestNo};
use crate::relief::content::dong;
use crate::relief::{
    ApproveRequest, Approver, Event, HoldRequest, OpenRequest, Refusal, RefuseRequest, RequestApproved,
    RequestHeld, RequestRefused,
};
use crate::state::State;

pub(super) fn approve(state: &State, command: ApproveRequest, day: &Day<'_>) -> Fact {
    let ApproveRequest { digest, request } = command;
    let open = state.relief.requests.live(request, day.today)?;
    if open.approved {
        return Err(Refusal::ApprovalComplete { request }.into());
    }
    if open.held {
        return Err(Refusal::RequestOnHold { request }.into());
    }
    if open.digest != digest {
        return Err(Refusal::ContentChanged { request }.into());
    }
    not_before(open.made_on, day.on)?;
    let limits = state.relief.rules.limits(day.on).ok_or(Refusal::LimitsNotAdopted { on: day.on })?;
    let for_whom = by_whose_right(state, request, open, day)?;
    let complete = open.approvals.len().saturating_add(1) >= limits.approvals_needed(open.value);
    let approver = day.actor.clone();
    Ok(Event::RequestApproved(RequestApproved { approver, complete, digest, for_whom, request }))
}

/// One's own right where it suffices, else that of somebody for whom one acts. The refusal is of the first right tried.
fn by_whose_right(
    state: &State,
    number: RequestNo,
    open: &OpenRequest,
    day: &Day<'_>,
) -> Result<Option<Actor>, Refusal> {
    let (approvers, actor) = (&state.relief.approvers, day.actor);
    let own = approvers.right_of(actor, day.today).map(|right| (right.clone(), None));
    let others = approvers.delegations_to(actor, day.today).filter_map(|delegation| {
        let right = approvers.right_of(&delegation.from, day.today)?;
        // The giver's right may have become narrower since.
        let per_request = right.per_request.min(delegation.per_request);
        Some((Approver { per_request, ..right.clone() }, Some(delegation.from.clone())))
    });
    let mut first = None;
    for (right, for_whom) in own.into_iter().chain(others) {
        match may(state, number, open, &right, day) {
            Ok(()) => return Ok(for_whom),
            Err(refusal) => first = first.or(Some(refusal)),
        }
    }
    Err(first.unwrap_or_else(|| Refusal::NotApprover { person: actor.clone() }))
}

/// Whether this right, used by this actor, covers the request.
fn may(
    state: &State,
    number: RequestNo,
    open: &OpenRequest,
    right: &Approver,
    day: &Day<'_>,
) -> Result<(), Refusal> {
    let people = [day.actor, &right.person];
    for person in people {
        if person.person() == open.maker.person() {
            return Err(Refusal::OwnRequest { request: number });
        }
        if open.approvals.iter().any(|approval| approval.is_of(person.person())) {
            return Err(Refusal::ApprovedAlready { request: number });
        }
        let mut interests = state.relief.approvers.interests(person);
        if let Some(party) = interests.find(|party| open.content.reaches(party)) {
            return Err(Refusal::Interested { person: person.clone(), party: party.clone() });
        }
    }
    if open.value > right.per_request {
        return Err(Refusal::AbovePerRequest { value: open.value, limit: right.per_request });
    }
    let used = state.relief.approvers.used_on(&right.person, day.on);
    let left = right.per_day.map(|per_day| dong(per_day).saturating_sub(used));
    match left.filter(|left| dong(open.value) > *left) {
        Some(left) => Err(Refusal::AbovePerDay { value: open.value, left: shown(left) }),
        None => Ok(()),
    }
}

/// Somebody with a right, his own or another's; the limit is of no matter for asking or saying no.
fn approver(state: &State, request: RequestNo, day: &Day<'_>) -> Result<(), Refusal> {
    let open = state.relief.requests.live(request, day.today)?;
    let approvers = &state.relief.approvers;
    let acts = approvers
        .delegations_to(day.actor, day.today)
        .any(|delegation| approvers.right_of(&delegation.from, day.today).is_some());
    if approvers.right_of(day.actor, day.today).is_none() && !acts {
        return Err(Refusal::NotApprover { person: day.actor.clone() });
    }
    if open.maker.person() == day.actor.person() {
        return Err(Refusal::OwnRequest { request });
    }
    Ok(())
}

pub(super) fn hold(state: &State, command: &HoldRequest, day: &Day<'_>) -> Fact {
    let HoldRequest { request, row } = *command;
    approver(state, request, day)?;
    let open = state.relief.requests.open(request)?;
    if open.approved {
        return Err(Refusal::ApprovalComplete { request }.into());
    }
    if open.held {
        return Err(Refusal::RequestOnHold { request }.into());
    }
    Ok(Event::RequestHeld(RequestHeld { request, row }))
}

/// Also of what is approved, and of the rest of what is paid in part: to stop a payment takes one, to make it two.
pub(super) fn refuse(state: &State, command: &RefuseRequest, day: &Day<'_>) -> Fact {
    let RefuseRequest { request, row } = *command;
    approver(state, request, day)?;
    Ok(Event::RequestRefused(RequestRefused { request, row }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        A, B, Step, T, amend, appoint, approve, approved, check, code, cost, day, group, household, make,
        million, pay, relief, state_after, withdraw,
    };
    use super::*;
    use crate::ids::RequestNo;
    use crate::party::Party;
    use crate::relief::{
        Command, Content, DeclareInterest, DelegateApproval, DismissApprover, RevokeDelegation,
    };

    fn cheap() -> Content {
        Content::Payment(cost(90))
    }

    fn dear() -> Content {
        Content::Payment(cost(150))
    }

    fn delegate(to: &str, per_request: i64, until: i64) -> Command {
        let until = day(until);
        Command::DelegateApproval(DelegateApproval { per_request: million(per_request), to: code(to), until })
    }

    fn interest(person: &str, party: Party) -> Step {
        ("admin:x", 0, Command::DeclareInterest(DeclareInterest { party, person: code(person) }))
    }

    fn hold(request: u64) -> Command {
        Command::HoldRequest(HoldRequest { request: RequestNo::new(request), row: None })
    }

    fn refuse(request: u64) -> Command {
        Command::RefuseRequest(RefuseRequest { request: RequestNo::new(request), row: None })
    }

    #[test]
    fn somebody_else_with_the_right_approves() {
        let made = || vec![(T, 0, make(&cheap()))];
        check(made(), (A, 0, approve(1, &cheap())), Ok(()));
        check(made(), (A, 0, approve(2, &cheap())), Err("request-unknown"));
        check(made(), ("approver:c", 0, approve(1, &cheap())), Err("not-approver"));
        check(made(), ("approver:t", 0, approve(1, &cheap())), Err("not-approver"));
        let own = || vec![("admin:x", 0, appoint("approver:t", 500, None)), (T, 0, make(&cheap()))];
        check(own(), ("approver:t", 0, approve(1, &cheap())), Err("own-request"));
        check(made(), (A, 0, approve(1, &dear())), Err("content-changed"));
        check(approved(1, &cheap(), 0), (B, 0, approve(1, &cheap())), Err("approval-complete"));
        let dismissed = Command::DismissApprover(DismissApprover { person: code(A) });
        let gone = vec![("admin:x", 0, dismissed), (T, 0, make(&cheap()))];
        check(gone, (A, 0, approve(1, &cheap())), Err("not-approver"));
    }

    #[test]
    fn two_people_approve_what_is_dear() {
        let one = || vec![(T, 0, make(&dear())), (A, 0, approve(1, &dear()))];
        check(one(), (T, 0, pay(1, 150)), Err("request-not-approved"));
        check(one(), (A, 0, approve(1, &dear())), Err("approved-already"));
        check(one(), (B, 0, approve(1, &dear())), Ok(()));
        check(approved(1, &dear(), 0), (T, 0, pay(1, 150)), Ok(()));
        let acting = vec![(A, 0, delegate("approver:c", 400, 5))];
        check([acting, one()].concat(), ("approver:c", 0, approve(1, &dear())), Err("approved-already"));
    }

    #[test]
    fn nobody_approves_beyond_his_limits() {
        let content = |amount| Content::Payment(cost(amount));
        let once = |request, amount, on| {
            vec![(T, on, make(&content(amount))), (A, on, approve(request, &content(amount)))]
        };
        check(vec![(T, 0, make(&content(250)))], (B, 0, approve(1, &content(250))), Err("above-per-request"));
        for (amount, then) in [(100, Ok(())), (101, Err("above-per-day"))] {
            let spent = [once(1, 500, 0), vec![(T, 0, make(&content(amount)))]].concat();
            check(spent, (A, 0, approve(2, &content(amount))), then);
        }
        let next = [once(1, 500, 0), vec![(T, 1, make(&content(101)))]].concat();
        check(next, (A, 1, approve(2, &content(101))), Ok(()));
        // An amended request gives the day's sum back.
        let amended = vec![(T, 0, amend(1, &content(1))), (T, 0, make(&content(400)))];
        check([once(1, 500, 0), amended].concat(), (A, 0, approve(2, &content(400))), Ok(()));
    }

    #[test]
    fn a_delegation_is_never_wider_than_the_right() {
        check(vec![], (B, 0, delegate("approver:c", 201, 5)), Err("delegation-too-wide"));
        check(vec![], (B, 0, delegate("approver:b", 100, 5)), Err("delegation-impossible"));
        check(vec![], (B, 0, delegate("approver:c", 100, -1)), Err("delegation-impossible"));
        check(vec![], ("approver:c", 0, delegate("approver:d", 1, 5)), Err("not-approver"));
        let acting = || vec![(B, 0, delegate("approver:c", 80, 5)), (T, 0, make(&cheap()))];
        check(acting(), ("approver:c", 0, approve(1, &cheap())), Err("above-per-request"));
        check(acting(), ("approver:c", 0, delegate("approver:d", 1, 5)), Err("not-approver"));
        let wide = || vec![(B, 0, delegate("approver:c", 200, 5)), (T, 0, make(&cheap()))];
        check(wide(), ("approver:c", 5, approve(1, &cheap())), Ok(()));
        check(wide(), ("approver:c", 6, approve(1, &cheap())), Err("not-approver"));
        let narrower = [wide(), vec![("admin:x", 0, appoint(B, 50, None))]].concat();
        check(narrower, ("approver:c", 0, approve(1, &cheap())), Err("above-per-request"));
        let revoke = || Command::RevokeDelegation(RevokeDelegation { to: code("approver:c") });
        check(
            [wide(), vec![(B, 0, revoke())]].concat(),
            ("approver:c", 0, approve(1, &cheap())),
            Err("not-approver"),
        );
        check(wide(), (A, 0, revoke()), Err("delegation-unknown"));
        // Neither the giver nor the receiver is the maker.
        let giver = vec![(B, 0, delegate("approver:c", 200, 5)), ("treasurer:b", 0, make(&cheap()))];
        check(giver, ("approver:c", 0, approve(1, &cheap())), Err("own-request"));
        let receiver = vec![(B, 0, delegate("approver:c", 200, 5)), ("treasurer:c", 0, make(&cheap()))];
        check(receiver, ("approver:c", 0, approve(1, &cheap())), Err("own-request"));
    }

    #[test]
    fn nobody_approves_for_those_in_whom_he_has_an_interest() {
        let content = || Content::Payment(relief(vec![household(3, 60)], 60));
        let parties = [group(), Party::Household(code("g-1/3"))];
        for party in parties {
            let given = vec![interest(A, party), (T, 0, make(&content()))];
            check(given.clone(), (A, 0, approve(1, &content())), Err("interested"));
            check(given.clone(), (B, 0, approve(1, &content())), Ok(()));
            let acting = [given, vec![(A, 0, delegate("approver:c", 200, 5))]].concat();
            check(acting, ("approver:c", 0, approve(1, &content())), Err("interested"));
        }
        let other = vec![interest(A, Party::Household(code("g-1/4"))), (T, 0, make(&content()))];
        check(other, (A, 0, approve(1, &content())), Ok(()));
    }

    #[test]
    fn an_edit_or_the_end_of_its_time_voids_the_approval() {
        let amended =
            [approved(1, &cheap(), 0), vec![(T, 0, amend(1, &Content::Payment(cost(80))))]].concat();
        check(amended, (T, 0, pay(1, 80)), Err("request-not-approved"));
        check(approved(1, &cheap(), 0), (T, 10, pay(1, 90)), Ok(()));
        check(approved(1, &cheap(), 0), (T, 11, pay(1, 90)), Err("request-expired"));
        check(vec![(T, 0, make(&cheap()))], (A, 11, approve(1, &cheap())), Err("request-expired"));
        let renewed = [approved(1, &cheap(), 0), vec![(T, 11, amend(1, &cheap()))]].concat();
        check(renewed.clone(), (T, 11, pay(1, 90)), Err("request-not-approved"));
        check(renewed, (A, 11, approve(1, &cheap())), Ok(()));
        check(approved(1, &cheap(), 0), ("treasurer:u", 0, amend(1, &cheap())), Err("not-maker"));
        check(approved(1, &cheap(), 0), ("storekeeper:t", 0, withdraw(1)), Ok(()));
    }

    #[test]
    fn an_approver_asks_for_more_or_says_no() {
        let held = || vec![(T, 0, make(&cheap())), (A, 0, hold(1))];
        check(held(), (B, 0, approve(1, &cheap())), Err("request-on-hold"));
        check(held(), (B, 0, hold(1)), Err("request-on-hold"));
        let answered = [held(), vec![(T, 0, amend(1, &cheap()))]].concat();
        check(answered, (B, 0, approve(1, &cheap())), Ok(()));
        check(held(), ("approver:c", 0, refuse(1)), Err("not-approver"));
        let refused = || [held(), vec![(B, 0, refuse(1))]].concat();
        check(refused(), (B, 0, approve(1, &cheap())), Err("request-closed"));
        check(refused(), (T, 0, amend(1, &cheap())), Err("request-closed"));
        let stopped = [approved(1, &cheap(), 0), vec![(B, 0, refuse(1))]].concat();
        check(stopped, (T, 0, pay(1, 90)), Err("request-closed"));
        check(approved(1, &cheap(), 0), (B, 0, hold(1)), Err("approval-complete"));
        assert_eq!(state_after(refused()).relief.requests.all_live(day(0)).count(), 0);
    }
}
