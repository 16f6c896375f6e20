//! Areas, groups, organisations and households, for the fund's people.

use axum::Json;
use axum::extract::State;
use domain::network::Area;
use domain::{Code, HouseholdId};
use jiff::civil::Date;
use ledger::{Ledger, LedgerError};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Paged, read};
use crate::answers::{
    AreaLine, Areas, GroupLine, Groups, HouseholdLine, Households, OrganisationLine, Organisations,
};
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund};
use crate::page::Window;
use crate::state::AppState;
use wire::Problem;
use wire::{parse, parse_opt};

/// Which areas.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WantedAreas {
    /// Only those directly in this area.
    #[param(example = "87")]
    parent: Option<String>,
    /// Only those that are valid on this day.
    #[param(format = Date)]
    on: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Areas a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Areas, by code and first day.
#[utoipa::path(get, operation_id = "listAreas", path = "/v1/funds/{fund}/areas", tag = "network", params(WantedAreas),
    responses((status = 200, body = Areas)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn areas(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<WantedAreas>,
) -> Result<Json<Areas>, Problem> {
    let window = Window::counted(wanted.cursor.as_deref(), wanted.limit)?;
    let parent: Option<Code> = parse_opt("parent", wanted.parent.as_deref())?;
    let on: Option<Date> = parse_opt("on", wanted.on.as_deref())?;
    let page = read(&state, ledger, move |state| {
        let below = |area: &Area| parent.is_none() || area.parent == parent;
        let valid = |area: &Area| {
            on.is_none_or(|day| area.first <= day && area.last().is_none_or(|last| day <= last))
        };
        let wanted = state.network.areas().filter(|(_, area)| below(area) && valid(area));
        let (page, next) = window.cut((1..).zip(wanted));
        (page.into_iter().map(|(code, area)| AreaLine::of(code, area)).collect::<Vec<_>>(), next)
    });
    Ok(Json(page.await?.into()))
}

/// Which groups.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WantedGroups {
    /// Only those in this area, or in what lies in it.
    #[param(example = "87-29869")]
    area: Option<String>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Groups a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Self-managed people's groups, by code.
#[utoipa::path(get, operation_id = "listGroups", path = "/v1/funds/{fund}/groups", tag = "network", params(WantedGroups),
    responses((status = 200, body = Groups)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn groups(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<WantedGroups>,
) -> Result<Json<Groups>, Problem> {
    let window = Window::counted(wanted.cursor.as_deref(), wanted.limit)?;
    let area: Option<Code> = parse_opt("area", wanted.area.as_deref())?;
    let page = read(&state, ledger, move |state| {
        let lies = |at: &Code| area.as_ref().is_none_or(|around| state.network.lies_in(at, around));
        let wanted = state.network.groups().filter(|(_, group)| lies(&group.area));
        let (page, next) = window.cut((1..).zip(wanted));
        (page.into_iter().map(|(code, group)| GroupLine::of(code, group)).collect::<Vec<_>>(), next)
    });
    Ok(Json(page.await?.into()))
}

/// Organisations that take part, by code.
#[utoipa::path(get, operation_id = "listOrganisations", path = "/v1/funds/{fund}/organisations", tag = "network", params(Paged),
    responses((status = 200, body = Organisations)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn organisations(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(paged): ApiQuery<Paged>,
) -> Result<Json<Organisations>, Problem> {
    let window = paged.counted()?;
    let page = read(&state, ledger, move |state| {
        let (page, next) = window.cut((1..).zip(state.network.organisations()));
        (page.into_iter().map(|(code, known)| OrganisationLine::of(code, known)).collect::<Vec<_>>(), next)
    });
    Ok(Json(page.await?.into()))
}

/// Which households.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WantedHouseholds {
    /// Of this group.
    #[param(example = "g-29869-012")]
    group: String,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Households a page; 100 where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// The households of a group's list, by number, with the names of their heads.
#[utoipa::path(get, operation_id = "listHouseholds", path = "/v1/funds/{fund}/households", tag = "network",
    params(WantedHouseholds), responses((status = 200, body = Households)), security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn households(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<WantedHouseholds>,
) -> Result<Json<Households>, Problem> {
    let window = Window::numbered(wanted.cursor.as_deref(), wanted.limit)?;
    let group: Code = parse("group", &wanted.group)?;
    Ok(Json(state.run(move || of_group(&ledger, &group, window)).await??.into()))
}

fn of_group(
    ledger: &Ledger,
    group: &Code,
    window: Window,
) -> Result<(Vec<HouseholdLine>, Option<String>), LedgerError> {
    let (lines, next) = ledger.rules(|state| {
        let households = state.network.group(group.as_str()).map_or(&[][..], |group| group.households());
        let (page, next) =
            window.cut(households.iter().map(|household| (household.number.into(), household)));
        let line = |household: &domain::network::Household| {
            let id: HouseholdId = format!("{group}/{}", household.number).parse().ok()?;
            Some(HouseholdLine::of(state, id, household))
        };
        (page.into_iter().filter_map(line).collect::<Vec<_>>(), next)
    })?;
    let rows: Vec<_> = {
        let views = ledger.views();
        lines.iter().map(|line| line.row(&views.history)).collect()
    };
    let named = lines.into_iter().zip(rows).map(|(line, row)| Ok(line.named(&ledger.personal(row)?)));
    Ok((named.collect::<Result<_, LedgerError>>()?, next))
}
