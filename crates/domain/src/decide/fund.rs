//! Opening and closing the books, and the accounts of the fund.

use jiff::civil::Date;

use super::{Decided, business_day, entry_day, open_fund};
use crate::command::{AddAccount, CloseFund, OpenFund};
use crate::event::{AccountAdded, Event, FundClosed, FundOpened};
use crate::rejection::{NAME_LIMIT, Rejection};
use crate::state::State;

pub(super) fn open(state: &State, command: OpenFund, today: Date) -> Result<Decided, Rejection> {
    if let Some(fund) = state.fund() {
        return Err(Rejection::FundAlreadyOpen(fund.clone()));
    }
    let name = command.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LIMIT {
        return Err(Rejection::FundNameLength);
    }
    business_day(command.effective_on, today)?;
    let event = Event::FundOpened(FundOpened { fund: command.fund, name: name.to_owned() });
    Ok(Decided { effective_on: command.effective_on, event })
}

pub(super) fn close(state: &State, command: &CloseFund, today: Date) -> Result<Decided, Rejection> {
    open_fund(state)?;
    entry_day(state, command.effective_on, today)?;
    Ok(Decided { effective_on: command.effective_on, event: Event::FundClosed(FundClosed {}) })
}

pub(super) fn add_account(state: &State, command: AddAccount, today: Date) -> Result<Decided, Rejection> {
    open_fund(state)?;
    entry_day(state, command.effective_on, today)?;
    if state.account(&command.account).is_some() {
        return Err(Rejection::AccountAlreadyAdded(command.account));
    }
    let AddAccount { account, published, effective_on } = command;
    Ok(Decided { effective_on, event: Event::AccountAdded(AccountAdded { account, published }) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BANK, DAY, after, check};
    use super::*;
    use crate::command::Command;

    fn open_fund_named(name: &str) -> Command {
        Command::OpenFund(OpenFund { fund: "lu-2025".parse().unwrap(), name: name.into(), effective_on: DAY })
    }

    #[test]
    fn one_book_one_fund() {
        let first = "yagi-2024".parse().unwrap();
        check(vec![], open_fund_named("Quỹ khác"), Err(Rejection::FundAlreadyOpen(first)));
        for (name, fits) in [("", false), ("  ", false), (&"ạ".repeat(200), true), (&"ạ".repeat(201), false)]
        {
            assert_eq!(
                super::super::testing::decided(&State::default(), open_fund_named(name)).is_ok(),
                fits,
                "{name}"
            );
        }
    }

    #[test]
    fn an_account_is_added_once() {
        let account: crate::AccountId = "agribank:1500201113838".parse().unwrap();
        let add =
            Command::AddAccount(AddAccount { account: account.clone(), published: false, effective_on: DAY });
        let added = Event::AccountAdded(AccountAdded { account: account.clone(), published: false });
        check(vec![], add.clone(), Ok(vec![added]));
        check(vec![add.clone()], add, Err(Rejection::AccountAlreadyAdded(account)));
    }

    #[test]
    fn a_closed_fund_takes_nothing() {
        let close = Command::CloseFund(CloseFund { effective_on: DAY });
        let account = BANK.parse().unwrap();
        let add = Command::AddAccount(AddAccount { account, published: true, effective_on: DAY });
        let closed = Rejection::FundClosed("yagi-2024".parse().unwrap());
        check(vec![close.clone()], add, Err(closed.clone()));
        check(vec![close.clone()], close, Err(closed));
    }

    #[test]
    fn nothing_happens_in_the_future() {
        let tomorrow = DAY.tomorrow().unwrap();
        let close = Command::CloseFund(CloseFund { effective_on: tomorrow });
        check(vec![], close, Err(Rejection::DateInFuture { given: tomorrow, today: DAY }));
        let mistyped = jiff::civil::date(1024, 9, 10);
        let close = Command::CloseFund(CloseFund { effective_on: mistyped });
        check(vec![], close, Err(Rejection::DateTooEarly(mistyped)));
        assert!(after(vec![open_fund_named("Quỹ")]).fund().is_some());
    }
}
