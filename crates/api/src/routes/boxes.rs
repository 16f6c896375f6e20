//! Boxes and trucks by the code that is printed on them, for whoever holds one. No giver and no household is named.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::answers::PublicBox;
use crate::extract::{BoxName, Fund};
use crate::state::AppState;
use wire::Problem;

/// What is in a box, where it was sent and whether it arrived.
#[utoipa::path(get, operation_id = "readBox", path = "/v1/funds/{fund}/boxes/{code}", tag = "public",
    responses((status = 200, body = PublicBox)))]
pub(crate) async fn one(
    Fund(ledger): Fund,
    BoxName(typed): BoxName,
    State(state): State<AppState>,
) -> Result<Json<PublicBox>, Problem> {
    let found = state.run(move || ledger.boxed(&typed)).await??;
    found.map(|found| Json(found.into())).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "box-unknown",
            "Quỹ không có thùng mang mã này: xem lại từng ký tự của mã in trên thùng.",
            "The fund has no box of this code: look at each sign of the code printed on it.",
        )
        .at("code")
    })
}
