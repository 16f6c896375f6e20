//! What events do to the goods in warehouses.

use domain::goods::{Condition, Event, LotLine};
use domain::{Code, LotNo, Quantity, Recorded, Vnd};

use super::{Lot, StockMove, Trail, words};

impl Trail {
    pub(super) fn learn_stock(&mut self, recorded: &Recorded, event: &Event) {
        match event {
            Event::GoodsReceived(event) => {
                for line in &event.lines {
                    let lot = Lot {
                        item: line.item.clone(),
                        custody: event.custody.clone(),
                        earmark: event.earmark.clone(),
                        expiry: line.expiry,
                        condition: line.condition,
                    };
                    self.lots.insert(line.lot, lot);
                    self.lay(recorded, &event.warehouse, line.lot, line.quantity, line.value);
                }
            }
            Event::GoodsIssued(event) => self.take(recorded, &event.warehouse, &event.lines),
            Event::GoodsWrittenOff(event) => self.take(recorded, &event.warehouse, &event.lines),
            Event::GoodsIssueReversed(event) => self.take(recorded, &event.warehouse, &event.lines),
            Event::GoodsReceiptReversed(event) => {
                for line in &event.lines {
                    self.lay(recorded, &event.warehouse, line.lot, line.quantity, line.value);
                }
            }
            Event::GoodsSent(event) => {
                let loaded = event.lines.iter().map(|line| (line.lot, line.value.dong().into())).collect();
                self.shipments.insert(event.shipment, (event.to.clone(), loaded));
                self.take(recorded, &event.from, &event.lines);
            }
            Event::GoodsArrived(event) => {
                let Some((to, loaded)) = self.shipments.remove(&event.shipment) else { return };
                for line in &event.lines {
                    // Broken goods leave the lot with their value; the rest of what was loaded stays with it.
                    let loaded = loaded.iter().filter(|(lot, _)| *lot == line.lot);
                    let loaded = loaded.fold(0_i128, |sum, (_, value)| sum.saturating_add(*value));
                    let worth = loaded.saturating_add(line.value.dong().into());
                    let sound = worth.saturating_sub(line.damaged_value.dong().into());
                    let sound = Vnd::new(i64::try_from(sound).unwrap_or(i64::MAX));
                    self.lay(recorded, &to, line.lot, line.arrived, sound);
                    let (Some(broken), Some(lot)) = (line.damaged_lot, self.lots.get(&line.lot)) else {
                        continue;
                    };
                    let lot = Lot { condition: Condition::Damaged, ..lot.clone() };
                    self.lots.insert(broken, lot);
                    self.lay(recorded, &to, broken, line.damaged, line.damaged_value);
                }
            }
            Event::StockCounted(event) => {
                for line in &event.lines {
                    let found = line.counted.checked_sub(line.booked).unwrap_or_default();
                    self.lay(recorded, &event.warehouse, line.lot, found, line.value);
                }
            }
            Event::KitsMade(event) => {
                let first = event.lines.first().and_then(|line| self.lots.get(&line.lot));
                let custody = first.and_then(|lot| lot.custody.clone());
                let (item, earmark) = (event.kit.clone(), event.earmark.clone());
                let lot = Lot { item, custody, earmark, expiry: event.expiry, condition: Condition::New };
                self.lots.insert(event.lot, lot);
                self.take(recorded, &event.warehouse, &event.lines);
                self.lay(recorded, &event.warehouse, event.lot, event.quantity, event.value);
            }
            Event::KitsUnmade(event) => self.unpacked(recorded, event),
            Event::LotRevalued(event) => self.revalued(recorded, event.lot, event.difference),
            Event::ItemDeclared(_) | Event::KitDefined(_) | Event::WarehouseOpened(_) => {}
        }
    }

    fn unpacked(&mut self, recorded: &Recorded, event: &domain::goods::KitsUnmade) {
        let kit = self.lots.get(&event.kit).cloned();
        let line = LotLine { lot: event.kit, quantity: event.quantity, value: event.value };
        self.take(recorded, &event.warehouse, &[line]);
        for line in &event.lots {
            let Some(kit) = &kit else { return };
            let lot = Lot { item: line.item.clone(), expiry: line.expiry, ..kit.clone() };
            self.lots.insert(line.lot, lot);
            self.lay(recorded, &event.warehouse, line.lot, line.quantity, line.value);
        }
    }

    /// A new value stands where the lot moved last: value follows the lot, not the shelf.
    fn revalued(&mut self, recorded: &Recorded, lot: LotNo, difference: Vnd) {
        let last = self.stock.iter().rev().find(|entry| entry.lot == lot);
        if let Some(warehouse) = last.map(|entry| entry.warehouse.clone()) {
            self.lay(recorded, &warehouse, lot, Quantity::ZERO, difference);
        }
    }

    fn take(&mut self, recorded: &Recorded, warehouse: &Code, lines: &[LotLine]) {
        for line in lines {
            let quantity = line.quantity.checked_neg().unwrap_or_default();
            let value = line.value.checked_neg().unwrap_or_default();
            self.lay(recorded, warehouse, line.lot, quantity, value);
        }
    }

    fn lay(&mut self, recorded: &Recorded, warehouse: &Code, lot: LotNo, quantity: Quantity, value: Vnd) {
        self.stock.push(StockMove {
            position: recorded.position,
            on: recorded.meta.effective_on,
            voucher: recorded.event.voucher(),
            what: words::of(&recorded.event),
            warehouse: warehouse.clone(),
            lot,
            quantity: quantity.units().into(),
            value: value.dong().into(),
        });
    }
}
