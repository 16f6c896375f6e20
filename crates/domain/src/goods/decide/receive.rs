//! Goods that come in: gifts, purchases, what was there before the books began, goods held for others.

use super::{Events, fund, line_count};
use crate::decide::Day;
use crate::event::Earmark;
use crate::goods::refusal::MAKER_LOT_LIMIT;
use crate::goods::state::positive;
use crate::goods::{
    Condition, Event, GoodsReceived, GoodsSource, ReceiveGoods, ReceivedEntry, ReceivedLine, Refusal,
    ValueSource,
};
use crate::ids::{Boxed, Code, LotNo, PaymentNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::rejection::Rejection;
use crate::relief::{self, PaymentKind};
use crate::state::State;
use crate::voucher::Series;

pub(super) fn receive(state: &State, command: ReceiveGoods, day: &Day<'_>) -> Events {
    state.goods.known_warehouse(&command.warehouse)?;
    if let Some(party) = &command.custody {
        if matches!(command.source, GoodsSource::Purchase(_)) {
            return Err(Refusal::CustodyBought { party: party.clone() }.into());
        }
        state.network.known(party, day.on)?;
    }
    let note = note(state, command, day)?;
    if let GoodsSource::Purchase(payment) = note.source {
        let values = note.lines.iter().map(|line| i128::from(line.value.dong()));
        paid_for(state, payment, values.sum())?;
    }
    Ok(vec![Event::GoodsReceived(note)])
}

/// A purchase that stands has not brought more than was paid: what came before, and so much more.
pub(super) fn paid_for(state: &State, payment: PaymentNo, value: i128) -> Result<(), Rejection> {
    let known = state.relief.payment(payment).ok_or(relief::Refusal::PaymentUnknown { payment })?;
    if !matches!(known.kind, PaymentKind::Purchase(_)) {
        return Err(Refusal::NotPurchase { payment }.into());
    }
    if known.reversed {
        return Err(relief::Refusal::PaymentAlreadyReversed { payment }.into());
    }
    let left = known.undelivered();
    if value > left {
        let amount = |dong| Vnd::new(i64::try_from(dong).unwrap_or(i64::MAX));
        return Err(Refusal::AbovePurchase { payment, value: amount(value), left: amount(left) }.into());
    }
    Ok(())
}

/// The goods-received note, wherever the goods lie.
pub(super) fn note(state: &State, command: ReceiveGoods, day: &Day<'_>) -> Result<GoodsReceived, Rejection> {
    tied(state, command.earmark.as_ref(), day)?;
    let lines = lines(state, command.lines, day)?;
    Ok(GoodsReceived {
        custody: command.custody,
        donor: command.donor,
        earmark: command.earmark,
        evidence: command.evidence,
        lines,
        receipt: state.goods.next_receipt(),
        row: command.row,
        source: command.source,
        voucher: state.vouchers.next(Series::Pnk, day.on.year()),
        warehouse: command.warehouse,
    })
}

fn tied(state: &State, earmark: Option<&Earmark>, day: &Day<'_>) -> Result<(), Rejection> {
    match earmark {
        Some(Earmark { beneficiary: None, place: None, purpose: None }) => Err(Rejection::EarmarkEmpty),
        Some(Earmark { place: Some(place), .. }) => Ok(state.network.known_area(place, day.on)?),
        _ => Ok(()),
    }
}

/// All lines, or every wrong one by its number.
fn lines(state: &State, entries: Vec<ReceivedEntry>, day: &Day<'_>) -> Result<Vec<ReceivedLine>, Rejection> {
    line_count(entries.len())?;
    let fund = fund(state)?;
    let (mut good, mut wrong) = (Vec::new(), Vec::new());
    let mut lot = state.goods.next_lot();
    for (number, entry) in (1..).zip(entries) {
        match line(state, entry, lot, day) {
            Ok(line) => good.push(ReceivedLine { box_code: Some(Boxed::Lot(lot).code(fund)), ..line }),
            Err(refusal) => wrong.push((number, refusal)),
        }
        lot = lot.next();
    }
    if wrong.is_empty() { Ok(good) } else { Err(Refusal::Lines { lines: wrong }.into()) }
}

fn line(state: &State, entry: ReceivedEntry, lot: LotNo, day: &Day<'_>) -> Result<ReceivedLine, Refusal> {
    let quantity = base_units(state, &entry.item, &entry.unit, entry.counted)?;
    let perishable = state.goods.known_item(&entry.item)?.perishable;
    match entry.expiry {
        None if perishable => return Err(Refusal::ExpiryMissing { item: entry.item }),
        Some(expiry) if expiry < day.on && entry.condition != Condition::Damaged => {
            return Err(Refusal::ExpiredOnArrival { item: entry.item, expiry });
        }
        _ => {}
    }
    worth(entry.value, entry.value_source)?;
    Ok(ReceivedLine {
        box_code: None,
        condition: entry.condition,
        counted: entry.counted,
        expiry: entry.expiry,
        maker_lot: maker_lot(&entry.item, entry.maker_lot)?,
        item: entry.item,
        lot,
        quantity,
        unit: entry.unit,
        value: entry.value,
        value_source: entry.value_source,
    })
}

/// More base units, or more đồng, than any lot can have: a mistyped figure. A thousand times what the country gave in a year.
const MOST: i64 = 1_000_000_000_000_000;

fn base_units(state: &State, item: &Code, unit: &Code, counted: Quantity) -> Result<Quantity, Refusal> {
    let known = state.goods.known_item(item)?;
    positive(counted)?;
    let factor = known.factor(unit).ok_or_else(|| Refusal::UnitUnknown {
        item: item.clone(),
        unit: unit.clone(),
        units: known.unit_codes(),
    })?;
    let most = |quantity: &Quantity| quantity.units() <= MOST;
    counted.checked_times(factor).filter(most).ok_or(Refusal::QuantityTooLarge { quantity: counted })
}

fn worth(value: Vnd, source: ValueSource) -> Result<(), Refusal> {
    if value < Vnd::ZERO {
        Err(Refusal::ValueNegative { value })
    } else if value.dong() > MOST {
        Err(Refusal::ValueTooLarge { value })
    } else if source == ValueSource::Unknown && value.is_positive() {
        Err(Refusal::ValueUnsourced { value })
    } else {
        Ok(())
    }
}

fn maker_lot(item: &Code, lot: Option<String>) -> Result<Option<String>, Refusal> {
    let Some(lot) = lot else { return Ok(None) };
    let lot = lot.trim();
    if (1..=MAKER_LOT_LIMIT).contains(&lot.chars().count()) {
        Ok(Some(lot.to_owned()))
    } else {
        Err(Refusal::MakerLotLength { item: item.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::decide::testing::{DAY, catalogue, check, code, entry, gift, received, stocked};
    use crate::party::Party;

    #[test]
    fn every_line_becomes_a_lot_in_base_units_with_a_code_on_its_box() {
        let tonnes = ReceivedEntry { unit: code("tonne"), ..entry("rice", 2, None) };
        let cases = ReceivedEntry { unit: code("case"), ..entry("water", 3, Some(DAY)) };
        let goods = gift(vec![tonnes, cases]);
        let state = stocked(vec![received(goods)]);
        let lots: Vec<_> = state.goods.lots().map(|(number, lot)| (number.get(), lot.left.units())).collect();
        assert_eq!(lots, [(1, 2_000_000), (2, 72)]);
        let code = state.goods.on_hand(&code("cao-lanh"), LotNo::new(1));
        assert_eq!(code, Quantity::new(2_000_000));
    }

    #[test]
    fn wrong_lines_are_named_one_by_one_and_nothing_is_written() {
        let good = entry("rice", 1, None);
        let yesterday = DAY.yesterday().unwrap();
        let wrong = vec![
            (
                ReceivedEntry { item: code("gold"), ..good.clone() },
                Refusal::ItemUnknown { item: code("gold") },
            ),
            (
                ReceivedEntry { unit: code("case"), ..good.clone() },
                Refusal::UnitUnknown {
                    item: code("rice"),
                    unit: code("case"),
                    units: vec![code("gram"), code("kg"), code("tonne")],
                },
            ),
            (entry("rice", 0, None), Refusal::QuantityNotPositive { quantity: Quantity::ZERO }),
            (entry("rice", -1, None), Refusal::QuantityNotPositive { quantity: Quantity::new(-1) }),
            (
                ReceivedEntry { unit: code("tonne"), ..entry("rice", i64::MAX, None) },
                Refusal::QuantityTooLarge { quantity: Quantity::new(i64::MAX) },
            ),
            (entry("water", 1, None), Refusal::ExpiryMissing { item: code("water") }),
            (
                entry("water", 1, Some(yesterday)),
                Refusal::ExpiredOnArrival { item: code("water"), expiry: yesterday },
            ),
            (
                ReceivedEntry { value: Vnd::new(-1), ..good.clone() },
                Refusal::ValueNegative { value: Vnd::new(-1) },
            ),
            (
                ReceivedEntry { value_source: ValueSource::Unknown, ..good.clone() },
                Refusal::ValueUnsourced { value: good.value },
            ),
            (
                ReceivedEntry { maker_lot: Some("L".repeat(41)), ..good.clone() },
                Refusal::MakerLotLength { item: code("rice") },
            ),
        ];
        let (entries, refusals): (Vec<_>, Vec<_>) = wrong.into_iter().unzip();
        let lines: Vec<_> = (2..).zip(refusals).collect();
        let shown = Refusal::Lines { lines: lines.clone() };
        assert!(shown.vi().contains("Dòng 8: Mặt hàng water đã hết hạn ngày 09/09/2024"), "{}", shown.vi());
        assert!(shown.en().contains("Line 3: Item rice is not counted in case: use one of gram, kg, tonne"));
        let goods = gift([vec![good], entries].concat());
        check(catalogue(), received(goods), Err(Refusal::Lines { lines }));
    }

    #[test]
    fn a_damaged_lot_may_have_expired() {
        let spoiled =
            ReceivedEntry { condition: Condition::Damaged, ..entry("water", 1, DAY.yesterday().ok()) };
        let state = stocked(vec![received(gift(vec![spoiled]))]);
        assert!(!state.goods.lot(LotNo::new(1)).unwrap().usable(DAY));
    }

    #[test]
    fn a_note_has_lines_a_warehouse_and_an_earmark_that_says_something() {
        let few = |count: usize| received(gift(vec![entry("rice", 1, None); count]));
        for count in [0, 301] {
            check(catalogue(), few(count), Err(Refusal::LineCount { count }));
        }
        let goods = gift(vec![entry("rice", 1, None)]);
        for elsewhere in ["nowhere", "direct"] {
            let command = received(ReceiveGoods { warehouse: code(elsewhere), ..goods.clone() });
            check(catalogue(), command, Err(Refusal::WarehouseUnknown { warehouse: code(elsewhere) }));
        }
        let party = Party::Organisation(code("red-cross"));
        let bought = ReceiveGoods {
            custody: Some(party.clone()),
            source: GoodsSource::Purchase(PaymentNo::new(1)),
            ..goods.clone()
        };
        check(catalogue(), received(bought), Err(Refusal::CustodyBought { party }));
        let empty = Some(Earmark { beneficiary: None, place: None, purpose: None });
        let command = received(ReceiveGoods { earmark: empty, ..goods });
        let refused = crate::goods::decide::testing::decided(&stocked(vec![]), command);
        assert_eq!(refused, Err(Rejection::EarmarkEmpty));
    }
}
