//! What a handler answers with, and the one place where a problem becomes a page.

use askama::Template;
use axum::http::header::CACHE_CONTROL;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Redirect, Response};
use ledger::LedgerError;
use web::Lang;
use web::pages::Shell;
use wire::Problem;

use crate::form::Typed;
use crate::state::Desk;

/// A page, or why there is none.
pub(crate) type Answer = Result<String, Fault>;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The address names nothing.
    NotFound,
    /// The books, or what was asked of them.
    Problem(Problem),
    /// The page could not be laid out.
    Layout(askama::Error),
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Problem(error.into())
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Layout(error)
    }
}

/// The browser may keep a page for the way back, so that a form keeps its command's id, and nobody else may.
const KEPT: &str = "private, no-cache";

pub(crate) fn respond(lang: Lang, answer: Answer) -> Response {
    match answer {
        Ok(page) => ([(CACHE_CONTROL, KEPT)], Html(page)).into_response(),
        Err(Fault::NotFound) => not_found(lang),
        Err(Fault::Problem(fault)) => problem(lang, &fault),
        Err(Fault::Layout(error)) => broken(lang, &error),
    }
}

#[derive(Template)]
#[template(path = "desk/problem.html")]
struct ProblemPage<'a> {
    shell: Shell,
    said: &'a str,
}

/// A problem that lies in no form.
pub(crate) fn problem(lang: Lang, problem: &Problem) -> Response {
    let (vi, en) = wire::title(problem.status);
    let shell = Shell { path: None, ..Shell::new(lang, lang.say(vi, en), "") };
    let page = ProblemPage { shell, said: lang.say(&problem.vi, &problem.en) };
    (problem.status, [(CACHE_CONTROL, "no-store")], Html(page.render().unwrap_or_default())).into_response()
}

pub(crate) fn not_found(lang: Lang) -> Response {
    let (vi, en) = (
        "Không có trang này, hoặc anh chị không có quyền xem. Hãy kiểm tra địa chỉ hoặc hỏi người quản trị.",
        "There is no such page, or you may not see it. Check the address or ask the administrator.",
    );
    problem(lang, &Problem::new(StatusCode::NOT_FOUND, "not-found", vi, en))
}

/// Something failed inside; what it was goes to the log.
pub(crate) fn broken(lang: Lang, error: &dyn std::fmt::Display) -> Response {
    problem(lang, &Problem::internal(error))
}

/// A form that does not come from a page of ours.
pub(crate) fn not_ours() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "form-expired",
        "Biểu mẫu này đã hết hạn hoặc không gửi từ trang của quỹ. Chưa ghi gì cả: hãy kiểm tra lại rồi bấm gửi một lần nữa.",
        "This form has expired or was not sent from the fund's page. Nothing was recorded: check it and send it once more.",
    )
}

/// The session has ended, and the form is too long to be carried through signing in.
pub(crate) fn too_long_to_carry() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "form-too-large",
        "Phiên làm việc đã hết và biểu mẫu quá dài để giữ qua trang đăng nhập. Chưa ghi gì cả. Hãy đăng nhập ở một thẻ khác, rồi bấm nút quay lại ở thẻ này và gửi lại: những gì đã gõ vẫn còn.",
        "Your session has ended and the form is too long to be carried through signing in. Nothing was recorded. Sign in in another tab, then go back in this one and send it again: what you typed is still there.",
    )
}

/// Nobody has signed in.
pub(crate) fn sign_in_first(lang: Lang, path: &str) -> Response {
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    Redirect::to(&format!("{}/dang-nhap?ve={back}", lang.prefix())).into_response()
}

/// A role of theirs asks for a second factor: they set it up before anything else.
pub(crate) fn factor_first(lang: Lang) -> Response {
    Redirect::to(&format!("{}/tai-khoan/xac-thuc", lang.prefix())).into_response()
}

/// The session has ended while a form was filled in: what was typed is kept on the page where one signs in again.
pub(crate) fn sign_in_and_send(desk: &Desk, uri: &Uri, typed: &Typed) -> Response {
    crate::pages::sign_in::expired(desk, uri.path(), typed)
}
