//! One person: roles given and taken, sessions ended, a new one-time code, the end of access.

use access::{AccessError, Grant, Listed, PersonId, Refusal, Standing};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use web::pages::Shell;

use super::people::{called, show_code, state};
use super::{done, funds, grant, roles};
use crate::answer;
use crate::form::Typed;
use crate::hall::{Admin, Hall, Member, apart, of_access, page, status};

/// A role that can be taken away.
struct Held {
    called: String,
    role: &'static str,
    fund: String,
}

#[derive(Template)]
#[template(path = "desk/admin/person.html")]
struct PersonPage {
    shell: Shell,
    hall: Hall,
    person: String,
    login: String,
    state: &'static str,
    linked: String,
    ended: bool,
    fresh: bool,
    held: Vec<Held>,
    roles: Vec<(&'static str, &'static str)>,
    funds: Vec<(String, String)>,
}

pub(super) async fn show(Admin(member): Admin, Path(person): Path<String>) -> Response {
    apart(member.caller.lang(), move || draw(&member, &person, &Typed::default())).await
}

/// The person of that pseudonym.
fn find(member: &Member, person: &str) -> Result<Option<Listed>, AccessError> {
    let people = member.caller.desk.door.access.people()?;
    Ok(people.into_iter().find(|listed| listed.person.as_str() == person))
}

fn draw(member: &Member, person: &str, typed: &Typed) -> Response {
    let lang = member.caller.lang();
    let listed = match find(member, person) {
        Ok(Some(listed)) => listed,
        Ok(None) => return answer::not_found(lang),
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let held = |grant: &Grant| Held {
        called: called(lang, grant),
        role: grant.role.name(),
        fund: grant.fund.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let made = PersonPage {
        shell: Shell::new(lang, listed.name.clone(), format!("/quan-tri/nguoi/{person}")),
        hall: member.hall(typed),
        person: listed.person.to_string(),
        login: listed.login,
        state: state(lang, &listed.standing),
        linked: linked(member, &listed.standing),
        ended: listed.standing.ended_at.is_some(),
        fresh: listed.standing.password_set_at.is_none(),
        held: listed.standing.roles.iter().map(held).collect(),
        roles: roles(lang),
        funds: funds(member),
    };
    page(lang, status(typed), made.render())
}

/// The providers that the person has linked themselves to, in words.
fn linked(member: &Member, standing: &Standing) -> String {
    let called = |provider: &String| member.caller.desk.through.called(member.caller.lang(), provider);
    standing.links.values().map(called).collect::<Vec<_>>().join(", ")
}

pub(super) async fn change(
    admin: Admin,
    Path((person, what)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    done(admin, body, move |member, typed| {
        let Ok(id) = person.parse::<PersonId>() else { return answer::not_found(member.caller.lang()) };
        match apply(member, &id, &what, typed) {
            None => answer::not_found(member.caller.lang()),
            Some(Ok(Some(code))) => show_code(member, &person, code),
            Some(Ok(None)) => member.caller.to(&format!("/quan-tri/nguoi/{person}?xong=1")).into_response(),
            Some(Err(error)) => draw(member, &person, &typed.clone().refused(of_access(&error))),
        }
    })
    .await
}

/// Does it; none where nothing is called so.
fn apply(
    member: &Member,
    person: &PersonId,
    what: &str,
    typed: &Typed,
) -> Option<Result<Option<String>, AccessError>> {
    let (access, by, now) = (&member.caller.desk.door.access, member.by(), Timestamp::now());
    let named = || grant(typed).ok_or(AccessError::Refused(Refusal::NoSuchRole));
    let nothing = |()| None;
    Some(match what {
        "vai-tro" => named().and_then(|grant| access.give_role(&by, person, &grant, now)).map(nothing),
        "rut" => named().and_then(|grant| access.take_role(&by, person, &grant, now)).map(nothing),
        "phien" => access.end_sessions(&by, person, now).map(nothing),
        "ma" => access.set_up_again(&by, person, now).map(Some),
        "cham-dut" => access.end_person(&by, person, now).map(nothing),
        _ => return None,
    })
}
