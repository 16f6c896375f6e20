//! Boxes, as everybody may look them up.

use domain::{BoxCode, Code, Quantity};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A box or truck, as whoever holds it may look it up. No giver and no household is named.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicBox {
    /// The code.
    code: BoxCode,
    /// What became of it, oldest first.
    steps: Vec<BoxStep>,
}

/// One step of a box's way.
#[derive(Serialize, ToSchema)]
struct BoxStep {
    /// What happened.
    what: BoxMove,
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Where it lay, or came in.
    warehouse: String,
    /// Who takes it over; absent for a household.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// What is in it.
    goods: Vec<BoxGoods>,
    /// The day on which it was handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    handed_over_on: Option<Date>,
    /// The day on which the local unit confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    confirmed_on: Option<Date>,
}

/// What happens to a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum BoxMove {
    /// It came in.
    Received,
    /// It went to those it is meant for.
    Issued,
    /// It went to another warehouse.
    Sent,
}

/// What is in a box.
#[derive(Serialize, ToSchema)]
struct BoxGoods {
    /// The item.
    item: Code,
    /// Its name.
    name: String,
    /// In base units.
    quantity: Quantity,
    /// The base unit.
    unit: Code,
    /// Last day of use.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expiry: Option<Date>,
}

impl From<ledger::BoxCard> for PublicBox {
    fn from(card: ledger::BoxCard) -> Self {
        Self { code: card.code, steps: card.steps.into_iter().map(BoxStep::from).collect() }
    }
}

impl From<ledger::BoxStep> for BoxStep {
    fn from(step: ledger::BoxStep) -> Self {
        Self {
            what: match step.what {
                ledger::BoxMove::Received => BoxMove::Received,
                ledger::BoxMove::Issued => BoxMove::Issued,
                ledger::BoxMove::Sent => BoxMove::Sent,
            },
            on: step.on,
            warehouse: step.warehouse,
            to: step.to,
            goods: step.goods.into_iter().map(BoxGoods::from).collect(),
            handed_over_on: step.handed_over_on,
            confirmed_on: step.confirmed_on,
        }
    }
}

impl From<ledger::BoxGoods> for BoxGoods {
    fn from(goods: ledger::BoxGoods) -> Self {
        let ledger::BoxGoods { item, name, quantity, unit, expiry } = goods;
        Self { item, name, quantity, unit, expiry }
    }
}
