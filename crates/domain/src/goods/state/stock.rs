//! What views and reports ask of the stock.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Item, Lot, Shipment, State, Warehouse};
use crate::ids::{Code, LotNo, ShipmentNo};
use crate::quantity::Quantity;

impl State {
    /// The catalogue, by code.
    pub fn items(&self) -> impl Iterator<Item = (&Code, &Item)> {
        self.items.iter()
    }

    /// The warehouses, by code.
    pub fn warehouses(&self) -> impl Iterator<Item = (&Code, &Warehouse)> {
        self.warehouses.iter()
    }

    /// All lots that ever were, by number.
    pub fn lots(&self) -> impl Iterator<Item = (LotNo, &Lot)> {
        (1..).map(LotNo::new).zip(&self.lots)
    }

    /// What lies in a warehouse, by lot; nothing that is zero.
    pub fn stock(&self, warehouse: &Code) -> impl Iterator<Item = (LotNo, Quantity)> {
        self.stock.get(warehouse).into_iter().flatten().map(|(lot, quantity)| (*lot, *quantity))
    }

    /// What lies anywhere: warehouse, lot and quantity.
    pub fn all_stock(&self) -> impl Iterator<Item = (&Code, LotNo, Quantity)> {
        let lots = self.stock.iter();
        lots.flat_map(|(warehouse, lots)| {
            lots.iter().map(move |(lot, quantity)| (warehouse, *lot, *quantity))
        })
    }

    /// What is on its way between warehouses.
    pub fn in_transit(&self) -> impl Iterator<Item = (ShipmentNo, &Shipment)> {
        let numbered = (1..).map(ShipmentNo::new).zip(&self.shipments);
        numbered.filter(|(_, shipment)| !shipment.unloaded)
    }

    /// What could be handed out of an item on a day, over all warehouses, less what `reserved` says: neither damaged nor
    /// expired, nor held for somebody else, nor on a truck.
    pub fn available(&self, item: &Code, on: Date, reserved: &dyn Fn(&Code, LotNo) -> Quantity) -> Quantity {
        let fit = |lot: &Lot| lot.item == *item && lot.custody.is_none() && lot.usable(on);
        let lots = self.all_stock().filter(|(_, lot, _)| self.lot(*lot).is_some_and(fit));
        let free = lots.map(|(warehouse, lot, _)| self.free(warehouse, lot, reserved(warehouse, lot)));
        free.fold(Quantity::ZERO, plus)
    }

    /// The items of which less is there than their minimum says, with what there is: whatever could be handed out on that
    /// day, reserved or not.
    pub fn scarce(&self, on: Date) -> impl Iterator<Item = (&Code, &Item, Quantity)> {
        let mut there: BTreeMap<&Code, Quantity> = BTreeMap::new();
        for (_, number, quantity) in self.all_stock() {
            if let Some(lot) = self.lot(number).filter(|lot| lot.custody.is_none() && lot.usable(on)) {
                let sum = there.entry(&lot.item).or_default();
                *sum = plus(*sum, quantity);
            }
        }
        let with_stock = move |(code, item)| (code, item, there.get(code).copied().unwrap_or_default());
        let below = |(_, item, there): &(&Code, &Item, Quantity)| {
            item.minimum.is_some_and(|minimum| *there < minimum)
        };
        self.items.iter().map(with_stock).filter(below)
    }

    /// The lots of which something is left and whose last day is not after `until`; expired ones too.
    pub fn expiring(&self, until: Date) -> impl Iterator<Item = (LotNo, &Lot)> {
        let soon = move |lot: &Lot| lot.left.is_positive() && lot.expiry.is_some_and(|day| day <= until);
        self.lots().filter(move |(_, lot)| soon(lot))
    }
}

/// A sum of what no lot alone could break.
fn plus(sum: Quantity, quantity: Quantity) -> Quantity {
    sum.checked_add(quantity).unwrap_or(Quantity::new(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::decide::testing::{DAY, code, entry, gift, lot, received, sent, stocked};

    #[test]
    fn the_stock_is_asked_by_item_warehouse_truck_and_last_day() {
        let tomorrow = DAY.tomorrow().unwrap();
        let goods = vec![entry("rice", 40_000, None), entry("water", 10, Some(tomorrow))];
        let goods = stocked(vec![received(gift(goods)), sent("rice", 15_000)]).goods;
        let none = |_: &Code, _: LotNo| Quantity::ZERO;
        assert_eq!(goods.available(&code("rice"), DAY, &none), Quantity::new(25_000));
        assert_eq!(goods.available(&code("water"), tomorrow.tomorrow().unwrap(), &none), Quantity::ZERO);
        assert_eq!(goods.in_transit().count(), 1);
        assert_eq!(goods.lot(lot(1)).unwrap().left, Quantity::new(40_000));
        let scarce: Vec<_> =
            goods.scarce(DAY).map(|(item, _, there)| (item.as_str(), there.units())).collect();
        assert_eq!(scarce, [("rice", 25_000)]);
        let expiring: Vec<_> = goods.expiring(tomorrow).map(|(lot, _)| lot.get()).collect();
        assert_eq!(expiring, [2]);
        assert_eq!(goods.stock(&code("cao-lanh")).count(), 2);
        assert_eq!(goods.stock(&code("nowhere")).count(), 0);
    }
}
