//! Needs, decisions to allocate, support levels, for the fund's people.

use axum::Json;
use axum::extract::State;
use domain::relief::Event as Relief;
use domain::{AllocationNo, Event, NeedNo};
use ledger::{Ledger, LedgerError, Thing, Told};

use super::{Paged, now, read};
use crate::answers::{Allocations, Decision, LimitsLine, Need, Needs, Policies, PolicyLine};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::page::Window;
use crate::state::AppState;
use wire::Problem;

/// Decisions to allocate, oldest first, with what is left of each share.
#[utoipa::path(get, operation_id = "listAllocations", path = "/v1/funds/{fund}/allocations", tag = "relief", params(Paged),
    responses((status = 200, body = Allocations)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn allocations(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Allocations>, Problem> {
    let window = paged.numbered()?;
    let page = read(&state, ledger, move |state| {
        let all = state.relief.shares.all();
        window.cut(all.map(|(number, decided)| (number.get(), Decision::of(number, decided))))
    });
    Ok(Json(page.await?.into()))
}

/// The support levels in all their versions, and the rules of spending in force today.
#[utoipa::path(get, operation_id = "listPolicies", path = "/v1/funds/{fund}/policies", tag = "relief",
    responses((status = 200, body = Policies)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn policies(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
) -> Result<Json<Policies>, Problem> {
    let policies = read(&state, ledger, |state| {
        let rules = &state.relief.rules;
        let versions =
            rules.policies().flat_map(|(code, all)| all.iter().map(move |one| PolicyLine::of(code, one)));
        Policies { policies: versions.collect(), limits: rules.limits(now()).map(LimitsLine::from) }
    });
    Ok(Json(policies.await?))
}

/// What communes and teams need, oldest first, with the decisions that answer it.
#[utoipa::path(get, operation_id = "listNeeds", path = "/v1/funds/{fund}/needs", tag = "relief", params(Paged),
    responses((status = 200, body = Needs)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn needs(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Needs>, Problem> {
    let window = paged.numbered()?;
    Ok(Json(state.run(move || told(&ledger, window)).await??.into()))
}

fn told(ledger: &Ledger, window: Window) -> Result<(Vec<Need>, Option<String>), LedgerError> {
    let last = ledger.rules(|state| state.relief.next_need())?.get();
    let (numbers, next) =
        window.cut((window.start().saturating_add(1)..last).map(|number| (number, NeedNo::new(number))));
    let histories = numbers.into_iter().map(|number| ledger.history(&Thing::Need(number)));
    let needs = histories.map(|told| Ok(need(&told?))).collect::<Result<Vec<_>, LedgerError>>()?;
    Ok((needs.into_iter().flatten().collect(), next))
}

/// A need from its events: the first tells it, the others are decisions that answer it.
fn need(history: &[Told]) -> Option<Need> {
    let (first, answers) = history.split_first()?;
    let Event::Relief(event) = &first.recorded.event else { return None };
    let Relief::NeedTold(need) = &**event else { return None };
    Some(Need {
        number: need.need,
        told_on: first.recorded.meta.effective_on,
        area: need.area.clone(),
        told_by: need.told_by.clone(),
        households: need.households,
        amount: need.amount,
        goods: need.goods.clone(),
        allocations: answers.iter().filter_map(decision).collect(),
    })
}

fn decision(told: &Told) -> Option<AllocationNo> {
    let Event::Relief(event) = &told.recorded.event else { return None };
    match &**event {
        Relief::AllocationDecided(decided) => Some(decided.allocation),
        _ => None,
    }
}
