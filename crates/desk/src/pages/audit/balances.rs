//! The trial balance of any moment, and what moved one of its accounts.

use askama::Template;
use axum::response::Response;
use projection_audit::trace::account_name;
use projection_balances::BookAccount;
use web::format;
use web::pages::Shell;

use super::names::{self, MovedRow};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::moment::When;
use crate::seat::Seat;

const LIMIT: usize = 200;

struct Line {
    name: String,
    link: String,
    debit: String,
    credit: String,
    balance: String,
}

#[derive(Template)]
#[template(path = "desk/audit/balances.html")]
struct BalancesPage {
    shell: Shell,
    frame: Frame,
    when: When,
    lines: Vec<Line>,
    /// Goods held for others, off the balance sheet.
    memo: Vec<Line>,
    total: String,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    readers(seat)?;
    let (lang, frame, when) = (seat.lang(), seat.frame(), When::asked(seat)?);
    let query = when.query();
    let (mut lines, mut memo, mut total) = (Vec::new(), Vec::new(), 0_i128);
    seat.ledger.traced(|trace| {
        let views = seat.ledger.views();
        for (account, turnover) in trace.turnovers(when.moment) {
            let line = Line {
                name: names::account(account, lang, &views),
                link: format!("{}&{query}", names::account_link(&frame, account)),
                debit: format::grouped(turnover.debit, lang),
                credit: format::grouped(turnover.credit, lang),
                balance: format::grouped(turnover.balance(account.grows_on()), lang),
            };
            if account.is_memo() {
                memo.push(line);
            } else {
                total = total.saturating_add(turnover.debit);
                lines.push(line);
            }
        }
    })?;
    let shell = seat.shell("Số dư theo thời điểm", "Balances of any moment");
    Ok(BalancesPage { shell, frame, when, lines, memo, total: format::grouped(total, lang) }.render()?)
}

fn readers(seat: &Seat) -> Result<(), Fault> {
    if super::reads(seat) { Ok(()) } else { Err(Fault::NotFound) }
}

#[derive(Template)]
#[template(path = "desk/audit/account.html")]
struct AccountPage {
    shell: Shell,
    frame: Frame,
    when: When,
    /// The account, as addresses name it.
    name: String,
    facts: Vec<(&'static str, String)>,
    rows: Vec<MovedRow>,
    next: Option<String>,
}

pub(super) async fn account(seat: Seat) -> Response {
    seat.page(draw_account).await
}

fn draw_account(seat: &Seat) -> Answer {
    readers(seat)?;
    let (lang, frame, when) = (seat.lang(), seat.frame(), When::asked(seat)?);
    let (wanted, skip) = (seat.asked("bt"), seat.asked("bo-qua").parse().unwrap_or(0_usize));
    let is_wanted = |account: &&BookAccount| account_name(account) == wanted;
    let found = seat.ledger.traced(|trace| {
        let account = trace.accounts().iter().find(is_wanted)?;
        let (count, entries) = trace.entries(account, when.moment, skip, LIMIT);
        let views = seat.ledger.views();
        let rows = entries.iter().map(|entry| names::moved(&frame, entry, &views)).collect::<Vec<_>>();
        let turnovers = trace.turnovers(when.moment);
        let turnover = turnovers.into_iter().find(|(known, _)| *known == account).map(|(_, sum)| sum);
        Some((account.clone(), turnover.unwrap_or_default(), count, rows))
    })?;
    let (account, turnover, count, rows) = found.ok_or(Fault::NotFound)?;
    let facts = vec![
        (lang.say("Phát sinh Nợ", "Debits"), format::grouped(turnover.debit, lang)),
        (lang.say("Phát sinh Có", "Credits"), format::grouped(turnover.credit, lang)),
        (lang.say("Số dư", "Balance"), format::grouped(turnover.balance(account.grows_on()), lang)),
        (lang.say("Số bút toán", "Postings"), format::grouped(count as u64, lang)),
    ];
    let shown = skip.saturating_add(rows.len());
    let next = (shown < count)
        .then(|| format!("{}&{}&bo-qua={shown}", names::account_link(&frame, &account), when.query()));
    let [vi, en] = {
        let views = seat.ledger.views();
        [web::Lang::Vi, web::Lang::En].map(|lang| names::account(&account, lang, &views))
    };
    let page =
        AccountPage { shell: seat.shell(&vi, &en), frame, when, name: wanted.to_owned(), facts, rows, next };
    Ok(page.render()?)
}
