//! The pages, one module a piece of work; each has its own routes.

mod account;
mod admin;
mod goods;
mod handovers;
mod home;
mod inbox;
mod lost;
mod receipt_form;
pub(crate) mod sign_in;

use axum::Router;
use web::Lang;

use crate::state::Desk;

/// The pages of one fund's desk, behind `/ban/{fund}`.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .merge(goods::routes())
        .merge(handovers::routes())
        .merge(home::routes())
        .merge(inbox::routes())
        .merge(receipt_form::routes())
}

/// What stands outside any fund: signing in and out, one's account, administration.
pub(crate) fn doors(lang: Lang) -> Router<Desk> {
    Router::new()
        .merge(sign_in::routes(lang))
        .merge(lost::routes(lang))
        .merge(account::routes(lang))
        .merge(admin::routes(lang))
}
