//! Which lots answer a wish: what expires first goes first, and nothing that is reserved, spoiled or somebody else's.

use jiff::civil::Date;

use super::{Lot, State};
use crate::goods::{Condition, Refusal};
use crate::ids::{Code, LotNo};
use crate::quantity::Quantity;
use crate::relief::PickedLine;

impl State {
    /// Lots for a wanted line, what expires first in front (on one day: earmarked before free, older before newer),
    /// leaving what `reserved` says. With a lot named it is checked and taken alone. Expired and damaged lots, and lots
    /// that `fits` refuses, are passed over; so are lots in custody, which are taken by name only.
    pub(crate) fn pick(
        &self,
        warehouse: &Code,
        wanted: &PickedLine,
        on: Date,
        reserved: &dyn Fn(LotNo) -> Quantity,
        fits: &dyn Fn(&Lot) -> bool,
    ) -> Result<Vec<PickedLine>, Refusal> {
        if let Some(number) = wanted.lot {
            let line = self.named(warehouse, wanted, on, reserved)?;
            let lot = self.known_lot(number)?;
            usable(number, lot, on)?;
            return if fits(lot) { Ok(vec![line]) } else { Err(Refusal::LotUnfit { lot: number }) };
        }
        positive(wanted.quantity)?;
        self.known_warehouse(warehouse)?;
        self.known_item(&wanted.item)?;
        let mut lots: Vec<(LotNo, &Lot)> =
            self.stock(warehouse).filter_map(|(number, _)| Some((number, self.lot(number)?))).collect();
        lots.retain(|(_, lot)| {
            lot.item == wanted.item && lot.custody.is_none() && lot.usable(on) && fits(lot)
        });
        lots.sort_by_key(|(number, lot)| (lot.expiry.unwrap_or(Date::MAX), lot.earmark.is_none(), *number));
        let mut left = wanted.quantity;
        let mut picked = Vec::new();
        for (number, _) in lots {
            let quantity = self.free(warehouse, number, reserved(number)).min(left);
            if quantity.is_positive() {
                left = left.checked_sub(quantity).unwrap_or_default();
                picked.push(PickedLine { item: wanted.item.clone(), lot: Some(number), quantity });
            }
        }
        if left == Quantity::ZERO { Ok(picked) } else { Err(short(warehouse, wanted, left)) }
    }

    /// A wanted line that names its lot, whatever its condition and its last day: for moving and for writing off.
    pub(crate) fn named(
        &self,
        warehouse: &Code,
        wanted: &PickedLine,
        on: Date,
        reserved: &dyn Fn(LotNo) -> Quantity,
    ) -> Result<PickedLine, Refusal> {
        let lot = wanted.lot.ok_or_else(|| Refusal::LotUnnamed { item: wanted.item.clone() })?;
        positive(wanted.quantity)?;
        self.known_warehouse(warehouse)?;
        let known = self.known_lot(lot)?;
        if known.item != wanted.item {
            return Err(Refusal::LotOfOtherItem { lot, item: wanted.item.clone() });
        }
        if on < known.since {
            return Err(Refusal::TooEarly { given: on, since: known.since });
        }
        let free = self.free(warehouse, lot, reserved(lot));
        if free < wanted.quantity {
            let (warehouse, wanted) = (warehouse.clone(), wanted.quantity);
            return Err(Refusal::LotShort { lot, warehouse, wanted, free });
        }
        Ok(wanted.clone())
    }

    /// What lies of a lot in a warehouse and is not reserved; never below zero, though a count may have found less than
    /// is reserved.
    pub fn free(&self, warehouse: &Code, lot: LotNo, reserved: Quantity) -> Quantity {
        self.on_hand(warehouse, lot).checked_sub(reserved).unwrap_or_default().max(Quantity::ZERO)
    }
}

/// The lot may be handed out.
pub(in crate::goods) fn usable(number: LotNo, lot: &Lot, on: Date) -> Result<(), Refusal> {
    usable_condition(number, lot.condition)?;
    match lot.expiry {
        Some(expiry) if expiry < on => Err(Refusal::LotExpired { lot: number, expiry }),
        _ => Ok(()),
    }
}

/// What is damaged is not handed out.
pub(in crate::goods) fn usable_condition(lot: LotNo, condition: Condition) -> Result<(), Refusal> {
    if condition == Condition::Damaged { Err(Refusal::LotDamaged { lot }) } else { Ok(()) }
}

pub(in crate::goods) fn positive(quantity: Quantity) -> Result<(), Refusal> {
    if quantity.is_positive() { Ok(()) } else { Err(Refusal::QuantityNotPositive { quantity }) }
}

fn short(warehouse: &Code, wanted: &PickedLine, missing: Quantity) -> Refusal {
    Refusal::StockShort {
        item: wanted.item.clone(),
        warehouse: warehouse.clone(),
        wanted: wanted.quantity,
        free: wanted.quantity.checked_sub(missing).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Earmark;
    use crate::goods::decide::testing::{DAY, code, entry, gift, lot, received, stocked, wished};
    use crate::goods::{ReceiveGoods, State as Goods};

    /// Water in four lots of 10: ending in 3 days, in 1 day earmarked, in 1 day free, yesterday.
    fn water() -> Goods {
        let ends = |days: i64| Some(DAY.checked_add(jiff::Span::new().days(days)).unwrap());
        let earmark = Some(Earmark { purpose: Some(code("flood")), place: None, beneficiary: None });
        let lot_of = |days| gift(vec![entry("water", 10, ends(days))]);
        let old = crate::goods::Condition::Damaged;
        let mut late = entry("water", 10, ends(-1));
        late.condition = old;
        let given = vec![lot_of(3), lot_of(1), ReceiveGoods { earmark, ..lot_of(1) }, gift(vec![late])];
        stocked(given.into_iter().map(received).collect()).goods
    }

    #[track_caller]
    fn check(wanted: i64, reserved: &[(u64, i64)], then: Result<&[(u64, i64)], i64>) {
        let held = |number: LotNo| {
            let found = reserved.iter().find(|(lot, _)| *lot == number.get());
            found.map_or(Quantity::ZERO, |(_, quantity)| Quantity::new(*quantity))
        };
        let picked = water().pick(&code("cao-lanh"), &wished("water", wanted), DAY, &held, &|_| true);
        let then = then
            .map(|lines| {
                let line = |(number, quantity): &(u64, i64)| PickedLine {
                    lot: Some(lot(*number)),
                    ..wished("water", *quantity)
                };
                lines.iter().map(line).collect::<Vec<_>>()
            })
            .map_err(|free| Refusal::StockShort {
                item: code("water"),
                warehouse: code("cao-lanh"),
                wanted: Quantity::new(wanted),
                free: Quantity::new(free),
            });
        assert_eq!(picked, then);
    }

    #[test]
    fn what_expires_first_goes_first_and_earmarked_before_free() {
        check(25, &[], Ok(&[(3, 10), (2, 10), (1, 5)]));
        check(30, &[], Ok(&[(3, 10), (2, 10), (1, 10)]));
    }

    #[test]
    fn what_is_reserved_stays_and_what_is_spoiled_is_passed_over() {
        check(12, &[(3, 9), (2, 10)], Err(11));
        check(11, &[(3, 9), (2, 10)], Ok(&[(3, 1), (1, 10)]));
        check(31, &[], Err(30));
        check(5, &[(1, 99), (2, 99), (3, 99)], Err(0));
    }
}
