//! The state after one more event. It cannot fail: what is in the log has happened.

use jiff::civil::Date;

use super::super::event::{
    Event, GoodsArrived, GoodsIssued, GoodsReceived, ItemDeclared, KitsMade, KitsUnmade, StockCounted,
};
use super::{Issue, Item, Lot, Receipt, Shipment, State, Warehouse};
use crate::event::Event as Any;
use crate::goods::{Condition, GoodsSource, LotLine};
use crate::ids::{Code, LotNo};
use crate::money::Vnd;
use crate::quantity::Quantity;

impl State {
    pub(crate) fn evolve(&mut self, on: Date, event: &Any) {
        let Any::Goods(event) = event else { return };
        match event.as_ref() {
            Event::ItemDeclared(event) => self.declared(event),
            Event::KitDefined(event) => {
                self.kits.insert(event.kit.clone(), event.components.clone());
            }
            Event::WarehouseOpened(event) => {
                let warehouse = Warehouse { area: event.area.clone(), name: event.name.clone() };
                self.warehouses.insert(event.warehouse.clone(), warehouse);
            }
            Event::GoodsReceived(event) => self.received(on, event),
            Event::GoodsIssued(event) => self.issued(on, event),
            Event::GoodsSent(event) => {
                for line in &event.lines {
                    self.lay(&event.from, line.lot, negative(line.quantity));
                }
                let (from, to, lines) = (event.from.clone(), event.to.clone(), event.lines.clone());
                self.shipments.push(Shipment { from, to, lines, on, unloaded: false });
            }
            Event::GoodsArrived(event) => self.arrived(on, event),
            Event::StockCounted(event) => self.counted(event),
            Event::GoodsWrittenOff(event) => self.take(&event.warehouse, &event.lines),
            Event::LotRevalued(event) => {
                self.change(event.lot, Quantity::ZERO, event.difference);
                if let Some(lot) = self.lot_mut(event.lot) {
                    lot.value_source = Some(event.source);
                }
            }
            Event::KitsMade(event) => self.kits_made(on, event),
            Event::KitsUnmade(event) => self.kits_unmade(on, event),
            Event::GoodsReceiptReversed(event) => {
                self.put(&event.warehouse, &event.lines);
                let place = event.receipt.index();
                if let Some(receipt) = place.and_then(|place| self.receipts.get_mut(place)) {
                    receipt.reversed = true;
                }
            }
            // The lines are negative: what is taken comes back.
            Event::GoodsIssueReversed(event) => {
                self.take(&event.warehouse, &event.lines);
                if let Some(issue) = event.issue.index().and_then(|place| self.issues.get_mut(place)) {
                    issue.reversed = true;
                }
            }
        }
    }

    fn declared(&mut self, event: &ItemDeclared) {
        let item = Item {
            base: event.base.clone(),
            category: event.category.clone(),
            minimum: event.minimum,
            name: event.name.clone(),
            perishable: event.perishable,
            units: event.units.clone(),
        };
        self.items.insert(event.item.clone(), item);
    }

    fn received(&mut self, on: Date, event: &GoodsReceived) {
        let bought_with = match event.source {
            GoodsSource::Purchase(payment) => Some(payment),
            GoodsSource::Gift | GoodsSource::Opening => None,
        };
        for line in &event.lines {
            self.lots.push(Lot {
                item: line.item.clone(),
                condition: line.condition,
                custody: event.custody.clone(),
                earmark: event.earmark.clone(),
                expiry: line.expiry,
                left: line.quantity,
                value: line.value,
                value_source: Some(line.value_source),
                bought_with,
                since: on,
            });
            self.lay(&event.warehouse, line.lot, line.quantity);
        }
        let lots = event.lines.iter().map(|line| (line.lot, line.quantity)).collect();
        let warehouse = event.warehouse.clone();
        self.receipts.push(Receipt { warehouse, lots, direct: None, on, reversed: false });
    }

    fn issued(&mut self, on: Date, event: &GoodsIssued) {
        self.take(&event.warehouse, &event.lines);
        let mut direct = None;
        if event.warehouse == Code::direct() {
            // The note that brought them is the last one.
            let before = self.receipts.len().saturating_sub(1);
            direct = Some(crate::ids::GoodsReceiptNo::new(super::next(before)));
            if let Some(receipt) = self.receipts.last_mut() {
                receipt.direct = Some(event.issue);
            }
        }
        let (warehouse, lines) = (event.warehouse.clone(), event.lines.clone());
        self.issues.push(Issue { warehouse, lines, direct, on, reversed: false });
    }

    fn arrived(&mut self, on: Date, event: &GoodsArrived) {
        let Some(shipment) = event.shipment.index().and_then(|place| self.shipments.get_mut(place)) else {
            return;
        };
        shipment.unloaded = true;
        let to = shipment.to.clone();
        for line in &event.lines {
            let unloaded = line.arrived.checked_add(line.damaged).unwrap_or(line.arrived);
            self.change(line.lot, difference(unloaded, line.sent), line.value);
            self.lay(&to, line.lot, line.arrived);
            let (Some(number), Some(lot)) = (line.damaged_lot, self.lot(line.lot)) else { continue };
            let (left, value) = (line.damaged, line.damaged_value);
            let damaged = Lot { condition: Condition::Damaged, left, value, since: on, ..lot.clone() };
            self.change(line.lot, negative(left), negative_value(value));
            self.lots.push(damaged);
            self.lay(&to, number, left);
        }
    }

    fn counted(&mut self, event: &StockCounted) {
        for line in &event.lines {
            let found = difference(line.counted, line.booked);
            self.change(line.lot, found, line.value);
            self.lay(&event.warehouse, line.lot, found);
        }
        self.counts = self.counts.max(event.count.get());
    }

    fn kits_made(&mut self, on: Date, event: &KitsMade) {
        let conditions = event.lines.iter().filter_map(|line| self.lot(line.lot)).map(|lot| lot.condition);
        let condition = conditions.max().unwrap_or(Condition::New);
        self.packed.insert(event.lot, self.shares(&event.kit, &event.lines));
        self.take(&event.warehouse, &event.lines);
        self.lots.push(Lot {
            item: event.kit.clone(),
            condition,
            custody: None,
            earmark: event.earmark.clone(),
            expiry: event.expiry,
            left: event.quantity,
            value: event.value,
            value_source: None,
            bought_with: None,
            since: on,
        });
        self.lay(&event.warehouse, event.lot, event.quantity);
    }

    /// What went into kits, in the order of the kit's components.
    fn shares(&self, kit: &Code, lines: &[LotLine]) -> Vec<Vnd> {
        let of = |item: &Code| {
            let lines = lines.iter().filter(|line| self.lot(line.lot).is_some_and(|lot| lot.item == *item));
            lines.fold(Vnd::ZERO, |sum, line| sum.checked_add(line.value).unwrap_or(sum))
        };
        self.kit(kit).unwrap_or_default().iter().map(|component| of(&component.item)).collect()
    }

    fn kits_unmade(&mut self, on: Date, event: &KitsUnmade) {
        let Some(kit) = self.lot(event.kit).cloned() else { return };
        let (quantity, value) = (event.quantity, event.value);
        self.take(&event.warehouse, &[LotLine { lot: event.kit, quantity, value }]);
        for line in &event.lots {
            self.lots.push(Lot {
                item: line.item.clone(),
                expiry: line.expiry,
                left: line.quantity,
                value: line.value,
                value_source: None,
                bought_with: None,
                since: on,
                ..kit.clone()
            });
            self.lay(&event.warehouse, line.lot, line.quantity);
        }
    }

    fn put(&mut self, warehouse: &Code, lines: &[LotLine]) {
        for line in lines {
            self.change(line.lot, line.quantity, line.value);
            self.lay(warehouse, line.lot, line.quantity);
        }
    }

    fn take(&mut self, warehouse: &Code, lines: &[LotLine]) {
        for line in lines {
            self.change(line.lot, negative(line.quantity), negative_value(line.value));
            self.lay(warehouse, line.lot, negative(line.quantity));
        }
    }

    fn lot_mut(&mut self, lot: LotNo) -> Option<&mut Lot> {
        self.lots.get_mut(lot.index()?)
    }

    /// A lot as a whole grows or shrinks.
    fn change(&mut self, lot: LotNo, quantity: Quantity, value: Vnd) {
        if let Some(lot) = self.lot_mut(lot) {
            lot.left = lot.left.checked_add(quantity).unwrap_or(lot.left);
            lot.value = lot.value.checked_add(value).unwrap_or(lot.value);
        }
    }

    /// So much more lies there.
    fn lay(&mut self, warehouse: &Code, lot: LotNo, quantity: Quantity) {
        let after = self.on_hand(warehouse, lot).checked_add(quantity).unwrap_or_default();
        let lots = match self.stock.get_mut(warehouse) {
            Some(lots) => lots,
            None => self.stock.entry(warehouse.clone()).or_default(),
        };
        if after == Quantity::ZERO {
            lots.remove(&lot);
        } else {
            lots.insert(lot, after);
        }
    }
}

fn negative(quantity: Quantity) -> Quantity {
    quantity.checked_neg().unwrap_or_default()
}

fn negative_value(value: Vnd) -> Vnd {
    value.checked_neg().unwrap_or_default()
}

fn difference(quantity: Quantity, less: Quantity) -> Quantity {
    quantity.checked_sub(less).unwrap_or_default()
}
