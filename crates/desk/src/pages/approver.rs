//! The approver's pages: what waits, one request with all that is needed to decide, who acts for whom, allocations.

mod allocations;
mod delegation;
mod history;
mod request;
mod waiting;

use axum::Router;
use axum::routing::get;
use domain::{Action, Actor};

use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/duyet", get(waiting::page))
        .route("/duyet/uy-quyen", get(delegation::page))
        .route("/de-nghi/{number}", get(request::page))
        .route("/phan-bo", get(allocations::list))
        .route("/phan-bo/moi", get(allocations::form))
}

/// The reader in the roles in which they approve and ask; the first one is the approver's.
fn reader(seat: &Seat) -> Vec<Actor> {
    let actions = [Action::ApproveRequests, Action::MakeRequests];
    actions.into_iter().filter_map(|action| seat.signed.actor_for(action)).collect()
}
