//! The route table.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::guard::guard;
use crate::openapi;
use crate::routes::{
    balances, boxes, erasures, events, funds, gifts, imports, letters, network, operations, own, papers,
    parts, plans, proofs, quarantine, receipts, registers, reports, requests, stock,
};
use crate::state::AppState;
use crate::tlog;
use wire::Problem;

/// The API under `/v1`, with `/healthz`, `/metrics` and the published logs beside it. Other routers can be merged with it.
pub fn router(state: AppState) -> Router {
    let (quick, long) = (state.config().request_timeout, state.config().long_timeout);
    let (document, published) = (openapi::document(), tlog::router(state.logs().clone()));
    let beside = Router::new()
        .route("/v1/openapi.json", get(async || ([(CONTENT_TYPE, "application/json")], document)))
        .route("/v1", any(nothing))
        .route("/v1/", any(nothing))
        .route("/v1/{*rest}", any(nothing));
    Router::new()
        .merge(guarded(quick_routes().split_for_parts().0.merge(beside), quick))
        .merge(guarded(long_routes().split_for_parts().0, long))
        .route("/healthz", get(operations::health))
        .route("/metrics", get(operations::metrics))
        .with_state(state)
        .merge(published)
}

/// What the OpenAPI document tells of.
pub(crate) fn documented() -> OpenApiRouter<AppState> {
    quick_routes().merge(long_routes())
}

fn quick_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::skeleton())
        .routes(routes!(funds::list, funds::open))
        .routes(routes!(funds::add_account))
        .routes(routes!(funds::close))
        .routes(routes!(funds::summary))
        .routes(routes!(receipts::list, receipts::record))
        .routes(routes!(receipts::reverse))
        .routes(routes!(receipts::identify))
        .routes(routes!(quarantine::list))
        .routes(routes!(quarantine::confirm))
        .routes(routes!(quarantine::dismiss))
        .routes(routes!(parts::books))
        .routes(routes!(parts::giving))
        .routes(routes!(parts::goods))
        .routes(routes!(parts::inbox, letters::inbox))
        .routes(routes!(letters::published))
        .routes(routes!(own::proof))
        .routes(routes!(parts::network))
        .routes(routes!(parts::oversight))
        .routes(routes!(parts::privacy))
        .routes(routes!(parts::relief))
        .merge(staff_routes())
        .routes(routes!(boxes::one))
        .routes(routes!(gifts::list))
        .routes(routes!(gifts::one))
        .routes(routes!(events::page))
        .routes(routes!(proofs::gift))
        .routes(routes!(proofs::event))
        .routes(routes!(papers::qr))
}

/// What the fund's people ask of the books.
fn staff_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(registers::pots))
        .routes(routes!(registers::vouchers))
        .routes(routes!(registers::moves))
        .routes(routes!(registers::pledges))
        .routes(routes!(registers::findings))
        .routes(routes!(erasures::list))
        .routes(routes!(requests::list))
        .routes(routes!(requests::one))
        .routes(routes!(plans::needs))
        .routes(routes!(plans::allocations))
        .routes(routes!(plans::policies))
        .routes(routes!(stock::list))
        .routes(routes!(stock::lot))
        .routes(routes!(network::areas))
        .routes(routes!(network::groups))
        .routes(routes!(network::organisations))
        .routes(routes!(network::households))
}

/// Those that read or write much at once.
fn long_routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(imports::import))
        .routes(routes!(balances::balances))
        .routes(routes!(events::stream))
        .routes(routes!(reports::report))
        .routes(routes!(reports::published))
        .routes(routes!(papers::voucher))
        .routes(routes!(papers::slips))
        .routes(routes!(papers::slip))
        .routes(routes!(papers::thanks))
        .routes(routes!(papers::goods_slip))
        .routes(routes!(papers::issue_list))
        .routes(routes!(papers::payment_list))
        .routes(routes!(papers::request_list))
        .routes(routes!(own::slips))
}

fn guarded(routes: Router<AppState>, limit: Duration) -> Router<AppState> {
    routes.layer(from_fn_with_state(limit, guard))
}

async fn nothing() -> Problem {
    Problem::of_status(StatusCode::NOT_FOUND)
}
