//! Stock and lots, as the fund's people see them.

use domain::goods::{Condition, Lot, ValueSource};
use domain::{Code, LotNo, Party, Quantity, State, Vnd};
use jiff::civil::Date;
use ledger::Told;
use serde::Serialize;
use utoipa::ToSchema;

use super::HistoryLine;
use wire::Earmark;

/// What lies of a lot in a warehouse.
#[derive(Serialize, ToSchema)]
pub(crate) struct StockLine {
    /// Where.
    warehouse: Code,
    /// In base units.
    quantity: Quantity,
    /// What open requests reserve of it.
    reserved: Quantity,
    /// What may still be asked for.
    free: Quantity,
    /// What it is worth.
    value: Vnd,
    /// The lot.
    lot: LotLine,
}

/// A lot of goods.
#[derive(Serialize, ToSchema)]
#[schema(as = Lot)]
pub(crate) struct LotLine {
    /// Running number.
    number: LotNo,
    /// The item.
    item: Code,
    /// Its name.
    name: String,
    /// Its base unit.
    unit: Code,
    /// How the goods are.
    condition: Condition,
    /// What is left of it anywhere, trucks included, in base units.
    left: Quantity,
    /// What is left of it is worth this.
    value: Vnd,
    /// Where the value is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_source: Option<ValueSource>,
    /// Last day of use.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expiry: Option<Date>,
    /// Its first day in the books.
    #[schema(value_type = String, format = Date)]
    since: Date,
    /// What it is tied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    earmark: Option<Earmark>,
    /// Held for somebody else; not the fund's.
    #[serde(skip_serializing_if = "Option::is_none")]
    custody: Option<Party>,
}

impl LotLine {
    pub(crate) fn of(state: &State, number: LotNo, lot: &Lot) -> Self {
        let item = state.goods.item(&lot.item);
        Self {
            number,
            item: lot.item.clone(),
            name: item.map(|item| item.name.clone()).unwrap_or_default(),
            unit: item.map_or_else(|| lot.item.clone(), |item| item.base.clone()),
            condition: lot.condition,
            left: lot.left,
            value: lot.value,
            value_source: lot.value_source,
            expiry: lot.expiry,
            since: lot.since,
            earmark: lot.earmark.as_ref().map(Earmark::from),
            custody: lot.custody.clone(),
        }
    }
}

impl StockLine {
    /// What lies of a lot in a warehouse; none for a lot that is not in the books.
    pub(crate) fn of(
        state: &State,
        warehouse: &Code,
        (number, quantity): (LotNo, Quantity),
        today: Date,
    ) -> Option<Self> {
        let lot = state.goods.lot(number)?;
        let reserved = state.relief.reserved(warehouse, number, today);
        Some(Self {
            warehouse: warehouse.clone(),
            quantity,
            reserved,
            free: state.goods.free(warehouse, number, reserved),
            value: lot.worth(quantity),
            lot: LotLine::of(state, number, lot),
        })
    }
}

/// A lot with where it lies and how it came there.
#[derive(Serialize, ToSchema)]
pub(crate) struct LotCard {
    /// The lot, and what lies where.
    pub(crate) lot: LotLine,
    /// What lies where.
    pub(crate) stock: Vec<StockLine>,
    /// What came, went, was counted.
    pub(crate) history: Vec<HistoryLine>,
}

impl LotCard {
    /// The same with its history.
    pub(crate) fn with(self, told: Vec<Told>) -> Self {
        Self { history: told.into_iter().map(HistoryLine::from).collect(), ..self }
    }
}
