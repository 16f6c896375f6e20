//! Coming in without a password: with a one-time code, or by asking the administrators for one.

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;

use super::sign_in::first_page;
use crate::form::Typed;
use crate::hall::{Caller, Hall, of_sign_in, page, status, with_wait};
use crate::state::Desk;

pub(crate) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}{path}", lang.prefix());
    Router::new()
        .route(&to("/dang-nhap/ma"), get(show_code).post(set_up))
        .route(&to("/dang-nhap/quen"), get(show_lost).post(ask))
}

#[derive(Template)]
#[template(path = "desk/door/set_up.html")]
struct SetUpPage {
    shell: Shell,
    hall: Hall,
}

#[derive(Template)]
#[template(path = "desk/door/lost.html")]
struct LostPage {
    shell: Shell,
    hall: Hall,
}

async fn show_code(caller: Caller) -> Response {
    draw_code(&caller, &Typed::default())
}

fn draw_code(caller: &Caller, typed: &Typed) -> Response {
    let shell = caller.shell("Đặt mật khẩu", "Set a password");
    page(caller.lang(), status(typed), SetUpPage { shell, hall: Hall::new(caller, typed) }.render())
}

async fn set_up(caller: Caller, body: Bytes) -> Response {
    caller
        .posted(body, move |caller, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let cookie = caller.desk.door.cookie(&caller.headers);
            let place = caller.place(cookie.as_ref());
            let access = &caller.desk.door.access;
            match access.set_up(get("one_time"), get("password"), get("again"), &place, Timestamp::now()) {
                Ok(session) => caller.enter(&session, &first_page(caller, &session.signed)),
                Err(error) => {
                    with_wait(draw_code(caller, &typed.clone().refused(of_sign_in(&error))), &error)
                }
            }
        })
        .await
}

async fn show_lost(caller: Caller) -> Response {
    draw_lost(&caller, &Typed::default())
}

fn draw_lost(caller: &Caller, typed: &Typed) -> Response {
    let shell = caller.shell("Quên mật khẩu hoặc mất điện thoại", "Password forgotten or phone lost");
    page(caller.lang(), status(typed), LostPage { shell, hall: Hall::new(caller, typed) }.render())
}

async fn ask(caller: Caller, body: Bytes) -> Response {
    caller
        .posted(body, move |caller, typed| {
            let login = typed.get("login").unwrap_or_default();
            match caller.desk.door.access.ask_recovery(login, &caller.place(None), Timestamp::now()) {
                Ok(()) => caller.to("/dang-nhap/quen?xong=1").into_response(),
                Err(error) => {
                    with_wait(draw_lost(caller, &typed.clone().refused(of_sign_in(&error))), &error)
                }
            }
        })
        .await
}
