//! Signing in with a passkey: the step after the password, or a page of its own on which nothing is typed.

use access::{Asked, SecondStep};
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use web::pages::Shell;

use super::{Carried, entered, refused};
use crate::answer;
use crate::form::Typed;
use crate::frame::local;
use crate::hall::{Caller, Hall, apart, of_access, of_sign_in, page, status, with_wait};
use crate::passkeys::Here;

#[derive(Template)]
#[template(path = "desk/door/passkey_in.html")]
struct PasskeyPage {
    shell: Shell,
    hall: Hall,
    here: Here,
    /// Where the answer is sent to.
    action: &'static str,
    step: SecondStep,
    /// What was typed as sign-in name, for the way back.
    login: String,
    back: String,
    carried: Carried,
}

const ALONE: &str = "/dang-nhap/khoa";
const SECOND: &str = "/dang-nhap/buoc-hai";

/// The page on which nothing is typed.
pub(super) async fn show(caller: Caller) -> Response {
    let back = local(caller.asked("ve")).to_owned();
    apart(caller.lang(), move || draw_alone(&caller, &Typed::default(), back, Carried::default())).await
}

fn draw_alone(caller: &Caller, typed: &Typed, back: String, carried: Carried) -> Response {
    let lang = caller.lang();
    let here = Here::of(caller);
    let asked = match here {
        Here::Usable => caller.desk.door.access.ask_passkey(&caller.place(None), Timestamp::now()).map(Some),
        Here::At(_) | Here::Nowhere => Ok(None),
    };
    let step = match asked {
        Ok(Some(Asked { ceremony, options })) => {
            SecondStep { ceremony, options: Some(options), digits: false }
        }
        Ok(None) => SecondStep { ceremony: String::new(), options: None, digits: false },
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let shell = caller.shell("Đăng nhập bằng khóa truy cập", "Sign in with a passkey");
    let shell = Shell { path: Some(ALONE.to_owned()), ..shell };
    let hall = Hall::new(caller, typed);
    let made = PasskeyPage { shell, hall, here, action: ALONE, step, login: String::new(), back, carried };
    page(lang, status(typed), made.render())
}

/// The password was right; what is asked for next.
pub(in crate::pages) fn draw_second(
    caller: &Caller,
    step: SecondStep,
    typed: &Typed,
    back: String,
    carried: Carried,
) -> Response {
    let shell = Shell { path: None, ..caller.shell("Bước thứ hai", "Second step") };
    let login = typed.get("login").unwrap_or_default().to_owned();
    let (hall, here) = (Hall::new(caller, &Typed::default()), Here::of(caller));
    let made = PasskeyPage { shell, hall, here, action: SECOND, step, login, back, carried };
    page(caller.lang(), StatusCode::OK, made.render())
}

/// The answer of a device alone; without one, the page is asked for, with a form that is carried along.
pub(super) async fn alone(caller: Caller, body: Bytes) -> Response {
    caller
        .posted(body, move |caller, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (carried, back) = (Carried::of(typed), local(get("ve")).to_owned());
            if get("ceremony").is_empty() {
                return draw_alone(caller, &Typed::default(), back, carried);
            }
            let (door, now) = (&caller.desk.door, Timestamp::now());
            let cookie = door.cookie(&caller.headers);
            let place = caller.place(cookie.as_ref());
            match door.access.sign_in_with_passkey(get("ceremony"), get("answer"), &place, now) {
                Ok(session) => entered(caller, &session, &back, carried),
                Err(error) => {
                    let typed = Typed::default().refused(of_sign_in(&error));
                    with_wait(draw_alone(caller, &typed, back, carried), &error)
                }
            }
        })
        .await
}

/// The second step's answer. Whatever is wrong with it, one begins again: a challenge is answered once.
pub(super) async fn second(caller: Caller, body: Bytes) -> Response {
    caller
        .posted(body, move |caller, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (door, now) = (&caller.desk.door, Timestamp::now());
            let cookie = door.cookie(&caller.headers);
            let place = caller.place(cookie.as_ref());
            let finished =
                door.access.finish_sign_in(get("ceremony"), get("answer"), get("code"), &place, now);
            let (carried, back) = (Carried::of(typed), local(get("ve")).to_owned());
            match finished {
                Ok(session) => entered(caller, &session, &back, carried),
                Err(error) => refused(caller, typed, &error, back, carried),
            }
        })
        .await
}
