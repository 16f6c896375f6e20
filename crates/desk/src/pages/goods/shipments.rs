//! Goods between warehouses: sent, on their way, unloaded with what is short, over or damaged.

use askama::Template;
use axum::response::Response;
use web::format::date;
use web::pages::Shell;

use super::Choices;
use super::choices::{called, quantity};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

/// Lines of the form to send.
const LINES: usize = 6;

struct Loaded {
    lot: u64,
    name: String,
    sent: String,
    units: i64,
}

struct OnItsWay {
    number: u64,
    from: String,
    to: String,
    on: String,
    lines: Vec<Loaded>,
}

#[derive(Template)]
#[template(path = "desk/shipments.html")]
struct ShipmentsPage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    moving: Vec<OnItsWay>,
    lines: usize,
    today: String,
}

pub(super) async fn shipments(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let (choices, moving) = seat.rules(|state| {
        let moving = state.goods.in_transit().map(|(number, shipment)| {
            let lines = shipment.lines.iter().filter_map(|line| {
                let lot = state.goods.lot(line.lot)?;
                Some(Loaded {
                    lot: line.lot.get(),
                    name: called(state, &lot.item),
                    sent: quantity(state, &lot.item, line.quantity, lang),
                    units: line.quantity.units(),
                })
            });
            OnItsWay {
                number: number.get(),
                from: shipment.from.to_string(),
                to: shipment.to.to_string(),
                on: date(shipment.on, lang),
                lines: lines.collect(),
            }
        });
        (Choices::of(state), moving.collect())
    })?;
    let page = ShipmentsPage {
        shell: seat.shell("Chuyển kho", "Move goods"),
        frame: seat.frame(),
        choices,
        moving,
        lines: LINES,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
