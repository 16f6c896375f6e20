//! Who asks to be let in again, and who agreed. Two administrators must; the second one gets the code to hand over.

use access::{Granted, PersonId};
use askama::Template;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use web::pages::Shell;

use super::people::show_code;
use super::{done, drawn};
use crate::answer;
use crate::form::Typed;
use crate::hall::{Admin, Hall, Member, of_access, page, status};

/// Somebody who asks.
struct Asks {
    person: String,
    name: String,
    login: String,
    asked: String,
    granted: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/admin/recovery.html")]
struct RecoveryPage {
    shell: Shell,
    hall: Hall,
    asks: Vec<Asks>,
}

pub(super) async fn show(admin: Admin) -> Response {
    drawn(admin, draw).await
}

fn draw(member: &Member, typed: &Typed) -> Response {
    let lang = member.caller.lang();
    let access = &member.caller.desk.door.access;
    let (people, now) = match access.people() {
        Ok(people) => (people, Timestamp::now()),
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let name = |by: &access::By| {
        let known = people.iter().find(|listed| access::By::Person(listed.person.clone()) == *by);
        known.map_or_else(|| by.to_string(), |listed| listed.name.clone())
    };
    let open = people.iter().filter(|listed| access.recovery_is_open(&listed.standing, now));
    let asks = open.filter_map(|listed| {
        let recovery = listed.standing.recovery.as_ref()?;
        Some(Asks {
            person: listed.person.to_string(),
            name: listed.name.clone(),
            login: listed.login.clone(),
            asked: web::format::moment(recovery.asked_at, lang),
            granted: recovery.granted_by.iter().map(name).collect(),
        })
    });
    let asks = asks.collect();
    let shell = member.caller.shell("Yêu cầu khôi phục", "Recovery");
    page(lang, status(typed), RecoveryPage { shell, hall: member.hall(typed), asks }.render())
}

pub(super) async fn decide(admin: Admin, body: Bytes) -> Response {
    done(admin, body, |member, typed| {
        let lang = member.caller.lang();
        let (access, by, now) = (&member.caller.desk.door.access, member.by(), Timestamp::now());
        let Some(person) = typed.get("person").and_then(|person| person.parse::<PersonId>().ok()) else {
            return answer::not_found(lang);
        };
        let decided = match typed.get("answer") {
            Some("grant") => access.grant_recovery(&by, &person, now),
            Some("refuse") => access.refuse_recovery(&by, &person, now).map(|()| Granted::Waits),
            _ => return answer::not_found(lang),
        };
        match decided {
            Ok(Granted::Code(code)) => show_code(member, person.as_str(), code),
            Ok(Granted::Waits) => member.caller.to("/quan-tri/khoi-phuc?xong=1").into_response(),
            Err(error) => draw(member, &typed.clone().refused(of_access(&error))),
        }
    })
    .await
}
