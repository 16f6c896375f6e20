//! What the rules of this part need to know of the past: the catalogue, the lots, and where they lie.

mod evolve;
mod pick;
mod stock;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Condition, LotLine, Refusal, Unit, ValueSource};
use crate::compact;
use crate::event::Earmark;
use crate::ids::{Code, CountNo, GoodsReceiptNo, IssueNo, LotNo, PaymentNo, ShipmentNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::{ItemQuantity, Quantity};

pub(super) use pick::{positive, usable, usable_condition};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    items: BTreeMap<Code, Item>,
    kits: BTreeMap<Code, Vec<ItemQuantity>>,
    warehouses: BTreeMap<Code, Warehouse>,
    /// By number.
    lots: Vec<Lot>,
    /// What lies where, above zero.
    stock: BTreeMap<Code, BTreeMap<LotNo, Quantity>>,
    /// What each component was worth in kits that were packed here, in the order of the kit's components.
    packed: BTreeMap<LotNo, Vec<Vnd>>,
    receipts: Vec<Receipt>,
    issues: Vec<Issue>,
    shipments: Vec<Shipment>,
    counts: u64,
}

/// An item of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its smallest unit: quantities count this.
    pub base: Code,
    /// Food, water, medicine, tools.
    pub category: Code,
    /// Below this in all warehouses it is scarce.
    pub minimum: Option<Quantity>,
    /// Its name.
    pub name: String,
    /// Whether a lot needs an expiry day.
    pub perishable: bool,
    /// Bigger units.
    pub units: Vec<Unit>,
}

/// A warehouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warehouse {
    /// Where it stands.
    pub area: Option<Code>,
    /// Its name.
    pub name: String,
}

/// A lot: goods of one item, one origin, one expiry. It may lie in several warehouses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The item.
    pub item: Code,
    /// How the goods are.
    pub condition: Condition,
    /// Held for somebody else; not the fund's.
    pub custody: Option<Party>,
    /// What they are tied to.
    pub earmark: Option<Earmark>,
    /// Last day of use.
    pub expiry: Option<Date>,
    /// What is left of it anywhere, trucks included, in base units.
    pub left: Quantity,
    /// What is left of it is worth this.
    pub value: Vnd,
    /// Where the value is from; none for lots that came out of others.
    pub value_source: Option<ValueSource>,
    /// The payment with which they were bought.
    pub bought_with: Option<PaymentNo>,
    /// Its first day in the books.
    #[serde(with = "compact::day")]
    pub since: Date,
}

/// A goods-received note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Where the goods lay.
    pub warehouse: Code,
    /// Lots and what came of each.
    pub lots: Vec<(LotNo, Quantity)>,
    /// The issue that took them out in the same step.
    pub direct: Option<IssueNo>,
    /// Its business day.
    #[serde(with = "compact::day")]
    pub on: Date,
    /// Whether its negative stands in the books.
    pub reversed: bool,
}

/// A goods-issue note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Where the goods lay.
    pub warehouse: Code,
    /// What went out.
    pub lines: Vec<LotLine>,
    /// The receipt that brought them in the same step.
    pub direct: Option<GoodsReceiptNo>,
    /// Its business day.
    #[serde(with = "compact::day")]
    pub on: Date,
    /// Whether its negative stands in the books.
    pub reversed: bool,
}

/// Goods between warehouses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// Where they lay.
    pub from: Code,
    /// Where they go.
    pub to: Code,
    /// What was loaded.
    pub lines: Vec<LotLine>,
    /// Its business day.
    #[serde(with = "compact::day")]
    pub on: Date,
    /// Whether they arrived.
    pub unloaded: bool,
}

impl Item {
    /// How many base units one of `unit` is; none where the item is not counted in it.
    pub fn factor(&self, unit: &Code) -> Option<i64> {
        if *unit == self.base {
            return Some(1);
        }
        self.units.iter().find(|known| known.unit == *unit).map(|known| known.factor)
    }

    /// The base unit and all others.
    pub fn unit_codes(&self) -> Vec<Code> {
        std::iter::once(&self.base).chain(self.units.iter().map(|unit| &unit.unit)).cloned().collect()
    }
}

impl Lot {
    /// Whether its last day is over on that day.
    pub fn expired(&self, on: Date) -> bool {
        self.expiry.is_some_and(|expiry| expiry < on)
    }

    /// Whether it may be handed out on that day.
    pub fn usable(&self, on: Date) -> bool {
        self.condition != Condition::Damaged && !self.expired(on) && self.since <= on
    }

    /// What `quantity` of it is worth: of what the whole rest is worth, rounded down; the last part takes what is left.
    pub fn worth(&self, quantity: Quantity) -> Vnd {
        if quantity >= self.left { self.value } else { self.at_rate(quantity).unwrap_or(self.value) }
    }

    /// What more of it, found at a count, is worth: as much as the rest for each unit, rounded down; nothing where
    /// nothing is left to compare with. `None` where that does not fit in the books.
    pub(super) fn worth_found(&self, quantity: Quantity) -> Option<Vnd> {
        if self.left.is_positive() { self.at_rate(quantity) } else { Some(Vnd::ZERO) }
    }

    fn at_rate(&self, quantity: Quantity) -> Option<Vnd> {
        let product = i128::from(self.value.dong()).checked_mul(i128::from(quantity.units()))?;
        let worth = product.checked_div(i128::from(self.left.units()))?;
        i64::try_from(worth).ok().map(Vnd::new)
    }
}

impl State {
    /// Whether it is an item of the catalogue.
    pub fn knows_item(&self, item: &Code) -> bool {
        self.items.contains_key(item)
    }

    /// An item of the catalogue.
    pub fn item(&self, item: &Code) -> Option<&Item> {
        self.items.get(item)
    }

    /// Whether it is a warehouse of the fund.
    pub fn knows_warehouse(&self, warehouse: &Code) -> bool {
        self.warehouses.contains_key(warehouse)
    }

    /// What one piece of a kit holds.
    pub fn kit(&self, kit: &Code) -> Option<&[ItemQuantity]> {
        self.kits.get(kit).map(Vec::as_slice)
    }

    /// Every kit and what it holds.
    pub fn kits(&self) -> impl Iterator<Item = (&Code, &[ItemQuantity])> {
        self.kits.iter().map(|(kit, components)| (kit, components.as_slice()))
    }

    /// A lot.
    pub fn lot(&self, lot: LotNo) -> Option<&Lot> {
        self.lots.get(lot.index()?)
    }

    /// A goods-received note.
    pub fn receipt(&self, receipt: GoodsReceiptNo) -> Option<&Receipt> {
        self.receipts.get(receipt.index()?)
    }

    /// A goods-issue note.
    pub fn issue(&self, issue: IssueNo) -> Option<&Issue> {
        self.issues.get(issue.index()?)
    }

    /// Goods that are, or were, on their way between warehouses.
    pub fn shipment(&self, shipment: ShipmentNo) -> Option<&Shipment> {
        self.shipments.get(shipment.index()?)
    }

    /// What lies of a lot in a warehouse, reserved or not.
    pub fn on_hand(&self, warehouse: &Code, lot: LotNo) -> Quantity {
        self.stock.get(warehouse).and_then(|lots| lots.get(&lot)).copied().unwrap_or_default()
    }

    /// What a part of a lot is worth: of what the whole rest is worth, rounded down; the last part takes what is left.
    pub fn worth(&self, lot: LotNo, quantity: Quantity) -> Vnd {
        self.lot(lot).map_or(Vnd::ZERO, |lot| lot.worth(quantity))
    }

    /// What each component was worth when these kits were packed; none for kits that came packed.
    pub(super) fn packed(&self, lot: LotNo) -> Option<&[Vnd]> {
        self.packed.get(&lot).map(Vec::as_slice)
    }

    /// The number that the next lot gets.
    pub fn next_lot(&self) -> LotNo {
        LotNo::new(next(self.lots.len()))
    }

    /// The number that the next goods-received note gets.
    pub fn next_receipt(&self) -> GoodsReceiptNo {
        GoodsReceiptNo::new(next(self.receipts.len()))
    }

    /// The number that the next goods-issue note gets.
    pub fn next_issue(&self) -> IssueNo {
        IssueNo::new(next(self.issues.len()))
    }

    /// The number that the next shipment gets.
    pub fn next_shipment(&self) -> ShipmentNo {
        ShipmentNo::new(next(self.shipments.len()))
    }

    /// The number that the next count of a warehouse gets.
    pub fn next_count(&self) -> CountNo {
        CountNo::new(self.counts).next()
    }

    pub(super) fn known_item(&self, item: &Code) -> Result<&Item, Refusal> {
        self.items.get(item).ok_or_else(|| Refusal::ItemUnknown { item: item.clone() })
    }

    pub(super) fn known_lot(&self, lot: LotNo) -> Result<&Lot, Refusal> {
        self.lot(lot).ok_or(Refusal::LotUnknown { lot })
    }

    pub(super) fn known_warehouse(&self, warehouse: &Code) -> Result<&Warehouse, Refusal> {
        let unknown = || Refusal::WarehouseUnknown { warehouse: warehouse.clone() };
        self.warehouses.get(warehouse).ok_or_else(unknown)
    }
}

/// The number that follows `count` given ones.
fn next(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX).saturating_add(1)
}
