//! Every account with what is in it and how far its count or reconciliation is, and the ways from there.

use askama::Template;
use axum::response::Response;
use domain::{AccountId, AccountKind};
use jiff::civil::Date;
use web::Lang;
use web::pages::{Amount, Shell};

use super::keepers;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

/// An account.
struct Account {
    name: String,
    book: String,
    check: String,
    cash: bool,
    balance: Amount,
    checked: Option<String>,
    ended: bool,
}

#[derive(Template)]
#[template(path = "desk/books/overview.html")]
struct OverviewPage {
    shell: Shell,
    frame: Frame,
    accounts: Vec<Account>,
    in_transit: usize,
    transit: Amount,
    differences: usize,
    closed: Option<String>,
}

/// What the state says of an account.
struct Known {
    id: AccountId,
    balance: i128,
    checked: Option<Date>,
    ended: bool,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let (accounts, sent, differences, closed) = seat.rules(|state| {
        let books = &state.books;
        let counted = |id: &AccountId| {
            let of = books.counts().filter(|(_, count)| count.account == *id);
            of.map(|(_, count)| count.on).max()
        };
        let known = state.accounts().iter().map(|account| Known {
            id: account.id.clone(),
            balance: account.balance,
            checked: match account.id.kind() {
                AccountKind::Cash => counted(&account.id),
                AccountKind::Bank => books.reconciled(&account.id).map(|found| found.through),
            },
            ended: books.ended(&account.id).is_some(),
        });
        let sent: Vec<i64> = books.in_transit().map(|(_, sent)| sent.amount.dong()).collect();
        let open = books.counts().filter(|(_, count)| count.open().dong() != 0).count();
        (known.collect::<Vec<_>>(), sent, open, books.closed_through)
    })?;
    let transit = sent.iter().fold(0_i128, |sum, dong| sum.saturating_add(i128::from(*dong)));
    let page = OverviewPage {
        shell: seat.shell("Sổ quỹ, đối chiếu", "Cash and bank books"),
        accounts: accounts.iter().map(|known| account(lang, &frame, known)).collect(),
        in_transit: sent.len(),
        transit: say::amount(lang, transit),
        differences,
        closed: closed.map(|day| say::day(lang, day)),
        frame,
    };
    Ok(page.render()?)
}

fn account(lang: Lang, frame: &Frame, known: &Known) -> Account {
    let cash = known.id.kind() == AccountKind::Cash;
    let check = if cash { "kiem-quy" } else { "doi-chieu" };
    Account {
        name: say::account(lang, &known.id),
        book: frame.to(&format!("/so-quy/so/{}", known.id)),
        check: frame.to(&format!("/so-quy/{check}/{}", known.id)),
        cash,
        balance: say::amount(lang, known.balance),
        checked: known.checked.map(|day| say::day(lang, day)),
        ended: known.ended,
    }
}
