//! A cash box is counted; a difference is posted at once and explained later.

use super::super::{
    CashCounted, CountCash, DifferenceSettled, Event as Kept, Refusal, SettleDifference, Settlement,
};
use super::account::vnd;
use crate::decide::{Day, fits, known_account};
use crate::ids::AccountKind;
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::relief::Free;
use crate::state::State;
use crate::voucher::Series;

/// More than any cash box holds: a mistyped figure. A trillion đồng.
const MOST: i64 = 1_000_000_000_000;

pub(super) fn count(state: &State, command: CountCash, day: &Day<'_>) -> Result<Kept, Rejection> {
    let CountCash { account, counted, evidence, row } = command;
    let known = known_account(state, &account)?;
    if account.kind() != AccountKind::Cash {
        return Err(Refusal::NoCashBox(account).into());
    }
    if counted < Vnd::ZERO {
        return Err(Refusal::CountedBelowZero(counted).into());
    }
    if counted.dong() > MOST {
        return Err(Rejection::AmountTooLarge(counted));
    }
    let booked = vnd(known.days.balance(day.on));
    let difference = counted.checked_sub(booked).ok_or(Rejection::AmountTooLarge(counted))?;
    fits(known.balance, i128::from(difference.dong()), counted)?;
    let voucher = state.vouchers.next(Series::Bbkk, day.on.year());
    let count = state.books.next_count();
    Ok(Kept::CashCounted(CashCounted { account, booked, count, counted, evidence, row, voucher }))
}

/// A shortage is paid back or borne, a surplus given back or taken; never more of it than is open.
pub(super) fn settle(state: &State, command: SettleDifference, day: &Day<'_>) -> Result<Kept, Rejection> {
    let SettleDifference { account, amount, count: number, how, row } = command;
    let known = known_account(state, &account)?;
    let count = state.books.count(number).ok_or(Refusal::CountUnknown(number))?;
    if day.on < count.on {
        return Err(Refusal::SettledBeforeCount { count: number, on: count.on }.into());
    }
    let (open, dong) = (count.open(), i128::from(amount.dong()));
    let short = matches!(how, Settlement::Recovered | Settlement::WrittenOff);
    let fitting =
        if short { open <= amount && amount < Vnd::ZERO } else { Vnd::ZERO < amount && amount <= open };
    if !fitting {
        return Err(Refusal::NotTheDifference { count: number, open }.into());
    }
    let moved = match how {
        Settlement::Recovered | Settlement::Returned => dong.saturating_neg(),
        Settlement::WrittenOff | Settlement::TakenAsGift => 0,
    };
    fits(known.balance, moved, amount)?;
    let free = Free::new(state, day.today);
    if how == Settlement::Returned && free.account(&account) < dong {
        let balance = vnd(free.account(&account));
        return Err(Refusal::BalanceTooLow { account, balance }.into());
    }
    let free = free.pot(None);
    if how == Settlement::WrittenOff && free.saturating_add(dong) < 0 {
        return Err(Refusal::FreeMoneyTooLow { free: vnd(free) }.into());
    }
    Ok(Kept::DifferenceSettled(DifferenceSettled { account, amount, count: number, how, row }))
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{BANK, CASH, after, books, check, opened, receipt};
    use crate::ids::CountNo;

    const FIRST: CountNo = CountNo::new(1);

    fn counted(account: &str, dong: i64) -> crate::Command {
        let (account, counted) = (account.parse().unwrap(), Vnd::new(dong));
        books(Command::CountCash(CountCash { account, counted, evidence: None, row: None }))
    }

    fn settled(how: Settlement, dong: i64) -> crate::Command {
        let (account, amount) = (CASH.parse().unwrap(), Vnd::new(dong));
        books(Command::SettleDifference(SettleDifference { account, amount, count: FIRST, how, row: None }))
    }

    #[test]
    fn a_difference_is_posted_at_once_and_explained_in_parts() {
        use Settlement::{Recovered, Returned, TakenAsGift, WrittenOff};
        // (counted of 100, how, amount) -> cash, free money, still open
        for (found, how, amount, then) in [
            (90, Recovered, -4, (94, 100, -6)),
            (90, WrittenOff, -10, (90, 90, 0)),
            (105, TakenAsGift, 5, (105, 105, 0)),
            (105, Returned, 2, (103, 100, 3)),
        ] {
            let given = vec![receipt(CASH, 100), counted(CASH, found), settled(how, amount)];
            let state = after([opened(), given].concat());
            let open = state.books.count(FIRST).unwrap().open().dong();
            assert_eq!((state.accounts()[1].balance, state.pots.of(None).balance(), open), then, "{how:?}");
        }
    }

    #[test]
    fn never_more_than_the_difference_and_never_the_other_way() {
        use Settlement::{Recovered, TakenAsGift, WrittenOff};
        let given = |found| vec![receipt(CASH, 100), counted(CASH, found)];
        for (found, how, amount, open) in [
            (90, Recovered, -11, -10),
            (90, Recovered, 5, -10),
            (90, TakenAsGift, 5, -10),
            (110, WrittenOff, -5, 10),
            (110, TakenAsGift, 11, 10),
            (100, TakenAsGift, 1, 0),
        ] {
            let refusal = Refusal::NotTheDifference { count: FIRST, open: Vnd::new(open) };
            check(given(found), settled(how, amount), Err(refusal.into()));
        }
        check(vec![], counted(BANK, 1), Err(Refusal::NoCashBox(BANK.parse().unwrap()).into()));
        check(vec![], counted(CASH, -1), Err(Refusal::CountedBelowZero(Vnd::new(-1)).into()));
        check(vec![], settled(Recovered, -1), Err(Refusal::CountUnknown(FIRST).into()));
    }
}
