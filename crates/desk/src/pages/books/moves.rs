//! Money moved between accounts of the fund: sent, on its way, arrived.

use askama::Template;
use axum::response::Response;
use domain::books::Move;
use domain::{AccountId, Action, MoveNo};
use web::Lang;
use web::pages::{Amount, Shell};

use super::keepers;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// So many that arrived are listed.
const SHOWN: usize = 100;

/// A move.
struct Moved {
    number: u64,
    from: String,
    to: String,
    amount: Amount,
    sent_on: String,
    arrived_on: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/books/moves.html")]
struct MovesPage {
    shell: Shell,
    frame: Frame,
    may: bool,
    accounts: Vec<(String, String)>,
    transit: Vec<Moved>,
    arrived: Vec<Moved>,
    today: String,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let lang = seat.lang();
    let (accounts, moves) = seat.rules(|state| {
        let open = state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none());
        let accounts: Vec<AccountId> = open.map(|account| account.id.clone()).collect();
        let moves: Vec<(MoveNo, Move)> =
            state.books.moves().map(|(number, sent)| (number, sent.clone())).collect();
        (accounts, moves)
    })?;
    let (transit, arrived): (Vec<_>, Vec<_>) =
        moves.iter().rev().partition(|(_, sent)| sent.arrived_on.is_none());
    let page = MovesPage {
        shell: seat.shell("Chuyển tiền giữa các tài khoản", "Moves between accounts"),
        frame: seat.frame(),
        may: seat.signed.may(Action::KeepBooks),
        accounts: accounts.iter().map(|id| (id.to_string(), say::account(lang, id))).collect(),
        transit: transit.into_iter().map(|(number, sent)| moved(lang, *number, sent)).collect(),
        arrived: arrived.into_iter().take(SHOWN).map(|(number, sent)| moved(lang, *number, sent)).collect(),
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}

fn moved(lang: Lang, number: MoveNo, sent: &Move) -> Moved {
    Moved {
        number: number.get(),
        from: say::account(lang, &sent.from),
        to: say::account(lang, &sent.to),
        amount: say::amount(lang, sent.amount.dong()),
        sent_on: say::day(lang, sent.sent_on),
        arrived_on: sent.arrived_on.map(|day| say::day(lang, day)),
    }
}
