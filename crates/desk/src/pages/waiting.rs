//! Statement lines that wait for a person: the list, and each with what the bank printed, what it may be, and the ways to
//! settle it. Somebody else may have settled it meanwhile: then the page says what became of it.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Booked, Direction, QuarantineNo, QuarantineState, ReceiptNo};
use ledger::{QuarantinedLine, StaffReceipt};
use vault::Row;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::life::{self, Step};
use crate::pages::receipt_form::{kind, kinds};
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Lines on one page of the list.
const PER_PAGE: usize = 100;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/sao-ke/cho", get(list)).route("/sao-ke/cho/{item}", get(line))
}

#[derive(Template)]
#[template(path = "desk/waiting.html")]
struct WaitingPage {
    shell: Shell,
    frame: Frame,
    lines: Vec<Waiting>,
    all: usize,
    more: Option<u64>,
}

struct Waiting {
    item: u64,
    account: String,
    date: String,
    direction: &'static str,
    amount: Option<Amount>,
    reason: &'static str,
    text: String,
}

async fn list(seat: Seat) -> Response {
    seat.page(|seat| {
        let lang = seat.lang();
        let from = seat.asked("tu").parse().unwrap_or(0);
        let lines = seat.ledger.quarantined()?;
        let all = lines.len();
        let mut lines: Vec<_> =
            lines.into_iter().filter(|line| line.item.get() >= from).take(PER_PAGE + 1).collect();
        let more = (lines.len() > PER_PAGE).then(|| lines.pop()).flatten().map(|line| line.item.get());
        let lines = lines.iter().map(|line| Waiting::new(lang, line)).collect();
        let shell = seat.shell("Dòng sao kê chờ xử lý", "Statement lines that wait");
        Ok(WaitingPage { shell, frame: seat.frame(), lines, all, more }.render()?)
    })
    .await
}

impl Waiting {
    fn new(lang: web::Lang, line: &QuarantinedLine) -> Self {
        Self {
            item: line.item.get(),
            account: words::account(lang, &line.account),
            date: format::date(line.date, lang),
            direction: words::direction(lang, line.direction),
            amount: line.proposed.map(|vnd| Amount { dong: vnd.dong().into(), lang }),
            reason: words::reason(lang, line.reason),
            text: text(&line.row),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/waiting_line.html")]
struct LinePage {
    shell: Shell,
    frame: Frame,
    item: u64,
    account: String,
    date: String,
    direction: &'static str,
    credit: bool,
    printed: Option<Amount>,
    proposed: Option<Amount>,
    /// The same as it would be typed.
    typed: String,
    balance: Option<Amount>,
    reference: String,
    row: Row<'static>,
    reason: &'static str,
    candidates: Vec<Candidate>,
    settled: bool,
    life: Vec<Step>,
    kinds: Vec<(&'static str, &'static str)>,
    kind: &'static str,
    today: String,
    next: String,
    may: bool,
}

/// A receipt that the line may double.
struct Candidate {
    number: u64,
    amount: Amount,
    date: String,
    name: String,
    text: String,
    reversed: bool,
}

async fn line(Path((_, item)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let item = item.parse().map(QuarantineNo::new).map_err(|_| Fault::NotFound)?;
        draw(seat, item)
    })
    .await
}

fn draw(seat: &Seat, item: QuarantineNo) -> Answer {
    let lang = seat.lang();
    let found = seat.rules(|state| {
        let next =
            state.waiting().find(|next| *next > item).or_else(|| state.waiting().find(|next| *next != item));
        state
            .quarantined(item)
            .map(|(account, line, why)| (account.id.clone(), line.clone(), why.clone(), next))
    })?;
    let (account, line, why, next) = found.ok_or(Fault::NotFound)?;
    let row = seat.ledger.personal(line.row)?;
    let amount = |vnd: domain::Vnd| Amount { dong: vnd.dong().into(), lang };
    let positions = seat.ledger.views().history.of_line(item).to_vec();
    let date = format::date(line.date, lang);
    let page = LinePage {
        shell: seat.shell("Xử lý dòng sao kê", "Settle a statement line"),
        frame: seat.frame(),
        item: item.get(),
        account: words::account(lang, &account),
        date: line.time.map_or(date.clone(), |time| format!("{date} {}", format::time(time))),
        direction: words::direction(lang, line.direction),
        credit: line.direction == Direction::Credit,
        printed: line.amount.map(amount),
        proposed: why.amount.map(amount),
        typed: why.amount.map(|vnd| words::typed(vnd.dong().into())).unwrap_or_default(),
        balance: line.balance.map(amount),
        reference: line.reference.as_deref().unwrap_or_default().to_owned(),
        reason: words::reason(lang, why.reason),
        candidates: candidates(seat, &why, &line)?,
        settled: why.settled,
        life: life::steps(seat, &positions)?,
        kinds: kinds(lang),
        kind: proposed_kind(seat, &row),
        today: Seat::today().to_string(),
        next: next.map_or("/sao-ke/cho".to_owned(), |next| format!("/sao-ke/cho/{next}")),
        may: seat.signed.may(domain::Action::ImportStatements),
        row,
    };
    Ok(page.render()?)
}

/// The receipts that the import named; of an unreadable amount, none.
fn candidates(seat: &Seat, why: &QuarantineState, line: &Booked) -> Result<Vec<Candidate>, Fault> {
    let mut found = Vec::new();
    for number in why.candidates.iter().filter(|_| line.direction == Direction::Credit) {
        if let Some(receipt) = seat.ledger.receipt(*number)? {
            found.push(Candidate::new(seat.lang(), &receipt));
        }
    }
    Ok(found)
}

impl Candidate {
    fn new(lang: web::Lang, receipt: &StaffReceipt) -> Self {
        Self {
            number: ReceiptNo::get(receipt.number),
            amount: Amount { dong: receipt.amount.dong().into(), lang },
            date: format::date(receipt.date, lang),
            name: receipt.row.name.to_string(),
            text: text(&receipt.row),
            reversed: receipt.reversed,
        }
    }
}

/// What the memo tells of its giver, as an import would have read it.
fn proposed_kind(seat: &Seat, row: &Row<'_>) -> &'static str {
    let rules = seat.desk.reading.rules.as_ref();
    let told = rules.map(|rules| rules.read(&row.memo, &row.counter_name, &row.counter_account).kind);
    told.map_or("unidentified", kind)
}

fn text(row: &Row<'_>) -> String {
    let texts = [&row.counter_name, &row.counter_account, &row.memo];
    texts.into_iter().filter(|text| !text.is_empty()).map(|text| &**text).collect::<Vec<_>>().join(" · ")
}
