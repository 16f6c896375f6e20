//! The registers of vouchers: every number looked for, spoiled ones in their place, corrections to be signed.

use askama::Template;
use axum::response::Response;
use domain::books::Event as Books;
use domain::{Action, Event, Series, VoucherNo};
use ledger::{Register, Told};
use web::Lang;
use web::pages::Shell;

use super::keepers;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::people::People;
use crate::seat::Seat;

/// So many vouchers stand on a page.
const PER_PAGE: usize = 100;

/// A series and year.
struct Row {
    href: String,
    letters: &'static str,
    name: &'static str,
    year: i16,
    last: u32,
    present: u32,
    missing: String,
}

/// A voucher.
struct Voucher {
    number: VoucherNo,
    on: String,
    who: String,
    position: u64,
    /// Why it is used up without an entry.
    spoiled: Option<String>,
    /// Whether a correction is signed; none for other vouchers.
    signed: Option<bool>,
    may_sign: bool,
}

#[derive(Template)]
#[template(path = "desk/books/registers.html")]
struct RegistersPage {
    shell: Shell,
    frame: Frame,
    registers: Vec<Row>,
    chosen: Option<String>,
    vouchers: Vec<Voucher>,
    next: Option<String>,
    may_spoil: bool,
    series: Vec<(&'static str, String)>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame, people) = (seat.lang(), seat.frame(), People::of(seat)?);
    let letters = seat.asked("so");
    let series = Series::ALL.into_iter().find(|series| series.letters() == letters);
    let chosen = series.zip(seat.asked("nam").parse::<i16>().ok());
    let after = seat.asked("sau").parse().unwrap_or(0_u32);
    let found = match chosen {
        Some(of) => seat.ledger.vouchers(of, after, PER_PAGE)?,
        None => Vec::new(),
    };
    let last = found.last().filter(|_| found.len() == PER_PAGE).map(|(voucher, _)| *voucher);
    let next = last.map(|last| {
        let (letters, year, number) = (last.series.letters(), last.year, last.number);
        frame.to(&format!("/so-quy/chung-tu?so={letters}&nam={year}&sau={number}"))
    });
    let unsigned = seat.rules(|state| {
        state.books.unsigned().map(|(voucher, _)| voucher).collect::<std::collections::BTreeSet<_>>()
    })?;
    let may_sign = seat.signed.may(Action::SignCorrections);
    let vouchers = found.iter().map(|(number, told)| {
        let signed = (number.series == Series::Dc).then(|| !unsigned.contains(number));
        voucher(&people, *number, told, signed, may_sign)
    });
    let page = RegistersPage {
        shell: seat.shell("Sổ đăng ký chứng từ", "Registers of vouchers"),
        registers: seat.ledger.registers()?.iter().map(|register| row(lang, &frame, register)).collect(),
        chosen: chosen.map(|(series, year)| format!("{}-{year}", series.letters())),
        vouchers: vouchers.collect(),
        next,
        may_spoil: seat.signed.may(Action::KeepBooks),
        series: Series::ALL
            .into_iter()
            .map(|of| (code(of), format!("{} ({})", of.letters(), name(lang, of))))
            .collect(),
        frame,
    };
    Ok(page.render()?)
}

fn row(lang: Lang, frame: &Frame, register: &Register) -> Row {
    let letters = register.series.letters();
    let missing: Vec<String> = register.missing.iter().map(ToString::to_string).collect();
    Row {
        href: frame.to(&format!("/so-quy/chung-tu?so={letters}&nam={}", register.year)),
        letters,
        name: name(lang, register.series),
        year: register.year,
        last: register.last,
        present: register.present,
        missing: missing.join(", "),
    }
}

fn voucher(
    people: &People,
    number: VoucherNo,
    told: &[Told],
    signed: Option<bool>,
    may_sign: bool,
) -> Voucher {
    let lang = people.lang();
    let made = told.iter().find(|told| told.recorded.event.voucher() == Some(number));
    let spoiled = made.and_then(|told| match &told.recorded.event {
        Event::Books(event) => match &**event {
            Books::VoucherSpoiled(event) => Some(event.reason.to_string()),
            _ => None,
        },
        _ => None,
    });
    let meta = made.map(|told| &told.recorded.meta);
    let signed = signed.filter(|_| spoiled.is_none());
    Voucher {
        number,
        on: meta.map(|meta| say::day(lang, meta.effective_on)).unwrap_or_default(),
        who: meta.map(|meta| people.actor(&meta.actor)).unwrap_or_default(),
        position: made.map_or(0, |told| told.recorded.position),
        spoiled,
        may_sign: may_sign && signed == Some(false),
        signed,
    }
}

fn name(lang: Lang, series: Series) -> &'static str {
    match series {
        Series::Pt => lang.say("phiếu thu", "cash received"),
        Series::Pc => lang.say("phiếu chi", "cash paid"),
        Series::Unc => lang.say("ủy nhiệm chi", "paid from a bank account"),
        Series::Pnk => lang.say("phiếu nhập kho", "goods received"),
        Series::Pxk => lang.say("phiếu xuất kho", "goods issued"),
        Series::Bbkk => lang.say("biên bản kiểm kê", "minutes of counts"),
        Series::Dc => lang.say("chứng từ đính chính", "corrections"),
        Series::Tttu => lang.say("thanh toán tạm ứng", "advances settled"),
    }
}

/// As it stands in a body.
fn code(series: Series) -> &'static str {
    match series {
        Series::Pt => "pt",
        Series::Pc => "pc",
        Series::Unc => "unc",
        Series::Pnk => "pnk",
        Series::Pxk => "pxk",
        Series::Bbkk => "bbkk",
        Series::Dc => "dc",
        Series::Tttu => "tttu",
    }
}
