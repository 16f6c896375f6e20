//! The one way in which a page changes the books: `POST /ban/{fund}/lenh/{target}`, where `target` is the address of the
//! API's command behind `/v1/funds/{fund}/`.
//!
//! Done, the reader is sent on to the form's `_next`; refused, the page that the form stands on (`_back`) is drawn again with
//! what was typed and why it was refused, and nothing has changed. The form's `_command` is the command's id, so a second
//! click, the back button or a line that broke get the first answer again and never a second entry.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use ledger::{Entry, Outcome, Thing};
use tower::ServiceExt as _;
use uuid::Uuid;
use web::Lang;
use wire::{Asked, Problem, SMALL_FORM, Target, from_here, whole_body};

use crate::answer;
use crate::brought::{self, MOST_BROUGHT};
use crate::form::Typed;
use crate::frame;
use crate::seat::Seat;
use crate::state::Desk;

/// The largest form of somebody who has signed in. A stranger's is not read further than a small one.
const MOST_BYTES: usize = 4 << 20;

/// The route in a language; `pages` are the pages that are drawn again. More is let in than a form brings, and no more than that
/// is read: so what was typed before a file that is too large stands in the form again.
pub(crate) fn route(lang: Lang, pages: Router) -> Router<Desk> {
    let path = format!("{}/ban/{{fund}}/lenh/{{*target}}", lang.prefix());
    let handler = async move |State(desk),
                              Path((_, target)): Path<(String, String)>,
                              headers: HeaderMap,
                              request: Request| {
        let desk: Desk = desk;
        give(desk, target, headers, request, pages).await
    };
    Router::new().route(&path, post(handler)).layer(DefaultBodyLimit::max(2 * MOST_BROUGHT))
}

async fn give(desk: Desk, target: String, headers: HeaderMap, request: Request, pages: Router) -> Response {
    let lang = desk.lang;
    let (mut parts, body) = request.into_parts();
    let seat = {
        use axum::extract::FromRequestParts as _;
        Seat::from_request_parts(&mut parts, &desk).await
    };
    let seat = match seat {
        Ok(seat) => seat,
        Err(_) if desk.door.entered(&headers).await.is_none() => {
            return sign_in_first(&desk, Request::from_parts(parts, body)).await;
        }
        Err(response) => return response,
    };
    let (typed, problem) = read(Request::from_parts(parts, body), Some(&seat), MOST_BYTES).await;
    if let Some(problem) = problem {
        return draw_again(pages, lang, &headers, typed.refused(problem)).await;
    }
    let Ok(target) = target.parse::<Target>() else { return answer::not_found(lang) };
    if !from_here(&headers) || !seat.signed.sent(typed.get("_csrf").unwrap_or_default()) {
        return draw_again(pages, lang, &headers, typed.refused(answer::not_ours())).await;
    }
    let next = typed.get("_next").or_else(|| typed.get("_back")).unwrap_or("/").to_owned();
    let done = {
        let typed = typed.clone();
        tokio::task::spawn_blocking(move || execute(&seat, target, &typed)).await
    };
    match done {
        Ok(Ok(outcome)) => Redirect::to(&onward(lang, &next, &outcome)).into_response(),
        Ok(Err(problem)) => draw_again(pages, lang, &headers, typed.refused(problem)).await,
        Err(error) => answer::broken(lang, &error),
    }
}

/// The session has ended. Nothing that was typed is lost: a form of the usual size is sent again after signing in, and a
/// longer one still stands in the page before.
async fn sign_in_first(desk: &Desk, request: Request) -> Response {
    let uri = request.uri().clone();
    match read(request, None, SMALL_FORM).await {
        (typed, None) => answer::sign_in_and_send(desk, &uri, &typed),
        (_, Some(problem)) if problem.status == StatusCode::PAYLOAD_TOO_LARGE => {
            answer::problem(desk.lang, &answer::too_long_to_carry())
        }
        (_, Some(problem)) => answer::problem(desk.lang, &problem),
    }
}

/// What was typed, and why it is refused already. Whoever has no seat brings no file.
async fn read(request: Request, seat: Option<&Seat>, most: usize) -> (Typed, Option<Problem>) {
    let brings = brought::brings_files(request.headers());
    if brings && seat.is_some() {
        return brought::read(request, seat).await;
    }
    let (parts, body) = request.into_parts();
    let body = match whole_body(body, most).await {
        Ok(body) => body,
        Err(problem) => return (Typed::default(), Some(problem)),
    };
    if brings {
        return brought::read(Request::from_parts(parts, Body::from(body)), None).await;
    }
    match Typed::parse(&body) {
        Ok(typed) => (typed, None),
        Err(problem) => (Typed::default(), Some(problem)),
    }
}

fn execute(seat: &Seat, target: Target, typed: &Typed) -> Result<Outcome, Problem> {
    let body = serde_json::to_vec(&typed.body()?).map_err(|error| Problem::internal(&error))?;
    let Asked { command, personal } = target.read(&body, Seat::today())?;
    let actor = seat.signed.actor_for(command.action()).ok_or_else(Problem::unauthenticated)?;
    let id = typed.get("_command").and_then(|id| Uuid::try_parse(id).ok()).unwrap_or_else(Uuid::now_v7);
    Ok(seat.ledger.execute(Entry { id, correlation: None, actor, command, personal })?)
}

/// Where the reader goes after the entry: `{receipt}`, `{request}` and the like in the address become what was made.
fn onward(lang: Lang, next: &str, outcome: &Outcome) -> String {
    let mut path = frame::local(next).to_owned();
    if let Some(receipt) = outcome.receipt {
        path = path.replace("{receipt}", &receipt.get().to_string());
    }
    for thing in &outcome.made {
        if let Some((name, number)) = numbered(thing) {
            path = path.replace(&format!("{{{name}}}"), &number);
        }
    }
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{}{path}{sign}xong={}", lang.prefix(), outcome.first)
}

fn numbered(thing: &Thing) -> Option<(&'static str, String)> {
    Some(match thing {
        Thing::Allocation(number) => ("allocation", number.get().to_string()),
        Thing::CashCount(number) => ("cash_count", number.get().to_string()),
        Thing::Finding(number) => ("finding", number.get().to_string()),
        Thing::GoodsReceipt(number) => ("goods_receipt", number.get().to_string()),
        Thing::Issue(number) => ("issue", number.get().to_string()),
        Thing::Lot(number) => ("lot", number.get().to_string()),
        Thing::Movement(number) => ("move", number.get().to_string()),
        Thing::Payment(number) => ("payment", number.get().to_string()),
        Thing::Request(number) => ("request", number.get().to_string()),
        Thing::Shipment(number) => ("shipment", number.get().to_string()),
        Thing::StockCount(number) => ("stock_count", number.get().to_string()),
        _ => return None,
    })
}

/// Draws the page that the form stands on, with what was typed in it.
async fn draw_again(pages: Router, lang: Lang, headers: &HeaderMap, typed: Typed) -> Response {
    let status = typed.problem().map_or(StatusCode::UNPROCESSABLE_ENTITY, |problem| problem.status);
    // A form that could not be read at all has no page to go back to.
    if let (Some(problem), None) = (typed.problem(), typed.get("_back")) {
        return answer::problem(lang, problem);
    }
    let back = frame::local(typed.get("_back").unwrap_or("/"));
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = format!("{}{back}", lang.prefix()).parse::<Uri>().unwrap_or_default();
    *request.headers_mut() = headers.clone();
    request.extensions_mut().insert(typed.clone());
    let Ok(mut response) = pages.oneshot(request).await;
    match response.status() {
        StatusCode::OK => *response.status_mut() = status,
        // Where there is no such page, or one that was drawn for others, why it was refused is still told.
        there if there.is_client_error() => {
            if let Some(problem) = typed.problem() {
                return answer::problem(lang, problem);
            }
        }
        _ => {}
    }
    response
}
