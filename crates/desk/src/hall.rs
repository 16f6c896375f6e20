//! The pages outside any fund's books: who calls, who has signed in, and what stands around their forms.

use std::net::IpAddr;

use access::{AccessError, By, NewSession, Place, SignInError};
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, HeaderName, RETRY_AFTER, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::Lang;
use web::pages::Shell;
use wire::{Problem, from_here};

use crate::answer;
use crate::door::Cookie;
use crate::form::Typed;
use crate::frame::local;
use crate::seat::{local_path, original};
use crate::state::Desk;

/// Somebody who calls, signed in or not.
pub(crate) struct Caller {
    pub(crate) desk: Desk,
    pub(crate) headers: HeaderMap,
    pub(crate) address: IpAddr,
    pub(crate) query: Vec<(String, String)>,
    /// Where the page stands, with its query, without the language's prefix.
    pub(crate) path: String,
}

impl Caller {
    pub(crate) fn lang(&self) -> Lang {
        self.desk.lang
    }

    /// The last value of that name in the address; empty where there is none.
    pub(crate) fn asked(&self, name: &str) -> &str {
        self.query.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// From where somebody signs in; `cookie` is that of the session that the browser has.
    pub(crate) fn place<'a>(&'a self, cookie: Option<&'a Cookie>) -> Place<'a> {
        let agent = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Place {
            address: self.address,
            device: device(agent.unwrap_or_default()),
            previous: cookie.map(Cookie::reveal),
        }
    }

    /// A form that was sent from a page of ours.
    pub(crate) fn form(&self, body: &Bytes) -> Result<Typed, Problem> {
        let typed = Typed::parse(body)?;
        if from_here(&self.headers) { Ok(typed) } else { Err(answer::not_ours()) }
    }

    /// Answers a form of ours on a thread that may wait.
    pub(crate) async fn posted<F>(self, body: Bytes, make: F) -> Response
    where
        F: FnOnce(&Self, &Typed) -> Response + Send + 'static,
    {
        let lang = self.lang();
        match self.form(&body) {
            Ok(typed) => apart(lang, move || make(&self, &typed)).await,
            Err(problem) => answer::problem(lang, &problem),
        }
    }

    pub(crate) fn shell(&self, vi: &str, en: &str) -> Shell {
        Shell::new(self.lang(), self.lang().say(vi, en), self.path.clone())
    }

    /// Sends the browser on with a new session.
    pub(crate) fn enter(&self, session: &NewSession, path: &str) -> Response {
        let cookie = self.desk.door.hand_out(session, &self.headers);
        ([(SET_COOKIE, cookie), (CACHE_CONTROL, HeaderValue::from_static("no-store"))], self.to(path))
            .into_response()
    }

    /// Sends the browser on to a page of this site.
    pub(crate) fn to(&self, path: &str) -> Redirect {
        Redirect::to(&format!("{}{}", self.lang().prefix(), local(path)))
    }
}

impl FromRequestParts<Desk> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Self::Rejection> {
        let path = local_path(original(parts), desk.lang);
        let query = parts.uri.query().unwrap_or_default();
        let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let (address, headers) = (wire::caller_address(parts), parts.headers.clone());
        Ok(Self { desk: desk.clone(), headers, address, query, path })
    }
}

/// Somebody who has signed in.
pub(crate) struct Member {
    pub(crate) caller: Caller,
    pub(crate) signed: access::Signed,
    pub(crate) cookie: Cookie,
}

impl Member {
    pub(crate) fn by(&self) -> By {
        By::Person(self.signed.person.clone())
    }

    /// A form of theirs.
    pub(crate) fn form(&self, body: &Bytes) -> Result<Typed, Problem> {
        let typed = self.caller.form(body)?;
        let sent = self.cookie.sent(typed.get("_csrf").unwrap_or_default());
        if sent { Ok(typed) } else { Err(answer::not_ours()) }
    }

    /// Answers a form of theirs on a thread that may wait.
    pub(crate) async fn posted<F>(self, body: Bytes, make: F) -> Response
    where
        F: FnOnce(&Self, &Typed) -> Response + Send + 'static,
    {
        let lang = self.caller.lang();
        match self.form(&body) {
            Ok(typed) => apart(lang, move || make(&self, &typed)).await,
            Err(problem) => answer::problem(lang, &problem),
        }
    }

    pub(crate) fn hall(&self, typed: &Typed) -> Hall {
        let csrf = access::form_token(self.cookie.reveal());
        Hall {
            person: self.signed.name.clone(),
            admin: self.signed.administers(),
            csrf,
            ..Hall::new(&self.caller, typed)
        }
    }
}

impl FromRequestParts<Desk> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        let Ok(caller) = Caller::from_request_parts(parts, desk).await;
        match desk.door.entered(&caller.headers).await {
            Some((signed, cookie)) => Ok(Self { caller, signed, cookie }),
            None => Err(answer::sign_in_first(desk.lang, &caller.path)),
        }
    }
}

/// An administrator of all funds.
pub(crate) struct Admin(pub(crate) Member);

impl FromRequestParts<Desk> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        let member = Member::from_request_parts(parts, desk).await?;
        if member.signed.administers() {
            Ok(Self(member))
        } else if member.signed.needs_factor {
            Err(answer::factor_first(desk.lang))
        } else {
            Err(answer::not_found(desk.lang))
        }
    }
}

/// What the forms of these pages need.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hall {
    /// Who has signed in; empty for nobody.
    pub(crate) person: String,
    pub(crate) admin: bool,
    /// What forms carry.
    pub(crate) csrf: String,
    /// What was done.
    pub(crate) done: bool,
    /// What was sent and refused.
    pub(crate) typed: Typed,
    english: bool,
}

impl Hall {
    pub(crate) fn new(caller: &Caller, typed: &Typed) -> Self {
        let english = caller.lang() == Lang::En;
        Self { done: !caller.asked("xong").is_empty(), typed: typed.clone(), english, ..Self::default() }
    }

    /// The id of a field's element, by the field's name.
    #[expect(clippy::unused_self, reason = "templates have the hall at hand")]
    pub(crate) fn id(&self, name: &str) -> String {
        name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
    }

    /// What was typed into a field, or what stands there at first.
    pub(crate) fn value<'a>(&'a self, name: &str, first: &'a str) -> &'a str {
        if self.typed.is_empty() { first } else { self.typed.get(name).unwrap_or_default() }
    }

    /// Whether a field of choices has this one.
    pub(crate) fn chosen(&self, name: &str, value: &str, first: &str) -> bool {
        self.value(name, first) == value
    }

    /// A moment in Vietnam's time.
    pub(crate) fn moment(&self, at: &Timestamp) -> String {
        web::format::moment(*at, if self.english { Lang::En } else { Lang::Vi })
    }

    /// Why the form was refused.
    pub(crate) fn refusal(&self) -> Option<&str> {
        self.typed.problem().map(|problem| self.said(problem))
    }

    /// Why the field of that name was refused.
    pub(crate) fn fault(&self, name: &str) -> Option<&str> {
        self.typed.problem().filter(|_| self.typed.at_fault(name)).map(|problem| self.said(problem))
    }

    fn said<'a>(&self, problem: &'a Problem) -> &'a str {
        if self.english { &problem.en } else { &problem.vi }
    }
}

/// Does what waits for the disk, or computes a password, on a thread that may.
pub(crate) async fn apart(lang: Lang, make: impl FnOnce() -> Response + Send + 'static) -> Response {
    tokio::task::spawn_blocking(make).await.unwrap_or_else(|error| answer::broken(lang, &error))
}

/// A page that holds what is one person's alone.
pub(crate) fn page(lang: Lang, status: StatusCode, page: Result<String, askama::Error>) -> Response {
    const NEVER: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];
    match page {
        Ok(page) => (status, NEVER, Html(page)).into_response(),
        Err(error) => answer::broken(lang, &error),
    }
}

/// The status of a page that is drawn again for what was refused.
pub(crate) fn status(typed: &Typed) -> StatusCode {
    typed.problem().map_or(StatusCode::OK, |problem| problem.status)
}

/// Seconds until the line before the passwords has moved on.
const BUSY: u64 = 3;

/// How long to wait, where somebody tried too often or too many try at once.
pub(crate) fn with_wait(mut response: Response, error: &SignInError) -> Response {
    let wait = match error {
        SignInError::TooMany { wait } => wait.as_secs().max(1),
        SignInError::Access(AccessError::Busy) => BUSY,
        _ => return response,
    };
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait));
    response
}

/// What went wrong with signing in, as a problem.
pub(crate) fn of_sign_in(error: &SignInError) -> Problem {
    match error {
        SignInError::Wrong => Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "sign-in-wrong",
            "Tên đăng nhập, mật khẩu hoặc mã 6 số không đúng. Hãy nhập lại cả ba; nếu quên, hãy xin khôi phục.",
            "Sign-in name, password or the 6 digits are wrong. Type all three again; if forgotten, ask for recovery.",
        ),
        SignInError::TooMany { wait } => {
            let seconds = wait.as_secs().max(1);
            Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                "sign-in-too-many",
                format!("Đã thử quá nhiều lần. Hãy chờ {seconds} giây rồi thử lại."),
                format!("Too many tries. Wait {seconds} seconds, then try again."),
            )
        }
        SignInError::Access(error) => of_access(error),
    }
}

/// What went wrong with access, as a problem. What broke inside goes to the log.
pub(crate) fn of_access(error: &AccessError) -> Problem {
    match error {
        AccessError::Refused(refusal) => {
            let problem = Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "access-refused",
                sentence(&refusal.vi()),
                sentence(&refusal.en()),
            );
            Problem { field: refusal.field().map(str::to_owned), ..problem }
        }
        AccessError::Busy => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "sign-in-busy",
            "Đang có quá nhiều người đăng nhập cùng lúc, lần này chưa được xét. Hãy chờ vài giây rồi bấm lại.",
            "Too many people are signing in at once; this try was not looked at. Wait a few seconds and press again.",
        ),
        other => Problem::internal(other),
    }
}

fn sentence(text: &str) -> String {
    let mut signs = text.chars();
    let first: String = signs.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", signs.as_str())
}

/// What kind of device it is, so that people tell theirs apart: no version, nothing that follows anybody.
fn device(agent: &str) -> &'static str {
    let has = |word: &str| agent.contains(word);
    match () {
        () if has("iPhone") || has("iPad") => "iPhone, iPad",
        () if has("Android") && has("Firefox") => "Firefox · Android",
        () if has("Android") => "Android",
        () if has("Edg/") => "Edge",
        () if has("coc_coc") => "Cốc Cốc",
        () if has("Firefox") && has("Windows") => "Firefox · Windows",
        () if has("Firefox") => "Firefox",
        () if has("Chrome") && has("Windows") => "Chrome · Windows",
        () if has("Chrome") => "Chrome",
        () if has("Safari") => "Safari",
        () => "?",
    }
}
