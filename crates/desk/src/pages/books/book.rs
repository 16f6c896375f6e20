//! The cash book of a box and the bank book of an account: day by day, and the entries of a day.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::{AccountId, AccountKind, Event, Sight, books, giving, relief};
use jiff::civil::Date;
use ledger::{BookDay, BookLine};
use web::Lang;
use web::pages::{Amount, Shell};

use super::{account, day as asked_day, keepers};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// So many entries stand on a page of a day.
const PER_PAGE: usize = 200;

/// A day in the list.
struct Day {
    href: String,
    on: String,
    entries: u64,
    opening: Amount,
    received: Amount,
    spent: Amount,
    closing: Amount,
}

#[derive(Template)]
#[template(path = "desk/books/book.html")]
struct BookPage {
    shell: Shell,
    frame: Frame,
    account: AccountId,
    cash: bool,
    first: Date,
    last: Date,
    /// The same, to be read, also on paper.
    period: String,
    opening: Amount,
    received: Amount,
    spent: Amount,
    closing: Amount,
    days: Vec<Day>,
}

/// An entry of a day.
struct Line {
    position: u64,
    voucher: Option<String>,
    what: &'static str,
    who: String,
    received: Option<Amount>,
    spent: Option<Amount>,
    balance: Amount,
}

#[derive(Template)]
#[template(path = "desk/books/book_day.html")]
struct DayPage {
    shell: Shell,
    frame: Frame,
    back: String,
    opening: Amount,
    received: Amount,
    spent: Amount,
    closing: Amount,
    lines: Vec<Line>,
    page: u64,
    pages: u64,
    here: String,
}

pub(super) async fn page(Path((_, id)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| draw(seat, account(&id)?)).await
}

pub(super) async fn day(Path((_, id, day)): Path<(String, String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let day: Date = day.parse().map_err(|_| Fault::NotFound)?;
        draw_day(seat, &account(&id)?, day)
    })
    .await
}

fn draw(seat: &Seat, account: AccountId) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let last = asked_day(seat, "den", Seat::today());
    let first = asked_day(seat, "tu", last.first_of_month());
    let book = seat.ledger.money_book(&account, first, last).ok_or(Fault::NotFound)?;
    let cash = account.kind() == AccountKind::Cash;
    let kind = if cash {
        lang.say("Sổ quỹ tiền mặt", "Cash book")
    } else {
        lang.say("Sổ tiền gửi", "Bank book")
    };
    let days = book.days.iter().map(|day| Day {
        href: frame.to(&format!("/so-quy/so/{account}/{}", day.day)),
        on: say::day(lang, day.day),
        entries: day.entries,
        opening: say::amount(lang, day.opening),
        received: say::amount(lang, day.received),
        spent: say::amount(lang, day.spent),
        closing: say::amount(lang, day.closing),
    });
    let days = days.collect();
    let title = format!("{kind}: {}", say::account(lang, &account));
    let page = BookPage {
        shell: Shell { title, ..seat.shell("", "") },
        frame,
        cash,
        account,
        period: format!(
            "{} {} {} {}",
            lang.say("Từ", "From"),
            say::day(lang, first),
            lang.say("đến", "to"),
            say::day(lang, last)
        ),
        first,
        last,
        opening: say::amount(lang, book.opening),
        received: say::amount(lang, book.received),
        spent: say::amount(lang, book.spent),
        closing: say::amount(lang, book.closing),
        days,
    };
    Ok(page.render()?)
}

fn draw_day(seat: &Seat, account: &AccountId, on: Date) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let book = seat.ledger.money_book(account, on, on).ok_or(Fault::NotFound)?;
    let empty =
        BookDay { day: on, opening: book.opening, received: 0, spent: 0, closing: book.closing, entries: 0 };
    let day = book.days.first().copied().unwrap_or(empty);
    let per_page = u64::try_from(PER_PAGE).unwrap_or(u64::MAX);
    let pages = day.entries.div_ceil(per_page).max(1);
    let page = seat.asked("trang").parse().unwrap_or(1_u64).clamp(1, pages);
    let skip = page.saturating_sub(1).saturating_mul(per_page);
    let lines = seat.ledger.money_day(account, day, skip, PER_PAGE)?;
    let title = format!("{}, {}", say::account(lang, account), say::day(lang, on));
    let page = DayPage {
        shell: Shell { title, ..seat.shell("", "") },
        back: frame.to(&format!("/so-quy/so/{account}?den={on}")),
        here: frame.to(&format!("/so-quy/so/{account}/{on}")),
        opening: say::amount(lang, day.opening),
        received: say::amount(lang, day.received),
        spent: say::amount(lang, day.spent),
        closing: say::amount(lang, day.closing),
        lines: lines.iter().map(|entry| line(lang, entry, seat.signed.sees(Sight::Givers))).collect(),
        page,
        pages,
        frame,
    };
    Ok(page.render()?)
}

/// `names`: the reader may read who gave. The texts of a bank's line name them too, so it is all or nothing.
fn line(lang: Lang, entry: &BookLine, names: bool) -> Line {
    let side = |wanted: bool, dong: i128| (wanted && dong != 0).then(|| say::amount(lang, dong));
    // A correction stands on the side of what it corrects, below zero.
    let incoming = match entry.recorded.event {
        Event::ReceiptRecorded(_) | Event::ReceiptReversed(_) => true,
        _ => entry.amount > 0,
    };
    let texts = [entry.row.name.trim(), entry.row.memo.trim(), entry.row.note.trim()];
    Line {
        position: entry.recorded.position,
        voucher: entry.recorded.event.voucher().map(|voucher| voucher.to_string()),
        what: what(lang, &entry.recorded.event),
        who: texts.into_iter().filter(|text| names && !text.is_empty()).collect::<Vec<_>>().join(" · "),
        received: side(incoming, entry.amount),
        spent: side(!incoming, entry.amount.saturating_neg()),
        balance: say::amount(lang, entry.balance),
    }
}

fn what(lang: Lang, event: &Event) -> &'static str {
    match event {
        Event::ReceiptRecorded(_) => lang.say("Thu ủng hộ", "Gift received"),
        Event::ReceiptReversed(_) => lang.say("Ghi số âm khoản thu", "Receipt reversed"),
        Event::BankMovementRecorded(_) => lang.say("Dòng sao kê khác", "Another line of the statement"),
        Event::Books(event) => match **event {
            books::Event::OpeningBalanceSet(_) => lang.say("Số dư đầu kỳ", "Opening balance"),
            books::Event::MoneySent(_) => {
                lang.say("Chuyển sang tài khoản khác của quỹ", "Sent to another account")
            }
            books::Event::MoneyArrived(_) => {
                lang.say("Nhận từ tài khoản khác của quỹ", "Came from another account")
            }
            books::Event::CashCounted(_) => lang.say("Chênh lệch kiểm quỹ", "Difference of a count"),
            books::Event::DifferenceSettled(_) => lang.say("Xử lý chênh lệch kiểm quỹ", "Difference settled"),
            _ => lang.say("Bút toán", "Entry"),
        },
        Event::Giving(event) => match **event {
            giving::Event::ReceiptSupplemented(_) => {
                lang.say("Ghi bổ sung khoản thu", "Receipt supplemented")
            }
            _ => lang.say("Bút toán", "Entry"),
        },
        Event::Relief(event) => match **event {
            relief::Event::Paid(_) => lang.say("Chi theo đề nghị", "Paid on a request"),
            relief::Event::PaymentReversed(_) => lang.say("Ghi số âm khoản chi", "Payment reversed"),
            relief::Event::AdvanceSettled(_) => lang.say("Hoàn tạm ứng", "Rest of an advance"),
            _ => lang.say("Bút toán", "Entry"),
        },
        _ => lang.say("Bút toán", "Entry"),
    }
}
