//! What approved requests say is carried out: goods handed out, goods written off.
//!
//! The request has reserved its lots; here they are looked at once more, as they lie there now.

use super::{Events, add, fund, not_before, valued};
use crate::decide::Day;
use crate::goods::state::{positive, usable};
use crate::goods::{
    Event, GoodsIssued, GoodsWrittenOff, IssueGoods, LotLine, Refusal, WriteOffGoods, WriteOffReason,
};
use crate::ids::{Boxed, Code, LotNo, RequestNo};
use crate::party::Party;
use crate::rejection::Rejection;
use crate::relief::{IssueContent, PickedLine, WriteOffContent, issue_allowed};
use crate::state::State;
use crate::voucher::Series;

pub(super) fn issue(state: &State, command: &IssueGoods, day: &Day<'_>) -> Events {
    let content = state.relief.issue_to_execute(command.request, day.today)?;
    // Since it was asked a level may have changed, a household have left.
    issue_allowed(state, content, Some(command.request), day)?;
    execute(state, command, content, day)
}

pub(super) fn execute(state: &State, command: &IssueGoods, content: &IssueContent, day: &Day<'_>) -> Events {
    let lines = drawn(state, &content.warehouse, &content.lines, day)?;
    for line in &lines {
        let lot = state.goods.known_lot(line.lot)?;
        usable(line.lot, lot, day.on)?;
        held_for(state, line.lot, &content.to)?;
    }
    let issue = state.goods.next_issue();
    Ok(vec![Event::GoodsIssued(GoodsIssued {
        allocation: content.allocation.clone(),
        box_code: Some(Boxed::Issue(issue).code(fund(state)?)),
        head: content.head.clone(),
        issue,
        lines,
        recipients: content.recipients.clone(),
        request: Some(command.request),
        row: command.row,
        to: content.to.clone(),
        voucher: state.vouchers.next(Series::Pxk, day.on.year()),
        warehouse: content.warehouse.clone(),
    })])
}

pub(super) fn write_off(state: &State, command: &WriteOffGoods, day: &Day<'_>) -> Events {
    let content = state.relief.write_off_to_execute(command.request, day.today)?;
    execute_write_off(state, command.request, content, day)
}

pub(super) fn execute_write_off(
    state: &State,
    request: RequestNo,
    content: &WriteOffContent,
    day: &Day<'_>,
) -> Events {
    let lines = drawn(state, &content.warehouse, &content.lines, day)?;
    for line in &lines {
        let expired = state.goods.known_lot(line.lot)?.expired(day.on);
        if content.reason == WriteOffReason::Expired && !expired {
            return Err(Refusal::LotNotExpired { lot: line.lot }.into());
        }
    }
    Ok(vec![Event::GoodsWrittenOff(GoodsWrittenOff {
        lines,
        reason: content.reason,
        request,
        voucher: state.vouchers.next(Series::Pxk, day.on.year()),
        warehouse: content.warehouse.clone(),
    })])
}

/// The request's lots, one line each, as much as lies there. What others have reserved is no hindrance: this request
/// reserved its own, and where a count has found less than all requests hold, the first to be carried out goes first.
fn drawn(
    state: &State,
    warehouse: &Code,
    lines: &[PickedLine],
    day: &Day<'_>,
) -> Result<Vec<LotLine>, Rejection> {
    let goods = &state.goods;
    goods.known_warehouse(warehouse)?;
    if lines.is_empty() {
        return Err(Refusal::LineCount { count: 0 }.into());
    }
    let mut drawn = Vec::new();
    for line in lines {
        positive(line.quantity)?;
        let lot = line.lot.ok_or_else(|| Refusal::LotUnnamed { item: line.item.clone() })?;
        let known = goods.known_lot(lot)?;
        if known.item != line.item {
            return Err(Refusal::LotOfOtherItem { lot, item: line.item.clone() }.into());
        }
        not_before(known.since, day.on)?;
        add(&mut drawn, lot, line.quantity)?;
    }
    for (lot, wanted) in &drawn {
        let (lot, wanted, free) = (*lot, *wanted, goods.on_hand(warehouse, *lot));
        if free < wanted {
            return Err(Refusal::LotShort { lot, warehouse: warehouse.clone(), wanted, free }.into());
        }
    }
    Ok(valued(goods, drawn))
}

/// Goods held for somebody go to nobody else, or to a place in that somebody's area.
pub(crate) fn held_for(state: &State, number: LotNo, to: &Party) -> Result<(), Refusal> {
    let Some(party) = &state.goods.known_lot(number)?.custody else { return Ok(()) };
    let network = &state.network;
    let inside = match (party, network.area_of(to)) {
        (Party::Area(around), Some(area)) => network.lies_in(area, around),
        _ => false,
    };
    if to == party || inside {
        Ok(())
    } else {
        Err(Refusal::LotInCustody { lot: number, party: party.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::testing::actor_for;
    use crate::goods::decide::testing::{DAY, code, day, entry, gift, lot, received, stocked, wished};
    use crate::goods::{Condition, ReceiveGoods, ReceivedEntry};
    use crate::money::Vnd;
    use crate::quantity::Quantity;

    fn asked(lots: &[(&str, u64, i64)]) -> IssueContent {
        let line = |(item, number, quantity): &(&str, u64, i64)| PickedLine {
            lot: Some(lot(*number)),
            ..wished(item, *quantity)
        };
        IssueContent {
            allocation: None,
            head: code("food"),
            lines: lots.iter().map(line).collect(),
            recipients: vec![],
            to: Party::Area(code("82-my-tho")),
            warehouse: code("cao-lanh"),
        }
    }

    /// Lots: rice 3 worth 1000, water that ends today, damaged rice, rice held for the Red Cross.
    fn stock() -> State {
        let three = ReceivedEntry { value: Vnd::new(1000), ..entry("rice", 3, None) };
        let damaged = ReceivedEntry { condition: Condition::Damaged, ..entry("rice", 5, None) };
        let custody = Some(Party::Organisation(code("red-cross")));
        stocked(vec![
            received(gift(vec![three, entry("water", 8, Some(DAY)), damaged])),
            received(ReceiveGoods { custody, ..gift(vec![entry("rice", 9, None)]) }),
        ])
    }

    #[track_caller]
    fn check(content: &IssueContent, on: jiff::civil::Date, then: Result<&[(u64, i64, i64)], Refusal>) {
        let state = stock();
        let actor = actor_for(&crate::Command::Goods(crate::On {
            effective_on: DAY,
            command: crate::goods::Command::IssueGoods(IssueGoods { request: RequestNo::new(1), row: None }),
        }));
        let command = IssueGoods { request: RequestNo::new(1), row: None };
        let made = execute(&state, &command, content, &day(&actor, on));
        let made = made.map(|events| match events.as_slice() {
            [Event::GoodsIssued(event)] => event
                .lines
                .iter()
                .map(|line| (line.lot.get(), line.quantity.units(), line.value.dong()))
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        });
        assert_eq!(made, then.map(<[_]>::to_vec).map_err(Rejection::from));
    }

    #[test]
    fn what_is_asked_is_taken_with_its_share_of_the_value_and_one_line_a_lot() {
        check(
            &asked(&[("rice", 1, 1), ("water", 2, 8), ("rice", 1, 1)]),
            DAY,
            Ok(&[(1, 2, 666), (2, 8, 8000)]),
        );
        check(&asked(&[("rice", 1, 3)]), DAY, Ok(&[(1, 3, 1000)]));
    }

    #[test]
    fn never_more_than_lies_there_nor_spoiled_nor_somebody_elses() {
        let short = |wanted| Refusal::LotShort {
            lot: lot(1),
            warehouse: code("cao-lanh"),
            wanted: Quantity::new(wanted),
            free: Quantity::new(3),
        };
        check(&asked(&[("rice", 1, 4)]), DAY, Err(short(4)));
        check(&asked(&[("rice", 1, 2), ("rice", 1, 2)]), DAY, Err(short(4)));
        let tomorrow = DAY.tomorrow().unwrap();
        check(&asked(&[("water", 2, 1)]), tomorrow, Err(Refusal::LotExpired { lot: lot(2), expiry: DAY }));
        check(&asked(&[("rice", 3, 1)]), DAY, Err(Refusal::LotDamaged { lot: lot(3) }));
        let party = Party::Organisation(code("red-cross"));
        check(
            &asked(&[("rice", 4, 1)]),
            DAY,
            Err(Refusal::LotInCustody { lot: lot(4), party: party.clone() }),
        );
        check(&IssueContent { to: party, ..asked(&[("rice", 4, 1)]) }, DAY, Ok(&[(4, 1, 1000)]));
        let other = Refusal::LotOfOtherItem { lot: lot(2), item: code("rice") };
        check(&asked(&[("rice", 2, 1)]), DAY, Err(other));
        let yesterday = DAY.yesterday().unwrap();
        check(&asked(&[("rice", 1, 1)]), yesterday, Err(Refusal::TooEarly { given: yesterday, since: DAY }));
        check(&asked(&[]), DAY, Err(Refusal::LineCount { count: 0 }));
    }

    #[test]
    fn only_what_has_expired_is_written_off_as_expired() {
        let state = stock();
        let actor = "storekeeper:s-1".parse().unwrap();
        let content = WriteOffContent {
            lines: asked(&[("water", 2, 8)]).lines,
            reason: WriteOffReason::Expired,
            warehouse: code("cao-lanh"),
        };
        let write_off = |on| execute_write_off(&state, RequestNo::new(1), &content, &day(&actor, on));
        assert_eq!(write_off(DAY), Err(Refusal::LotNotExpired { lot: lot(2) }.into()));
        assert!(write_off(DAY.tomorrow().unwrap()).is_ok());
    }
}
