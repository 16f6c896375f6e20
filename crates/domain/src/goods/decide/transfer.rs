//! From warehouse to warehouse: loaded, on the way, unloaded with what is missing, broken or over.

use super::{Events, add, fund, line_count, not_before, valued};
use crate::decide::Day;
use crate::goods::{
    ArrivedEntry, ArrivedLine, Event, GoodsArrived, GoodsSent, Lot, LotLine, PickLine, Refusal, SendGoods,
    Shipment, UnloadGoods,
};
use crate::ids::{Boxed, Code, LotNo, ShipmentNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::PickedLine;
use crate::state::State;
use crate::voucher::Series;

pub(super) fn send(state: &State, command: SendGoods, day: &Day<'_>) -> Events {
    let SendGoods { from, lines, to } = command;
    let goods = &state.goods;
    goods.known_warehouse(&from)?;
    goods.known_warehouse(&to)?;
    if from == to {
        return Err(Refusal::SameWarehouse { warehouse: from }.into());
    }
    line_count(lines.len())?;
    let lines = valued(goods, loaded(state, &from, lines, day)?);
    let shipment = goods.next_shipment();
    Ok(vec![Event::GoodsSent(GoodsSent {
        box_code: Some(Boxed::Shipment(shipment).code(fund(state)?)),
        from,
        lines,
        shipment,
        to,
        voucher: state.vouchers.next(Series::Pxk, day.on.year()),
    })])
}

/// A lot that is named goes as it is, spoiled or not; without names, what expires first goes first.
fn loaded(
    state: &State,
    from: &Code,
    lines: Vec<PickLine>,
    day: &Day<'_>,
) -> Result<Vec<(LotNo, Quantity)>, Refusal> {
    let goods = &state.goods;
    let mut loaded: Vec<(LotNo, Quantity)> = Vec::new();
    for PickLine { item, lot, quantity } in lines {
        let wanted = PickedLine { item, lot, quantity };
        let taken = |lot| {
            let taken = loaded.iter().find(|(known, _)| *known == lot).map(|(_, quantity)| *quantity);
            let reserved = state.relief.reserved(from, lot, day.today);
            reserved.checked_add(taken.unwrap_or_default()).unwrap_or(Quantity::new(i64::MAX))
        };
        let picked = match wanted.lot {
            Some(_) => vec![goods.named(from, &wanted, day.on, &taken)?],
            None => goods.pick(from, &wanted, day.on, &taken, &|_| true)?,
        };
        for line in picked {
            let lot = line.lot.ok_or(Refusal::LotUnnamed { item: line.item })?;
            add(&mut loaded, lot, line.quantity)?;
        }
    }
    Ok(loaded)
}

pub(super) fn unload(state: &State, command: &UnloadGoods, day: &Day<'_>) -> Events {
    let number = command.shipment;
    let shipment = state.goods.shipment(number).ok_or(Refusal::ShipmentUnknown { shipment: number })?;
    if shipment.unloaded {
        return Err(Refusal::ShipmentUnloaded { shipment: number }.into());
    }
    not_before(shipment.on, day.on)?;
    line_for_line(number, shipment, &command.lines)?;
    let mut next = state.goods.next_lot();
    let mut lines = Vec::new();
    for sent in &shipment.lines {
        let said = command.lines.iter().find(|line| line.lot == sent.lot);
        let said = said.ok_or(Refusal::LotNotUnloaded { shipment: number, lot: sent.lot })?;
        let line = arrived(state.goods.known_lot(sent.lot)?, sent, said, next)?;
        if line.damaged_lot.is_some() {
            next = next.next();
        }
        lines.push(line);
    }
    Ok(vec![Event::GoodsArrived(GoodsArrived { lines, row: command.row, shipment: number })])
}

/// Every line names a lot that was loaded, once.
fn line_for_line(number: ShipmentNo, shipment: &Shipment, lines: &[ArrivedEntry]) -> Result<(), Refusal> {
    for (place, line) in lines.iter().enumerate() {
        if !shipment.lines.iter().any(|sent| sent.lot == line.lot) {
            return Err(Refusal::LotNotLoaded { shipment: number, lot: line.lot });
        }
        if lines.iter().take(place).any(|before| before.lot == line.lot) {
            return Err(Refusal::LotTwice { lot: line.lot });
        }
    }
    Ok(())
}

/// What is missing takes its share of the value away, what is over brings one; what is broken becomes a lot of its own
/// and takes its share along.
fn arrived(lot: &Lot, sent: &LotLine, said: &ArrivedEntry, next: LotNo) -> Result<ArrivedLine, Rejection> {
    for quantity in [said.arrived, said.damaged] {
        if quantity < Quantity::ZERO {
            return Err(Refusal::QuantityNegative { quantity }.into());
        }
    }
    let too_large = || Refusal::QuantityTooLarge { quantity: said.arrived };
    let unloaded = said.arrived.checked_add(said.damaged).ok_or_else(too_large)?;
    let found = unloaded.checked_sub(sent.quantity).ok_or_else(too_large)?;
    if found > sent.quantity {
        return Err(Refusal::UnloadedTooMuch { lot: said.lot, sent: sent.quantity }.into());
    }
    let (value, lot) = changed(lot, found)?;
    let broken = said.damaged.is_positive();
    Ok(ArrivedLine {
        arrived: said.arrived,
        damaged: said.damaged,
        damaged_lot: broken.then_some(next),
        damaged_value: if broken { lot.worth(said.damaged) } else { Vnd::ZERO },
        lot: said.lot,
        sent: sent.quantity,
        value,
    })
}

/// What a difference is worth, with its sign, and the lot after it.
pub(super) fn changed(lot: &Lot, found: Quantity) -> Result<(Vnd, Lot), Rejection> {
    let value = if found < Quantity::ZERO {
        super::negative_value(lot.worth(super::negative(found)?))?
    } else {
        lot.worth_found(found).ok_or(Rejection::AmountTooLarge(lot.value))?
    };
    let left = lot.left.checked_add(found).ok_or(Refusal::QuantityTooLarge { quantity: found })?;
    let after = lot.value.checked_add(value).ok_or(Rejection::AmountTooLarge(lot.value))?;
    Ok((value, Lot { left, value: after, ..lot.clone() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::decide::testing::{
        DAY, check, code, decided, entry, gift, lot, on, received, run, sent, stocked, stocked_with,
    };
    use crate::goods::{Command, Condition, ReceivedEntry};

    fn unloading(lines: &[(u64, i64, i64)]) -> Command {
        let line = |(number, arrived, damaged): &(u64, i64, i64)| ArrivedEntry {
            arrived: Quantity::new(*arrived),
            damaged: Quantity::new(*damaged),
            lot: lot(*number),
        };
        let lines = lines.iter().map(line).collect();
        Command::UnloadGoods(UnloadGoods { lines, row: None, shipment: ShipmentNo::new(1) })
    }

    /// Ten packs of rice worth 1,000 đồng, of which seven are on the truck.
    fn on_the_truck() -> Vec<Command> {
        let rice = ReceivedEntry { value: Vnd::new(1_000), ..entry("rice", 10, None) };
        stocked_with(vec![received(gift(vec![rice])), sent("rice", 7)])
    }

    #[track_caller]
    fn unloaded(line: (u64, i64, i64), lots: &[(i64, i64)], there: &[i64]) {
        let mut state = stocked(vec![]);
        on_the_truck()
            .into_iter()
            .skip(super::super::testing::catalogue().len())
            .for_each(|c| run(&mut state, c));
        run(&mut state, unloading(&[line]));
        let found: Vec<_> = state.goods.lots().map(|(_, lot)| (lot.left.units(), lot.value.dong())).collect();
        assert_eq!(found, lots);
        let stock: Vec<_> = state.goods.stock(&code("sa-dec")).map(|(_, there)| there.units()).collect();
        assert_eq!(stock, there);
        assert_eq!(state.goods.in_transit().count(), 0);
    }

    #[test]
    fn what_is_missing_broken_or_over_is_told_apart() {
        unloaded((1, 7, 0), &[(10, 1_000)], &[7]);
        unloaded((1, 5, 0), &[(8, 800)], &[5]);
        unloaded((1, 9, 0), &[(12, 1_200)], &[9]);
        unloaded((1, 4, 2), &[(7, 700), (2, 200)], &[4, 2]);
        unloaded((1, 0, 0), &[(3, 300)], &[]);
        unloaded((1, 0, 7), &[(3, 300), (7, 700)], &[7]);
    }

    #[test]
    fn a_truck_is_unloaded_once_line_for_line() {
        let given = on_the_truck();
        let shipment = ShipmentNo::new(1);
        let twice = [given.clone(), vec![unloading(&[(1, 7, 0)])]].concat();
        check(twice, unloading(&[(1, 7, 0)]), Err(Refusal::ShipmentUnloaded { shipment }));
        for (lines, refusal) in [
            (vec![], Refusal::LotNotUnloaded { shipment, lot: lot(1) }),
            (vec![(1, 7, 0), (2, 1, 0)], Refusal::LotNotLoaded { shipment, lot: lot(2) }),
            (vec![(1, 3, 0), (1, 4, 0)], Refusal::LotTwice { lot: lot(1) }),
            (vec![(1, -1, 8)], Refusal::QuantityNegative { quantity: Quantity::new(-1) }),
            (vec![(1, i64::MAX, 1)], Refusal::QuantityTooLarge { quantity: Quantity::new(i64::MAX) }),
        ] {
            check(given.clone(), unloading(&lines), Err(refusal));
        }
        let unknown = Refusal::ShipmentUnknown { shipment };
        check(vec![], unloading(&[(1, 7, 0)]), Err(unknown));
        let yesterday = DAY.yesterday().unwrap();
        let state = stocked(given.into_iter().skip(super::super::testing::catalogue().len()).collect());
        let early = on(&state, unloading(&[(1, 7, 0)]), yesterday);
        assert_eq!(early, Err(Refusal::TooEarly { given: yesterday, since: DAY }.into()));
    }

    #[test]
    fn only_what_is_free_leaves_and_a_spoiled_lot_only_by_name() {
        let given = on_the_truck();
        let short = Refusal::StockShort {
            item: code("rice"),
            warehouse: code("cao-lanh"),
            wanted: Quantity::new(4),
            free: Quantity::new(3),
        };
        check(given, sent("rice", 4), Err(short));
        let damaged = ReceivedEntry { condition: Condition::Damaged, ..entry("rice", 5, None) };
        let state = stocked(vec![received(gift(vec![damaged]))]);
        let by_name = |number: Option<u64>, quantity| {
            let lines = vec![
                PickLine { item: code("rice"), lot: number.map(lot), quantity: Quantity::new(quantity) },
                PickLine { item: code("rice"), lot: number.map(lot), quantity: Quantity::new(2) },
            ];
            Command::SendGoods(SendGoods { from: code("cao-lanh"), lines, to: code("sa-dec") })
        };
        assert!(decided(&state, by_name(None, 1)).is_err());
        assert!(decided(&state, by_name(Some(1), 3)).is_ok());
        assert!(decided(&state, by_name(Some(1), 4)).is_err());
        let same = SendGoods { from: code("sa-dec"), lines: vec![], to: code("sa-dec") };
        let refused = decided(&state, Command::SendGoods(same));
        assert_eq!(refused, Err(Refusal::SameWarehouse { warehouse: code("sa-dec") }.into()));
    }
}
