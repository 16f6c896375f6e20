//! The pages, one module a piece of work; each has its own routes.

mod advance;
mod home;
mod import_report;
mod life;
mod parties;
mod pay;
mod preview;
mod receipt;
mod receipt_form;
mod receipts;
mod request_form;
mod requests;
mod statements;
mod today;
mod upload;
mod waiting;

use axum::Router;
use web::Lang;

use crate::state::Desk;

/// The pages of one fund's desk, behind `/ban/{fund}`.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .merge(advance::routes())
        .merge(home::routes())
        .merge(pay::routes())
        .merge(preview::routes())
        .merge(receipt::routes())
        .merge(receipt_form::routes())
        .merge(receipts::routes())
        .merge(request_form::routes())
        .merge(requests::routes())
        .merge(statements::routes())
        .merge(upload::routes())
        .merge(waiting::routes())
}

/// What stands outside any fund: signing in and out, one's account, administration.
pub(crate) fn doors(_lang: Lang) -> Router<Desk> {
    Router::new()
}
