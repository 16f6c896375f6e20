//! A cash box is counted note by note, the sum is compared with the book, and a difference is explained.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::books::{Event as Books, Settlement};
use domain::{AccountId, AccountKind, Action, CountNo, Event, VoucherNo};
use ledger::Thing;
use web::pages::{Amount, Shell};
use web::{Lang, format};

use super::{account as read, day, keepers};
use crate::answer::{Answer, Fault};
use crate::form::read_amount;
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// The notes and coins in use, in đồng.
const NOTES: [i64; 11] = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200];

/// A kind of note.
struct Note {
    name: String,
    unit: i64,
    figure: String,
    pieces: String,
    sum: Option<Amount>,
}

/// What was counted, beside the book.
struct Compared {
    sum: Amount,
    booked: Amount,
    difference: Amount,
    /// The pieces in words, for the minutes.
    note: String,
}

#[derive(Template)]
#[template(path = "desk/books/count_form.html")]
struct CountForm {
    shell: Shell,
    frame: Frame,
    account: AccountId,
    day: String,
    notes: Vec<Note>,
    total: String,
    compared: Option<Compared>,
    may: bool,
}

/// A count of before.
struct Past {
    number: u64,
    voucher: Option<VoucherNo>,
    account: AccountId,
    name: String,
    on: String,
    booked: Amount,
    counted: Amount,
    difference: Amount,
    open: Amount,
    plain_open: String,
    choices: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "desk/books/counts.html")]
struct CountsPage {
    shell: Shell,
    frame: Frame,
    boxes: Vec<(String, String)>,
    counts: Vec<Past>,
    may: bool,
    today: String,
}

pub(super) async fn form(Path((_, id)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| draw_form(seat, read(&id)?)).await
}

pub(super) async fn list(seat: Seat) -> Response {
    seat.page(draw_list).await
}

fn draw_form(seat: &Seat, account: AccountId) -> Answer {
    keepers(seat)?;
    let lang = seat.lang();
    let day = day(seat, "ngay", Seat::today());
    let book = seat.ledger.money_book(&account, day, day).filter(|_| account.kind() == AccountKind::Cash);
    let book = book.ok_or(Fault::NotFound)?;
    let pieces = |unit: i64| seat.asked(&format!("d{unit}")).trim().to_owned();
    let read = |unit: i64| read_amount(&pieces(unit)).filter(|count| *count >= 0);
    let note = |unit: i64| Note {
        name: format!("d{unit}"),
        unit,
        figure: format::grouped(unit, lang),
        sum: read(unit).map(|count| say::amount(lang, i128::from(count).saturating_mul(unit.into()))),
        pieces: pieces(unit),
    };
    let notes: Vec<Note> = NOTES.into_iter().map(note).collect();
    let typed = seat.asked("tong").trim().to_owned();
    let sums = notes.iter().filter_map(|note| Some(note.sum.as_ref()?.dong));
    let by_notes = notes.iter().any(|note| note.sum.is_some());
    let total = if by_notes {
        Some(sums.fold(0_i128, i128::saturating_add))
    } else {
        read_amount(&typed).map(i128::from)
    };
    let compared = total.map(|total| Compared {
        sum: say::amount(lang, total),
        booked: say::amount(lang, book.closing),
        difference: say::amount(lang, total.saturating_sub(book.closing)),
        note: minutes(lang, &notes),
    });
    let title = format!("{}: {}", lang.say("Kiểm quỹ", "Count of cash"), say::account(lang, &account));
    let page = CountForm {
        shell: Shell { title, ..seat.shell("", "") },
        frame: seat.frame(),
        account,
        day: day.to_string(),
        notes,
        total: typed,
        compared,
        may: seat.signed.may(Action::KeepBooks),
    };
    Ok(page.render()?)
}

/// `500.000 × 3; 200.000 × 1`.
fn minutes(lang: Lang, notes: &[Note]) -> String {
    let counted = notes.iter().filter(|note| note.sum.as_ref().is_some_and(|sum| sum.dong > 0));
    let said: Vec<String> = counted.map(|note| format!("{} × {}", note.figure, note.pieces)).collect();
    if said.is_empty() {
        String::new()
    } else {
        format!("{}: {}.", lang.say("Loại tiền", "Notes"), said.join("; "))
    }
}

fn draw_list(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let (counts, boxes) = seat.rules(|state| {
        let counts: Vec<_> = state.books.counts().map(|(number, count)| (number, count.clone())).collect();
        let accounts = state.accounts().iter().map(|account| account.id.clone());
        (counts, accounts.filter(|id| id.kind() == AccountKind::Cash).collect::<Vec<_>>())
    })?;
    let past = counts.into_iter().rev().take(200).map(|(number, count)| {
        let open = count.open();
        Ok(Past {
            number: number.get(),
            voucher: voucher(seat, number)?,
            name: say::account(lang, &count.account),
            on: say::day(lang, count.on),
            booked: say::amount(lang, count.booked.dong()),
            counted: say::amount(lang, count.counted.dong()),
            difference: say::amount(lang, count.difference().dong()),
            plain_open: open.to_string(),
            open: say::amount(lang, open.dong()),
            choices: choices(lang, open.dong() < 0),
            account: count.account,
        })
    });
    let counts = past.collect::<Result<Vec<_>, Fault>>()?;
    let to = |id: &AccountId| (frame.to(&format!("/so-quy/kiem-quy/{id}")), say::account(lang, id));
    let page = CountsPage {
        shell: seat.shell("Kiểm quỹ", "Counts of cash"),
        boxes: boxes.iter().map(to).collect(),
        counts,
        may: seat.signed.may(Action::KeepBooks),
        today: Seat::today().to_string(),
        frame,
    };
    Ok(page.render()?)
}

fn voucher(seat: &Seat, number: CountNo) -> Result<Option<VoucherNo>, Fault> {
    let told = seat.ledger.history(&Thing::CashCount(number))?;
    let counted = told.iter().find(|told| match &told.recorded.event {
        Event::Books(event) => matches!(**event, Books::CashCounted(_)),
        _ => false,
    });
    Ok(counted.and_then(|told| told.recorded.event.voucher()))
}

/// What may become of a shortage or of a surplus, as the rules call it.
fn choices(lang: Lang, short: bool) -> Vec<(&'static str, &'static str)> {
    let said = |how: Settlement| match how {
        Settlement::Recovered => ("recovered", lang.say("Người làm thiếu đã nộp lại", "Paid back")),
        Settlement::WrittenOff => {
            ("written_off", lang.say("Quỹ chịu, theo quyết định", "Borne by the fund, by decision"))
        }
        Settlement::TakenAsGift => {
            ("taken_as_gift", lang.say("Nhận là ủng hộ không tên", "Taken as a gift without a name"))
        }
        Settlement::Returned => ("returned", lang.say("Trả lại cho chủ", "Given back")),
    };
    let fitting = if short {
        [Settlement::Recovered, Settlement::WrittenOff]
    } else {
        [Settlement::TakenAsGift, Settlement::Returned]
    };
    fitting.map(said).to_vec()
}
