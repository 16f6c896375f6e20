//! One receipt: all that the fund's people know of it, what happened to it, and what may be done with it now.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, DonorKind, Earmark, ReceiptNo, Role};
use ledger::{StaffReceipt, WantedReceipts};
use projection_public::GiftStatus;
use vault::Row;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::life::{self, Step};
use crate::pages::receipt_form::kinds;
use crate::pages::receipts::ReceiptRow;
use crate::seat::Seat;
use crate::state::Desk;

/// Receipts that may be of the same giver.
const SIMILAR: usize = 10;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/thu/{number}", get(receipt))
}

#[derive(Template)]
#[template(path = "desk/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    frame: Frame,
    number: u64,
    /// This page.
    here: String,
    head: ReceiptRow,
    date: String,
    donor: &'static str,
    row: Row<'static>,
    identified: Row<'static>,
    reference: String,
    earmark: String,
    refunded: Option<Amount>,
    consent: Option<bool>,
    erased: bool,
    life: Vec<Step>,
    today: String,
    kinds: Vec<(&'static str, &'static str)>,
    /// What is looked for among the other receipts.
    like: String,
    similar: Vec<ReceiptRow>,
    may: May,
}

/// What the reader may do with it.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of the page")]
struct May {
    identify: bool,
    reverse: bool,
    refund: bool,
    consent: bool,
    print: bool,
    /// Open what is kept apart for the giver's own copy of the proof, as the interface for programs allows it.
    own_copy: bool,
}

async fn receipt(Path((_, number)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let number = number.parse().map(ReceiptNo::new).map_err(|_| Fault::NotFound)?;
        draw(seat, number)
    })
    .await
}

fn draw(seat: &Seat, number: ReceiptNo) -> Answer {
    let lang = seat.lang();
    let receipt = seat.ledger.receipt(number)?.ok_or(Fault::NotFound)?;
    let (earmark, refunded) = seat.rules(|state| {
        let earmark = state.receipt(number).and_then(|(_, receipt)| receipt.earmark.as_deref().cloned());
        (earmark, state.relief.payments.refunded(number))
    })?;
    let mut positions = vec![receipt.position];
    positions.extend(seat.ledger.views().history.of_receipt(number));
    let may = May::of(seat, &receipt);
    let like = if seat.asked("tim").is_empty() { likeness(&receipt) } else { seat.asked("tim").to_owned() };
    let page = ReceiptPage {
        shell: seat.shell("Phiếu thu", "Receipt"),
        frame: seat.frame(),
        number: number.get(),
        here: format!("/thu/{number}"),
        head: ReceiptRow::new(lang, &receipt),
        date: receipt.time.map_or(String::new(), format::time),
        donor: lang.donor(receipt.donor),
        reference: receipt.reference.clone().unwrap_or_default(),
        earmark: earmark.as_ref().map(tied_to).unwrap_or_default(),
        refunded: (refunded > 0).then_some(Amount { dong: refunded, lang }),
        consent: receipt.consent,
        erased: receipt.erased,
        life: life::steps(seat, &positions)?,
        today: Seat::today().to_string(),
        kinds: kinds(lang).into_iter().filter(|(kind, _)| *kind != "unidentified").collect(),
        similar: if may.identify { similar(seat, number, &like)? } else { Vec::new() },
        like,
        may,
        row: receipt.row,
        identified: receipt.identified,
    };
    Ok(page.render()?)
}

impl May {
    fn of(seat: &Seat, receipt: &StaffReceipt) -> Self {
        let stands = !matches!(receipt.status, GiftStatus::Reversed | GiftStatus::Refunded);
        let may = |action| stands && seat.signed.may(action);
        Self {
            identify: may(Action::RecordGifts) && receipt.donor == DonorKind::Unidentified,
            reverse: may(Action::CorrectGifts),
            refund: may(Action::MakeRequests),
            consent: may(Action::KeepConsents) && !receipt.erased,
            print: stands && receipt.donor != DonorKind::Unidentified,
            own_copy: seat.is(&[Role::ChiefAccountant, Role::Treasurer]),
        }
    }
}

/// What other receipts of the same giver would have in common with it.
fn likeness(receipt: &StaffReceipt) -> String {
    let row = &receipt.row;
    let known = [&row.counter_account, &row.counter_name, &row.name];
    known.into_iter().find(|text| !text.is_empty()).map(ToString::to_string).unwrap_or_default()
}

fn similar(seat: &Seat, number: ReceiptNo, like: &str) -> Result<Vec<ReceiptRow>, Fault> {
    if like.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = WantedReceipts { words: like.to_owned(), ..WantedReceipts::default() };
    let found = seat.ledger.find_receipts(&wanted, None, SIMILAR + 1)?;
    let others = found.receipts.iter().filter(|receipt| receipt.number != number).take(SIMILAR);
    Ok(others.map(|receipt| ReceiptRow::new(seat.lang(), receipt)).collect())
}

fn tied_to(earmark: &Earmark) -> String {
    let codes = [&earmark.beneficiary, &earmark.place, &earmark.purpose];
    codes.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
