//! An approved request, paid: whole, or for some of its recipients, and where the bank has printed it already, as what that
//! line is.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::relief::{OpenRequest, Recipient};
use domain::{AccountId, BookedAs, Direction, RequestNo, State};
use jiff::civil::Date;
use web::Lang;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::parties;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Bank lines that are offered at most.
const LINES: usize = 50;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/de-nghi/{number}/chi", get(pay))
}

#[derive(Template)]
#[template(path = "desk/pay.html")]
struct PayPage {
    shell: Shell,
    frame: Frame,
    /// The page of the request.
    here: String,
    number: u64,
    what: &'static str,
    payee: String,
    account: String,
    /// What is left to be paid, where that may be done now.
    left: Option<Amount>,
    /// The same as it would be typed.
    typed: String,
    until: String,
    recipients: Vec<Paid>,
    lines: Vec<(String, String)>,
    today: String,
}

/// A recipient who is not paid yet.
struct Paid {
    value: String,
    name: String,
    amount: Amount,
}

/// What the rules know of it.
struct Known {
    open: OpenRequest,
    payable: bool,
    payee: String,
    lines: Vec<(String, String)>,
    names: Vec<String>,
}

async fn pay(Path((_, number)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let number = number.parse().map(RequestNo::new).map_err(|_| Fault::NotFound)?;
        draw(seat, number)
    })
    .await
}

fn draw(seat: &Seat, number: RequestNo) -> Answer {
    let (lang, today) = (seat.lang(), Seat::today());
    let known = seat.rules(|state| known(lang, state, number, today))?;
    // A request that is over has its own page, which says how it ended.
    let Some(Known { open, payable, payee, lines, names }) = known else { return Err(Fault::NotFound) };
    let account = open.content.money().map(|(account, _)| words::account(lang, account));
    let recipients = open.left.iter().zip(names);
    let page = PayPage {
        shell: seat.shell("Chi theo đề nghị", "Pay a request"),
        frame: seat.frame(),
        here: format!("/de-nghi/{number}"),
        number: number.get(),
        what: words::content(lang, &open.content),
        payee,
        account: account.unwrap_or_default(),
        left: payable.then(|| Amount { dong: open.to_pay(), lang }),
        typed: words::typed(open.to_pay()),
        until: format::date(open.expires_on, lang),
        recipients: recipients.map(|(recipient, name)| Paid::new(lang, recipient, name)).collect(),
        lines,
        today: today.to_string(),
    };
    Ok(page.render()?)
}

fn known(lang: Lang, state: &State, number: RequestNo, today: Date) -> Option<Known> {
    let open = state.relief.requests.open(number).ok()?.clone();
    let lines =
        open.content.money().map(|(account, _)| unexplained(lang, state, account)).unwrap_or_default();
    Some(Known {
        payable: state.relief.requests.executable(number, today).is_ok() && open.to_pay() > 0,
        payee: parties::payee(lang, state, &open.content),
        names: open.left.iter().map(|recipient| parties::name(state, &recipient.party)).collect(),
        lines,
        open,
    })
}

/// Money that the bank has printed as gone and nobody has explained: the newest first, by its place among the lines.
fn unexplained(lang: Lang, state: &State, account: &AccountId) -> Vec<(String, String)> {
    let Some(account) = state.account(account) else { return Vec::new() };
    let open = account
        .booked
        .iter()
        .enumerate()
        .filter(|(_, line)| line.what == BookedAs::Movement && line.direction == Direction::Debit);
    let row = |(place, line): (usize, &domain::Booked)| {
        let amount = line.amount.map(|vnd| Amount { dong: vnd.dong().into(), lang }.figures());
        let reference = line.reference.as_deref().unwrap_or_default();
        let said =
            format!("{} · {} đ · {reference}", format::date(line.date, lang), amount.unwrap_or_default());
        (place.to_string(), said)
    };
    open.rev().take(LINES).map(row).collect()
}

impl Paid {
    fn new(lang: Lang, recipient: &Recipient, name: String) -> Self {
        let amount = Amount { dong: recipient.amount.dong().into(), lang };
        Self { value: parties::json(recipient), name, amount }
    }
}
