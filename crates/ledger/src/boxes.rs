//! Boxes and trucks by the code that is printed on them, for whoever holds one. No giver and no household is named.

use domain::goods::{Event as Goods, LotLine};
use domain::relief::Delivery;
use domain::{BoxCode, Boxed, Code, Event, LotNo, Party, Quantity, State, VoucherNo};
use jiff::civil::Date;

use crate::error::LedgerError;
use crate::history::Told;
use crate::ledger::Ledger;
use crate::things::Thing;

/// A box or a truck, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxCard {
    /// The code, as it is printed.
    pub code: BoxCode,
    /// What became of it, oldest first; at least one.
    pub steps: Vec<BoxStep>,
}

/// One step of a box's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxStep {
    /// What happened.
    pub what: BoxMove,
    /// The day.
    pub on: Date,
    /// Where it lay, or came in.
    pub warehouse: String,
    /// Who takes it over; none for a household.
    pub to: Option<String>,
    /// What is in it.
    pub goods: Vec<BoxGoods>,
    /// Its goods-issue note, where it went to those it is meant for.
    pub voucher: Option<VoucherNo>,
    /// The day on which it was handed over.
    pub handed_over_on: Option<Date>,
    /// The day on which the local unit confirmed it.
    pub confirmed_on: Option<Date>,
}

/// What happens to a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxMove {
    /// It came in.
    Received,
    /// It went to those it is meant for.
    Issued,
    /// It went to another warehouse.
    Sent,
}

/// What is in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxGoods {
    /// The item.
    pub item: Code,
    /// Its name.
    pub name: String,
    /// In base units.
    pub quantity: Quantity,
    /// The base unit.
    pub unit: Code,
    /// Last day of use.
    pub expiry: Option<Date>,
}

impl Ledger {
    /// The box that `typed` means, with its way; `None` where the fund has none of that code, or it is mistyped.
    pub fn boxed(&self, typed: &str) -> Result<Option<BoxCard>, LedgerError> {
        let Some(code) = Boxed::read(typed, self.fund()).map(|boxed| boxed.code(self.fund())) else {
            return Ok(None);
        };
        let history = self.history(&Thing::BoxCode(code.clone()))?;
        let steps = self
            .rules(|state| history.iter().filter_map(|told| step(state, &code, told)).collect::<Vec<_>>())?;
        Ok((!steps.is_empty()).then_some(BoxCard { code, steps }))
    }
}

fn step(state: &State, code: &BoxCode, told: &Told) -> Option<BoxStep> {
    let Event::Goods(event) = &told.recorded.event else { return None };
    let on = told.recorded.meta.effective_on;
    let step = |what, warehouse: &Code, to, goods| {
        let warehouse = warehouse_name(state, warehouse);
        BoxStep { what, on, warehouse, to, goods, voucher: None, handed_over_on: None, confirmed_on: None }
    };
    match &**event {
        Goods::GoodsReceived(received) => {
            let lines = received.lines.iter().filter(|line| line.box_code.as_ref() == Some(code));
            let goods = lines.filter_map(|line| goods(state, line.lot, line.quantity)).collect();
            Some(step(BoxMove::Received, &received.warehouse, None, goods))
        }
        Goods::GoodsIssued(issued) => {
            let delivery = state.relief.deliveries.get(Delivery::Issue(issued.issue));
            Some(BoxStep {
                voucher: Some(issued.voucher),
                handed_over_on: delivery.and_then(|delivery| delivery.handed_on),
                confirmed_on: delivery.and_then(|delivery| delivery.confirmed_on),
                ..step(
                    BoxMove::Issued,
                    &issued.warehouse,
                    party(state, &issued.to, told),
                    all(state, &issued.lines),
                )
            })
        }
        Goods::GoodsSent(sent) => {
            let to = Some(warehouse_name(state, &sent.to));
            Some(step(BoxMove::Sent, &sent.from, to, all(state, &sent.lines)))
        }
        _ => None,
    }
}

fn all(state: &State, lines: &[LotLine]) -> Vec<BoxGoods> {
    lines.iter().filter_map(|line| goods(state, line.lot, line.quantity)).collect()
}

fn goods(state: &State, lot: LotNo, quantity: Quantity) -> Option<BoxGoods> {
    let lot = state.goods.lot(lot)?;
    let item = state.goods.item(&lot.item)?;
    Some(BoxGoods {
        item: lot.item.clone(),
        name: item.name.clone(),
        quantity,
        unit: item.base.clone(),
        expiry: lot.expiry,
    })
}

fn warehouse_name(state: &State, code: &Code) -> String {
    let mut all = state.goods.warehouses();
    all.find(|(known, _)| *known == code)
        .map_or_else(|| code.to_string(), |(_, warehouse)| warehouse.name.clone())
}

/// A place or an organisation by its name; a household is not told to everybody.
fn party(state: &State, party: &Party, told: &Told) -> Option<String> {
    let network = &state.network;
    match party {
        Party::Household(_) => None,
        Party::Group(code) => Some(code.to_string()),
        Party::Area(code) => {
            let area = network.area(code, told.recorded.meta.effective_on);
            Some(area.map_or_else(|| code.to_string(), |area| area.name.clone()))
        }
        Party::Organisation(code) => {
            let known = network.organisation(code);
            Some(known.map_or_else(|| code.to_string(), |organisation| organisation.name.clone()))
        }
    }
}
