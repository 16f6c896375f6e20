//! A bank account beside its statement: the balance is typed from the paper, the difference stands line by line, and what is
//! left is explained.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::{AccountId, Action, Booked, Vnd};
use ledger::{Assertion, Comparison};
use web::Lang;
use web::pages::{Amount, Shell};

use super::{account as read, day, keepers};
use crate::answer::{Answer, Fault};
use crate::form::read_amount;
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// A line of the book or of the bank.
struct Line {
    on: String,
    reference: String,
    /// With its sign: out is below zero.
    amount: Option<Amount>,
    href: Option<String>,
}

/// A day beside the bank.
struct Day {
    on: String,
    printed: Amount,
    booked: Amount,
    difference: Amount,
    holds: bool,
}

/// The balance of the paper beside the book.
struct Typed {
    printed: Amount,
    difference: Amount,
    /// Unprinted entries explain all of it.
    explained: bool,
}

#[derive(Template)]
#[template(path = "desk/books/reconcile.html")]
struct ReconcilePage {
    shell: Shell,
    frame: Frame,
    account: AccountId,
    through: String,
    printed: String,
    known: Option<(String, Amount)>,
    booked: Amount,
    explained: Amount,
    unprinted: Vec<Line>,
    waiting: Vec<Line>,
    unexplained: Vec<Line>,
    typed: Option<Typed>,
    days: Vec<Day>,
    last: Option<(String, bool)>,
    may: bool,
}

pub(super) async fn page(Path((_, id)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| draw(seat, read(&id)?)).await
}

fn draw(seat: &Seat, account: AccountId) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let through = day(seat, "ngay", Seat::today());
    let comparison = seat.ledger.compare(&account, through)?.ok_or(Fault::NotFound)?;
    let printed = seat.asked("so-du").trim().to_owned();
    let typed = read_amount(&printed).map(|dong| typed(lang, &comparison, dong));
    let title =
        format!("{}: {}", lang.say("Đối chiếu sao kê", "Reconciliation"), say::account(lang, &account));
    let waiting = comparison.waiting.iter().map(|(item, booked, shown)| Line {
        href: Some(frame.to(&format!("/sao-ke/cho/{item}"))),
        ..line(lang, booked, *shown)
    });
    let page = ReconcilePage {
        shell: Shell { title, ..seat.shell("", "") },
        account,
        through: through.to_string(),
        known: comparison.printed.map(|(on, of)| (say::day(lang, on), say::amount(lang, of.dong()))),
        printed,
        booked: say::amount(lang, comparison.booked),
        explained: say::amount(lang, comparison.explained),
        unprinted: comparison.unprinted.iter().map(|booked| line(lang, booked, None)).collect(),
        waiting: waiting.collect(),
        unexplained: comparison.unexplained.iter().map(|booked| line(lang, booked, None)).collect(),
        typed,
        days: comparison.days.iter().map(|assertion| beside(lang, assertion)).collect(),
        last: comparison.last.map(|last| (say::day(lang, last.through), comparison.holds)),
        may: seat.signed.may(Action::KeepBooks),
        frame,
    };
    Ok(page.render()?)
}

fn typed(lang: Lang, comparison: &Comparison, dong: i64) -> Typed {
    let difference = comparison.difference(Vnd::new(dong));
    Typed {
        printed: say::amount(lang, dong),
        difference: say::amount(lang, difference),
        explained: difference == comparison.explained,
    }
}

fn line(lang: Lang, booked: &Booked, shown: Option<Vnd>) -> Line {
    let amount = booked.amount.or(shown).map(|amount| booked.direction.signed(amount));
    Line {
        on: say::day(lang, booked.date),
        reference: booked.reference.as_deref().unwrap_or_default().to_owned(),
        amount: amount.map(|dong| say::amount(lang, dong)),
        href: None,
    }
}

fn beside(lang: Lang, assertion: &Assertion) -> Day {
    Day {
        on: say::day(lang, assertion.day),
        printed: say::amount(lang, assertion.printed),
        booked: say::amount(lang, assertion.booked),
        difference: say::amount(lang, assertion.difference()),
        holds: assertion.holds(),
    }
}
