//! One receipt: all that the fund's people know of it, what happened to it, and what may be done with it now.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::privacy::{Said, Showing};
use domain::{Action, DonorKind, Earmark, ReceiptNo, Sight};
use ledger::{StaffReceipt, WantedReceipts};
use projection_public::GiftStatus;
use vault::Row;
use web::Lang;
use web::format;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::life::{self, Step};
use crate::pages::receipt_form::{kind, kinds};
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
    listed: &'static str,
    /// Names as they stood before each correction and after it, oldest first, with the day; for who may read names.
    corrections: Vec<Renamed>,
    /// Reasons of a correction, and the message that asks for it, where one was given in the address.
    reasons: Vec<(&'static str, &'static str)>,
    message: String,
    named: String,
    donor_kind: &'static str,
    shows: Vec<(&'static str, &'static str)>,
    masked: bool,
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
    supplement: bool,
    rename: bool,
    release: bool,
    take: bool,
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
    let masked = !seat.signed.sees(Sight::Givers);
    let receipt = if masked { receipt.masked() } else { receipt };
    let (earmark, refunded, held) = seat.rules(|state| {
        let earmark = state.receipt(number).and_then(|(_, receipt)| receipt.earmark.as_deref().cloned());
        (earmark, state.relief.payments.refunded(number), state.giving.is_held(number))
    })?;
    let mut positions = vec![receipt.position];
    positions.extend(seat.ledger.views().history.of_receipt(number));
    let may = May::of(seat, &receipt, earmark.is_some(), held);
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
        listed: listed(seat, &receipt),
        corrections: if masked { Vec::new() } else { renamed(lang, &receipt) },
        reasons: reasons(lang),
        message: seat.asked("thu").chars().filter(char::is_ascii_digit).collect(),
        named: receipt.name().to_owned(),
        donor_kind: if receipt.donor == DonorKind::Unidentified { "person" } else { kind(receipt.donor) },
        shows: shows(lang),
        masked,
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
    fn of(seat: &Seat, receipt: &StaffReceipt, earmarked: bool, held: bool) -> Self {
        let stands = !matches!(receipt.status, GiftStatus::Reversed | GiftStatus::Refunded);
        let may = |action| stands && seat.signed.may(action);
        let known = receipt.donor != DonorKind::Unidentified;
        Self {
            identify: may(Action::RecordGifts) && receipt.donor == DonorKind::Unidentified,
            reverse: may(Action::CorrectGifts),
            supplement: may(Action::CorrectGifts) && !held,
            rename: !receipt.reversed && known && !receipt.erased && seat.signed.may(Action::CorrectGifts),
            release: may(Action::RecordGifts) && earmarked && known && !held,
            take: may(Action::ManageWindow) && held,
            refund: may(Action::MakeRequests),
            consent: may(Action::KeepConsents) && !receipt.erased,
            print: stands && known && seat.signed.sees(Sight::Givers),
            own_copy: seat.signed.sees(Sight::OwnCopies),
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

/// A correction of who gave.
struct Renamed {
    on: String,
    before: String,
    after: String,
    position: u64,
}

fn renamed(lang: Lang, receipt: &StaffReceipt) -> Vec<Renamed> {
    let of = |right: &ledger::Correction| Renamed {
        on: format::date(right.on, lang),
        before: receipt.name_before(right.position).to_owned(),
        after: right.row.name.to_string(),
        position: right.position,
    };
    receipt.corrected.iter().map(of).collect()
}

/// Why a giver is corrected, by the names of the API.
fn reasons(lang: Lang) -> Vec<(&'static str, &'static str)> {
    vec![
        ("giver_asked", lang.say("Người ủng hộ yêu cầu", "The giver asked for it")),
        ("mistyped", lang.say("Ghi nhầm khi nhập", "It was mistyped")),
        ("on_behalf", lang.say("Nộp, chuyển tiền làm thay người khác", "It was brought or sent for another")),
        ("other", lang.say("Lý do khác (giải thích)", "Another reason (explain)")),
    ]
}

/// How much a giver lets be shown, by the names of the API.
pub(super) fn shows(lang: Lang) -> Vec<(&'static str, &'static str)> {
    vec![
        ("all", lang.say("Tên và nội dung", "Name and memo")),
        ("name", lang.say("Chỉ tên, không nội dung", "The name, no memo")),
        ("anonymous", lang.say("Giấu tên: chỉ ngày và số tiền", "No name: day and amount only")),
    ]
}

/// What is shown of it to the public, and by whose word.
fn listed(seat: &Seat, receipt: &StaffReceipt) -> &'static str {
    let lang = seat.lang();
    match receipt.said {
        _ if receipt.erased => {
            lang.say("tên và nội dung đã xóa theo yêu cầu", "name and memo erased on request")
        }
        None => lang.say("theo quy định của tài khoản", "as the account says"),
        Some(Said::Hidden) => lang.say("người ủng hộ không muốn hiện", "the giver does not want it listed"),
        Some(Said::Given(Showing::All) | Said::Narrowed(Showing::All)) => {
            lang.say("người ủng hộ đồng ý hiện tên và nội dung", "the giver consents to name and memo")
        }
        Some(Said::Given(Showing::Name) | Said::Narrowed(Showing::Name)) => {
            lang.say("theo ý người ủng hộ: tên, không nội dung", "as the giver wishes: the name, no memo")
        }
        Some(Said::Given(Showing::Anonymous) | Said::Narrowed(Showing::Anonymous)) => {
            lang.say("theo ý người ủng hộ: giấu tên", "as the giver wishes: no name")
        }
    }
}
