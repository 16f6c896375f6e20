//! One's own access: where one works, password, second factor, devices.

use access::{Device, SignInError};
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::FundId;
use jiff::Timestamp;
use web::Lang;
use web::pages::{Figures, Shell};

use crate::answer;
use crate::form::Typed;
use crate::hall::{Hall, Member, apart, of_sign_in, page, status, with_wait};
use crate::state::Desk;
use crate::through::Offered;
use links::Shown;

mod factor;
mod links;
mod passkeys;

pub(crate) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}{path}", lang.prefix());
    Router::new()
        .route(&to("/tai-khoan"), get(show))
        .merge(passkeys::routes(lang))
        .route(&to("/tai-khoan/mat-khau"), post(password))
        .route(&to("/tai-khoan/thiet-bi"), post(end_device))
        .route(&to("/tai-khoan/lien-ket"), post(links::begin))
        .route(&to("/tai-khoan/lien-ket/bo"), post(links::end))
        .route(&to("/tai-khoan/xac-thuc"), get(factor::show).post(factor::confirm))
}

/// A fund in which one works, and as what.
struct Workplace {
    fund: FundId,
    name: String,
    roles: String,
}

#[derive(Template)]
#[template(path = "desk/door/account.html")]
struct AccountPage {
    shell: Shell,
    hall: Hall,
    person: String,
    this: String,
    factor: bool,
    passkeys: usize,
    works: Vec<Workplace>,
    devices: Vec<Device>,
    links: Vec<Shown>,
    offered: Vec<Offered>,
}

async fn show(member: Member) -> Response {
    let lang = member.caller.lang();
    apart(lang, move || draw(&member, &Typed::default())).await
}

fn draw(member: &Member, typed: &Typed) -> Response {
    let (lang, access) = (member.caller.lang(), &member.caller.desk.door.access);
    let signed = &member.signed;
    let (factor, passkeys) = match access.state() {
        Ok(state) => {
            let standing = state.person(&signed.person);
            standing.map(|it| (it.factor, it.passkeys.len())).unwrap_or_default()
        }
        Err(error) => return answer::broken(lang, &error),
    };
    let links = match links::shown(member) {
        Ok(links) => links,
        Err(error) => return answer::broken(lang, &error),
    };
    let funds = member.caller.desk.books.funds();
    let works = funds.iter().filter(|ledger| signed.works_in(ledger.fund())).map(|ledger| {
        let roles = signed.roles_in(ledger.fund());
        let roles: Vec<&str> = roles.iter().map(|role| lang.say(role.vi(), role.name())).collect();
        Workplace {
            fund: ledger.fund().clone(),
            name: Figures::of(ledger).name().to_owned(),
            roles: roles.join(", "),
        }
    });
    let made = AccountPage {
        shell: member.caller.shell("Tài khoản của tôi", "My account"),
        hall: member.hall(typed),
        person: signed.person.to_string(),
        this: signed.session.clone(),
        factor,
        passkeys,
        works: works.collect(),
        devices: access.devices(signed),
        links,
        offered: member.caller.desk.through.offered(lang, "/tai-khoan"),
    };
    page(lang, status(typed), made.render())
}

async fn password(member: Member, body: Bytes) -> Response {
    member
        .posted(body, move |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let caller = &member.caller;
            let place = caller.place(Some(&member.cookie));
            let (current, next, again) = (get("current"), get("password"), get("again"));
            let access = &caller.desk.door.access;
            match access.change_password(&member.signed, current, next, again, &place, Timestamp::now()) {
                Ok(session) => caller.enter(&session, "/tai-khoan?xong=1"),
                Err(error) => refused(member, typed, &error),
            }
        })
        .await
}

fn refused(member: &Member, typed: &Typed, error: &SignInError) -> Response {
    with_wait(draw(member, &typed.clone().refused(of_sign_in(error))), error)
}

/// The same where the field of the password has a name of its own.
fn refused_in(member: &Member, typed: &Typed, error: &SignInError, field: &str) -> Response {
    with_wait(draw(member, &typed.clone().refused(of_sign_in(error).at(field))), error)
}

async fn end_device(member: Member, body: Bytes) -> Response {
    member
        .posted(body, move |member, typed| {
            let session = typed.get("session").unwrap_or_default();
            let access = &member.caller.desk.door.access;
            match access.end_device(&member.signed, session, Timestamp::now()) {
                Ok(()) if session == member.signed.session => {
                    let taken = member.caller.desk.door.take_back(&member.caller.headers);
                    ([(SET_COOKIE, taken)], member.caller.to("/dang-nhap")).into_response()
                }
                Ok(()) => member.caller.to("/tai-khoan?xong=1").into_response(),
                Err(error) => refused(member, typed, &error.into()),
            }
        })
        .await
}
