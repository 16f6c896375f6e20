//! Everybody who may work with the books, and taking up somebody new.

use access::{Grant, Listed};
use askama::Template;
use axum::body::Bytes;
use axum::response::Response;
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;

use super::{done, drawn, funds, grant, roles};
use crate::answer;
use crate::form::Typed;
use crate::hall::{Admin, Hall, Member, of_access, page, status};

/// A line of the table.
struct Row {
    person: String,
    name: String,
    login: String,
    roles: String,
    state: &'static str,
    signed_in: String,
}

#[derive(Template)]
#[template(path = "desk/admin/people.html")]
struct PeoplePage {
    shell: Shell,
    hall: Hall,
    rows: Vec<Row>,
    roles: Vec<(&'static str, &'static str)>,
    funds: Vec<(String, String)>,
}

/// A code that is shown this once.
#[derive(Template)]
#[template(path = "desk/admin/code.html")]
struct CodePage {
    shell: Shell,
    hall: Hall,
    name: String,
    code: String,
}

pub(super) async fn show(admin: Admin) -> Response {
    drawn(admin, draw).await
}

fn draw(member: &Member, typed: &Typed) -> Response {
    let lang = member.caller.lang();
    let people = match member.caller.desk.door.access.people() {
        Ok(people) => people,
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let made = PeoplePage {
        shell: member.caller.shell("Người dùng", "People"),
        hall: member.hall(typed),
        rows: people.into_iter().map(|listed| row(lang, listed)).collect(),
        roles: roles(lang),
        funds: funds(member),
    };
    page(lang, status(typed), made.render())
}

fn row(lang: Lang, listed: Listed) -> Row {
    let standing = &listed.standing;
    let roles: Vec<String> = standing.roles.iter().map(|grant| called(lang, grant)).collect();
    Row {
        person: listed.person.to_string(),
        name: listed.name,
        login: listed.login,
        roles: roles.join(", "),
        state: state(lang, standing),
        signed_in: standing.signed_in_at.map(|at| web::format::moment(at, lang)).unwrap_or_default(),
    }
}

/// A role with its fund, in words.
pub(super) fn called(lang: Lang, grant: &Grant) -> String {
    let role = lang.say(grant.role.vi(), grant.role.name());
    match &grant.fund {
        Some(fund) => format!("{role} ({fund})"),
        None => role.to_owned(),
    }
}

/// How it stands with a person's access, in words.
pub(super) fn state(lang: Lang, standing: &access::Standing) -> &'static str {
    match () {
        () if standing.ended_at.is_some() => lang.say("đã chấm dứt", "ended"),
        () if standing.recovery.is_some() => lang.say("chờ khôi phục", "recovery asked"),
        () if standing.password_set_at.is_none() => lang.say("chưa đặt mật khẩu", "no password yet"),
        () if standing.factor => lang.say("mật khẩu và điện thoại", "password and phone"),
        () => lang.say("chỉ mật khẩu", "password only"),
    }
}

pub(super) async fn add(admin: Admin, body: Bytes) -> Response {
    done(admin, body, |member, typed| {
        let get = |name: &str| typed.get(name).unwrap_or_default();
        let grants: Vec<Grant> = grant(typed).into_iter().collect();
        let access = &member.caller.desk.door.access;
        match access.add_person(&member.by(), get("name"), get("login"), &grants, Timestamp::now()) {
            Ok((_, code)) => show_code(member, get("name"), code),
            Err(error) => draw(member, &typed.clone().refused(of_access(&error))),
        }
    })
    .await
}

/// Shows a one-time code to hand over.
pub(super) fn show_code(member: &Member, name: &str, code: String) -> Response {
    let shell = member.caller.shell("Mã dùng một lần", "One-time code");
    let hall = member.hall(&Typed::default());
    let made = CodePage { shell, hall, name: name.to_owned(), code };
    page(member.caller.lang(), axum::http::StatusCode::OK, made.render())
}
