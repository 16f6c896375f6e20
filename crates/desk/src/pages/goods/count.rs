//! A count of a warehouse: every lot that lies there by the books, beside what was found.

use askama::Template;
use axum::response::Response;
use domain::Code;
use web::pages::Shell;

use super::Choices;
use super::choices::{called, quantity};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

struct Booked {
    lot: u64,
    name: String,
    there: String,
}

#[derive(Template)]
#[template(path = "desk/count.html")]
struct CountPage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    warehouse: String,
    lots: Vec<Booked>,
    today: String,
}

pub(super) async fn count(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let warehouse = seat.asked("kho").to_owned();
    let (choices, lots) = seat.rules(|state| {
        let at = warehouse.parse::<Code>().ok();
        let here = at.iter().flat_map(|at| state.goods.stock(at));
        let lots = here.filter_map(|(number, there)| {
            let lot = state.goods.lot(number)?;
            let there = quantity(state, &lot.item, there, lang);
            Some(Booked { lot: number.get(), name: called(state, &lot.item), there })
        });
        (Choices::of(state), lots.collect())
    })?;
    let page = CountPage {
        shell: seat.shell("Kiểm kê kho", "Count a warehouse"),
        frame: seat.frame(),
        choices,
        warehouse,
        lots,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
