//! The inbox: what people outside said, longest waiting first, and its answer. Of an irregularity the supervision alone reads
//! text and sender.

use access::Seen;
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::inbox::{About, Kind, Outcome};
use domain::{Action, MessageNo, ReceiptNo, Role, Sight};
use ledger::Letter;
use web::pages::{Shell, Told, letters};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::receipt::shows;
use crate::seat::Seat;
use crate::state::Desk;

/// So many stand on a page.
const PER_PAGE: usize = 50;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/hom-thu", get(list)).route("/hom-thu/{number}", get(one))
}

#[derive(Template)]
#[template(path = "desk/inbox.html")]
struct InboxPage {
    shell: Shell,
    frame: Frame,
    /// Those that wait, not those that are settled.
    open: bool,
    total: usize,
    letters: Vec<Told>,
}

async fn list(seat: Seat) -> Response {
    seat.page(draw_list).await
}

fn draw_list(seat: &Seat) -> Answer {
    if !seat.signed.sees(Sight::Inbox) {
        return Err(Fault::NotFound);
    }
    let (lang, today) = (seat.lang(), Seat::today());
    let open = seat.asked("da-xong").is_empty();
    let skip = seat.asked("bo").parse().unwrap_or_default();
    let (total, found) = seat.ledger.inbox(seat.is(&[Role::Auditor]), today, open, skip, PER_PAGE)?;
    let fund = seat.ledger.fund();
    let page = InboxPage {
        shell: seat.shell("Hòm thư", "Inbox"),
        frame: seat.frame(),
        open,
        total,
        letters: found.into_iter().map(|letter| Told::new(lang, fund, letter, today)).collect(),
    };
    Ok(page.render()?)
}

#[allow(clippy::struct_excessive_bools, reason = "each is a form that is there or not")]
#[derive(Template)]
#[template(path = "desk/letter.html")]
struct LetterPage {
    shell: Shell,
    frame: Frame,
    letter: Told,
    number: String,
    /// Name and contact of its sender.
    sender: (String, String),
    /// Its sender held the code of the gift.
    proven: bool,
    /// It is for the reader to answer.
    mine: bool,
    may_show: bool,
    /// Its own text and its last answer are shown.
    shown: (bool, bool),
    /// It may be shown at all.
    public: bool,
    outcomes: Vec<(&'static str, &'static str)>,
    /// What can be done at once: the receipt that it is about, the kind, the day.
    about: Option<u64>,
    kind: Kind,
    taken_on: String,
    may_correct: bool,
    /// The name was corrected a moment ago, on this very message.
    corrected: bool,
    shows: Vec<(&'static str, &'static str)>,
    may_ask_erasure: bool,
    may_hand_codes: bool,
    /// A receipt whose code is wanted, and the code.
    code: Option<(String, String)>,
}

async fn one(seat: Seat, Path((_, number)): Path<(String, String)>) -> Response {
    seat.page(move |seat| draw_one(seat, &number)).await
}

fn draw_one(seat: &Seat, number: &str) -> Answer {
    if !seat.signed.sees(Sight::Inbox) {
        return Err(Fault::NotFound);
    }
    let number = number.parse().map(MessageNo::new).map_err(|_| Fault::NotFound)?;
    let (supervises, today) = (seat.is(&[Role::Auditor]), Seat::today());
    let letter = seat.ledger.inbox_letter(supervises, number, today)?.ok_or(Fault::NotFound)?;
    let mine = mine(seat, &letter);
    let about = match letter.about {
        Some(About::Receipt(receipt)) => Some(receipt.get()),
        _ => None,
    };
    let may_hand_codes = seat.signed.may(Action::KeepConsents);
    let page = LetterPage {
        shell: seat.shell(&format!("Thư số {number}"), &format!("Message {number}")),
        frame: seat.frame(),
        number: number.to_string(),
        sender: (letter.sender.name.clone(), letter.sender.contact.clone()),
        proven: letter.proven,
        mine,
        may_show: letter.may_show,
        shown: (letter.shown, letter.replies.last().is_some_and(|reply| reply.public)),
        public: letter.kind.is_public(),
        outcomes: outcomes(seat),
        about,
        kind: letter.kind,
        taken_on: letter.taken_on.to_string(),
        may_correct: seat.signed.may(Action::CorrectGifts),
        corrected: !seat.asked("sua-ten").is_empty(),
        shows: shows(seat.lang()),
        may_ask_erasure: seat.signed.may(Action::AskErasure),
        may_hand_codes,
        code: if may_hand_codes { code(seat)? } else { None },
        letter: Told::new(seat.lang(), seat.ledger.fund(), letter, today),
    };
    Ok(page.render()?)
}

/// Whether the rules would take the reader's answer.
fn mine(seat: &Seat, letter: &Letter) -> bool {
    let supervision = letter.kind == Kind::Irregularity;
    seat.signed.may(Action::AnswerMessages) && seat.is(&[Role::Auditor]) == supervision
}

/// The code of the gift that is asked for in the address: the treasurer hands it to whoever gave.
fn code(seat: &Seat) -> Result<Option<(String, String)>, Fault> {
    let Ok(number) = seat.asked("khoan").parse::<u64>() else { return Ok(None) };
    let number = ReceiptNo::new(number);
    let known = seat.rules(|state| state.receipt(number).is_some())?;
    if !known {
        return Ok(None);
    }
    // Whoever has the code opens the gift: handing one out is written down like the private copy.
    seat.note(Seen::PrivateCopy, &format!("receipts/{number}/code"))?;
    Ok(Some((number.to_string(), seat.ledger.gift_code(number)?)))
}

fn outcomes(seat: &Seat) -> Vec<(&'static str, &'static str)> {
    let name = |outcome| match outcome {
        Outcome::Checking => "checking",
        Outcome::Done => "done",
        Outcome::Explained => "explained",
        Outcome::Declined => "declined",
        Outcome::SetAside => "set_aside",
    };
    Outcome::ALL.map(|outcome| (name(outcome), letters::outcome(seat.lang(), Some(outcome)))).to_vec()
}
