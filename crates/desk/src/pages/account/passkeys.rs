//! One's own passkeys: a list, a new one in two steps (password and name, then the device), another name, taking away.

use access::{Asked, Passkey, SignInError};
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;

use crate::answer;
use crate::form::Typed;
use crate::hall::{Hall, Member, apart, of_access, of_sign_in, page, status, with_wait};
use crate::passkeys::Here;
use crate::state::Desk;

pub(super) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}/tai-khoan/khoa{path}", lang.prefix());
    Router::new()
        .route(&to(""), get(show).post(ask))
        .route(&to("/them"), post(add))
        .route(&to("/ten"), post(rename))
        .route(&to("/go"), post(remove))
}

#[derive(Template)]
#[template(path = "desk/door/passkeys.html")]
struct PasskeysPage {
    shell: Shell,
    hall: Hall,
    here: Here,
    passkeys: Vec<Passkey>,
    /// What the device is asked for now.
    asked: Option<Asked>,
}

async fn show(member: Member) -> Response {
    let lang = member.caller.lang();
    apart(lang, move || draw(&member, &Typed::default(), None)).await
}

fn draw(member: &Member, typed: &Typed, asked: Option<Asked>) -> Response {
    let lang = member.caller.lang();
    let passkeys = match member.caller.desk.door.access.passkeys(&member.signed) {
        Ok(passkeys) => passkeys,
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let shell = member.caller.shell("Khóa truy cập", "Passkeys");
    let shell = Shell { path: Some("/tai-khoan/khoa".to_owned()), ..shell };
    let here = Here::of(&member.caller);
    let made = PasskeysPage { shell, hall: member.hall(typed), here, passkeys, asked }.render();
    page(lang, status(typed), made)
}

async fn ask(member: Member, body: Bytes) -> Response {
    member
        .posted(body, |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (access, address) = (&member.caller.desk.door.access, member.caller.address);
            let now = Timestamp::now();
            match access.ask_new_passkey(&member.signed, get("current"), get("name"), address, now) {
                Ok(asked) => draw(member, &Typed::default(), Some(asked)),
                Err(error) => {
                    with_wait(draw(member, &typed.clone().refused(of_sign_in(&error)), None), &error)
                }
            }
        })
        .await
}

async fn add(member: Member, body: Bytes) -> Response {
    member
        .posted(body, |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let access = &member.caller.desk.door.access;
            let added = access.add_passkey(&member.signed, get("ceremony"), get("answer"), Timestamp::now());
            done(member, added.map_err(SignInError::from))
        })
        .await
}

async fn rename(member: Member, body: Bytes) -> Response {
    member
        .posted(body, |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let access = &member.caller.desk.door.access;
            let named = access.rename_passkey(&member.signed, get("passkey"), get("name"), Timestamp::now());
            done(member, named.map_err(SignInError::from))
        })
        .await
}

async fn remove(member: Member, body: Bytes) -> Response {
    member
        .posted(body, |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (access, address) = (&member.caller.desk.door.access, member.caller.address);
            let now = Timestamp::now();
            done(member, access.remove_passkey(&member.signed, get("current"), get("passkey"), address, now))
        })
        .await
}

/// Back to the list. Each passkey has forms of its own, so a refusal stands above them all and names no field.
fn done(member: &Member, result: Result<(), SignInError>) -> Response {
    match result {
        Ok(()) => member.caller.to("/tai-khoan/khoa?xong=1").into_response(),
        Err(error) => {
            let problem = wire::Problem { field: None, ..of_sign_in(&error) };
            with_wait(draw(member, &Typed::default().refused(problem), None), &error)
        }
    }
}
