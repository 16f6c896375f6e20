//! One hand-over: who is to get what, the list to print, and the three forms: handed over, signed, confirmed.
//!
//! Codes that were scanned from the signed list come in as a text, a line each, and say which lines are signed: the page
//! works with a hand scanner that types, and without any script.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::relief::{Delivery, Event as Relief};
use domain::{Action, Event, IssueNo, Party, PaymentNo};
use ledger::{Handover, LineCode, Thing};
use web::format::date;
use web::pages::{Amount, Shell};

use super::called;
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::goods::part;
use crate::pages::{FileLink, parties};
use crate::seat::Seat;

struct Line {
    place: u32,
    who: String,
    code: String,
    amount: Option<Amount>,
    goods: String,
    households: u32,
    scanned: bool,
}

#[derive(Template)]
#[template(path = "desk/handover.html")]
struct HandoverPage {
    shell: Shell,
    frame: Frame,
    what: String,
    /// Who takes it over, and the areas that a form offers, that one in front.
    to: String,
    areas: Vec<(String, String)>,
    voucher: String,
    /// The delivery as the API's commands name it, and its printed list.
    kind: &'static str,
    number: u64,
    list: String,
    handed: Option<String>,
    confirmed: Option<String>,
    signed: u32,
    expected: u32,
    left: u32,
    lines: Vec<Line>,
    /// Whether a line has goods, and so their column.
    goods: bool,
    /// Photos, signed lists and confirmations so far: of which day, and the file.
    papers: Vec<(String, FileLink)>,
    /// What was scanned: the text, how many lines, for how many households, and codes that are not of this list.
    scan: String,
    codes: usize,
    scanned: u32,
    strange: Vec<String>,
    missing: Vec<u32>,
    today: String,
    may: bool,
    /// The page of its negative, for who may enter that.
    back: Option<String>,
}

pub(super) async fn issue(seat: Seat, Path((_, number)): Path<(String, u64)>) -> Response {
    seat.page(move |seat| draw(seat, Delivery::Issue(IssueNo::new(number)))).await
}

pub(super) async fn payment(seat: Seat, Path((_, number)): Path<(String, u64)>) -> Response {
    seat.page(move |seat| draw(seat, Delivery::Payment(PaymentNo::new(number)))).await
}

fn draw(seat: &Seat, delivery: Delivery) -> Answer {
    let (lang, frame) = (seat.lang(), seat.frame());
    let found = seat.ledger.handover(delivery)?.ok_or(Fault::NotFound)?;
    let (kind, number, notes, correct) = match delivery {
        Delivery::Issue(number) => ("issue", number.get(), "/kho/phieu-xuat/", Action::CorrectGoods),
        Delivery::Payment(number) => ("payment", number.get(), "/chi/", Action::Pay),
    };
    let back = seat.signed.may(correct).then(|| frame.to(&format!("{notes}{number}/ghi-am")));
    let scan = seat.asked("quet").to_owned();
    let (scanned, strange) = read(&scan, seat, delivery, &found);
    let lines = lines(seat, delivery, &found, &scanned)?;
    let households = lines.iter().filter(|line| line.scanned).map(|line| line.households.max(1));
    let scanned_in_all = households.fold(0_u32, u32::saturating_add);
    let state = found.state;
    let party = super::receivers(seat).remove(&delivery);
    let (to, areas) = seat.rules(|state| {
        let area = match &party {
            Some(Party::Area(area)) => Some(area),
            _ => None,
        };
        let to = party.as_ref().map(|party| parties::name(state, party)).unwrap_or_default();
        (to, parties::areas(state, Seat::today(), area))
    })?;
    let page = HandoverPage {
        shell: seat.shell("Bàn giao, ký nhận", "Hand-over"),
        what: called(delivery, lang),
        to,
        areas,
        voucher: found.voucher.to_string(),
        kind,
        number,
        list: frame.api(&format!("/deliveries/{kind}/{number}/list.pdf")),
        handed: state.handed_on.map(|day| date(day, lang)),
        confirmed: state.confirmed_on.map(|day| date(day, lang)),
        signed: state.signed,
        expected: state.expected,
        left: state.expected.saturating_sub(state.signed),
        missing: lines.iter().filter(|line| !line.scanned).map(|line| line.place).collect(),
        goods: lines.iter().any(|line| !line.goods.is_empty()),
        lines,
        papers: papers(seat, &frame, delivery)?,
        codes: scanned.len(),
        scanned: scanned_in_all,
        scan,
        strange,
        today: Seat::today().to_string(),
        may: seat.signed.may(Action::ConfirmDeliveries),
        back,
        frame,
    };
    Ok(page.render()?)
}

/// The files that were brought for it, each with what was recorded with it and on which day.
fn papers(seat: &Seat, frame: &Frame, delivery: Delivery) -> Result<Vec<(String, FileLink)>, Fault> {
    let lang = seat.lang();
    let thing = match delivery {
        Delivery::Issue(number) => Thing::Issue(number),
        Delivery::Payment(number) => Thing::Payment(number),
    };
    let mut papers = Vec::new();
    for position in seat.ledger.views().history.of(&thing) {
        let told = seat.ledger.told(*position)?;
        let Event::Relief(event) = &told.recorded.event else { continue };
        let what = match event.as_ref() {
            Relief::HandedOver(_) => lang.say("Bàn giao", "Handed over"),
            Relief::RecipientsSigned(_) => lang.say("Ký nhận", "Signed"),
            Relief::LocallyConfirmed(_) => lang.say("Địa phương xác nhận", "Confirmed locally"),
            _ => continue,
        };
        let said = format!("{what} {}", date(told.recorded.meta.effective_on, lang));
        for digest in told.recorded.event.evidence() {
            papers.push((said.clone(), FileLink::of(&seat.ledger, frame, digest)));
        }
    }
    Ok(papers)
}

/// The lines of this list that were scanned, and what was read beside them.
fn read(scan: &str, seat: &Seat, delivery: Delivery, found: &Handover) -> (BTreeSet<u32>, Vec<String>) {
    let last = u32::try_from(found.lines.len()).unwrap_or(u32::MAX);
    let (mut lines, mut strange) = (BTreeSet::new(), Vec::new());
    for text in scan.split_whitespace() {
        match LineCode::read(text, seat.ledger.fund()) {
            Some(code) if code.delivery == delivery && code.line <= last => {
                lines.insert(code.line);
            }
            _ => strange.push(text.chars().take(80).collect()),
        }
    }
    (lines, strange)
}

fn lines(
    seat: &Seat,
    delivery: Delivery,
    found: &Handover,
    scanned: &BTreeSet<u32>,
) -> Result<Vec<Line>, ledger::LedgerError> {
    let lang = seat.lang();
    seat.rules(|state| {
        let numbered = (1..).zip(&found.lines);
        let line = |(place, line): (u32, &ledger::HandoverLine)| {
            let recipient = &line.recipient;
            let goods = recipient.goods.iter().map(|one| part(state, one, lang));
            Line {
                place,
                who: line.name.clone().unwrap_or_else(|| recipient.party.to_string()),
                code: LineCode { delivery, line: place }.of(seat.ledger.fund()),
                amount: recipient
                    .amount
                    .is_positive()
                    .then(|| Amount { dong: recipient.amount.dong().into(), lang }),
                goods: goods.collect::<Vec<_>>().join(", "),
                households: recipient.households,
                scanned: scanned.contains(&place),
            }
        };
        numbered.map(line).collect()
    })
}
