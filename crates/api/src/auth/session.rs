//! Sessions of the pages, for reading: a link to a paper needs no token. Never for writing: a browser sends its cookie with
//! forms of strangers too.

use std::sync::Arc;

use access::{By, Seen};
use axum::extract::{FromRequestParts as _, RawPathParams};
use axum::http::Method;
use axum::http::request::Parts;
use domain::{Actor, FundId};
use jiff::Timestamp;
use wire::{Problem, session_cookie};

use super::Right;
use crate::state::AppState;

/// As whom somebody who has signed in reads: in the first of their roles in the path's fund that has the right.
pub(super) async fn actor(parts: &mut Parts, state: &AppState, right: &Right) -> Result<Actor, Problem> {
    let reads = [Method::GET, Method::HEAD].contains(&parts.method);
    let people = state.people().filter(|_| reads).ok_or_else(Problem::unauthenticated)?;
    let cookie = session_cookie(&parts.headers, people.secure).ok_or_else(Problem::unauthenticated)?;
    let (access, cookie) = (Arc::clone(&people.access), cookie.to_owned());
    let signed = state.run(move || access.session(&cookie, Timestamp::now())).await?;
    let signed = signed.map_err(|error| Problem::internal(&error))?.ok_or_else(Problem::unauthenticated)?;
    let fund = fund(parts, state).await.ok_or_else(Problem::unauthenticated)?;
    let roles = signed.roles_in(&fund);
    let Some(first) = roles.first() else { return Err(Problem::forbidden(&[])) };
    let role = roles.iter().find(|role| right.check(**role).is_ok()).unwrap_or(first);
    right.check(*role)?;
    signed.person.actor(*role).map_err(|error| Problem::internal(&error))
}

/// Writes down who gets to see names, and where, before they do.
pub(super) async fn note(
    parts: &mut Parts,
    state: &AppState,
    actor: &Actor,
    what: Seen,
) -> Result<(), Problem> {
    let Some(people) = state.people() else { return Ok(()) };
    let access = Arc::clone(&people.access);
    let fund = fund(parts, state).await;
    let person = actor.as_str().split_once(':').and_then(|(_, person)| person.parse().ok());
    let by = person.map_or(By::Nobody, By::Person);
    // The path below the fund: numbers and names of reports. What was searched for stands behind it and is left out.
    let subject = parts.uri.path().splitn(5, '/').nth(4).map(str::to_owned);
    let noted = state
        .run(move || access.note_seen(&by, fund.as_ref(), what, subject.as_deref(), Timestamp::now()))
        .await?;
    noted.map_err(|error| Problem::internal(&error))
}

async fn fund(parts: &mut Parts, state: &AppState) -> Option<FundId> {
    let params = RawPathParams::from_request_parts(parts, state).await.ok()?;
    params.iter().find(|(name, _)| *name == "fund").and_then(|(_, value)| value.parse().ok())
}
