//! Administration: people and their roles, recovery, tokens, the access log. For administrators of all funds.

mod log;
mod people;
mod person;
mod recovery;
mod said;
mod tokens;

use axum::Router;
use axum::body::Bytes;
use axum::response::Response;
use axum::routing::{get, post};
use domain::{FundId, Role};
use web::Lang;

use crate::form::Typed;
use crate::hall::{Admin, Member, apart};
use crate::state::Desk;

pub(crate) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}/quan-tri{path}", lang.prefix());
    Router::new()
        .route(&to("/nguoi"), get(people::show).post(people::add))
        .route(&to("/nguoi/{person}"), get(person::show))
        .route(&to("/nguoi/{person}/{what}"), post(person::change))
        .route(&to("/khoi-phuc"), get(recovery::show).post(recovery::decide))
        .route(&to("/ma"), get(tokens::show).post(tokens::make))
        .route(&to("/ma/thu-hoi"), post(tokens::revoke))
        .route(&to("/nhat-ky"), get(log::show))
}

/// Draws a page for an administrator.
async fn drawn(Admin(member): Admin, draw: fn(&Member, &Typed) -> Response) -> Response {
    apart(member.caller.lang(), move || draw(&member, &Typed::default())).await
}

/// Does what a form of an administrator asks.
async fn done(
    Admin(member): Admin,
    body: Bytes,
    make: impl FnOnce(&Member, &Typed) -> Response + Send + 'static,
) -> Response {
    member.posted(body, make).await
}

/// The roles that can be given, with what they are called.
fn roles(lang: Lang) -> Vec<(&'static str, &'static str)> {
    access::TOKEN_ROLES.iter().map(|role| (role.name(), lang.say(role.vi(), role.name()))).collect()
}

/// The funds, with what stands for all of them.
fn funds(member: &Member) -> Vec<(String, String)> {
    let all = member.caller.lang().say("Mọi quỹ", "All funds").to_owned();
    let funds = member.caller.desk.books.funds();
    let each = funds.iter().map(|ledger| (ledger.fund().to_string(), ledger.fund().to_string()));
    [(String::new(), all)].into_iter().chain(each).collect()
}

/// The role and fund that a form names; none where there is no such role.
fn grant(typed: &Typed) -> Option<access::Grant> {
    let role = Role::of(typed.get("role")?)?;
    let fund = typed.get("fund").filter(|fund| !fund.is_empty());
    let fund = fund.map(str::parse::<FundId>).transpose().ok()?;
    Some(access::Grant { role, fund })
}
