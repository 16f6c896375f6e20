//! Goods by what they are worth, in đồng. Goods held for others are not the fund's and in none of the lines.

use std::collections::BTreeMap;

use domain::goods::{Event, GoodsReceived, GoodsSource, LotLine};
use domain::{LotNo, Vnd};
use serde::{Deserialize, Serialize};

/// The lines, after some prefix of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// Given.
    pub received: i128,
    /// There before the books began.
    pub opening: i128,
    /// Bought with the fund's money.
    pub bought: i128,
    /// Given out.
    pub issued: i128,
    /// Expired, spoiled or lost, and written off by decision.
    pub written_off: i128,
    /// What counts and arrivals found beyond the books, less what they missed.
    pub differences: i128,
}

impl Goods {
    /// What lies in the warehouses or is on its way between them, in đồng.
    pub fn stock(&self) -> i128 {
        let into = [self.opening, self.bought, self.differences].into_iter();
        let into = into.fold(self.received, i128::saturating_add);
        into.saturating_sub(self.issued).saturating_sub(self.written_off)
    }

    fn of(&mut self, origin: Origin) -> Option<&mut i128> {
        match origin {
            Origin::Gift => Some(&mut self.received),
            Origin::Opening => Some(&mut self.opening),
            Origin::Bought => Some(&mut self.bought),
            Origin::Packed | Origin::PackedOfBought => Some(&mut self.differences),
            Origin::Custody => None,
        }
    }
}

/// Where a lot came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Origin {
    Gift,
    Opening,
    Bought,
    /// Made of other lots, none of which was bought.
    Packed,
    /// Made of other lots, some of which were bought.
    PackedOfBought,
    /// Held for somebody else.
    Custody,
}

/// What later events do not repeat: where each lot came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lots(BTreeMap<LotNo, Origin>);

impl Lots {
    pub(crate) fn evolve(&mut self, goods: &mut Goods, event: &Event) {
        match event {
            Event::GoodsReceived(event) => self.received(goods, event),
            Event::GoodsReceiptReversed(event) => {
                for line in &event.lines {
                    self.came(goods, line.lot, line.value);
                }
            }
            Event::GoodsIssued(event) => add(&mut goods.issued, self.own(&event.lines)),
            Event::GoodsIssueReversed(event) => add(&mut goods.issued, self.own(&event.lines)),
            Event::GoodsWrittenOff(event) => add(&mut goods.written_off, self.own(&event.lines)),
            Event::GoodsArrived(event) => {
                for line in &event.lines {
                    let origin = self.0.get(&line.lot).copied();
                    if origin.is_some_and(|origin| origin != Origin::Custody) {
                        add(&mut goods.differences, dong(line.value));
                    }
                    if let (Some(damaged), Some(origin)) = (line.damaged_lot, origin) {
                        self.0.insert(damaged, origin);
                    }
                }
            }
            Event::StockCounted(event) => {
                let own = event.lines.iter().filter(|line| self.is_own(line.lot));
                let found = own.fold(0, |sum: i128, line| sum.saturating_add(dong(line.value)));
                add(&mut goods.differences, found);
            }
            Event::LotRevalued(event) => self.came(goods, event.lot, event.difference),
            // What is packed together or taken apart is worth the same before and after.
            Event::KitsMade(event) => {
                let held = event.lines.first().is_some_and(|line| !self.is_own(line.lot));
                let bought = event.lines.iter().any(|line| self.is_bought(line.lot));
                let packed = if bought { Origin::PackedOfBought } else { Origin::Packed };
                self.0.insert(event.lot, if held { Origin::Custody } else { packed });
            }
            Event::KitsUnmade(event) => {
                let packed = if self.is_bought(event.kit) { Origin::PackedOfBought } else { Origin::Packed };
                let origin = if self.is_own(event.kit) { packed } else { Origin::Custody };
                self.0.extend(event.lots.iter().map(|line| (line.lot, origin)));
            }
            Event::GoodsSent(_)
            | Event::ItemDeclared(_)
            | Event::KitDefined(_)
            | Event::WarehouseOpened(_) => {}
        }
    }

    fn received(&mut self, goods: &mut Goods, event: &GoodsReceived) {
        let origin = match (&event.custody, &event.source) {
            (Some(_), _) => Origin::Custody,
            (None, GoodsSource::Gift) => Origin::Gift,
            (None, GoodsSource::Opening) => Origin::Opening,
            (None, GoodsSource::Purchase(_)) => Origin::Bought,
        };
        for line in &event.lines {
            self.0.insert(line.lot, origin);
            self.came(goods, line.lot, line.value);
        }
    }

    fn came(&self, goods: &mut Goods, lot: LotNo, value: Vnd) {
        if let Some(line) = self.0.get(&lot).and_then(|origin| goods.of(*origin)) {
            add(line, dong(value));
        }
    }

    fn is_own(&self, lot: LotNo) -> bool {
        self.0.get(&lot).is_some_and(|origin| *origin != Origin::Custody)
    }

    fn is_bought(&self, lot: LotNo) -> bool {
        matches!(self.0.get(&lot), Some(Origin::Bought | Origin::PackedOfBought))
    }

    /// What of an issue, or of its negative, nobody was paid for, by value.
    pub(crate) fn unpaid(&self, event: &Event) -> i128 {
        let lines = match event {
            Event::GoodsIssued(event) => &event.lines,
            Event::GoodsIssueReversed(event) => &event.lines,
            _ => return 0,
        };
        let unpaid = lines.iter().filter(|line| self.is_own(line.lot) && !self.is_bought(line.lot));
        unpaid.fold(0, |sum, line| sum.saturating_add(dong(line.value)))
    }

    fn own(&self, lines: &[LotLine]) -> i128 {
        let own = lines.iter().filter(|line| self.is_own(line.lot));
        own.fold(0, |sum, line| sum.saturating_add(dong(line.value)))
    }
}

fn add(line: &mut i128, dong: i128) {
    *line = line.saturating_add(dong);
}

fn dong(value: Vnd) -> i128 {
    value.dong().into()
}
