//! The receiving window: opened, extended and closed by decision. What comes outside it is held until a decision takes it.

use super::super::{
    CloseWindow, Event as Gave, ExtendWindow, HeldReceiptTaken, OpenWindow, Refusal, TakeHeldReceipt, Window,
    WindowClosed, WindowExtended, WindowOpened,
};
use crate::decide::{Day, standing};
use crate::rejection::Rejection;
use crate::state::State;

/// The longest text that names a decision, in characters.
const DECISION_LIMIT: usize = 200;

pub(super) fn open(state: &State, command: OpenWindow) -> Result<Gave, Rejection> {
    let OpenWindow { decision, first, last } = command;
    let decision = named(&decision)?;
    if first > last {
        return Err(Refusal::WindowBackwards { first, last }.into());
    }
    if let Some(window) = state.giving.windows().iter().find(|window| window.last >= first) {
        return Err(Refusal::WindowOpenAlready { last: window.last }.into());
    }
    Ok(Gave::WindowOpened(WindowOpened { decision, first, last }))
}

pub(super) fn extend(state: &State, command: ExtendWindow) -> Result<Gave, Rejection> {
    let ExtendWindow { decision, last } = command;
    let decision = named(&decision)?;
    let window = present(state)?;
    if last <= window.last {
        return Err(Refusal::WindowBackwards { first: window.last, last }.into());
    }
    Ok(Gave::WindowExtended(WindowExtended { decision, last }))
}

pub(super) fn close(state: &State, command: &CloseWindow, day: &Day<'_>) -> Result<Gave, Rejection> {
    let decision = named(&command.decision)?;
    let window = present(state)?;
    if day.on < window.first {
        return Err(Refusal::WindowBackwards { first: window.first, last: day.on }.into());
    }
    Ok(Gave::WindowClosed(WindowClosed { decision }))
}

/// The last window, unless a decision closed it.
fn present(state: &State) -> Result<Window, Refusal> {
    let window = state.giving.windows().last().copied();
    window.filter(|window| !window.closed).ok_or(Refusal::NoWindow)
}

/// A gift that was late and is so no longer is taken with the decision that extended the window; any other with one of
/// its own.
pub(super) fn take_held(state: &State, command: TakeHeldReceipt) -> Result<Gave, Rejection> {
    let (account, receipt) = standing(state, command.receipt)?;
    let held = state.giving.held_receipts().find(|(number, _)| *number == command.receipt);
    let Some((_, day)) = held else { return Err(Refusal::ReceiptNotHeld(command.receipt).into()) };
    let decision = if state.giving.is_late(day) { named(&command.decision)? } else { command.decision };
    Ok(Gave::HeldReceiptTaken(HeldReceiptTaken {
        account: account.id.clone(),
        amount: receipt.amount,
        decision: decision.trim().to_owned(),
        donor: receipt.donor,
        earmark: receipt.earmark.as_deref().cloned(),
        receipt: command.receipt,
    }))
}

fn named(decision: &str) -> Result<String, Refusal> {
    let decision = decision.trim();
    if decision.is_empty() || decision.chars().count() > DECISION_LIMIT {
        return Err(Refusal::DecisionLength { most: DECISION_LIMIT });
    }
    Ok(decision.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{CASH, DAY, after, check, giving, opened, receipt, reversal};
    use crate::ids::ReceiptNo;

    const FROM: Date = date(2024, 9, 1);
    const TO: Date = date(2024, 9, 9);

    fn window(first: Date, last: Date) -> crate::Command {
        giving(Command::OpenWindow(OpenWindow { decision: "QĐ 12".into(), first, last }))
    }

    fn extended(last: Date) -> crate::Command {
        giving(Command::ExtendWindow(ExtendWindow { decision: "QĐ 13".into(), last }))
    }

    fn closed() -> crate::Command {
        giving(Command::CloseWindow(CloseWindow { decision: "QĐ 14".into() }))
    }

    fn taken(decision: &str) -> crate::Command {
        let receipt = ReceiptNo::new(1);
        giving(Command::TakeHeldReceipt(TakeHeldReceipt { decision: decision.into(), receipt }))
    }

    #[test]
    fn what_comes_after_the_last_day_is_held_until_it_is_taken() {
        let late = vec![window(FROM, TO), receipt(CASH, 100)];
        let money = |more: &[crate::Command]| {
            let state = after([opened(), late.clone(), more.to_vec()].concat());
            (state.accounts()[1].balance, state.pots.of(None).balance(), state.giving.held_receipts().count())
        };
        assert_eq!(money(&[]), (100, 0, 1));
        assert_eq!(money(&[taken("QĐ 15")]), (100, 100, 0));
        assert_eq!(money(&[extended(DAY), taken("")]), (100, 100, 0));
        assert_eq!(money(&[reversal(1)]), (0, 0, 0));
        assert_eq!(
            money(&[extended(DAY), receipt(CASH, 7)]),
            (107, 7, 1),
            "an extension alone takes nothing"
        );
        let in_time = after([opened(), vec![window(FROM, DAY), receipt(CASH, 5), closed()]].concat());
        assert_eq!(in_time.pots.of(None).balance(), 5);
        check(late.clone(), taken(" "), Err(Refusal::DecisionLength { most: 200 }.into()));
        let again = [late, vec![taken("QĐ 15")]].concat();
        check(again, taken("QĐ 15"), Err(Refusal::ReceiptNotHeld(ReceiptNo::new(1)).into()));
    }

    #[test]
    fn windows_follow_each_other() {
        let backwards = |first, last| Refusal::WindowBackwards { first, last };
        for (given, when, refusal) in [
            (vec![], extended(DAY), Refusal::NoWindow),
            (vec![], window(DAY, TO), backwards(DAY, TO)),
            (vec![window(FROM, TO)], window(TO, DAY), Refusal::WindowOpenAlready { last: TO }),
            (vec![window(FROM, TO)], extended(TO), backwards(TO, TO)),
            (vec![window(FROM, DAY), closed()], extended(date(2024, 10, 1)), Refusal::NoWindow),
        ] {
            check(given, when, Err(refusal.into()));
        }
        assert_eq!(
            after([opened(), vec![window(FROM, TO), window(DAY, DAY)]].concat()).giving.windows().len(),
            2
        );
    }
}
