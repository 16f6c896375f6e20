//! The books at two moments, and what is different.

use askama::Template;
use axum::response::Response;
use domain::Role;
use projection_audit::trace::{Change, Moment, Of, Trace, changes};
use web::pages::Shell;
use web::{Lang, format};

use super::names;
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::moment::When;
use crate::seat::Seat;

struct Line {
    name: String,
    link: Option<String>,
    before: String,
    after: String,
    difference: String,
}

struct Group {
    id: &'static str,
    title: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "desk/audit/compare.html")]
struct ComparePage {
    shell: Shell,
    frame: Frame,
    first: When,
    second: When,
    groups: Vec<Group>,
    /// The events that were known at one of the two and not at the other.
    between: Option<(String, String)>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    if !super::reads(seat) {
        return Err(Fault::NotFound);
    }
    let (lang, frame) = (seat.lang(), seat.frame());
    let (first, second) = (When::asked(seat)?, When::second(seat)?);
    let groups = seat.ledger.traced(|trace| {
        let changed = changes(&trace.figures(first.moment), &trace.figures(second.moment));
        grouped(&changed, trace, &frame, &seat.ledger.views())
    })?;
    let between = between(first.moment, second.moment).map(|(from, to)| {
        let count = format::grouped(to.saturating_sub(from).saturating_add(1), lang);
        (count, frame.to(&format!("/kiem-toan/nhat-ky?so-tu={from}&so-den={to}")))
    });
    let between = between.filter(|_| seat.is(&[Role::Auditor]));
    let shell = seat.shell("So sánh hai thời điểm", "Two moments compared");
    Ok(ComparePage { shell, frame, first, second, groups, between }.render()?)
}

/// The positions that only one of the two knows.
fn between(one: Moment, other: Moment) -> Option<(u64, u64)> {
    let (from, to) = (one.known.min(other.known), one.known.max(other.known).checked_sub(1)?);
    (from <= to).then_some((from, to))
}

fn grouped(changed: &[Change], trace: &Trace, frame: &Frame, views: &ledger::Views) -> Vec<Group> {
    let lang = frame.lang;
    let of = |id, title, wanted: &dyn Fn(&Of) -> bool| Group {
        id,
        title,
        lines: changed
            .iter()
            .filter(|change| wanted(&change.of))
            .map(|change| line(change, trace, frame, views))
            .collect(),
    };
    let groups = [
        of("totals", lang.say("Tổng hợp", "Totals"), &|of| matches!(of, Of::Total(_))),
        of("tied", lang.say("Theo điều kiện sử dụng", "By restriction"), &|of| {
            matches!(of, Of::Restriction(_))
        }),
        of("accounts", lang.say("Tài khoản sổ sách", "Accounts of the books"), &|of| {
            matches!(of, Of::Account(_))
        }),
        of("stock", lang.say("Tồn kho (đơn vị gốc)", "Stock (base units)"), &|of| {
            matches!(of, Of::Stock { .. })
        }),
        of("events", lang.say("Số dòng sổ theo loại", "Entries by kind"), &|of| {
            matches!(of, Of::Events(_))
        }),
    ];
    groups.into_iter().filter(|group| !group.lines.is_empty()).collect()
}

fn line(change: &Change, trace: &Trace, frame: &Frame, views: &ledger::Views) -> Line {
    let lang = frame.lang;
    let name = match &change.of {
        Of::Events(name) => {
            let kind = trace.kinds().iter().find(|(kind, _)| kind.name == *name);
            kind.map_or_else(String::new, |(kind, _)| names::kind(kind, lang).to_owned())
        }
        of => names::figure(of, lang, views),
    };
    let link = match &change.of {
        Of::Account(account) => Some(names::account_link(frame, account)),
        _ => None,
    };
    Line {
        name,
        link,
        before: format::grouped(change.before, lang),
        after: format::grouped(change.after, lang),
        difference: signed(change.difference(), lang),
    }
}

fn signed(number: i128, lang: Lang) -> String {
    let plus = if number > 0 { "+" } else { "" };
    format!("{plus}{}", format::grouped(number, lang))
}
