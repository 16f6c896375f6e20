//! What lies where, by warehouse and lot: what is reserved of it, what is free, what expires, what runs short.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use domain::{Code, State};
use jiff::ToSpan as _;
use jiff::civil::Date;
use web::Lang;
use web::format::date;
use web::pages::{Amount, Shell};

use super::choices::{called, quantity};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

/// What expires within so many days is named.
const SOON_DAYS: i32 = 30;

struct Line {
    href: String,
    lot: u64,
    name: String,
    there: String,
    reserved: Option<String>,
    free: String,
    value: Amount,
    expiry: Option<String>,
    /// Expired, or about to.
    word: Option<&'static str>,
}

struct House {
    code: String,
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "desk/stock.html")]
struct StockPage {
    shell: Shell,
    frame: Frame,
    houses: Vec<House>,
    scarce: Vec<(String, String, String)>,
    moving: usize,
}

pub(super) async fn stock(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let (lang, today, frame) = (seat.lang(), Seat::today(), seat.frame());
    let (houses, scarce, moving) = seat.rules(|state| {
        let scarce = state.goods.scarce(today).map(|(code, item, there)| {
            let least = item.minimum.map(|least| quantity(state, code, least, lang)).unwrap_or_default();
            (item.name.clone(), quantity(state, code, there, lang), least)
        });
        (houses(state, lang, today, &frame), scarce.collect(), state.goods.in_transit().count())
    })?;
    Ok(StockPage { shell: seat.shell("Kho hàng", "Goods"), frame, houses, scarce, moving }.render()?)
}

fn houses(state: &State, lang: Lang, today: Date, frame: &Frame) -> Vec<House> {
    let mut houses: BTreeMap<&Code, House> = state
        .goods
        .warehouses()
        .map(|(code, house)| {
            (code, House { code: code.to_string(), name: house.name.clone(), lines: Vec::new() })
        })
        .collect();
    for (at, number, there) in state.goods.all_stock() {
        let (Some(house), Some(lot)) = (houses.get_mut(at), state.goods.lot(number)) else { continue };
        let reserved = state.relief.reserved(at, number, today);
        let say = |amount| quantity(state, &lot.item, amount, lang);
        let soon = lot.expiry.is_some_and(|day| day <= today.saturating_add(SOON_DAYS.days()));
        house.lines.push(Line {
            href: frame.to(&format!("/kho/lo/{number}")),
            lot: number.get(),
            name: called(state, &lot.item),
            there: say(there),
            reserved: reserved.is_positive().then(|| say(reserved)),
            free: say(state.goods.free(at, number, reserved)),
            value: Amount { dong: lot.worth(there).dong().into(), lang },
            expiry: lot.expiry.map(|day| date(day, lang)),
            word: match (lot.expired(today), soon) {
                (true, _) => Some(lang.say("hết hạn", "expired")),
                (false, true) => Some(lang.say("sắp hết hạn", "expires soon")),
                (false, false) => None,
            },
        });
    }
    houses.into_values().collect()
}
