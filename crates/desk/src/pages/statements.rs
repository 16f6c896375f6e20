//! The statements that the books hold: what each printed, and what of it was recorded, known or put aside.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Event, Recorded, StatementImported};
use web::Lang;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::people::People;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Statements on one page.
const PER_PAGE: usize = 50;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/sao-ke", get(list)).route("/sao-ke/{number}", get(statement))
}

#[derive(Template)]
#[template(path = "desk/statements.html")]
struct StatementsPage {
    shell: Shell,
    frame: Frame,
    rows: Vec<Statement>,
    more: Option<u64>,
    waiting: usize,
}

#[derive(Template)]
#[template(path = "desk/statement.html")]
struct StatementPage {
    shell: Shell,
    frame: Frame,
    it: Statement,
}

/// A statement, laid out.
struct Statement {
    number: u64,
    position: u64,
    account: String,
    account_id: String,
    first: String,
    last: String,
    days: (String, String),
    profile: String,
    lines: String,
    recorded: String,
    known: String,
    held: String,
    breaks: u32,
    opening: Option<Amount>,
    closing: Option<Amount>,
    digest: String,
    when: String,
    who: String,
}

async fn list(seat: Seat) -> Response {
    seat.page(draw).await
}

/// Newest first.
fn draw(seat: &Seat) -> Answer {
    let positions = seat.ledger.views().history.statements().to_vec();
    let end = seat.asked("truoc").parse().unwrap_or(usize::MAX).saturating_sub(1).min(positions.len());
    let start = end.saturating_sub(PER_PAGE);
    let (mut rows, people) = (Vec::new(), People::of(seat)?);
    for position in positions.get(start..end).unwrap_or_default().iter().rev() {
        rows.push(read(seat, &people, *position)?);
    }
    let waiting = seat.rules(|state| state.waiting().count())?;
    let more = (start > 0).then(|| start as u64 + 1);
    let shell = seat.shell("Sao kê", "Statements");
    Ok(StatementsPage { shell, frame: seat.frame(), rows, more, waiting }.render()?)
}

async fn statement(Path((_, number)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let number: usize = number.parse().map_err(|_| Fault::NotFound)?;
        let place = number.checked_sub(1).ok_or(Fault::NotFound)?;
        let position = seat.ledger.views().history.statements().get(place).copied();
        let it = read(seat, &People::of(seat)?, position.ok_or(Fault::NotFound)?)?;
        Ok(StatementPage {
            shell: seat.shell("Sao kê đã nhập", "An imported statement"),
            frame: seat.frame(),
            it,
        }
        .render()?)
    })
    .await
}

fn read(seat: &Seat, people: &People, position: u64) -> Result<Statement, Fault> {
    let told = seat.ledger.told(position)?;
    match &told.recorded.event {
        Event::StatementImported(event) => Ok(Statement::new(seat, people, &told.recorded, event)),
        _ => Err(Fault::NotFound),
    }
}

impl Statement {
    fn new(seat: &Seat, people: &People, recorded: &Recorded, event: &StatementImported) -> Self {
        let lang: Lang = seat.lang();
        let number = |number: u32| format::grouped(number, lang);
        let amount = |vnd: domain::Vnd| Amount { dong: vnd.dong().into(), lang };
        let profile = seat.desk.reading.profiles.get(event.profile.as_str());
        Self {
            number: event.statement.get(),
            position: recorded.position,
            account: words::account(lang, &event.account),
            account_id: event.account.to_string(),
            first: format::date(event.first, lang),
            last: format::date(event.last, lang),
            days: (event.first.to_string(), event.last.to_string()),
            profile: profile.map_or_else(|_| event.profile.to_string(), |profile| profile.title().to_owned()),
            lines: number(event.lines),
            recorded: number(event.recorded),
            known: number(event.known),
            held: number(event.quarantined),
            breaks: event.breaks,
            opening: event.opening.map(amount),
            closing: event.closing.map(amount),
            digest: event.digest.clone(),
            when: format::moment(recorded.meta.recorded_at, lang),
            who: people.actor(&recorded.meta.actor),
        }
    }
}
