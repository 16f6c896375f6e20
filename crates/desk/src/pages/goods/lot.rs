//! One lot: where it lies, and what came, went and was counted of it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::goods::Event as Goods;
use domain::{Action, Event, LotNo};
use ledger::Thing;
use web::Lang;
use web::format::{date, moment};
use web::pages::{Amount, Shell};

use super::choices::{called, quantity};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::seat::Seat;

/// The events shown, newest last.
const MOST: usize = 500;

struct Step {
    position: u64,
    on: String,
    recorded: String,
    actor: String,
    what: &'static str,
    /// Where its negative is recorded, below the desk, for who may.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/lot.html")]
struct LotPage {
    shell: Shell,
    frame: Frame,
    name: String,
    left: String,
    value: Amount,
    expiry: Option<String>,
    places: Vec<(String, String)>,
    steps: Vec<Step>,
    more: bool,
}

pub(super) async fn lot(seat: Seat, Path((_, number)): Path<(String, u64)>) -> Response {
    seat.page(move |seat| draw(seat, LotNo::new(number))).await
}

fn draw(seat: &Seat, number: LotNo) -> Answer {
    let lang = seat.lang();
    let found = seat.rules(|state| {
        let lot = state.goods.lot(number)?;
        let say = |amount| quantity(state, &lot.item, amount, lang);
        let places = state.goods.all_stock().filter(|(_, one, _)| *one == number);
        let named = |at: &domain::Code| {
            let mut houses = state.goods.warehouses();
            houses
                .find(|(code, _)| *code == at)
                .map_or_else(|| at.to_string(), |(_, house)| house.name.clone())
        };
        let places = places.map(|(at, _, there)| (named(at), say(there))).collect();
        Some((called(state, &lot.item), say(lot.left), lot.value, lot.expiry, places))
    })?;
    let (name, left, value, expiry, places) = found.ok_or(Fault::NotFound)?;
    let positions = seat.ledger.views().history.of(&Thing::Lot(number)).to_vec();
    let steps = positions.iter().take(MOST).map(|position| {
        let told = seat.ledger.told(*position)?;
        let meta = &told.recorded.meta;
        Ok(Step {
            position: *position,
            on: date(meta.effective_on, lang),
            recorded: moment(meta.recorded_at, lang),
            actor: meta.actor.to_string(),
            what: step(&told.recorded.event, lang),
            back: back(&told.recorded.event).filter(|_| seat.signed.may(Action::CorrectGoods)),
        })
    });
    let page = LotPage {
        shell: seat.shell("Lô hàng", "Lot"),
        frame: seat.frame(),
        name: format!("{name}, {} {number}", lang.say("lô", "lot")),
        left,
        value: Amount { dong: value.dong().into(), lang },
        expiry: expiry.map(|day| date(day, lang)),
        places,
        steps: steps.collect::<Result<_, ledger::LedgerError>>()?,
        more: positions.len() > MOST,
    };
    Ok(page.render()?)
}

/// The page of the note's negative.
fn back(event: &Event) -> Option<String> {
    let Event::Goods(event) = event else { return None };
    match event.as_ref() {
        Goods::GoodsReceived(event) => Some(format!("/kho/phieu-nhap/{}/ghi-am", event.receipt)),
        Goods::GoodsIssued(event) => Some(format!("/kho/phieu-xuat/{}/ghi-am", event.issue)),
        _ => None,
    }
}

/// What an event is for the lot.
fn step(event: &Event, lang: Lang) -> &'static str {
    let Event::Goods(event) = event else {
        return lang.say("giữ cho đề nghị", "reserved by a request");
    };
    let (vi, en) = match event.as_ref() {
        Goods::GoodsReceived(_) => ("nhập kho", "came in"),
        Goods::GoodsIssued(_) => ("xuất kho", "issued"),
        Goods::GoodsSent(_) => ("xếp lên xe", "sent"),
        Goods::GoodsArrived(_) => ("dỡ xuống kho", "unloaded"),
        Goods::StockCounted(_) => ("kiểm kê", "counted"),
        Goods::GoodsWrittenOff(_) => ("xuất huỷ", "written off"),
        Goods::LotRevalued(_) => ("định giá lại", "given another value"),
        Goods::KitsMade(_) => ("đóng gói", "packed"),
        Goods::KitsUnmade(_) => ("mở gói", "unpacked"),
        Goods::GoodsReceiptReversed(_) => ("đính chính phiếu nhập", "receipt reversed"),
        Goods::GoodsIssueReversed(_) => ("đính chính phiếu xuất", "issue reversed"),
        Goods::ItemDeclared(_) | Goods::KitDefined(_) | Goods::WarehouseOpened(_) => ("khai báo", "declared"),
    };
    lang.say(vi, en)
}
