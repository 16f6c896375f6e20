//! Signing in and out. A form whose session ended travels through the page and is sent after it: nothing typed is lost, and
//! as it keeps its command's id, nothing is recorded twice.

use access::{Credentials, Entered, NewSession, SignInError};
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;
use wire::Problem;

use crate::answer;
use crate::form::Typed;
use crate::frame::local;
use crate::hall::{Caller, Hall, Member, apart, of_access, of_sign_in, page, status, with_wait};
use crate::state::Desk;
use crate::through::Offered;

pub(super) mod passkey;

/// Stands before the names of what is carried along.
const CARRIED: &str = "k:";
/// The address that it is sent to.
const CARRIED_TO: &str = "_to";

pub(crate) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}{path}", lang.prefix());
    Router::new()
        .route(&to("/dang-nhap"), get(show).post(sign_in))
        .route(&to("/dang-nhap/gui-tiep"), post(sign_in_elsewhere))
        .route(&to("/dang-nhap/khoa"), get(passkey::show).post(passkey::alone))
        .route(&to("/dang-nhap/buoc-hai"), post(passkey::second))
        .route(&to("/dang-xuat"), post(sign_out))
}

#[derive(Template)]
#[template(path = "desk/door/sign_in.html")]
struct SignInPage {
    shell: Shell,
    hall: Hall,
    /// Where to go then, without the language's prefix.
    back: String,
    carried: Carried,
    /// Through whom one may sign in beside.
    offered: Vec<Offered>,
}

#[derive(Template)]
#[template(path = "desk/door/send_on.html")]
struct SendOnPage {
    shell: Shell,
    csrf: String,
    carried: Carried,
}

/// A form that waits for its session.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    to: String,
    fields: Vec<(String, String)>,
}

impl Carried {
    fn of(typed: &Typed) -> Self {
        let fields = typed.fields().filter_map(|(name, value)| Some((name.strip_prefix(CARRIED)?, value)));
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { to: local(typed.get(CARRIED_TO).unwrap_or("/")).to_owned(), fields }
    }
}

async fn show(caller: Caller) -> Response {
    let back = local(caller.asked("ve")).to_owned();
    draw(&caller, &Typed::default(), back, Carried::default())
}

fn draw(caller: &Caller, typed: &Typed, back: String, carried: Carried) -> Response {
    let shell = caller.shell("Đăng nhập", "Sign in");
    let offered = caller.desk.through.offered(caller.lang(), &back);
    let made = SignInPage { shell, hall: Hall::new(caller, typed), back, carried, offered }.render();
    page(caller.lang(), status(typed), made)
}

/// Where one begins again after a way in that led to nothing.
pub(super) fn begin_again(caller: &Caller, problem: Problem, back: String) -> Response {
    let shell = Shell::new(caller.lang(), caller.lang().say("Đăng nhập", "Sign in"), "/dang-nhap");
    let offered = caller.desk.through.offered(caller.lang(), &back);
    let typed = Typed::default().refused(problem);
    let (hall, carried) = (Hall::new(caller, &typed), Carried::default());
    let made = SignInPage { shell, hall, back, carried, offered }.render();
    page(caller.lang(), status(&typed), made)
}

/// Where one signs in when a form was sent without a session.
pub(crate) fn expired(desk: &Desk, to: &str, typed: &Typed) -> Response {
    let lang = desk.lang;
    let fields = typed.fields().filter(|(name, _)| *name != "_csrf");
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let title = lang.say("Phiên làm việc đã hết hạn", "Your session has ended");
    let shell = Shell { path: None, ..Shell::new(lang, title, "") };
    let carried = Carried { to: to.to_owned(), fields };
    let (hall, back, offered) = (Hall::default(), "/".to_owned(), desk.through.offered(lang, "/"));
    let made = SignInPage { shell, hall, back, carried, offered }.render();
    page(lang, StatusCode::UNAUTHORIZED, made)
}

async fn sign_in(caller: Caller, body: Bytes) -> Response {
    caller.posted(body, enter).await
}

fn enter(caller: &Caller, typed: &Typed) -> Response {
    let get = |name: &str| typed.get(name).unwrap_or_default();
    let credentials = Credentials { login: get("login"), password: get("password"), code: get("code") };
    let door = &caller.desk.door;
    let cookie = door.cookie(&caller.headers);
    let entered = door.access.sign_in(&credentials, &caller.place(cookie.as_ref()), Timestamp::now());
    let (carried, back) = (Carried::of(typed), local(get("ve")).to_owned());
    match entered {
        Ok(Entered::In(session)) => self::entered(caller, &session, &back, carried),
        Ok(Entered::Half(step)) => passkey::draw_second(caller, step, typed, back, carried),
        Err(error) => refused(caller, typed, &error, back, carried),
    }
}

/// Somebody is in: on to where they wanted to go, or to what they had typed.
pub(super) fn entered(caller: &Caller, session: &NewSession, back: &str, carried: Carried) -> Response {
    if carried.fields.is_empty() || session.signed.needs_factor {
        let first = (back == "/").then(|| first_page(caller, &session.signed));
        return caller.enter(session, first.as_deref().unwrap_or(back));
    }
    let mut response = send_on(caller, session.secret.reveal(), carried);
    response.headers_mut().insert(SET_COOKIE, caller.desk.door.hand_out(session, &caller.headers));
    response
}

fn refused(caller: &Caller, typed: &Typed, error: &SignInError, back: String, carried: Carried) -> Response {
    let problem = of_sign_in(error);
    let problem = match error {
        SignInError::Wrong => problem.at("login"),
        _ => problem,
    };
    with_wait(draw(caller, &typed.clone().refused(problem), back, carried), error)
}

/// What was carried along, to be sent in this session.
fn send_on(caller: &Caller, cookie: &str, carried: Carried) -> Response {
    let shell = Shell { path: None, ..caller.shell("Gửi tiếp", "Send it now") };
    let made = SendOnPage { shell, csrf: access::form_token(cookie), carried }.render();
    page(caller.lang(), StatusCode::OK, made)
}

/// Whoever has signed in meanwhile in another tab, through a provider, sends on what this page has kept.
async fn sign_in_elsewhere(caller: Caller, body: Bytes) -> Response {
    let typed = match caller.form(&body) {
        Ok(typed) => typed,
        Err(problem) => return answer::problem(caller.lang(), &problem),
    };
    let (carried, back) = (Carried::of(&typed), local(typed.get("ve").unwrap_or_default()).to_owned());
    if let Some((_, cookie)) = caller.desk.door.entered(&caller.headers).await {
        return send_on(&caller, cookie.reveal(), carried);
    }
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "sign-in-first",
        "Trình duyệt này chưa đăng nhập. Hãy đăng nhập trước rồi bấm lại.",
        "Nobody has signed in with this browser yet. Sign in first, then press it again.",
    );
    draw(&caller, &typed.clone().refused(problem), back, carried)
}

/// Where somebody begins: the desk of the one fund they work in, or the list of them.
pub(crate) fn first_page(caller: &Caller, signed: &access::Signed) -> String {
    if signed.needs_factor {
        return "/tai-khoan/xac-thuc".to_owned();
    }
    let funds = caller.desk.books.funds();
    let own: Vec<_> = funds.iter().map(|ledger| ledger.fund()).filter(|fund| signed.works_in(fund)).collect();
    match own.as_slice() {
        [fund] => format!("/ban/{fund}"),
        _ => "/tai-khoan".to_owned(),
    }
}

async fn sign_out(member: Member, body: Bytes) -> Response {
    let lang = member.caller.lang();
    if let Err(problem) = member.form(&body) {
        return answer::problem(lang, &problem);
    }
    apart(lang, move || {
        // What the browser kept for the way back is names.
        const CLEAR: HeaderName = HeaderName::from_static("clear-site-data");
        let Member { caller, cookie, .. } = member;
        if let Err(error) = caller.desk.door.access.sign_out(cookie.reveal(), Timestamp::now()) {
            return answer::problem(lang, &of_access(&error));
        }
        let taken = caller.desk.door.take_back(&caller.headers);
        let headers = [(SET_COOKIE, taken), (CLEAR, HeaderValue::from_static("\"cache\""))];
        (headers, caller.to("/")).into_response()
    })
    .await
}
