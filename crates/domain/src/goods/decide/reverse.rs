//! A wrong note's negative is set beside it; nothing is removed.

use super::{Events, negative, negative_value, not_before};
use crate::decide::Day;
use crate::goods::{
    Event, GoodsIssueReversed, GoodsReceiptReversed, LotLine, Receipt, Refusal, ReverseGoodsIssue,
    ReverseGoodsReceipt,
};
use crate::ids::{Code, GoodsReceiptNo, LotNo, RowNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::state::State;
use crate::voucher::{Series, VoucherNo};

/// Only a note of which everything still lies where it came, unreserved: else something that happened later hangs on it.
pub(super) fn receipt(state: &State, command: ReverseGoodsReceipt, day: &Day<'_>) -> Events {
    let number = command.receipt;
    let receipt = standing(state, number)?;
    if let Some(issue) = receipt.direct {
        return Err(Refusal::ReceiptDirect { receipt: number, issue }.into());
    }
    not_before(receipt.on, day.on)?;
    for (lot, quantity) in &receipt.lots {
        let left = state.goods.known_lot(*lot)?.left;
        let reserved = state.relief.reserved(&receipt.warehouse, *lot, day.today);
        let free = state.goods.free(&receipt.warehouse, *lot, reserved);
        if left != *quantity || free != *quantity {
            return Err(Refusal::ReceiptInUse { receipt: number, lot: *lot }.into());
        }
    }
    let worth = |lot| state.goods.lot(lot).map_or(Vnd::ZERO, |lot| lot.value);
    let voucher = state.vouchers.next(Series::Dc, day.on.year());
    let reversed = Correction { reason: command.reason, row: command.row, voucher };
    Ok(vec![negated(number, receipt, &worth, reversed)?])
}

/// What went out lies there again, at the value that it left with. What was delivered directly never lay anywhere: both
/// its notes are set right at once.
pub(super) fn issue(state: &State, command: ReverseGoodsIssue, day: &Day<'_>) -> Events {
    let number = command.issue;
    let issue = state.goods.issue(number).ok_or(Refusal::IssueUnknown { issue: number })?;
    if issue.reversed {
        return Err(Refusal::IssueReversed { issue: number }.into());
    }
    not_before(issue.on, day.on)?;
    let lines = issue.lines.iter().map(|line| back(state, line)).collect::<Result<_, Rejection>>()?;
    let voucher = state.vouchers.next(Series::Dc, day.on.year());
    let warehouse = issue.warehouse.clone();
    let (reason, row) = (command.reason.clone(), command.row);
    let reversed = GoodsIssueReversed { issue: number, lines, reason, row, voucher, warehouse };
    let mut events = vec![Event::GoodsIssueReversed(reversed)];
    if let Some(receipt_number) = issue.direct {
        let receipt = standing(state, receipt_number)?;
        let worth =
            |lot| issue.lines.iter().find(|line| line.lot == lot).map_or(Vnd::ZERO, |line| line.value);
        // The second voucher of this command.
        let voucher = VoucherNo { number: voucher.number.saturating_add(1), ..voucher };
        let reversed = Correction { reason: command.reason, row: None, voucher };
        events.push(negated(receipt_number, receipt, &worth, reversed)?);
    }
    Ok(events)
}

fn standing(state: &State, number: GoodsReceiptNo) -> Result<&Receipt, Refusal> {
    match state.goods.receipt(number) {
        None => Err(Refusal::ReceiptUnknown { receipt: number }),
        Some(receipt) if receipt.reversed => Err(Refusal::ReceiptReversed { receipt: number }),
        Some(receipt) => Ok(receipt),
    }
}

struct Correction {
    reason: Code,
    row: Option<RowNo>,
    voucher: VoucherNo,
}

fn negated(
    number: GoodsReceiptNo,
    receipt: &Receipt,
    worth: &dyn Fn(LotNo) -> Vnd,
    Correction { reason, row, voucher }: Correction,
) -> Result<Event, Rejection> {
    let line = |(lot, quantity): &(LotNo, Quantity)| {
        let (lot, quantity) = (*lot, negative(*quantity)?);
        Ok::<_, Rejection>(LotLine { lot, quantity, value: negative_value(worth(lot))? })
    };
    let lines = receipt.lots.iter().map(line).collect::<Result<_, _>>()?;
    let warehouse = receipt.warehouse.clone();
    let reversed = GoodsReceiptReversed { lines, reason, receipt: number, row, voucher, warehouse };
    Ok(Event::GoodsReceiptReversed(reversed))
}

/// A line that comes back, negative; its lot must still fit in the books.
fn back(state: &State, line: &LotLine) -> Result<LotLine, Rejection> {
    let lot = state.goods.known_lot(line.lot)?;
    let too_large = Refusal::QuantityTooLarge { quantity: line.quantity };
    lot.left.checked_add(line.quantity).ok_or(too_large)?;
    lot.value.checked_add(line.value).ok_or(Rejection::AmountTooLarge(line.value))?;
    let (quantity, value) = (negative(line.quantity)?, negative_value(line.value)?);
    Ok(LotLine { lot: line.lot, quantity, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::decide::testing::{
        DAY, catalogue, check, code, counting, decided, entry, gift, lot, on, received, run, sent, stocked,
        stocked_with,
    };
    use crate::goods::{Command, CountStock, DeliverDirectly};
    use crate::ids::IssueNo;
    use crate::party::Party;

    fn wrong_receipt(number: u64) -> Command {
        let (reason, receipt) = (code("wrong-item"), GoodsReceiptNo::new(number));
        Command::ReverseGoodsReceipt(ReverseGoodsReceipt { reason, receipt, row: None })
    }

    fn wrong_issue(number: u64) -> Command {
        let (reason, issue) = (code("came-back"), IssueNo::new(number));
        Command::ReverseGoodsIssue(ReverseGoodsIssue { issue, reason, row: None })
    }

    #[test]
    fn a_note_of_which_something_has_moved_stays() {
        let number = GoodsReceiptNo::new(1);
        let given = stocked_with(vec![received(gift(vec![entry("rice", 10, None)]))]);
        let used = || Err(Refusal::ReceiptInUse { receipt: number, lot: lot(1) });
        check([given.clone(), vec![sent("rice", 1)]].concat(), wrong_receipt(1), used());
        let counted = vec![Command::CountStock(counting(&[(1, 9)]))];
        check([given.clone(), counted].concat(), wrong_receipt(1), used());
        let found = CountStock { warehouse: code("sa-dec"), ..counting(&[(1, 2)]) };
        let found = vec![Command::CountStock(found)];
        check([given.clone(), found].concat(), wrong_receipt(1), used());
        let reversed = Refusal::ReceiptReversed { receipt: number };
        check([given.clone(), vec![wrong_receipt(1)]].concat(), wrong_receipt(1), Err(reversed));
        let unknown = Refusal::ReceiptUnknown { receipt: GoodsReceiptNo::new(2) };
        check(given, wrong_receipt(2), Err(unknown));
    }

    #[test]
    fn a_whole_note_goes_and_leaves_nothing() {
        let mut state = stocked(vec![received(gift(vec![entry("rice", 10, None)]))]);
        let yesterday = DAY.yesterday().unwrap();
        let early = on(&state, wrong_receipt(1), yesterday);
        assert_eq!(early, Err(Refusal::TooEarly { given: yesterday, since: DAY }.into()));
        run(&mut state, wrong_receipt(1));
        let left = state.goods.lot(lot(1)).map(|lot| (lot.left, lot.value));
        assert_eq!((left, state.goods.all_stock().count()), (Some((Quantity::ZERO, Vnd::ZERO)), 0));
    }

    #[test]
    fn what_was_delivered_directly_is_set_right_with_both_notes_at_once() {
        let delivery = Command::DeliverDirectly(DeliverDirectly {
            allocation: None,
            donor: crate::event::DonorKind::Enterprise,
            earmark: None,
            evidence: None,
            head: code("food"),
            lines: vec![entry("rice", 5, None)],
            recipients: vec![],
            to: Party::Area(code("82-my-tho")),
            row: None,
        });
        let (receipt, issue) = (GoodsReceiptNo::new(1), IssueNo::new(1));
        let given = [catalogue(), vec![delivery]].concat();
        check(given.clone(), wrong_receipt(1), Err(Refusal::ReceiptDirect { receipt, issue }));
        let mut state = stocked(given.into_iter().skip(catalogue().len()).collect());
        let events = decided(&state, wrong_issue(1)).unwrap();
        let vouchers: Vec<_> = events.iter().map(|event| event.voucher().unwrap().to_string()).collect();
        assert_eq!(vouchers, ["DC-2024-00001", "DC-2024-00002"]);
        run(&mut state, wrong_issue(1));
        let left = state.goods.lot(lot(1)).map(|lot| (lot.left, lot.value));
        assert_eq!((left, state.goods.all_stock().count()), (Some((Quantity::ZERO, Vnd::ZERO)), 0));
        assert_eq!(decided(&state, wrong_issue(1)), Err(Refusal::IssueReversed { issue }.into()));
        let unknown = IssueNo::new(2);
        assert_eq!(decided(&state, wrong_issue(2)), Err(Refusal::IssueUnknown { issue: unknown }.into()));
    }
}
