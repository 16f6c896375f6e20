//! Approved requests for goods: issued, or written off, by one button each; the rest of what waits beside them.

use askama::Template;
use axum::response::Response;
use domain::relief::{Content, OpenRequest};
use domain::{RequestNo, State};
use web::Lang;
use web::format::date;
use web::pages::{Amount, Shell};

use super::choices::{called, quantity};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

struct Waiting {
    number: u64,
    /// The command that executes it.
    command: &'static str,
    from: String,
    to: String,
    lines: Vec<(String, String)>,
    value: Amount,
    expires: String,
    approved: bool,
}

#[derive(Template)]
#[template(path = "desk/goods_out.html")]
struct OutgoingPage {
    shell: Shell,
    frame: Frame,
    requests: Vec<Waiting>,
    today: String,
    may: bool,
}

pub(super) async fn outgoing(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let (lang, today) = (seat.lang(), Seat::today());
    let mut requests: Vec<Waiting> = seat.rules(|state| {
        let live = state.relief.requests.all_live(today);
        live.filter_map(|(number, open)| waiting(state, number, open, lang)).collect()
    })?;
    requests.sort_by_key(|request| (!request.approved, request.number));
    let page = OutgoingPage {
        shell: seat.shell("Xuất kho", "Issue goods"),
        frame: seat.frame(),
        requests,
        today: today.to_string(),
        may: seat.signed.may(domain::Action::MoveGoods),
    };
    Ok(page.render()?)
}

fn waiting(state: &State, number: RequestNo, open: &OpenRequest, lang: Lang) -> Option<Waiting> {
    let (command, warehouse, lines, to) = match &open.content {
        Content::Issue(issue) => ("issue_goods", &issue.warehouse, &issue.lines, issue.to.to_string()),
        Content::WriteOff(off) => {
            ("write_off_goods", &off.warehouse, &off.lines, lang.say("Xuất huỷ", "Written off").to_owned())
        }
        Content::Payment(_) | Content::Refund(_) => return None,
    };
    let lines = lines.iter().map(|line| {
        let lot = line.lot.map(|lot| format!(", {} {lot}", lang.say("lô", "lot"))).unwrap_or_default();
        (called(state, &line.item) + &lot, quantity(state, &line.item, line.quantity, lang))
    });
    Some(Waiting {
        number: number.get(),
        command,
        from: warehouse.to_string(),
        to,
        lines: lines.collect(),
        value: Amount { dong: open.value.dong().into(), lang },
        expires: date(open.expires_on, lang),
        approved: open.approved,
    })
}
