//! An advance, accounted for: whom the team gave what, what it pays back, and the digest of the signed lists.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::relief::PaymentKind;
use domain::{PaymentNo, State};
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

/// Rows of recipients that a form begins with, and that it has at most.
const ROWS: usize = 6;
const MOST_ROWS: usize = 200;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/tam-ung", get(list)).route("/tam-ung/{payment}", get(settle))
}

#[derive(Template)]
#[template(path = "desk/advances.html")]
struct AdvancesPage {
    shell: Shell,
    frame: Frame,
    rows: Vec<Row>,
}

/// An advance that is not accounted for whole.
struct Row {
    payment: u64,
    request: u64,
    team: String,
    on: String,
    amount: Amount,
    open: Amount,
}

#[derive(Template)]
#[template(path = "desk/advance.html")]
struct AdvancePage {
    shell: Shell,
    frame: Frame,
    it: Row,
    head: String,
    heads: Vec<(String, String)>,
    accounts: Vec<(String, String)>,
    groups: Vec<String>,
    rows: Vec<String>,
    more: usize,
    today: String,
}

async fn list(seat: Seat) -> Response {
    seat.page(|seat| {
        let lang = seat.lang();
        let rows = seat.rules(|state| {
            let numbers = state.relief.payments.open_advances().map(|(number, _)| number);
            numbers.filter_map(|number| row(lang, state, number)).collect()
        })?;
        let shell = seat.shell("Tạm ứng chưa quyết toán", "Open advances");
        Ok(AdvancesPage { shell, frame: seat.frame(), rows }.render()?)
    })
    .await
}

/// None for what is no advance, or is accounted for.
fn row(lang: Lang, state: &State, number: PaymentNo) -> Option<Row> {
    let payment = state.relief.payment(number)?;
    let PaymentKind::Advance(team) = &payment.kind else { return None };
    let on: Date = payment.on;
    Some(Row {
        payment: number.get(),
        request: payment.request.get(),
        team: parties::name(state, &domain::Party::Organisation(team.clone())),
        on: format::date(on, lang),
        amount: Amount { dong: payment.amount.dong().into(), lang },
        open: Amount { dong: payment.open_advance(), lang },
    })
    .filter(|row| row.open.dong > 0)
}

async fn settle(Path((_, payment)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let payment = payment.parse().map(PaymentNo::new).map_err(|_| Fault::NotFound)?;
        draw(seat, payment)
    })
    .await
}

fn draw(seat: &Seat, payment: PaymentNo) -> Answer {
    let lang = seat.lang();
    let count = seat.asked("dong").parse().unwrap_or(ROWS).clamp(1, MOST_ROWS);
    let found = seat.rules(|state| {
        let it = row(lang, state, payment)?;
        let head = state.relief.payment(payment)?.head.as_ref().map(ToString::to_string);
        let standing = state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none());
        let accounts: Vec<_> =
            standing.map(|account| (account.id.to_string(), words::account(lang, &account.id))).collect();
        let groups = state.network.groups().map(|(code, _)| code.to_string()).take(1_000).collect();
        Some((it, head.unwrap_or_default(), accounts, groups))
    })?;
    let (it, head, accounts, groups) = found.ok_or(Fault::NotFound)?;
    let page = AdvancePage {
        shell: seat.shell("Quyết toán tạm ứng", "Account for an advance"),
        frame: seat.frame(),
        it,
        head,
        heads: words::heads(lang, std::iter::empty()),
        accounts,
        groups,
        rows: (0..count).map(|place| format!("command.settle_advance.recipients[{place}]")).collect(),
        more: count.saturating_mul(2).min(MOST_ROWS),
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
