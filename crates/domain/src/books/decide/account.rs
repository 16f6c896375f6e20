//! An account's life: what lay in it before, its comparison with the bank, its end.

use super::super::{
    AccountEnded, AccountReconciled, EndAccount, Event as Kept, OpeningBalanceSet, ReconcileAccount, Refusal,
    SetOpeningBalance,
};
use crate::decide::{Day, bank_account, earmark_known, fits, known_account, positive};
use crate::money::Vnd;
use crate::rejection::Rejection;
use crate::state::State;

/// What lay there before the books began stands before the account's first movement, once for each restriction.
pub(super) fn open(state: &State, command: SetOpeningBalance, day: &Day<'_>) -> Result<Kept, Rejection> {
    let SetOpeningBalance { account, amount, earmark } = command;
    let known = known_account(state, &account)?;
    positive(amount)?;
    earmark_known(state, earmark.as_ref(), day.on)?;
    fits(known.balance, i128::from(amount.dong()), amount)?;
    if state.books.has_opening(&account, earmark.as_ref()) {
        return Err(Refusal::OpeningSetAlready(account).into());
    }
    match known.days.first() {
        Some(first) if first < day.on => Err(Refusal::OpeningAfterMovement { account, first }.into()),
        _ => Ok(Kept::OpeningBalanceSet(OpeningBalanceSet { account, amount, earmark })),
    }
}

/// Printed less booked must be what is named as on its way, and that is explained: by entries that the bank has yet to
/// print, or in words.
pub(super) fn reconcile(state: &State, command: ReconcileAccount, day: &Day<'_>) -> Result<Kept, Rejection> {
    let ReconcileAccount { account, outstanding, printed, row, through } = command;
    let known = bank_account(state, &account)?;
    if through > day.on {
        return Err(Refusal::NotOverYet { last: through, on: day.on }.into());
    }
    let booked = vnd(known.days.balance(through));
    let difference = vnd(i128::from(printed.dong()).saturating_sub(i128::from(booked.dong())));
    if difference != outstanding {
        return Err(Refusal::NotReconciled { account, booked, printed, difference }.into());
    }
    let unprinted = known.unprinted(through).fold(0_i128, |sum, line| {
        sum.saturating_sub(line.amount.map_or(0, |amount| line.direction.signed(amount)))
    });
    if i128::from(outstanding.dong()) != unprinted && outstanding != Vnd::ZERO && row.is_none() {
        return Err(Refusal::OutstandingUnexplained { account, unprinted: vnd(unprinted) }.into());
    }
    Ok(Kept::AccountReconciled(AccountReconciled { account, booked, outstanding, printed, row, through }))
}

/// A sum that was checked amount by amount.
pub(super) fn vnd(dong: i128) -> Vnd {
    Vnd::new(i64::try_from(dong).unwrap_or(if dong < 0 { i64::MIN } else { i64::MAX }))
}

pub(super) fn end(state: &State, command: EndAccount) -> Result<Kept, Rejection> {
    let EndAccount { account } = command;
    let known = known_account(state, &account)?;
    if let Some(on) = state.books.ended(&account) {
        return Err(Refusal::AccountEnded { account, on }.into());
    }
    if known.balance != 0 {
        return Err(Refusal::AccountNotEmpty { account, balance: vnd(known.balance) }.into());
    }
    let transit = state.books.in_transit().find(|(_, movement)| movement.to == account);
    if let Some((movement, _)) = transit {
        return Err(Refusal::MoneyOnItsWay { account, movement }.into());
    }
    Ok(Kept::AccountEnded(AccountEnded { account }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{BANK, CASH, DAY, after, books, books_on, check, opened, receipt, reversal};

    fn opening(account: &str, dong: i64, on: Date) -> crate::Command {
        let account = account.parse().unwrap();
        let amount = Vnd::new(dong);
        books_on(on, Command::SetOpeningBalance(SetOpeningBalance { account, amount, earmark: None }))
    }

    fn reconciled(printed: i64, outstanding: i64) -> crate::Command {
        books(Command::ReconcileAccount(ReconcileAccount {
            account: BANK.parse().unwrap(),
            outstanding: Vnd::new(outstanding),
            printed: Vnd::new(printed),
            row: None,
            through: DAY,
        }))
    }

    fn ended(account: &str) -> crate::Command {
        books(Command::EndAccount(EndAccount { account: account.parse().unwrap() }))
    }

    #[test]
    fn what_was_there_before_stands_before_the_first_movement() {
        let yesterday = DAY.yesterday().unwrap();
        let state = after([opened(), vec![receipt(CASH, 5), opening(CASH, 100, yesterday)]].concat());
        assert_eq!((state.accounts()[1].balance, state.pots.of(None).balance()), (105, 105));
        assert_eq!(state.accounts()[1].days.balance(yesterday), 100);
        let cash = || CASH.parse().unwrap();
        let late = Refusal::OpeningAfterMovement { account: cash(), first: yesterday };
        let before = books_on(
            yesterday,
            Command::SetOpeningBalance(SetOpeningBalance {
                account: cash(),
                amount: Vnd::new(1),
                earmark: Some(crate::decide::testing::earmark("rice")),
            }),
        );
        check(vec![before], opening(CASH, 1, DAY), Err(late.into()));
        let twice = Refusal::OpeningSetAlready(cash());
        check(vec![opening(CASH, 1, DAY)], opening(CASH, 1, DAY), Err(twice.into()));
    }

    #[test]
    fn the_bank_s_balance_is_the_books_or_the_difference_has_a_name() {
        let account = || BANK.parse().unwrap();
        let (booked, printed, difference) = (Vnd::new(100), Vnd::new(90), Vnd::new(-10));
        let differs = Refusal::NotReconciled { account: account(), booked, printed, difference };
        let given = vec![receipt(BANK, 100)];
        check(given.clone(), reconciled(90, 0), Err(differs.into()));
        let unexplained = Refusal::OutstandingUnexplained { account: account(), unprinted: Vnd::ZERO };
        check(given.clone(), reconciled(90, -10), Err(unexplained.into()));
        let state = after([opened(), given, vec![reconciled(100, 0)]].concat());
        assert_eq!(state.books.reconciled(&account()).unwrap().through, DAY);
    }

    #[test]
    fn an_account_ends_empty_and_takes_nothing_after_that_day() {
        let cash = || CASH.parse().unwrap();
        let full = Refusal::AccountNotEmpty { account: cash(), balance: Vnd::new(5) };
        check(vec![receipt(CASH, 5)], ended(CASH), Err(full.into()));
        let given = vec![
            receipt(CASH, 5),
            reversal(1),
            books_on(DAY.yesterday().unwrap(), Command::EndAccount(EndAccount { account: cash() })),
        ];
        let over = Refusal::AccountEnded { account: cash(), on: DAY.yesterday().unwrap() };
        check(given.clone(), receipt(CASH, 1), Err(over.clone().into()));
        check(given, ended(CASH), Err(over.into()));
    }
}
