//! Kits are packed from lots, and opened again.

use super::{Events, add, valued};
use crate::decide::Day;
use crate::goods::state::positive;
use crate::goods::{Event, KitsMade, KitsUnmade, Lot, LotLine, MakeKits, Refusal, UnmakeKits, UnpackedLine};
use crate::ids::Code;
use crate::money::Vnd;
use crate::quantity::{ItemQuantity, Quantity};
use crate::rejection::Rejection;
use crate::relief::PickedLine;
use crate::state::State;

/// From what expires first, all of it under the restriction of the kits; the kits expire with the first of it.
pub(super) fn make(state: &State, command: MakeKits, day: &Day<'_>) -> Events {
    let MakeKits { earmark, kit, quantity, warehouse } = command;
    let goods = &state.goods;
    positive(quantity)?;
    goods.known_warehouse(&warehouse)?;
    let mut picked = Vec::new();
    for component in contents(state, &kit)? {
        let item = component.item.clone();
        let wanted = PickedLine { item, lot: None, quantity: times(component, quantity)? };
        let reserved = |lot| state.relief.reserved(&warehouse, lot, day.today);
        let fits = |lot: &Lot| lot.earmark == earmark;
        for line in goods.pick(&warehouse, &wanted, day.on, &reserved, &fits)? {
            let lot = line.lot.ok_or(Refusal::LotUnnamed { item: line.item })?;
            add(&mut picked, lot, line.quantity)?;
        }
    }
    let lines = valued(goods, picked);
    let expiry = lines.iter().filter_map(|line| goods.lot(line.lot)?.expiry).min();
    let value = sum(&lines)?;
    let lot = goods.next_lot();
    Ok(vec![Event::KitsMade(KitsMade { earmark, expiry, kit, lines, lot, quantity, value, warehouse })])
}

/// What comes out expires, where it can, when the kit does: nobody knows better any more.
pub(super) fn unmake(state: &State, command: &UnmakeKits, day: &Day<'_>) -> Events {
    let goods = &state.goods;
    let (quantity, warehouse) = (command.quantity, command.warehouse.clone());
    let kit = goods.known_lot(command.lot)?;
    let components = contents(state, &kit.item)?;
    let wanted = PickedLine { item: kit.item.clone(), lot: Some(command.lot), quantity };
    let reserved = |lot| state.relief.reserved(&warehouse, lot, day.today);
    goods.named(&warehouse, &wanted, day.on, &reserved)?;
    let value = kit.worth(quantity);
    let weights = goods.packed(command.lot).unwrap_or_default();
    let mut lots = Vec::new();
    let mut lot = goods.next_lot();
    for (component, value) in components.iter().zip(shares(value, weights, components.len())) {
        let expiry = if goods.known_item(&component.item)?.perishable { kit.expiry } else { None };
        let quantity = times(component, quantity)?;
        lots.push(UnpackedLine { expiry, item: component.item.clone(), lot, quantity, value });
        lot = lot.next();
    }
    Ok(vec![Event::KitsUnmade(KitsUnmade { kit: command.lot, lots, quantity, value, warehouse })])
}

fn contents<'a>(state: &'a State, kit: &Code) -> Result<&'a [ItemQuantity], Refusal> {
    state.goods.kit(kit).ok_or_else(|| Refusal::KitUnknown { kit: kit.clone() })
}

fn times(component: &ItemQuantity, kits: Quantity) -> Result<Quantity, Refusal> {
    component.quantity.checked_times(kits.units()).ok_or(Refusal::QuantityTooLarge { quantity: kits })
}

fn sum(lines: &[LotLine]) -> Result<Vnd, Rejection> {
    let plus = |sum: Vnd, line: &LotLine| sum.checked_add(line.value);
    lines.iter().try_fold(Vnd::ZERO, plus).ok_or(Rejection::AmountTooLarge(Vnd::new(i64::MAX)))
}

/// `value` in as many parts as there are components, by what each was worth when it went in, equal where nobody knows.
/// Each part reaches up to its rounded-down share of the way, so that the parts make the whole, and none is negative.
/// The weights together are what kits were worth, so they fit in the books and no product is cut.
fn shares(value: Vnd, weights: &[Vnd], parts: usize) -> Vec<Vnd> {
    let known = weights.len() == parts && weights.iter().any(|weight| weight.is_positive());
    let weights: Vec<i128> =
        if known { weights.iter().map(|weight| i128::from(weight.dong())).collect() } else { vec![1; parts] };
    let whole: i128 = weights.iter().fold(0, |sum, weight| sum.saturating_add(*weight));
    let (mut way, mut given) = (0_i128, 0_i128);
    let mut shares = Vec::with_capacity(parts);
    for weight in weights {
        way = way.saturating_add(weight);
        let product = i128::from(value.dong()).saturating_mul(way);
        let reached = product.checked_div(whole).unwrap_or(0);
        shares.push(Vnd::new(i64::try_from(reached.saturating_sub(given)).unwrap_or(0)));
        given = reached;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Earmark;
    use crate::goods::decide::testing::{
        DAY, check, code, entry, gift, kit, lot, received, run, stocked, stocked_with,
    };
    use crate::goods::{Command, ReceiveGoods, ReceivedEntry};
    use proptest::prelude::*;

    fn packing(kits: i64) -> Command {
        Command::MakeKits(MakeKits {
            earmark: None,
            kit: code("family-kit"),
            quantity: Quantity::new(kits),
            warehouse: code("cao-lanh"),
        })
    }

    fn opening(number: u64, kits: i64) -> Command {
        let (lot, quantity) = (lot(number), Quantity::new(kits));
        Command::UnmakeKits(UnmakeKits { lot, quantity, warehouse: code("cao-lanh") })
    }

    /// Rice 100 worth 1,000; water 4 ending tomorrow worth 100, water 6 ending later worth 600; earmarked water.
    fn given() -> Vec<Command> {
        let worth = |entry, value| ReceivedEntry { value: Vnd::new(value), ..entry };
        let (soon, later) = (DAY.tomorrow().ok(), DAY.checked_add(jiff::Span::new().days(90)).ok());
        let earmark = Some(Earmark { purpose: Some(code("flood")), place: None, beneficiary: None });
        let goods = vec![
            worth(entry("rice", 100, None), 1_000),
            worth(entry("water", 4, soon), 100),
            worth(entry("water", 6, later), 600),
        ];
        let tied = ReceiveGoods { earmark, ..gift(vec![entry("water", 50, later)]) };
        vec![kit("family-kit", &[("rice", 10), ("water", 2)]), received(gift(goods)), received(tied)]
    }

    #[test]
    fn kits_are_worth_what_went_in_and_expire_with_the_first_of_it() {
        let line = |number, quantity, value| LotLine {
            lot: lot(number),
            quantity: Quantity::new(quantity),
            value: Vnd::new(value),
        };
        let made = Event::KitsMade(KitsMade {
            earmark: None,
            expiry: DAY.tomorrow().ok(),
            kit: code("family-kit"),
            lines: vec![line(1, 30, 300), line(2, 4, 100), line(3, 2, 200)],
            lot: lot(5),
            quantity: Quantity::new(3),
            value: Vnd::new(600),
            warehouse: code("cao-lanh"),
        });
        check(stocked_with(given()), packing(3), Ok(vec![made]));
        let short = Refusal::StockShort {
            item: code("water"),
            warehouse: code("cao-lanh"),
            wanted: Quantity::new(12),
            free: Quantity::new(10),
        };
        check(stocked_with(given()), packing(6), Err(short));
        check(stocked_with(vec![]), packing(1), Err(Refusal::KitUnknown { kit: code("family-kit") }));
    }

    #[test]
    fn opened_kits_give_their_contents_and_their_value_back() {
        let mut state = stocked(given());
        run(&mut state, packing(3));
        run(&mut state, opening(5, 2));
        let lots: Vec<_> = state
            .goods
            .lots()
            .skip(4)
            .map(|(_, lot)| (lot.item.as_str(), lot.left.units(), lot.value.dong(), lot.expiry))
            .collect();
        let soon = DAY.tomorrow().ok();
        assert_eq!(lots, [("family-kit", 1, 200, soon), ("rice", 20, 200, None), ("water", 4, 200, soon)]);
        assert!(crate::goods::decide::testing::decided(&state, opening(5, 2)).is_err());
        let no_kit = crate::goods::decide::testing::decided(&state, opening(1, 1));
        assert_eq!(no_kit, Err(Refusal::KitUnknown { kit: code("rice") }.into()));
    }

    proptest! {
        #[test]
        fn shares_make_the_whole(
            value in 0..=i64::MAX,
            weights in prop::collection::vec(prop_oneof![Just(0), 0..=i64::MAX / 8], 1..9),
        ) {
            let weights: Vec<Vnd> = weights.into_iter().map(Vnd::new).collect();
            let shares = shares(Vnd::new(value), &weights, weights.len());
            prop_assert!(shares.iter().all(|share| share.dong() >= 0));
            prop_assert_eq!(shares.iter().map(|share| i128::from(share.dong())).sum::<i128>(), i128::from(value));
        }
    }
}
