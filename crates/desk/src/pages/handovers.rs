//! Hand-overs: what was paid or issued and is not yet handed over, signed, confirmed; and one of them, with the list to sign
//! on paper and the signatures taken up afterwards by scanning the codes of its lines.

mod one;

use std::collections::BTreeMap;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::relief::{Delivery, DeliveryState, Missing};
use domain::{Party, State};
use web::Lang;
use web::format::date;
use web::pages::Shell;

use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::parties;
use crate::seat::Seat;
use crate::state::Desk;

/// The longest list that is drawn at once.
const MOST: usize = 200;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/ban-giao", get(handovers))
        .route("/ban-giao/xuat/{number}", get(one::issue))
        .route("/ban-giao/chi/{number}", get(one::payment))
}

struct Line {
    href: String,
    what: String,
    /// Who takes it over, by name.
    to: String,
    begun: String,
    handed: Option<String>,
    signed: String,
    confirmed: Option<String>,
    /// What is late, and since when.
    late: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/handovers.html")]
struct HandoversPage {
    shell: Shell,
    frame: Frame,
    lines: Vec<Line>,
    more: usize,
    all: bool,
}

async fn handovers(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let all = seat.asked("tat-ca") == "1";
    let frame = seat.frame();
    let to = receivers(seat);
    let (lines, more) = seat.rules(|state| {
        let open = |state: &DeliveryState| {
            state.handed_on.is_none() || state.confirmed_on.is_none() || state.signed < state.expected
        };
        let wanted = state.relief.deliveries.all().filter(|(_, one)| all || open(one));
        let mut wanted: Vec<_> = wanted.collect();
        wanted.sort_by_key(|(_, one)| std::cmp::Reverse(one.begun_on));
        let more = wanted.len().saturating_sub(MOST);
        let shown = wanted.into_iter().take(MOST);
        (
            shown
                .map(|(delivery, one)| line(state, seat, &frame, (delivery, one), to.get(&delivery)))
                .collect(),
            more,
        )
    })?;
    Ok(HandoversPage { shell: seat.shell("Bàn giao, ký nhận", "Hand-overs"), frame, lines, more, all }
        .render()?)
}

/// Who takes each delivery over; a household is known by its group.
fn receivers(seat: &Seat) -> BTreeMap<Delivery, Party> {
    let views = seat.ledger.views();
    let deeds = views.lineage.deeds();
    let money = deeds.outlays().iter().filter_map(|one| Some((Delivery::Payment(one.payment), one.to()?)));
    let goods = deeds.handed().iter().map(|one| (Delivery::Issue(one.issue), one.to.clone()));
    money.chain(goods).collect()
}

fn line(
    state: &State,
    seat: &Seat,
    frame: &Frame,
    (delivery, one): (Delivery, &DeliveryState),
    to: Option<&Party>,
) -> Line {
    let (lang, today) = (seat.lang(), Seat::today());
    let limits = state.relief.rules.limits(today).copied();
    let overdue = limits.and_then(|limits| {
        state.relief.deliveries.overdue(limits, today).find(|late| late.delivery == delivery)
    });
    Line {
        href: frame.to(&path(delivery)),
        what: called(delivery, lang),
        to: to.map(|party| parties::name(state, party)).unwrap_or_default(),
        begun: date(one.begun_on, lang),
        handed: one.handed_on.map(|day| date(day, lang)),
        signed: format!("{}/{}", one.signed, one.expected),
        confirmed: one.confirmed_on.map(|day| date(day, lang)),
        late: overdue.map(|late| {
            let what = match late.missing {
                Missing::Signatures(_) => lang.say("thiếu chữ ký, hạn", "signatures were due"),
                Missing::Confirmation => lang.say("chưa xác nhận, hạn", "confirmation was due"),
            };
            format!("{what} {}", date(late.due, lang))
        }),
    }
}

fn path(delivery: Delivery) -> String {
    match delivery {
        Delivery::Issue(number) => format!("/ban-giao/xuat/{number}"),
        Delivery::Payment(number) => format!("/ban-giao/chi/{number}"),
    }
}

fn called(delivery: Delivery, lang: Lang) -> String {
    match delivery {
        Delivery::Issue(number) => format!("{} {number}", lang.say("Xuất hàng số", "Issue")),
        Delivery::Payment(number) => format!("{} {number}", lang.say("Chi tiền số", "Payment")),
    }
}
