//! Goods that come in: `goods` of the API, `receive_goods`.

use askama::Template;
use axum::response::Response;
use web::pages::Shell;

use super::Choices;
use super::choices::{Pairs, conditions, donors, value_sources};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

/// Lines of the form: at first, and at most.
const FEW: usize = 5;
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "desk/goods_in.html")]
struct IncomingPage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    conditions: Pairs,
    sources: Pairs,
    donors: Pairs,
    lines: usize,
    more: String,
    today: String,
}

pub(super) async fn incoming(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let lines = seat.asked("dong").parse().unwrap_or(FEW).clamp(1, MOST);
    let frame = seat.frame();
    let page = IncomingPage {
        shell: seat.shell("Nhập kho", "Receive goods"),
        choices: seat.rules(Choices::of)?,
        conditions: conditions(lang),
        sources: value_sources(lang),
        donors: donors(lang),
        lines,
        more: format!("{}?dong={}", frame.to("/kho/nhap"), lines.saturating_mul(2).min(MOST)),
        today: Seat::today().to_string(),
        frame,
    };
    Ok(page.render()?)
}
