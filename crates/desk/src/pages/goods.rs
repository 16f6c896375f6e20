//! Goods: what lies where, what came in, what goes out, what is on its way, counts, kits, the catalogue.

mod ask;
mod catalogue;
mod choices;
mod count;
mod incoming;
mod kits;
mod lot;
mod outgoing;
mod shipments;
mod stock;

use axum::Router;
use axum::routing::get;

use crate::state::Desk;

pub(crate) use choices::{Choices, part};

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/de-nghi/moi/xuat", get(ask::issue))
        .route("/de-nghi/moi/huy", get(ask::write_off))
        .route("/kho", get(stock::stock))
        .route("/kho/nhap", get(incoming::incoming))
        .route("/kho/xuat", get(outgoing::outgoing))
        .route("/kho/chuyen", get(shipments::shipments))
        .route("/kho/kiem-ke", get(count::count))
        .route("/kho/dong-goi", get(kits::kits))
        .route("/kho/lo/{number}", get(lot::lot))
        .route("/kho/danh-muc", get(catalogue::catalogue))
}
