//! The pages of the fund's own people: treasurer, approver, storekeeper, auditor, chief accountant, administrator.
//!
//! A page reads the ledger and lays out what it got; it works without JavaScript. Every change goes one way: a form whose
//! fields are named after the body of the API's own command (`form`) is turned into that body, read by `wire`, given to
//! the books (`command`), and a refusal comes back beside its field. So a page for another command is a template and no
//! code, and no rule lives here.
//!
//! Who sits at the desk is found once a request (`seat`).

mod answer;
mod assets;
mod brought;
mod command;
mod door;
mod form;
mod frame;
mod hall;
mod moment;
mod pages;
mod passkeys;
mod people;
mod reports;
mod seat;
mod state;
mod through;
mod uploads;
mod words;

use axum::Router;
use web::Lang;

pub use door::{Door, Signed};
pub use reports::ReportAsked;
pub use state::Desk;

/// The pages of the desk, in both languages, with their files. Takes only paths of its own.
pub fn router(desk: &Desk) -> Router {
    let pages = Lang::ALL.into_iter().fold(Router::new(), |router, lang| {
        let here = desk.in_language(lang);
        router
            .nest(&format!("{}/ban/{{fund}}", lang.prefix()), pages::routes().with_state(here.clone()))
            .merge(pages::doors(lang).with_state(here))
    });
    let commands = Lang::ALL.into_iter().fold(Router::new(), |router, lang| {
        router.merge(command::route(lang, pages.clone()).with_state(desk.in_language(lang)))
    });
    web::around(assets::routes().merge(commands).merge(pages))
}
