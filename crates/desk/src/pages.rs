//! The pages, one module a piece of work; each has its own routes.

mod account;
mod admin;
mod advance;
mod approver;
mod audit;
mod books;
mod erasures;
mod files;
mod goods;
mod handovers;
mod home;
mod import_report;
mod inbox;
mod life;
mod lost;
mod parties;
mod pay;
mod preview;
mod receipt;
mod receipt_form;
mod receipts;
mod request_form;
mod requests;
mod reversals;
mod say;
pub(crate) mod sign_in;
mod statements;
pub(crate) mod through;
mod today;
mod upload;
mod waiting;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use web::Lang;

use crate::answer;
use crate::state::Desk;

pub(crate) use files::FileLink;
pub(crate) use say::with_marks;

/// The pages of one fund's desk, behind `/ban/{fund}`.
pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .merge(advance::routes())
        .merge(approver::routes())
        .merge(audit::routes())
        .merge(books::routes())
        .merge(erasures::routes())
        .merge(files::routes())
        .merge(goods::routes())
        .merge(handovers::routes())
        .merge(home::routes())
        .merge(pay::routes())
        .merge(preview::routes())
        .merge(receipt::routes())
        .merge(inbox::routes())
        .merge(receipt_form::routes())
        .merge(receipts::routes())
        .merge(request_form::routes())
        .merge(requests::routes())
        .merge(reversals::routes())
        .merge(statements::routes())
        .merge(upload::routes())
        .merge(waiting::routes())
}

/// Room for a small form and what its names grow by when it is carried through signing in.
const MOST_BYTES: usize = wire::SMALL_FORM + (32 << 10);

/// What stands outside any fund: signing in and out, one's account, administration. Their forms are read whole before anybody
/// looks at them, and no further than a stranger may send.
pub(crate) fn doors(lang: Lang) -> Router<Desk> {
    Router::new()
        .merge(sign_in::routes(lang))
        .merge(lost::routes(lang))
        .merge(through::routes(lang))
        .merge(account::routes(lang))
        .merge(admin::routes(lang))
        .layer(from_fn_with_state(lang, small))
}

async fn small(State(lang): State<Lang>, request: Request, next: Next) -> Response {
    match wire::whole(request, MOST_BYTES).await {
        Ok(request) => next.run(request).await,
        Err(problem) => answer::problem(lang, &problem),
    }
}
