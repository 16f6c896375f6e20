//! What waits for the reader: requests that they may approve in front, then those that they may not, with the reason.

use askama::Template;
use axum::response::Response;
use domain::Party;
use ledger::{Stage, Waiting};
use web::Lang;
use web::pages::{Amount, Shell};

use super::reader;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::people::People;
use crate::seat::Seat;

/// A request in a list.
struct Card {
    href: String,
    number: u64,
    kind: &'static str,
    amount: Amount,
    to: String,
    maker: String,
    made_on: String,
    expires_on: String,
    approvals: usize,
    needed: usize,
    /// Why the reader may not approve it.
    why_not: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/approver/waiting.html")]
struct WaitingPage {
    shell: Shell,
    frame: Frame,
    approver: bool,
    mine: Vec<Card>,
    others: Vec<Card>,
    held: Vec<Card>,
    approved: Vec<Card>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let (lang, frame, people) = (seat.lang(), seat.frame(), People::of(seat)?);
    let approver = seat.signed.may(domain::Action::ApproveRequests);
    let requests = seat.ledger.waiting_requests(&reader(seat))?;
    let payees: Vec<Party> = requests.iter().filter_map(|request| request.content.payee()).collect();
    let names = seat.ledger.called(&payees)?;
    let (mut mine, mut others, mut held, mut approved) = (vec![], vec![], vec![], vec![]);
    for request in &requests {
        let to = request.content.payee().and_then(|payee| names.get(&payee).cloned());
        let card = card(lang, &frame, &people, request, to.unwrap_or_default());
        match request.stage {
            Stage::Approved => approved.push(card),
            Stage::Held => held.push(card),
            _ if request.reader.approve.is_none() => mine.push(card),
            _ => others.push(card),
        }
    }
    let shell = seat.shell("Chờ duyệt", "To approve");
    Ok(WaitingPage { shell, frame, approver, mine, others, held, approved }.render()?)
}

fn card(lang: Lang, frame: &Frame, people: &People, request: &Waiting, to: String) -> Card {
    Card {
        href: frame.to(&format!("/de-nghi/{}", request.number)),
        number: request.number.get(),
        kind: say::kind(lang, &request.content),
        amount: say::amount(lang, request.value.dong()),
        to,
        maker: people.actor(&request.maker),
        made_on: say::day(lang, request.made_on),
        expires_on: say::day(lang, request.expires_on),
        approvals: request.approvals,
        needed: request.needed,
        why_not: request.reader.approve.as_ref().map(|rejection| say::refusal(lang, rejection)),
    }
}
