//! The close as steps: what is to be done first, each with its state and the way there; then the signature.

use askama::Template;
use axum::response::Response;
use domain::books::Span;
use domain::{Action, Actor, Rejection, books};
use ledger::{Step, Work};
use web::Lang;
use web::pages::Shell;

use super::{day, keepers};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// A step.
struct Todo {
    what: String,
    note: String,
    href: String,
    done: bool,
}

#[derive(Template)]
#[template(path = "desk/books/closing.html")]
struct ClosingPage {
    shell: Shell,
    frame: Frame,
    spans: Vec<(&'static str, String, bool)>,
    span: &'static str,
    last: String,
    last_said: String,
    closed: Vec<(&'static str, String)>,
    required: Vec<Todo>,
    advised: Vec<Todo>,
    ready: bool,
    may: bool,
    why_not: Option<String>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

const SPANS: [(&str, Span); 3] = [("day", Span::Day), ("month", Span::Month), ("year", Span::Year)];

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let asked = seat.asked("ky");
    let (name, span) = SPANS.into_iter().find(|(name, _)| *name == asked).unwrap_or(("month", Span::Month));
    let last = day(seat, "den", seat.ledger.next_to_close(span)?);
    let actor: Actor = seat.signed.actor_for(Action::ClosePeriods).ok_or(Fault::NotFound)?;
    let closing = seat.ledger.closing(span, last, &actor)?;
    let may = seat.signed.may(Action::ClosePeriods);
    let todo = |required: bool| {
        let of = closing.steps.iter().filter(move |step| step.required == required);
        of.map(|step| todo(lang, &frame, step, last)).collect::<Vec<_>>()
    };
    let said = |vi, en, day: Option<jiff::civil::Date>| {
        let day = day.map_or_else(|| lang.say("chưa", "none").to_owned(), |day| say::day(lang, day));
        (lang.say(vi, en), day)
    };
    let page = ClosingPage {
        shell: seat.shell("Khóa sổ", "Closing"),
        spans: SPANS.map(|(name, of)| (name, span_said(lang, of).to_owned(), of == span)).to_vec(),
        span: name,
        last: last.to_string(),
        last_said: format!("{} {}", span_said(lang, span), say::day(lang, last)),
        closed: vec![
            said("Đã khóa đến hết ngày", "Closed up to", closing.closed_through),
            said("Tháng khóa gần nhất, đến ngày", "Last closed month, up to", closing.month_closed_through),
            said("Năm khóa gần nhất, đến ngày", "Last closed year, up to", closing.year_closed_through),
        ],
        required: todo(true),
        advised: todo(false),
        ready: closing.refusal.is_none(),
        may,
        why_not: closing.refusal.filter(|why| may || !rights(why)).map(|why| say::refusal(lang, &why)),
        frame,
    };
    Ok(page.render()?)
}

/// Whether it is only that the reader is not the one who closes.
fn rights(why: &Rejection) -> bool {
    matches!(why, Rejection::NotAllowed { .. })
}

fn span_said(lang: Lang, span: books::Span) -> &'static str {
    match span {
        Span::Day => lang.say("Ngày", "Day up to"),
        Span::Month => lang.say("Tháng, đến hết ngày", "Month up to"),
        Span::Year => lang.say("Năm, đến hết ngày", "Year up to"),
    }
}

fn todo(lang: Lang, frame: &Frame, step: &Step, last: jiff::civil::Date) -> Todo {
    let booked = |dong: i128| {
        let figures = say::amount(lang, dong).figures();
        format!("{} {figures} đ", lang.say("số dư trên sổ", "balance of the book"))
    };
    let list = |names: Vec<String>| names.join(", ");
    let (what, note, path) = match &step.work {
        Work::Quarantine(items) => (
            lang.say("Dòng sao kê chờ xử lý", "Statement lines that wait").to_owned(),
            list(items.iter().take(20).map(ToString::to_string).collect()),
            "/sao-ke/cho".to_owned(),
        ),
        Work::Signatures(vouchers) => (
            lang.say("Chứng từ đính chính chờ kế toán trưởng ký", "Corrections to be signed").to_owned(),
            list(vouchers.iter().take(20).map(ToString::to_string).collect()),
            format!("/so-quy/chung-tu?so=DC&nam={}", last.year()),
        ),
        Work::Count(account, dong) => (
            format!(
                "{} {}",
                lang.say("Kiểm quỹ ngày cuối kỳ:", "Count on the last day:"),
                say::account(lang, account)
            ),
            booked(*dong),
            format!("/so-quy/kiem-quy/{account}?ngay={last}"),
        ),
        Work::Reconcile(account, dong) => (
            format!("{} {}", lang.say("Đối chiếu sao kê:", "Reconcile:"), say::account(lang, account)),
            booked(*dong),
            format!("/so-quy/doi-chieu/{account}?ngay={last}"),
        ),
        Work::Differences(counts) => (
            lang.say("Chênh lệch kiểm quỹ chưa xử lý", "Differences of counts").to_owned(),
            list(
                counts
                    .iter()
                    .map(|(number, open)| format!("{number}: {}", say::amount(lang, open.dong()).figures()))
                    .collect(),
            ),
            "/so-quy/kiem-quy".to_owned(),
        ),
        Work::InTransit(moves) => (
            lang.say("Tiền đang chuyển giữa các tài khoản", "Money on its way between accounts").to_owned(),
            list(
                moves
                    .iter()
                    .map(|(number, sum)| format!("{number}: {}", say::amount(lang, sum.dong()).figures()))
                    .collect(),
            ),
            "/so-quy/chuyen-tien".to_owned(),
        ),
        Work::Advances(count, dong) => (
            lang.say("Tạm ứng chưa thanh toán", "Advances not accounted for").to_owned(),
            format!("{count}: {} đ", say::amount(lang, *dong).figures()),
            "/de-nghi".to_owned(),
        ),
        Work::Deliveries(late) => (
            lang.say("Bàn giao quá hạn ký nhận hoặc xác nhận", "Deliveries late to be signed or confirmed")
                .to_owned(),
            late.to_string(),
            "/ban-giao".to_owned(),
        ),
    };
    Todo { what, note: if step.done { String::new() } else { note }, href: frame.to(&path), done: step.done }
}
