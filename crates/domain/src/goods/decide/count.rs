//! What lies there is counted, and what it is worth is looked at again.

use super::receive::paid_for;
use super::transfer::changed;
use super::{Events, line_count, not_before};
use crate::decide::Day;
use crate::goods::{
    CountEntry, CountStock, CountedLine, Event, LotRevalued, Refusal, RevalueLot, StockCounted, ValueSource,
};
use crate::ids::Code;
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::state::State;
use crate::voucher::Series;

/// A count is a fact: it may find less than is reserved, and then the requests find too little when they are carried
/// out. A difference needs a cause or signed minutes.
pub(super) fn count(state: &State, command: CountStock, day: &Day<'_>) -> Events {
    state.goods.known_warehouse(&command.warehouse)?;
    line_count(command.lines.len())?;
    let explained = command.row.is_some() || command.evidence.is_some();
    let mut lines: Vec<CountedLine> = Vec::new();
    for entry in &command.lines {
        if lines.iter().any(|line| line.lot == entry.lot) {
            return Err(Refusal::LotTwice { lot: entry.lot }.into());
        }
        let line = counted(state, &command.warehouse, entry, day)?;
        if line.booked != line.counted && !explained {
            return Err(Refusal::CauseMissing { lot: line.lot }.into());
        }
        lines.push(line);
    }
    Ok(vec![Event::StockCounted(StockCounted {
        count: state.goods.next_count(),
        evidence: command.evidence,
        lines,
        row: command.row,
        voucher: state.vouchers.next(Series::Bbkk, day.on.year()),
        warehouse: command.warehouse,
    })])
}

fn counted(
    state: &State,
    warehouse: &Code,
    entry: &CountEntry,
    day: &Day<'_>,
) -> Result<CountedLine, Rejection> {
    let (lot, quantity) = (entry.lot, entry.counted);
    let known = state.goods.known_lot(lot)?;
    not_before(known.since, day.on)?;
    if quantity < Quantity::ZERO {
        return Err(Refusal::QuantityNegative { quantity }.into());
    }
    let booked = state.goods.on_hand(warehouse, lot);
    let found = quantity.checked_sub(booked).ok_or(Refusal::QuantityTooLarge { quantity })?;
    let (value, _) = changed(known, found)?;
    Ok(CountedLine { booked, counted: quantity, lot, value })
}

pub(super) fn revalue(state: &State, command: RevalueLot, day: &Day<'_>) -> Events {
    let RevalueLot { evidence, lot, source, value } = command;
    let known = state.goods.known_lot(lot)?;
    not_before(known.since, day.on)?;
    if value < Vnd::ZERO {
        return Err(Refusal::ValueNegative { value }.into());
    }
    if source == ValueSource::Unknown && value.is_positive() {
        return Err(Refusal::ValueUnsourced { value }.into());
    }
    if !known.left.is_positive() {
        return Err(Refusal::LotUsedUp { lot }.into());
    }
    if known.value == value && known.value_source == Some(source) {
        return Err(Refusal::ValueUnchanged { lot, value }.into());
    }
    let difference = value.checked_sub(known.value).ok_or(Rejection::AmountTooLarge(value))?;
    if let Some(payment) = known.bought_with {
        paid_for(state, payment, difference.dong().into())?;
    }
    let voucher = state.vouchers.next(Series::Dc, day.on.year());
    Ok(vec![Event::LotRevalued(LotRevalued { difference, evidence, lot, source, voucher })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::decide::testing::{
        check, code, counting, digest, entry, gift, lot, received, run, stocked, stocked_with, voucher,
    };
    use crate::goods::{Command, ReceivedEntry};

    fn ten() -> Vec<Command> {
        let rice = ReceivedEntry { value: Vnd::new(1_005), ..entry("rice", 10, None) };
        stocked_with(vec![received(gift(vec![rice]))])
    }

    #[track_caller]
    fn found(counted: i64, value: i64) {
        let line = CountedLine {
            booked: Quantity::new(10),
            counted: Quantity::new(counted),
            lot: lot(1),
            value: Vnd::new(value),
        };
        let event = Event::StockCounted(StockCounted {
            count: crate::ids::CountNo::new(1),
            evidence: Some(digest()),
            lines: vec![line],
            row: None,
            voucher: voucher("BBKK-2024-00001"),
            warehouse: code("cao-lanh"),
        });
        check(ten(), Command::CountStock(counting(&[(1, counted)])), Ok(vec![event]));
    }

    #[test]
    fn differences_carry_their_share_of_the_value() {
        found(10, 0);
        found(9, -100);
        found(12, 201);
        found(0, -1_005);
    }

    #[test]
    fn a_lot_that_was_used_up_may_be_found_again_worth_nothing() {
        let mut state = stocked(ten().into_iter().skip(super::super::testing::catalogue().len()).collect());
        run(&mut state, Command::CountStock(counting(&[(1, 0)])));
        run(&mut state, Command::CountStock(counting(&[(1, 4)])));
        let lot = state.goods.lot(lot(1)).unwrap();
        assert_eq!((lot.left, lot.value), (Quantity::new(4), Vnd::ZERO));
    }

    #[test]
    fn a_difference_needs_a_cause_and_a_lot_stands_once() {
        let silent = CountStock { evidence: None, ..counting(&[(1, 9)]) };
        check(ten(), Command::CountStock(silent), Err(Refusal::CauseMissing { lot: lot(1) }));
        let agreed = CountStock { evidence: None, ..counting(&[(1, 10)]) };
        run(
            &mut stocked(ten().into_iter().skip(super::super::testing::catalogue().len()).collect()),
            Command::CountStock(agreed),
        );
        for (lines, refusal) in [
            (vec![(1, 10), (1, 10)], Refusal::LotTwice { lot: lot(1) }),
            (vec![(2, 10)], Refusal::LotUnknown { lot: lot(2) }),
            (vec![(1, -1)], Refusal::QuantityNegative { quantity: Quantity::new(-1) }),
            (vec![], Refusal::LineCount { count: 0 }),
        ] {
            check(ten(), Command::CountStock(counting(&lines)), Err(refusal));
        }
    }

    #[test]
    fn a_lot_gets_another_value_by_a_paper_and_only_while_something_is_left() {
        let paper = |value| RevalueLot {
            evidence: digest(),
            lot: lot(1),
            source: ValueSource::PriceList,
            value: Vnd::new(value),
        };
        let revalued = Event::LotRevalued(LotRevalued {
            difference: Vnd::new(-5),
            evidence: digest(),
            lot: lot(1),
            source: ValueSource::PriceList,
            voucher: voucher("DC-2024-00001"),
        });
        check(ten(), Command::RevalueLot(paper(1_000)), Ok(vec![revalued]));
        let negative = Refusal::ValueNegative { value: Vnd::new(-1) };
        check(ten(), Command::RevalueLot(paper(-1)), Err(negative));
        let given = [ten(), vec![Command::RevalueLot(paper(1_000))]].concat();
        let same = Refusal::ValueUnchanged { lot: lot(1), value: Vnd::new(1_000) };
        check(given, Command::RevalueLot(paper(1_000)), Err(same));
        let given = [ten(), vec![Command::CountStock(counting(&[(1, 0)]))]].concat();
        check(given, Command::RevalueLot(paper(1)), Err(Refusal::LotUsedUp { lot: lot(1) }));
    }
}
