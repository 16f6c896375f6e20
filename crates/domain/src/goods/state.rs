//! What the rules of this part need to know of the past.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Condition, Refusal};
use crate::event::{Earmark, Event};
use crate::ids::{Code, LotNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;
use crate::relief::PickedLine;

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {}

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
    /// What is left of it anywhere, in base units.
    pub left: Quantity,
    /// What is left of it is worth this.
    pub value: Vnd,
}

impl State {
    pub(crate) fn evolve(&mut self, _on: Date, _event: &Event) {}

    /// Whether it is an item of the catalogue.
    pub fn knows_item(&self, _item: &Code) -> bool {
        false
    }

    /// Whether it is a warehouse of the fund.
    pub fn knows_warehouse(&self, _warehouse: &Code) -> bool {
        false
    }

    /// A lot.
    pub fn lot(&self, _lot: LotNo) -> Option<&Lot> {
        None
    }

    /// What lies of a lot in a warehouse, reserved or not.
    pub fn on_hand(&self, _warehouse: &Code, _lot: LotNo) -> Quantity {
        Quantity::ZERO
    }

    /// What a part of a lot is worth: of what the whole rest is worth, rounded down; the last part takes what is left.
    pub fn worth(&self, _lot: LotNo, _quantity: Quantity) -> Vnd {
        Vnd::ZERO
    }

    /// Lots for a wanted line, what expires first in front, leaving what `reserved` says. With a lot named it is checked
    /// and taken alone. Expired and damaged lots, and lots that `fits` refuses, are passed over.
    pub(crate) fn pick(
        &self,
        _warehouse: &Code,
        _wanted: &PickedLine,
        _on: Date,
        _reserved: &dyn Fn(LotNo) -> Quantity,
        _fits: &dyn Fn(&Lot) -> bool,
    ) -> Result<Vec<PickedLine>, Refusal> {
        Ok(Vec::new())
    }
}
