//! Kits packed from lots, and opened again.

use askama::Template;
use axum::response::Response;
use web::pages::Shell;

use super::Choices;
use super::choices::{Pairs, called, part};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

#[derive(Template)]
#[template(path = "desk/kits.html")]
struct KitsPage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    kits: Pairs,
    /// What each kit holds.
    holds: Vec<(String, Vec<String>)>,
    today: String,
}

pub(super) async fn kits(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let (choices, kits, holds) = seat.rules(|state| {
        let kits: Pairs = state.goods.kits().map(|(kit, _)| (kit.to_string(), called(state, kit))).collect();
        let holds = state.goods.kits().map(|(kit, parts)| {
            (called(state, kit), parts.iter().map(|one| part(state, one, lang)).collect())
        });
        (Choices::of(state), kits, holds.collect())
    })?;
    let page = KitsPage {
        shell: seat.shell("Đóng gói phần quà", "Pack kits"),
        frame: seat.frame(),
        choices,
        kits,
        holds,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
