//! What may be asked in goods: an issue, whose lots are picked here, and a write-off.

use super::recipients::{self, Form, List};
use crate::decide::Day;
use crate::event::Earmark;
use crate::goods::{self, WriteOffReason, held_for};
use crate::ids::{Code, LotNo, RequestNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::content::{dong, quantity, units, vnd};
use crate::relief::fit::{Receivers, fits, within};
use crate::relief::{Free, IssueContent, PickedLine, Recipient, Refusal, WriteOffContent};
use crate::state::State;

/// What an issue must be whatever lots it takes: within its share, its recipients known, entitled, and the list adding up
/// to its lines. Also for goods that never touch a warehouse; there `own` is none.
pub(crate) fn issue_allowed(
    state: &State,
    issue: &IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    something(&issue.lines)?;
    state.network.known(&issue.to, day.on)?;
    if let Some(line) = &issue.allocation {
        let (allocation, share) = state.relief.shares.get(line)?;
        if allocation.head != issue.head {
            let (given, wanted) = (issue.head.clone(), allocation.head.clone());
            return Err(Refusal::HeadDiffers { given, wanted }.into());
        }
        if !within(&state.network, &issue.to, &share.entry.to) {
            return Err(Refusal::OutsideShare { party: issue.to.clone(), to: share.entry.to.clone() }.into());
        }
        in_share(state, issue, own, day)?;
    }
    if issue.recipients.is_empty() {
        return Ok(());
    }
    let (allocation, head) = (issue.allocation.as_ref(), &issue.head);
    let list = List { allocation, form: Form::Goods, head, own, recipients: &issue.recipients };
    recipients::check(state, list, day)?;
    Ok(sums_to(&issue.recipients, &issue.lines)?)
}

/// Goods that the donor tied go only where they fit.
pub(crate) fn issue_fits(
    state: &State,
    issue: &IssueContent,
    earmark: Option<&Earmark>,
) -> Result<(), Rejection> {
    match earmark {
        Some(earmark) if !fits(&state.network, earmark, &issue.head, receivers(state, issue)?) => {
            Err(Refusal::EarmarkBroken { earmark: earmark.clone() }.into())
        }
        _ => Ok(()),
    }
}

fn receivers<'a>(state: &'a State, issue: &'a IssueContent) -> Result<Receivers<'a>, Refusal> {
    let share = issue.allocation.as_ref().map(|line| state.relief.shares.get(line)).transpose()?;
    let share = share.map(|(_, share)| &share.entry.to);
    Ok(Receivers { payee: &issue.to, recipients: &issue.recipients, share })
}

fn in_share(
    state: &State,
    issue: &IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Refusal> {
    let Some(line) = &issue.allocation else { return Ok(()) };
    let free = Free::new(state, day.today).but(own);
    for item in issue.lines.iter().map(|line| &line.item) {
        let (wanted, left) = (sum(&issue.lines, item), free.share_goods(line, item)?);
        if wanted > left {
            let (allocation, line, item) = (line.allocation, line.line, item.clone());
            let (wanted, left) = (quantity(wanted), quantity(left.max(0)));
            return Err(Refusal::ShareGoodsTooSmall { allocation, line, item, wanted, left });
        }
    }
    Ok(())
}

fn sums_to(recipients: &[Recipient], lines: &[PickedLine]) -> Result<(), Refusal> {
    let listed = recipients.iter().flat_map(|recipient| &recipient.goods);
    let items = listed.clone().map(|line| &line.item).chain(lines.iter().map(|line| &line.item));
    for item in items {
        let got = listed.clone().filter(|line| line.item == *item).map(|line| units(line.quantity)).sum();
        let wanted = sum(lines, item);
        if got != wanted {
            let (sum, wanted) = (quantity(got), quantity(wanted));
            return Err(Refusal::RecipientsGoods { item: item.clone(), sum, wanted });
        }
    }
    Ok(())
}

/// The issue with its lots: what expires first in front, none that is tied to something else.
pub(super) fn issue(
    state: &State,
    issue: IssueContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<IssueContent, Rejection> {
    known_warehouse(state, &issue.warehouse)?;
    issue_allowed(state, &issue, own, day)?;
    let receivers = receivers(state, &issue)?;
    let free = Free::new(state, day.today).but(own);
    let mut picked: Vec<PickedLine> = Vec::new();
    for wanted in &issue.lines {
        let taken = |lot: LotNo| {
            let here = picked.iter().filter(|line| line.lot == Some(lot));
            let here: i128 = here.map(|line| units(line.quantity)).sum();
            quantity(here.saturating_add(units(free.reserved(&issue.warehouse, lot))))
        };
        let tied = |lot: &crate::goods::Lot| {
            lot.earmark.as_ref().is_none_or(|earmark| fits(&state.network, earmark, &issue.head, receivers))
        };
        picked.extend(state.goods.pick(&issue.warehouse, wanted, day.on, &taken, &tied)?);
    }
    for lot in picked.iter().filter_map(|line| line.lot) {
        held_for(state, lot, &issue.to)?;
    }
    Ok(IssueContent { lines: picked, ..issue })
}

pub(super) fn write_off(
    state: &State,
    write_off: &WriteOffContent,
    own: Option<RequestNo>,
    day: &Day<'_>,
) -> Result<(), Rejection> {
    known_warehouse(state, &write_off.warehouse)?;
    something(&write_off.lines)?;
    let free = Free::new(state, day.today).but(own);
    for (place, line) in write_off.lines.iter().enumerate() {
        let taken = |lot: LotNo| {
            let before = write_off.lines.iter().take(place).filter(|line| line.lot == Some(lot));
            let before: i128 = before.map(|line| units(line.quantity)).sum();
            quantity(before.saturating_add(units(free.reserved(&write_off.warehouse, lot))))
        };
        let named = state.goods.named(&write_off.warehouse, line, day.on, &taken)?;
        let lot = named.lot.and_then(|lot| Some((lot, state.goods.lot(lot)?)));
        if let Some((lot, known)) = lot
            && write_off.reason == WriteOffReason::Expired
            && !known.expired(day.on)
        {
            return Err(goods::Refusal::LotNotExpired { lot }.into());
        }
    }
    Ok(())
}

/// What the lots are worth together.
pub(super) fn worth(state: &State, lines: &[PickedLine]) -> Vnd {
    let worth = |line: &PickedLine| line.lot.map_or(0, |lot| dong(state.goods.worth(lot, line.quantity)));
    vnd(lines.iter().map(worth).sum())
}

fn something(lines: &[PickedLine]) -> Result<(), Refusal> {
    let positive = |line: &PickedLine| line.quantity > Quantity::ZERO;
    if !lines.is_empty() && lines.iter().all(positive) { Ok(()) } else { Err(Refusal::NothingAsked {}) }
}

fn known_warehouse(state: &State, warehouse: &Code) -> Result<(), Refusal> {
    if state.goods.knows_warehouse(warehouse) {
        return Ok(());
    }
    Err(Refusal::WarehouseUnknown { warehouse: warehouse.clone() })
}

fn sum(lines: &[PickedLine], item: &Code) -> i128 {
    lines.iter().filter(|line| line.item == *item).map(|line| units(line.quantity)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{A, Step, T, ask, code, day, entry, ground, group, household, make, rich};
    use super::*;
    use crate::event::DonorKind;
    use crate::goods::{self, Condition, GoodsSource, ReceivedLine, ValueSource};
    use crate::ids::GoodsReceiptNo;
    use crate::quantity::ItemQuantity;
    use crate::relief::{AllocationEntry, AllocationLine, Content, Event};
    use crate::voucher::{Series, VoucherNo};

    fn rice(units: i64) -> ItemQuantity {
        ItemQuantity { item: code("rice"), quantity: Quantity::new(units) }
    }

    /// 30 of rice that expires on the 5th day in lot 1, 100 that keep in lot 2; 60 of them are decided on, for `g-1`.
    fn stocked() -> State {
        let item = goods::ItemDeclared {
            base: code("kg"),
            category: code("food"),
            item: code("rice"),
            minimum: None,
            name: "Gạo".into(),
            perishable: false,
            units: vec![],
        };
        let opened = goods::WarehouseOpened { area: None, name: "Kho".into(), warehouse: code("main") };
        let line = |lot, units, expiry| ReceivedLine {
            box_code: None,
            condition: Condition::New,
            counted: Quantity::new(units),
            expiry,
            item: code("rice"),
            lot: LotNo::new(lot),
            maker_lot: None,
            quantity: Quantity::new(units),
            unit: code("kg"),
            value: Vnd::new(units.saturating_mul(20_000)),
            value_source: ValueSource::Invoice,
        };
        let received = goods::GoodsReceived {
            custody: None,
            donor: DonorKind::Enterprise,
            earmark: None,
            evidence: None,
            lines: vec![line(1, 30, Some(day(5))), line(2, 100, None)],
            receipt: GoodsReceiptNo::new(1),
            row: None,
            source: GoodsSource::Gift,
            voucher: VoucherNo { series: Series::Pnk, year: 2024, number: 1 },
            warehouse: code("main"),
        };
        let mut state = rich();
        for event in [
            goods::Event::ItemDeclared(item),
            goods::Event::WarehouseOpened(opened),
            goods::Event::GoodsReceived(received),
        ] {
            state.evolve(&code(T), day(0), &event.into());
        }
        let share = AllocationEntry { goods: vec![rice(60)], ..entry(group(), 0, None) };
        let decided = (A, 0, super::super::testing::allocate(vec![share]));
        take(state, ground().into_iter().chain([decided]).collect())
    }

    fn take(mut state: State, steps: Vec<Step>) -> State {
        for step in steps {
            let on = day(step.1);
            for event in ask(&state, step).unwrap() {
                state.evolve(&code(T), on, &event);
            }
        }
        state
    }

    fn issue(units: i64, households: &[(u32, i64)]) -> IssueContent {
        let recipient = |(number, units): &(u32, i64)| {
            let goods = vec![rice(*units)];
            Recipient { amount: Vnd::ZERO, goods, policy: None, ..household(*number, 0) }
        };
        IssueContent {
            allocation: Some(AllocationLine { allocation: crate::AllocationNo::new(2), line: 1 }),
            head: code("houses"),
            lines: vec![PickedLine { item: code("rice"), lot: None, quantity: Quantity::new(units) }],
            recipients: households.iter().map(recipient).collect(),
            to: group(),
            warehouse: code("main"),
        }
    }

    #[track_caller]
    fn refused(state: &State, on: i64, content: &Content, then: Result<(), &str>) {
        let answer = ask(state, (T, on, make(content)));
        assert_eq!(answer.as_ref().map(|_| ()).map_err(crate::Rejection::code), then);
    }

    #[test]
    fn an_issue_is_filled_with_what_expires_first() {
        let state = stocked();
        let events = ask(&state, (T, 0, make(&Content::Issue(issue(40, &[(1, 25), (2, 15)]))))).unwrap();
        let [crate::Event::Relief(event)] = &events[..] else { panic!("{events:?}") };
        let Event::RequestMade(made) = &**event else { panic!("{event:?}") };
        let Content::Issue(filled) = &made.content else { panic!("{made:?}") };
        let lots = filled.lines.iter().map(|line| (line.lot.map(LotNo::get), line.quantity.units()));
        assert_eq!(lots.collect::<Vec<_>>(), [(Some(1), 30), (Some(2), 10)]);
        assert_eq!((made.value, made.digest.clone()), (Vnd::new(800_000), made.content.digest()));
        let state = take(state, vec![(T, 0, make(&Content::Issue(issue(40, &[]))))]);
        assert_eq!(state.relief.reserved(&code("main"), LotNo::new(2), day(0)).units(), 10);
        refused(&state, 0, &Content::Issue(issue(21, &[])), Err("share-goods-too-small"));
        refused(&state, 0, &Content::Issue(issue(20, &[])), Ok(()));
    }

    #[test]
    fn goods_stay_within_list_share_and_shelf() {
        let state = stocked();
        for (content, then) in [
            (issue(60, &[]), Ok(())),
            (issue(61, &[]), Err("share-goods-too-small")),
            (issue(0, &[]), Err("nothing-asked")),
            (issue(40, &[(1, 25), (2, 16)]), Err("recipients-goods")),
            (issue(40, &[(1, 20), (1, 20)]), Err("recipient-twice")),
            (IssueContent { warehouse: code("none"), ..issue(1, &[]) }, Err("warehouse-unknown")),
            (IssueContent { head: code("food"), ..issue(1, &[]) }, Err("head-differs")),
        ] {
            refused(&state, 0, &Content::Issue(content), then);
        }
    }

    #[test]
    fn only_what_lies_there_and_has_expired_is_written_off_as_expired() {
        let state = stocked();
        for (on, lot, units, reason, then) in [
            (6, Some(1), 30, WriteOffReason::Expired, Ok(())),
            (5, Some(1), 30, WriteOffReason::Expired, Err("lot-not-expired")),
            (6, Some(2), 1, WriteOffReason::Expired, Err("lot-not-expired")),
            (0, Some(2), 100, WriteOffReason::Spoiled, Ok(())),
            (0, Some(2), 101, WriteOffReason::Spoiled, Err("lot-short")),
            (0, Some(3), 1, WriteOffReason::Spoiled, Err("lot-unknown")),
            (0, None, 1, WriteOffReason::Spoiled, Err("lot-unnamed")),
        ] {
            let (item, lot, quantity) = (code("rice"), lot.map(LotNo::new), Quantity::new(units));
            let lines = vec![PickedLine { item, lot, quantity }];
            let content = WriteOffContent { lines, reason, warehouse: code("main") };
            refused(&state, on, &Content::WriteOff(content), then);
        }
    }
}
