//! What was asked for, and how far it has come: for everybody of the fund.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::relief::{self, Content, Outcome};
use domain::{Action, Event, RequestNo, State, Vnd};
use jiff::civil::Date;
use ledger::Thing;
use web::Lang;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::parties;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Requests on one page, and so many are looked at for it.
const PER_PAGE: usize = 50;
const LOOKED_AT: usize = 1_000;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/de-nghi", get(list))
}

#[derive(Template)]
#[template(path = "desk/requests.html")]
struct RequestsPage {
    shell: Shell,
    frame: Frame,
    filters: Vec<(&'static str, &'static str)>,
    filter: &'static str,
    rows: Vec<Row>,
    more: Option<u64>,
    makes: bool,
}

/// A request as a row.
struct Row {
    number: u64,
    what: &'static str,
    payee: String,
    amount: Option<Amount>,
    left: Option<Amount>,
    standing: &'static str,
    made: String,
    until: Option<String>,
    pays: bool,
}

/// Where a request stands, by its name in the address.
const STANDINGS: [(&str, &str, &str); 7] = [
    ("cho-duyet", "Chờ duyệt", "To be approved"),
    ("bo-sung", "Chờ bổ sung", "More is asked for"),
    ("da-duyet", "Đã duyệt, chờ chi hoặc xuất", "Approved, to be paid or issued"),
    ("het-han", "Hết hạn", "Expired"),
    ("xong", "Đã thực hiện", "Done"),
    ("tu-choi", "Từ chối", "Refused"),
    ("rut", "Đã rút", "Withdrawn"),
];

async fn list(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let (lang, today) = (seat.lang(), Seat::today());
    let known = STANDINGS.into_iter().find(|(name, ..)| *name == seat.asked("trang-thai"));
    let filter = known.map_or("", |(name, ..)| name);
    let before: u64 = seat.asked("truoc").parse().unwrap_or(u64::MAX);
    let pays = seat.signed.may(Action::Pay);
    let (numbers, more) = seat.rules(|state| chosen(state, filter, before, today))?;
    let mut rows = Vec::new();
    for number in numbers {
        rows.push(row(seat, number, today, pays)?);
    }
    let page = RequestsPage {
        shell: seat.shell("Đề nghị chi, xuất", "Requests"),
        frame: seat.frame(),
        filters: STANDINGS.into_iter().map(|(name, vi, en)| (name, lang.say(vi, en))).collect(),
        filter,
        rows,
        more,
        makes: seat.signed.may(Action::MakeRequests),
    };
    Ok(page.render()?)
}

/// The newest requests below a number that stand so, and where to go on.
fn chosen(state: &State, filter: &str, before: u64, today: Date) -> (Vec<RequestNo>, Option<u64>) {
    let end = before.min(state.relief.requests.next().get());
    let mut found = Vec::new();
    let mut last = end;
    for number in (1..end).rev().take(LOOKED_AT) {
        if found.len() == PER_PAGE {
            break;
        }
        last = number;
        let number = RequestNo::new(number);
        if filter.is_empty() || standing(state, number, today) == filter {
            found.push(number);
        }
    }
    (found, Some(last).filter(|last| *last > 1))
}

fn standing(state: &State, number: RequestNo, today: Date) -> &'static str {
    let requests = &state.relief.requests;
    match (requests.open(number), requests.outcome(number)) {
        (Ok(open), _) if open.expires_on < today => "het-han",
        (Ok(open), _) if open.approved => "da-duyet",
        (Ok(open), _) if open.held => "bo-sung",
        (Ok(_), _) => "cho-duyet",
        (_, Some(Outcome::Refused)) => "tu-choi",
        (_, Some(Outcome::Withdrawn)) => "rut",
        _ => "xong",
    }
}

fn row(seat: &Seat, number: RequestNo, today: Date, pays: bool) -> Result<Row, Fault> {
    let lang = seat.lang();
    let open = seat.rules(|state| {
        let open = state.relief.requests.open(number).ok().cloned();
        (standing(state, number, today), open)
    })?;
    let (standing, open) = open;
    let (content, made) = match &open {
        Some(open) => (open.content.clone(), open.made_on),
        None => ended(seat, number)?,
    };
    let approved = open.as_ref().filter(|_| standing == "da-duyet");
    let left = approved.map(relief::OpenRequest::to_pay).filter(|left| *left > 0);
    Ok(Row {
        number: number.get(),
        what: words::content(lang, &content),
        payee: seat.rules(|state| parties::payee(lang, state, &content))?,
        amount: content.money().map(|(_, vnd)| amount(lang, vnd)),
        left: left.map(|dong| Amount { dong, lang }),
        standing: said(lang, standing),
        made: format::date(made, lang),
        until: open.map(|open| format::date(open.expires_on, lang)),
        pays: pays && left.is_some(),
    })
}

/// What a request that is over asked for last: the rules keep it no longer, the log does.
fn ended(seat: &Seat, number: RequestNo) -> Result<(Content, Date), Fault> {
    let mut last = None;
    for told in seat.ledger.history(&Thing::Request(number))? {
        let Event::Relief(event) = &told.recorded.event else { continue };
        match &**event {
            relief::Event::RequestMade(made) => {
                last = Some((made.content.clone(), told.recorded.meta.effective_on));
            }
            relief::Event::RequestAmended(amended) => {
                last = last.map(|(_, on)| (amended.content.clone(), on));
            }
            _ => {}
        }
    }
    last.ok_or(Fault::NotFound)
}

fn amount(lang: Lang, vnd: Vnd) -> Amount {
    Amount { dong: vnd.dong().into(), lang }
}

fn said(lang: Lang, standing: &str) -> &'static str {
    let known = STANDINGS.into_iter().find(|(name, ..)| *name == standing);
    known.map_or("", |(_, vi, en)| lang.say(vi, en))
}
