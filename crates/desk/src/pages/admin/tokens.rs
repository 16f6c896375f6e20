//! Tokens of the API. One that is made here is a machine's, under a pseudonym of its own: nobody makes one in another's name.

use access::{AccessEvent, PersonId, Token, TokenError};
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Role;
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;
use wire::Problem;

use super::people::show_code;
use super::{done, drawn, roles};
use crate::answer;
use crate::form::Typed;
use crate::hall::{Admin, Hall, Member, of_access, page, status};

/// A line of the table.
struct Row {
    id: String,
    person: String,
    role: &'static str,
    made: String,
    note: String,
    revoked: bool,
}

#[derive(Template)]
#[template(path = "desk/admin/tokens.html")]
struct TokensPage {
    shell: Shell,
    hall: Hall,
    rows: Vec<Row>,
    roles: Vec<(&'static str, &'static str)>,
}

pub(super) async fn show(admin: Admin) -> Response {
    drawn(admin, draw).await
}

fn draw(member: &Member, typed: &Typed) -> Response {
    let lang = member.caller.lang();
    let tokens = match member.caller.desk.door.access.tokens().list() {
        Ok(tokens) => tokens,
        Err(error) => return answer::problem(lang, &of_token(&error)),
    };
    let made = TokensPage {
        shell: member.caller.shell("Mã truy cập API", "API tokens"),
        hall: member.hall(typed),
        rows: tokens.into_iter().rev().map(|token| row(lang, token)).collect(),
        roles: roles(lang),
    };
    page(lang, status(typed), made.render())
}

fn row(lang: Lang, token: Token) -> Row {
    Row {
        person: token.person().to_owned(),
        role: lang.say(token.role.vi(), token.role.name()),
        made: web::format::moment(token.created_at, lang),
        revoked: token.revoked,
        note: token.note.unwrap_or_default(),
        id: token.id,
    }
}

fn of_token(error: &TokenError) -> Problem {
    match error {
        TokenError::Unknown(_) => Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "token-unknown",
            "Không có mã truy cập này.",
            "There is no such token.",
        ),
        other => Problem::internal(other),
    }
}

pub(super) async fn make(admin: Admin, body: Bytes) -> Response {
    done(admin, body, |member, typed| {
        let (access, now) = (&member.caller.desk.door.access, Timestamp::now());
        let note = typed.get("note").map(str::trim).filter(|note| !note.is_empty());
        let note: Option<String> = note.map(|note| note.chars().take(60).collect());
        let Some(role) =
            typed.get("role").and_then(Role::of).filter(|role| access::TOKEN_ROLES.contains(role))
        else {
            let problem = Problem::field("role", "Hãy chọn một vai trò.", "Choose a role.");
            return draw(member, &typed.clone().refused(problem));
        };
        let (token, secret) = match access.tokens().create(role, None, note, now) {
            Ok(made) => made,
            Err(error) => return draw(member, &typed.clone().refused(of_token(&error))),
        };
        let Ok(person) = token.person().parse::<PersonId>() else {
            return answer::not_found(member.caller.lang());
        };
        let event = AccessEvent::TokenMade { person, token: token.id.clone(), role };
        match access.note_token(&member.by(), event, now) {
            Ok(()) => show_code(member, &token.id, secret.reveal().to_owned()),
            Err(error) => draw(member, &typed.clone().refused(of_access(&error))),
        }
    })
    .await
}

pub(super) async fn revoke(admin: Admin, body: Bytes) -> Response {
    done(admin, body, |member, typed| {
        let access = &member.caller.desk.door.access;
        let token = typed.get("token").unwrap_or_default().to_owned();
        let revoked = access.tokens().revoke(&token).map_err(|error| of_token(&error)).and_then(|()| {
            let noted =
                access.note_token(&member.by(), AccessEvent::TokenRevoked { token }, Timestamp::now());
            noted.map_err(|error| of_access(&error))
        });
        match revoked {
            Ok(()) => member.caller.to("/quan-tri/ma?xong=1").into_response(),
            Err(problem) => draw(member, &typed.clone().refused(problem)),
        }
    })
    .await
}
