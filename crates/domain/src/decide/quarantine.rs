//! A person settles a quarantined line: it is booked with an amount, or laid aside with a reason.

use jiff::civil::Date;

use super::{Decided, entry_day, fits, open_fund, positive, takes_entries};
use crate::command::{ConfirmQuarantined, DismissQuarantined};
use crate::event::{
    BankFacts, BankMovementRecorded, Direction, DismissalReason, Event, MovementKind, QuarantineDismissed,
    ReceiptRecorded,
};
use crate::ids::QuarantineNo;
use crate::rejection::Rejection;
use crate::state::{AccountState, Booked, QuarantineState, State};

pub(super) fn confirm(state: &State, command: &ConfirmQuarantined) -> Result<Decided, Rejection> {
    open_fund(state)?;
    let (account, line, quarantined) = waiting(state, command.item)?;
    let amount =
        command.amount.or(quarantined.amount).ok_or(Rejection::QuarantineNeedsAmount(command.item))?;
    positive(amount)?;
    fits(account.balance, line.direction.signed(amount), amount)?;
    takes_entries(state, &account.id, line.date)?;
    let effective_on = state.books.open_from().map_or(line.date, |open| line.date.max(open));
    let bank = BankFacts {
        balance: line.balance,
        booked_on: Some(line.date).filter(|day| *day != effective_on),
        code: quarantined.code.clone(),
        reference: line.reference.as_deref().map(str::to_owned),
        time: line.time,
        ..BankFacts::default()
    };
    let (account, row, quarantine) = (account.id.clone(), line.row, Some(command.item));
    let event = match line.direction {
        Direction::Credit => Event::ReceiptRecorded(ReceiptRecorded {
            account,
            amount,
            bank: Some(bank),
            donor: command.donor,
            earmark: quarantined
                .code
                .as_deref()
                .and_then(|code| state.giving.code(code))
                .and_then(|code| code.earmark.clone()),
            document_on: None,
            held: state.giving.is_late(line.date),
            quarantine,
            voucher: None,
            receipt: state.next_receipt(),
            row,
        }),
        Direction::Debit => {
            let kind = MovementKind::Payment;
            Event::BankMovementRecorded(BankMovementRecorded { account, amount, bank, kind, quarantine, row })
        }
    };
    Ok(Decided { effective_on, event })
}

pub(super) fn dismiss(
    state: &State,
    command: &DismissQuarantined,
    today: Date,
) -> Result<Decided, Rejection> {
    open_fund(state)?;
    entry_day(state, command.effective_on, today)?;
    let (account, line, _) = waiting(state, command.item)?;
    // Money out is in no receipt, nor is the arrival of the fund's own.
    let own = line.direction == Direction::Debit || account.may_be_own(line);
    match (command.reason, command.same_as) {
        (DismissalReason::AlreadyRecorded, None) if !own => {
            return Err(Rejection::QuarantineNeedsReceipt(command.item));
        }
        (_, Some(receipt)) if state.receipt(receipt).is_none() => {
            return Err(Rejection::ReceiptUnknown(receipt));
        }
        _ => {}
    }
    let DismissQuarantined { item, reason, same_as, effective_on } = *command;
    let event = Event::QuarantineDismissed(QuarantineDismissed { item, reason, same_as });
    Ok(Decided { effective_on, event })
}

fn waiting(
    state: &State,
    item: QuarantineNo,
) -> Result<(&AccountState, &Booked, &QuarantineState), Rejection> {
    match state.quarantined(item) {
        None => Err(Rejection::QuarantineUnknown(item)),
        Some((_, _, line)) if line.settled => Err(Rejection::QuarantineAlreadySettled(item)),
        Some(found) => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::super::statement::tests::{credit, garbled, import_of};
    use super::super::testing::{BANK, DAY, after, check, opened};
    use super::*;
    use crate::command::{Command, LineContent};
    use crate::event::DonorKind;
    use crate::ids::ReceiptNo;
    use crate::money::Vnd;

    const ITEM: QuarantineNo = QuarantineNo::new(1);

    fn confirmation(dong: Option<i64>) -> Command {
        let amount = dong.map(Vnd::new);
        Command::ConfirmQuarantined(ConfirmQuarantined { item: ITEM, amount, donor: DonorKind::Anonymous })
    }

    fn dismissal(reason: DismissalReason, same_as: Option<u64>) -> Command {
        let same_as = same_as.map(ReceiptNo::new);
        Command::DismissQuarantined(DismissQuarantined { item: ITEM, reason, same_as, effective_on: DAY })
    }

    #[test]
    fn the_balance_gives_the_amount_unless_a_person_gives_one() {
        for (shown, given, booked) in [(Some(5), None, 5), (Some(5), Some(6), 6), (None, Some(6), 6)] {
            let commands = vec![import_of(BANK, &[garbled(shown)]), confirmation(given)];
            let state = after([opened(), commands].concat());
            assert_eq!(state.accounts()[0].balance, booked);
            assert_eq!(state.accounts()[0].booked.len(), 1, "one bank line, whatever became of it");
        }
        let given = vec![import_of(BANK, &[garbled(None)])];
        check(given, confirmation(None), Err(Rejection::QuarantineNeedsAmount(ITEM)));
    }

    #[test]
    fn money_out_is_confirmed_as_a_payment() {
        let LineContent::Quarantine { amount, reason, shown_by_balance, .. } = garbled(Some(5)) else {
            unreachable!("garbled() makes a quarantined line")
        };
        let direction = Direction::Debit;
        let line =
            LineContent::Quarantine { amount, candidates: Vec::new(), direction, reason, shown_by_balance };
        let state = after([opened(), vec![import_of(BANK, &[line]), confirmation(None)]].concat());
        assert_eq!((state.accounts()[0].balance, state.next_receipt().get()), (-5, 1));
    }

    #[test]
    fn a_line_is_settled_once() {
        let waiting = vec![import_of(BANK, &[credit(9), garbled(Some(5))])];
        let settled = Err(Rejection::QuarantineAlreadySettled(ITEM));
        let double = dismissal(DismissalReason::AlreadyRecorded, Some(1));
        for first in [confirmation(None), double] {
            let given = [waiting.clone(), vec![first]].concat();
            check(given.clone(), confirmation(None), settled.clone());
            check(given, dismissal(DismissalReason::NoTransaction, None), settled.clone());
        }
        check(vec![], confirmation(None), Err(Rejection::QuarantineUnknown(ITEM)));
        let unnamed = dismissal(DismissalReason::AlreadyRecorded, None);
        check(waiting.clone(), unnamed, Err(Rejection::QuarantineNeedsReceipt(ITEM)));
        let stranger = dismissal(DismissalReason::AlreadyRecorded, Some(2));
        check(waiting, stranger, Err(Rejection::ReceiptUnknown(ReceiptNo::new(2))));
    }
}
