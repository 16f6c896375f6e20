//! The pages, one module a piece of work; each has its own routes.

mod home;
mod inbox;
mod receipt_form;

use axum::Router;
use web::Lang;

use crate::state::Desk;

/// The pages of one fund's desk, behind `/ban/{fund}`.
pub(crate) fn routes() -> Router<Desk> {
    Router::new().merge(home::routes()).merge(inbox::routes()).merge(receipt_form::routes())
}

/// What stands outside any fund: signing in and out, one's account, administration.
pub(crate) fn doors(_lang: Lang) -> Router<Desk> {
    Router::new()
}
