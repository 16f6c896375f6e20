//! A receipt recorded by hand: `receipts` of the API.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use web::pages::Shell;

use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/thu/moi", get(receipt_form))
}

#[derive(Template)]
#[template(path = "desk/receipt_form.html")]
struct ReceiptForm {
    shell: Shell,
    frame: Frame,
    accounts: Vec<String>,
    today: String,
}

async fn receipt_form(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let accounts =
        seat.rules(|state| state.accounts().iter().map(|account| account.id.to_string()).collect())?;
    let page = ReceiptForm {
        shell: seat.shell("Ghi khoản thu", "Record a receipt"),
        frame: seat.frame(),
        accounts,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
