//! The naive model: sums of what the events say.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::goods::{Event, LotLine, State};
use crate::ids::{Code, LotNo, ShipmentNo};
use crate::money::Vnd;
use crate::quantity::Quantity;

/// Where goods are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Warehouse(Code),
    Truck(ShipmentNo),
}

#[derive(Debug, Default)]
pub(super) struct Model {
    there: BTreeMap<(Place, LotNo), i64>,
    worth: BTreeMap<LotNo, i64>,
    /// What came in less what went out, for good; what is left must be this.
    balance: i64,
}

impl Model {
    pub(super) fn there(&self, warehouse: &Code, lot: LotNo) -> i64 {
        self.there.get(&(Place::Warehouse(warehouse.clone()), lot)).copied().unwrap_or(0)
    }

    pub(super) fn lots_at(&self, warehouse: &Code) -> impl Iterator<Item = (LotNo, i64)> {
        let here = Place::Warehouse(warehouse.clone());
        self.there
            .iter()
            .filter(move |((place, _), _)| *place == here)
            .map(|((_, lot), there)| (*lot, *there))
    }

    fn lay(&mut self, place: Place, lot: LotNo, quantity: i64) {
        *self.there.entry((place, lot)).or_default() += quantity;
    }

    fn in_warehouse(&mut self, warehouse: &Code, lot: LotNo, quantity: Quantity, value: Vnd) {
        self.lay(Place::Warehouse(warehouse.clone()), lot, quantity.units());
        *self.worth.entry(lot).or_default() += value.dong();
    }

    fn out(&mut self, warehouse: &Code, lines: &[LotLine]) -> i64 {
        for line in lines {
            let (quantity, value) = (Quantity::new(-line.quantity.units()), Vnd::new(-line.value.dong()));
            self.in_warehouse(warehouse, line.lot, quantity, value);
        }
        lines.iter().map(|line| line.value.dong()).sum()
    }

    /// Adds the event up. `before` is asked only where a truck goes.
    pub(super) fn take_in(&mut self, before: &State, event: &Event) -> Result<(), TestCaseError> {
        match event {
            Event::GoodsReceived(event) => {
                for line in &event.lines {
                    self.in_warehouse(&event.warehouse, line.lot, line.quantity, line.value);
                    self.balance += line.value.dong();
                }
            }
            Event::GoodsIssued(event) => self.balance -= self.out(&event.warehouse, &event.lines),
            Event::GoodsWrittenOff(event) => self.balance -= self.out(&event.warehouse, &event.lines),
            Event::GoodsIssueReversed(event) => self.balance -= self.out(&event.warehouse, &event.lines),
            Event::GoodsReceiptReversed(event) => {
                for line in &event.lines {
                    self.in_warehouse(&event.warehouse, line.lot, line.quantity, line.value);
                    self.balance += line.value.dong();
                }
            }
            Event::GoodsSent(event) => {
                for line in &event.lines {
                    self.lay(Place::Warehouse(event.from.clone()), line.lot, -line.quantity.units());
                    self.lay(Place::Truck(event.shipment), line.lot, line.quantity.units());
                }
            }
            Event::GoodsArrived(event) => {
                let to = before.shipment(event.shipment).unwrap().to.clone();
                for line in &event.lines {
                    self.lay(Place::Truck(event.shipment), line.lot, -line.sent.units());
                    self.in_warehouse(&to, line.lot, line.arrived, line.value);
                    self.balance += line.value.dong();
                    if let Some(damaged) = line.damaged_lot {
                        *self.worth.entry(line.lot).or_default() -= line.damaged_value.dong();
                        self.in_warehouse(&to, damaged, line.damaged, line.damaged_value);
                    }
                }
            }
            Event::StockCounted(event) => {
                for line in &event.lines {
                    let found = Quantity::new(line.counted.units() - line.booked.units());
                    self.in_warehouse(&event.warehouse, line.lot, found, line.value);
                    self.balance += line.value.dong();
                }
            }
            Event::LotRevalued(event) => {
                *self.worth.entry(event.lot).or_default() += event.difference.dong();
                self.balance += event.difference.dong();
            }
            Event::KitsMade(event) => {
                let value = self.out(&event.warehouse, &event.lines);
                prop_assert_eq!(value, event.value.dong());
                self.in_warehouse(&event.warehouse, event.lot, event.quantity, event.value);
            }
            Event::KitsUnmade(event) => {
                let (lot, quantity, value) = (event.kit, event.quantity, event.value);
                self.out(&event.warehouse, &[LotLine { lot, quantity, value }]);
                for line in &event.lots {
                    self.in_warehouse(&event.warehouse, line.lot, line.quantity, line.value);
                }
                let shared: i64 = event.lots.iter().map(|line| line.value.dong()).sum();
                prop_assert_eq!(shared, value.dong());
            }
            Event::ItemDeclared(_) | Event::KitDefined(_) | Event::WarehouseOpened(_) => {}
        }
        self.there.retain(|_, quantity| *quantity != 0);
        Ok(())
    }

    /// Nothing is below zero; every lot is what lies of it everywhere, and the state says the same.
    pub(super) fn agrees(&self, state: &State) -> Result<(), TestCaseError> {
        let mut left: BTreeMap<LotNo, i64> = BTreeMap::new();
        for ((_, lot), quantity) in &self.there {
            prop_assert!(*quantity > 0, "lot {} is {}", lot, quantity);
            *left.entry(*lot).or_default() += quantity;
        }
        let mut worth = 0;
        for (number, lot) in state.lots() {
            prop_assert_eq!(lot.left.units(), left.get(&number).copied().unwrap_or(0), "lot {}", number);
            prop_assert_eq!(
                lot.value.dong(),
                self.worth.get(&number).copied().unwrap_or(0),
                "lot {}",
                number
            );
            prop_assert!(lot.value >= Vnd::ZERO && (lot.left.is_positive() || lot.value == Vnd::ZERO));
            worth += lot.value.dong();
        }
        prop_assert_eq!(worth, self.balance);
        let mut places = self.there.clone();
        places.retain(|(place, _), _| matches!(place, Place::Warehouse(_)));
        let stock: BTreeMap<_, _> = state
            .all_stock()
            .map(|(warehouse, lot, there)| ((Place::Warehouse(warehouse.clone()), lot), there.units()))
            .collect();
        prop_assert_eq!(stock, places);
        Ok(())
    }
}
