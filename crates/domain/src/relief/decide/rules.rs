//! Support levels and limits: in force from their business day on.

use super::{Fact, text};
use crate::decide::Day;
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::relief::{
    AdoptLimits, AdoptPolicy, EndPolicy, Event, LimitsAdopted, PolicyAdopted, PolicyEnded, Refusal,
};
use crate::state::State;

pub(super) fn adopt_policy(state: &State, command: AdoptPolicy, day: &Day<'_>) -> Fact {
    let AdoptPolicy { ceiling, decision, floor, goods, head, name, per, policy } = command;
    let (decision, name) = (text(&decision)?, text(&name)?);
    let twice = goods.iter().any(|bound| goods.iter().filter(|other| other.item == bound.item).count() > 1);
    let money = bounds(floor, ceiling, Vnd::ZERO);
    let possible = !twice
        && (money || (floor.is_none() && ceiling.is_none() && !goods.is_empty()))
        && goods.iter().all(|bound| bounds(bound.floor, bound.ceiling, Quantity::ZERO));
    if !possible {
        return Err(Refusal::LevelImpossible { policy }.into());
    }
    if let Some(unknown) = goods.iter().find(|bound| !state.goods.knows_item(&bound.item)) {
        return Err(Refusal::ItemUnknown { item: unknown.item.clone() }.into());
    }
    let versions = state.relief.rules.policies().find(|(code, _)| **code == policy);
    if let Some(later) = versions.and_then(|(_, versions)| versions.last()).filter(|last| last.from > day.on)
    {
        return Err(Refusal::PolicyOutOfOrder { policy, from: later.from }.into());
    }
    Ok(Event::PolicyAdopted(PolicyAdopted { ceiling, decision, floor, goods, head, name, per, policy }))
}

/// At least one bound, none below zero, the floor not above the ceiling.
fn bounds<T: Copy + PartialOrd>(floor: Option<T>, ceiling: Option<T>, zero: T) -> bool {
    let crossed = floor.zip(ceiling).is_some_and(|(floor, ceiling)| floor > ceiling);
    let below = floor.into_iter().chain(ceiling).any(|bound| bound < zero);
    (floor.is_some() || ceiling.is_some()) && !crossed && !below
}

pub(super) fn end_policy(state: &State, command: EndPolicy, day: &Day<'_>) -> Fact {
    let EndPolicy { policy } = command;
    if state.relief.rules.policy(&policy, day.on).is_none() {
        return Err(Refusal::PolicyUnknown { policy, on: day.on }.into());
    }
    Ok(Event::PolicyEnded(PolicyEnded { policy }))
}

pub(super) fn adopt_limits(command: &AdoptLimits) -> Fact {
    let AdoptLimits { account_per_day, confirm_days, expire_days, sign_days, two_above } = *command;
    let days = [confirm_days, expire_days, sign_days].into_iter().all(|days| days > 0);
    let amounts = two_above >= Vnd::ZERO && account_per_day.is_none_or(Vnd::is_positive);
    if !days || !amounts {
        return Err(Refusal::LimitsImpossible {}.into());
    }
    Ok(Event::LimitsAdopted(LimitsAdopted {
        account_per_day,
        confirm_days,
        expire_days,
        sign_days,
        two_above,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{T, check, code, cost, day, limits, make, policy, state_after};
    use super::*;
    use crate::relief::{AppointApprover, Command, Content, DismissApprover};

    const ADMIN: &str = "admin:x";

    fn limits_of(change: impl Fn(&mut AdoptLimits)) -> Command {
        let Command::AdoptLimits(mut adopted) = limits() else { panic!("limits") };
        change(&mut adopted);
        Command::AdoptLimits(adopted)
    }

    #[test]
    fn a_level_has_possible_bounds() {
        for (floor, ceiling, then) in [
            (50, None, Ok(())),
            (50, Some(50), Ok(())),
            (50, Some(49), Err("level-impossible")),
            (-1, None, Err("level-impossible")),
        ] {
            check(vec![], (ADMIN, 0, policy(floor, ceiling)), then);
        }
        let Command::AdoptPolicy(adopted) = policy(1, None) else { panic!("policy") };
        for (adopted, then) in [
            (AdoptPolicy { floor: None, ..adopted.clone() }, "level-impossible"),
            (AdoptPolicy { name: " ".into(), ..adopted.clone() }, "text-length"),
            (AdoptPolicy { decision: "Q".repeat(201), ..adopted }, "text-length"),
        ] {
            check(vec![], (ADMIN, 0, Command::AdoptPolicy(adopted)), Err(then));
        }
    }

    #[test]
    fn the_version_of_the_day_is_in_force() {
        let end = |on, code_: &str| (ADMIN, on, Command::EndPolicy(EndPolicy { policy: code(code_) }));
        let state = state_after(vec![(ADMIN, 3, policy(60, None)), end(8, "collapsed")]);
        let floor =
            |on| state.relief.rules.policy(&code("collapsed"), day(on)).and_then(|policy| policy.floor);
        let million = |count: i64| Some(Vnd::new(count * 1_000_000));
        assert_eq!(
            [-1, 0, 2, 3, 8, 9].map(floor),
            [None, million(50), million(50), million(60), million(60), None]
        );
        check(vec![], end(0, "rice"), Err("policy-unknown"));
    }

    #[test]
    fn limits_are_above_zero_and_in_force_from_their_day() {
        for (adopted, then) in [
            (limits_of(|limits| limits.two_above = Vnd::ZERO), Ok(())),
            (limits_of(|limits| limits.two_above = Vnd::new(-1)), Err("limits-impossible")),
            (limits_of(|limits| limits.expire_days = 0), Err("limits-impossible")),
            (limits_of(|limits| limits.account_per_day = Some(Vnd::ZERO)), Err("limits-impossible")),
        ] {
            check(vec![], (ADMIN, 0, adopted), then);
        }
        let shorter = vec![(ADMIN, 1, limits_of(|limits| limits.expire_days = 2))];
        let state = state_after([shorter, vec![(T, 1, make(&Content::Payment(cost(1))))]].concat());
        let expires = state.relief.requests.all_open().map(|(_, open)| open.expires_on).next();
        assert_eq!(expires, Some(day(3)));
        assert_eq!(state.relief.rules.limits(day(-1)), None);
    }

    #[test]
    fn an_approver_is_appointed_for_a_time_to_come() {
        let appoint = |per_request: i64, until: i64| {
            let (per_request, person, until) = (Vnd::new(per_request), code("approver:z"), Some(day(until)));
            (
                ADMIN,
                0,
                Command::AppointApprover(AppointApprover { per_day: None, per_request, person, until }),
            )
        };
        check(vec![], appoint(1, 0), Ok(()));
        check(vec![], appoint(0, 0), Err("limits-impossible"));
        check(vec![], appoint(1, -1), Err("limits-impossible"));
        let dismiss =
            |on| (ADMIN, on, Command::DismissApprover(DismissApprover { person: code("approver:z") }));
        check(vec![], dismiss(0), Err("approver-unknown"));
        check(vec![appoint(1, 3)], dismiss(3), Ok(()));
        check(vec![appoint(1, 3)], dismiss(4), Err("approver-unknown"));
    }
}
