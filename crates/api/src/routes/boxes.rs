//! Boxes and trucks by the code that is printed on them, for whoever holds one. No giver and no household is named.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::goods::{Event as Goods, LotLine};
use domain::relief::Delivery;
use domain::{BoxCode, Boxed, Code, Event, LotNo, Party, Quantity, State as Rules};
use ledger::{Ledger, LedgerError, Thing, Told};

use crate::extract::{BoxName, Fund};
use crate::problem::Problem;
use crate::state::AppState;
use crate::wire::{BoxGoods, BoxMove, BoxStep, PublicBox};

/// What is in a box, where it was sent and whether it arrived.
#[utoipa::path(get, operation_id = "readBox", path = "/v1/funds/{fund}/boxes/{code}", tag = "public",
    responses((status = 200, body = PublicBox)))]
pub(crate) async fn one(
    Fund(ledger): Fund,
    BoxName(typed): BoxName,
    State(state): State<AppState>,
) -> Result<Json<PublicBox>, Problem> {
    let code = Boxed::read(&typed, ledger.fund()).map(|boxed| boxed.code(ledger.fund()));
    let found = match code {
        Some(code) => state.run(move || find(&ledger, &code)).await??,
        None => None,
    };
    found.map(Json).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "box-unknown",
            "Quỹ không có thùng mang mã này: xem lại từng ký tự của mã in trên thùng.",
            "The fund has no box of this code: look at each sign of the code printed on it.",
        )
        .at("code")
    })
}

fn find(ledger: &Ledger, code: &BoxCode) -> Result<Option<PublicBox>, LedgerError> {
    let history = ledger.history(&Thing::BoxCode(code.clone()))?;
    let steps = ledger
        .rules(|state| history.iter().filter_map(|told| step(state, code, told)).collect::<Vec<_>>())?;
    Ok((!steps.is_empty()).then(|| PublicBox { code: code.clone(), steps }))
}

fn step(state: &Rules, code: &BoxCode, told: &Told) -> Option<BoxStep> {
    let Event::Goods(event) = &told.recorded.event else { return None };
    let on = told.recorded.meta.effective_on;
    let step = |what, warehouse: &Code, to, goods| {
        let warehouse = warehouse_name(state, warehouse);
        BoxStep { what, on, warehouse, to, goods, handed_over_on: None, confirmed_on: None }
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

fn all(state: &Rules, lines: &[LotLine]) -> Vec<BoxGoods> {
    lines.iter().filter_map(|line| goods(state, line.lot, line.quantity)).collect()
}

fn goods(state: &Rules, lot: LotNo, quantity: Quantity) -> Option<BoxGoods> {
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

fn warehouse_name(state: &Rules, code: &Code) -> String {
    let mut all = state.goods.warehouses();
    all.find(|(known, _)| *known == code)
        .map_or_else(|| code.to_string(), |(_, warehouse)| warehouse.name.clone())
}

/// A place or an organisation by its name; a household is not told to everybody.
fn party(state: &Rules, party: &Party, told: &Told) -> Option<String> {
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
