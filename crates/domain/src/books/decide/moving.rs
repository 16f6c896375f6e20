//! Money moved between accounts of the fund: it leaves, is on its way, arrives.

use super::super::{Event as Kept, MoneyArrived, MoneySent, Move, ReceiveMoney, Refusal, SendMoney};
use super::account::vnd;
use crate::decide::{Day, fits, known_account, negative_of, positive, standing};
use crate::event::{Event, ReversalReason};
use crate::giving::taken_back;
use crate::ids::{AccountKind, MoveNo};
use crate::rejection::{REFERENCE_LIMIT, Rejection};
use crate::relief::Free;
use crate::state::State;
use crate::voucher::Series;

/// Where a statement brought the line already, the entry explains it and moves nothing more.
pub(super) fn send(state: &State, command: SendMoney, day: &Day<'_>) -> Result<Kept, Rejection> {
    let SendMoney { amount, from, reference, to } = command;
    known_account(state, &from)?;
    let target = known_account(state, &to)?;
    positive(amount)?;
    if from == to {
        return Err(Refusal::SameAccount(from).into());
    }
    let reference = reference.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if reference.is_some() && from.kind() == AccountKind::Cash {
        return Err(Rejection::AccountIsCash(from));
    }
    if reference.as_ref().is_some_and(|text| text.chars().count() > REFERENCE_LIMIT) {
        return Err(Rejection::ReferenceTooLong);
    }
    fits(target.balance, i128::from(amount.dong()), amount)?;
    let explains = state.unexplained(&from, amount, day.on, reference.as_deref());
    let free = Free::new(state, day.today).account(&from);
    if explains.is_none() && free < i128::from(amount.dong()) {
        let balance = vnd(free);
        return Err(Refusal::BalanceTooLow { account: from, balance }.into());
    }
    let series = if from.kind() == AccountKind::Cash { Series::Pc } else { Series::Unc };
    let voucher = state.vouchers.next(series, day.on.year());
    let movement = state.books.next_move();
    Ok(Kept::MoneySent(MoneySent { amount, explains, from, movement, reference, to, voucher }))
}

/// What a statement brought as a gift before is reversed along with it: it was the fund's own money.
pub(super) fn receive(state: &State, command: &ReceiveMoney, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let movement = on_its_way(state, command.movement)?;
    if command.amount != movement.amount {
        let (sent, given) = (movement.amount, command.amount);
        return Err(Refusal::ArrivedOtherAmount { movement: command.movement, sent, given }.into());
    }
    if day.on < movement.sent_on {
        return Err(
            Refusal::ArrivedBeforeSent { movement: command.movement, sent_on: movement.sent_on }.into()
        );
    }
    let mut events = Vec::new();
    if let Some(receipt) = command.receipt {
        let (account, gift) = standing(state, receipt)?;
        if account.id != movement.to || gift.amount != movement.amount {
            return Err(Refusal::OtherReceipt {
                receipt,
                account: movement.to.clone(),
                amount: movement.amount,
            }
            .into());
        }
        events.extend(taken_back(state, receipt, gift));
        let reason = ReversalReason::RecordedTwice;
        events.push(negative_of(state, receipt, reason, day.on, None)?);
    } else {
        let account = known_account(state, &movement.to)?;
        fits(account.balance, i128::from(command.amount.dong()), command.amount)?;
    }
    events.push(
        Kept::MoneyArrived(MoneyArrived {
            account: movement.to.clone(),
            amount: command.amount,
            movement: command.movement,
            receipt: command.receipt,
        })
        .into(),
    );
    Ok(events)
}

fn on_its_way(state: &State, number: MoveNo) -> Result<&Move, Refusal> {
    match state.books.movement(number) {
        None => Err(Refusal::MoveUnknown(number)),
        Some(movement) if movement.arrived_on.is_some() => Err(Refusal::ArrivedAlready(number)),
        Some(movement) => Ok(movement),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{
        BANK, CASH, DAY, after, books, books_on, check, debit, import, opened, receipt,
    };
    use crate::ids::ReceiptNo;
    use crate::money::Vnd;

    const FIRST: MoveNo = MoveNo::new(1);

    fn sent(from: &str, to: &str, dong: i64) -> crate::Command {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        books(Command::SendMoney(SendMoney { amount: Vnd::new(dong), from, reference: None, to }))
    }

    fn arrived(dong: i64, receipt: Option<u64>) -> crate::Command {
        let receipt = receipt.map(ReceiptNo::new);
        books(Command::ReceiveMoney(ReceiveMoney { amount: Vnd::new(dong), movement: FIRST, receipt }))
    }

    fn balances(given: &[crate::Command]) -> (i128, i128, i128) {
        let state = after([opened(), given.to_vec()].concat());
        (state.accounts()[0].balance, state.accounts()[1].balance, state.pots.of(None).balance())
    }

    #[test]
    fn money_on_its_way_is_in_neither_account_and_still_the_fund_s() {
        let given = [receipt(CASH, 100), sent(CASH, BANK, 60), arrived(60, None)];
        assert_eq!(balances(&given[..2]), (0, 40, 100));
        assert_eq!(balances(&given), (60, 40, 100));
        let state = after([opened(), given[..2].to_vec()].concat());
        assert_eq!(state.books.in_transit().count(), 1);
        assert_eq!(state.vouchers.last(Series::Pc, 2024), 1);
    }

    #[test]
    fn an_arrival_that_a_statement_brought_as_a_gift_is_one_no_longer() {
        let given = [receipt(CASH, 100), sent(CASH, BANK, 60), receipt(BANK, 60), arrived(60, Some(2))];
        assert_eq!(balances(&given[..3]), (60, 40, 160));
        assert_eq!(balances(&given), (60, 40, 100));
        let state = after([opened(), given.to_vec()].concat());
        assert_eq!(state.accounts()[0].booked.len(), 1, "one line of the bank");
        assert_eq!(state.books.unsigned().count(), 1);
    }

    #[test]
    fn a_bank_line_that_came_first_is_explained_and_moves_nothing_more() {
        let given = [receipt(BANK, 100), import(&[debit(60)]), sent(BANK, CASH, 60)];
        assert_eq!(balances(&given[..2]), (40, 0, 40));
        assert_eq!(balances(&given), (40, 0, 100));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let cash = || CASH.parse().unwrap();
        let bank = || BANK.parse().unwrap();
        let way = || vec![receipt(CASH, 100), receipt(CASH, 60), sent(CASH, BANK, 60)];
        let early = books_on(
            DAY.yesterday().unwrap(),
            Command::ReceiveMoney(ReceiveMoney { amount: Vnd::new(60), movement: FIRST, receipt: None }),
        );
        let other = Refusal::ArrivedOtherAmount { movement: FIRST, sent: Vnd::new(60), given: Vnd::new(59) };
        let of_other =
            Refusal::OtherReceipt { receipt: ReceiptNo::new(2), account: bank(), amount: Vnd::new(60) };
        for (given, when, refusal) in [
            (
                vec![receipt(CASH, 5)],
                sent(CASH, BANK, 6),
                Refusal::BalanceTooLow { account: cash(), balance: Vnd::new(5) },
            ),
            (vec![], sent(CASH, CASH, 6), Refusal::SameAccount(cash())),
            (vec![], arrived(60, None), Refusal::MoveUnknown(FIRST)),
            (way(), arrived(59, None), other),
            (way(), early, Refusal::ArrivedBeforeSent { movement: FIRST, sent_on: DAY }),
            (way(), arrived(60, Some(2)), of_other),
            ([way(), vec![arrived(60, None)]].concat(), arrived(60, None), Refusal::ArrivedAlready(FIRST)),
        ] {
            check(given, when, Err(refusal.into()));
        }
    }
}
