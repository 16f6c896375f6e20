//! Ghi bổ sung: a receipt stands in the books with too little.

use super::super::{Event as Gave, ReceiptSupplemented, Refusal, SupplementReceipt};
use crate::decide::{Day, fits, positive, standing};
use crate::rejection::Rejection;
use crate::state::State;
use crate::voucher::Series;

pub(super) fn supplement(
    state: &State,
    command: &SupplementReceipt,
    day: &Day<'_>,
) -> Result<Gave, Rejection> {
    let (account, receipt) = standing(state, command.receipt)?;
    positive(command.amount)?;
    if state.giving.is_held(command.receipt) {
        return Err(Refusal::ReceiptInNoPot(command.receipt).into());
    }
    fits(account.balance, i128::from(command.amount.dong()), command.amount)?;
    receipt.amount.checked_add(command.amount).ok_or(Rejection::AmountTooLarge(command.amount))?;
    Ok(Gave::ReceiptSupplemented(ReceiptSupplemented {
        account: account.id.clone(),
        amount: command.amount,
        donor: receipt.donor,
        earmark: receipt.earmark.as_deref().cloned(),
        receipt: command.receipt,
        row: command.row,
        voucher: state.vouchers.next(Series::Dc, day.on.year()),
    }))
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{CASH, after, check, giving, opened, receipt, reversal};
    use crate::ids::ReceiptNo;
    use crate::money::Vnd;

    fn supplemented(dong: i64) -> crate::Command {
        let (amount, receipt) = (Vnd::new(dong), ReceiptNo::new(1));
        giving(Command::SupplementReceipt(SupplementReceipt { amount, receipt, row: None }))
    }

    #[test]
    fn the_missing_amount_joins_the_receipt() {
        let given = vec![receipt(CASH, 100), supplemented(900), supplemented(1)];
        let state = after([opened(), given.clone()].concat());
        assert_eq!((state.accounts()[1].balance, state.pots.of(None).balance()), (1001, 1001));
        let unsigned: Vec<_> = state.books.unsigned().map(|(voucher, _)| voucher.to_string()).collect();
        assert_eq!(unsigned, ["DC-2024-00001", "DC-2024-00002"]);
        let state = after([opened(), given.clone(), vec![reversal(1)]].concat());
        assert_eq!((state.accounts()[1].balance, state.pots.of(None).balance()), (0, 0));
        let gone = Rejection::ReceiptAlreadyReversed(ReceiptNo::new(1));
        check([given, vec![reversal(1)]].concat(), supplemented(1), Err(gone));
        check(vec![receipt(CASH, 1)], supplemented(0), Err(Rejection::AmountNotPositive(Vnd::ZERO)));
    }
}
