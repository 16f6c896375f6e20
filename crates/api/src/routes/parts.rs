//! Commands of the parts: one address a part. Who may give which command is looked up where it is decided, in the
//! domain's table; here only a valid token is asked for.

use axum::extract::State;
use jiff::Timestamp;
use ledger::today;

use super::record;
use crate::answers::Entered;
use crate::auth::{Allowed, may};
use crate::extract::{CommandId, Fund, LongJson};
use crate::state::AppState;
use wire::Problem;
use wire::{AskBooks, AskGiving, AskGoods, AskInbox, AskNetwork, AskOversight, AskPrivacy, AskRelief};

/// An entry of the books themselves: openings, moves between accounts, counts, reconciliation, closing, vouchers, reports.
#[utoipa::path(post, operation_id = "askBooks", path = "/v1/funds/{fund}/books", tag = "books", request_body = AskBooks,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn books(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskBooks>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry about giving: pledges, releases of earmarks, supplements, the receiving window, codes for memos.
#[utoipa::path(post, operation_id = "askGiving", path = "/v1/funds/{fund}/giving", tag = "receipts", request_body = AskGiving,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn giving(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskGiving>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry about goods: the catalogue, warehouses, received, issued, moved, counted, corrected.
#[utoipa::path(post, operation_id = "askGoods", path = "/v1/funds/{fund}/goods", tag = "goods", request_body = AskGoods,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn goods(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskGoods>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry about what people outside say: a message that came on paper, an answer, what of it is shown.
#[utoipa::path(post, operation_id = "askInbox", path = "/v1/funds/{fund}/inbox", tag = "inbox", request_body = AskInbox,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn inbox(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskInbox>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry about where relief goes: areas, groups, organisations, households.
#[utoipa::path(post, operation_id = "askNetwork", path = "/v1/funds/{fund}/network", tag = "network", request_body = AskNetwork,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn network(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskNetwork>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry of the supervision: findings, answers, deadlines.
#[utoipa::path(post, operation_id = "askOversight", path = "/v1/funds/{fund}/oversight", tag = "oversight", request_body = AskOversight,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn oversight(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskOversight>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry about personal data: requests to erase them and their answers, consent to be listed, what accounts publish.
/// What is granted is erased when this answers.
#[utoipa::path(post, operation_id = "askPrivacy", path = "/v1/funds/{fund}/privacy", tag = "privacy", request_body = AskPrivacy,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn privacy(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskPrivacy>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}

/// An entry on the way from decision to hand-over: policies, needs, allocations, requests, approvals, payments, deliveries.
#[utoipa::path(post, operation_id = "askRelief", path = "/v1/funds/{fund}/relief", tag = "relief", request_body = AskRelief,
    responses((status = 201, body = Entered)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn relief(
    Allowed { actor, .. }: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    id: CommandId,
    LongJson(body): LongJson<AskRelief>,
) -> Result<Entered, Problem> {
    record(&state, ledger, actor, id, body.read(today(Timestamp::now()))?).await
}
