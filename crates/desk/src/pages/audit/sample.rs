//! A sample of the log that anybody can draw again: which events, by which method, from which seed, all in the address.

use askama::Template;
use axum::response::Response;
use domain::oversight::{Examined, Subject};
use projection_audit::sampling::{self, Method, draw};
use web::pages::Shell;
use web::{Lang, format};

use super::log::Row;
use super::log_query::Query;
use super::{auditor, names};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::seat::Seat;

/// The largest sample.
const MOST: usize = 500;

#[derive(Template)]
#[template(path = "desk/audit/sample.html")]
struct SamplePage {
    shell: Shell,
    frame: Frame,
    query: Query,
    /// The filter's own fields, to be kept by the form.
    kept: Vec<(&'static str, String)>,
    population: String,
    seed: String,
    count: usize,
    by_units: bool,
    /// The last event that the population may hold.
    known: u64,
    drawn: Option<Drawn>,
}

/// What was drawn.
struct Drawn {
    said: String,
    picks: Vec<Pick>,
    /// Says the whole sample.
    address: String,
    /// The name of the sample, which signatures carry.
    name: String,
    /// How many are signed for.
    signed: String,
    today: String,
}

/// A picked event, and what was raised about it.
struct Pick {
    row: Row,
    findings: Vec<(String, String)>,
    /// The last signature: what the auditor said, and when.
    signed: Option<(&'static str, String)>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(make).await
}

fn make(seat: &Seat) -> Answer {
    auditor(seat)?;
    let (lang, frame, mut query) = (seat.lang(), seat.frame(), Query::asked(seat));
    let mut filter = query.wanted(None, 0).filter;
    let newest = seat.ledger.head().position.saturating_sub(1);
    let known = *filter.position.to.get_or_insert(newest);
    let selected =
        if query.is_whole() { seat.ledger.traced(|trace| trace.select(&filter))?.ok() } else { None };
    let positions: Vec<u64> = selected.map(|selected| selected.rising(0).collect()).unwrap_or_default();
    let amounts = seat.ledger.traced(|trace| {
        let amount = |position: &u64| trace.listed(*position).and_then(|event| event.amount).unwrap_or(0);
        positions.iter().map(amount).collect::<Vec<_>>()
    })?;
    let seed = seat.asked("hat").trim().to_owned();
    let count = seat.asked("sl").parse().unwrap_or(25_usize).clamp(1, MOST);
    let method = Method::of(seat.asked("pp")).unwrap_or(Method::Random);
    let drawn = if seed.is_empty() || positions.is_empty() {
        None
    } else {
        let places = draw(&seed, method, &amounts, count);
        let picked: Vec<u64> = places.into_iter().filter_map(|place| positions.get(place).copied()).collect();
        let pairs = [("sl", count.to_string()), ("pp", method.name().to_owned()), ("hat", seed.clone())];
        let own = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let address = format!("{}&so-den={known}&{own}", query.address_without("so-den"));
        let picks = picks(seat, &frame, &picked)?;
        let signed = picks.iter().filter(|pick| pick.signed.is_some()).count() as u64;
        Some(Drawn {
            said: said(&amounts, picked.len(), lang),
            signed: format::grouped(signed, lang),
            picks,
            name: sampling::name(&format!("{} {address}", frame.fund)),
            today: Seat::today().to_string(),
            address: frame.to(&format!("/kiem-toan/mau?{address}")),
        })
    };
    let page = SamplePage {
        shell: seat.shell("Chọn mẫu kiểm tra", "Draw a sample"),
        kept: query.kept().collect(),
        population: said(&amounts, positions.len(), lang),
        by_units: method == Method::MonetaryUnits,
        seed,
        count,
        known,
        drawn,
        query,
        frame,
    };
    Ok(page.render()?)
}

/// How many of how many, and what those come to.
fn said(amounts: &[i64], picked: usize, lang: Lang) -> String {
    let sum = amounts.iter().fold(0_i128, |sum, amount| sum.saturating_add(i128::from(*amount)));
    let (picked, all) = (format::grouped(picked as u64, lang), format::grouped(amounts.len() as u64, lang));
    let sum = format::grouped(sum, lang);
    match lang {
        Lang::Vi => format!("{picked} trong {all} dòng sổ; tổng thể có giá trị {sum} đồng."),
        Lang::En => format!("{picked} of {all} events; the population comes to {sum} đồng."),
    }
}

fn picks(seat: &Seat, frame: &Frame, picked: &[u64]) -> Result<Vec<Pick>, Fault> {
    let lang = seat.lang();
    let (raised, examined) = seat.rules(|state| {
        let about = state.oversight.findings().filter_map(|(number, finding)| match finding.about {
            Subject::Event(position) => Some((position, number, finding.kind)),
            _ => None,
        });
        let examined =
            state.oversight.examined().iter().filter(|examined| picked.contains(&examined.position));
        (about.collect::<Vec<_>>(), examined.cloned().collect::<Vec<Examined>>())
    })?;
    let rows = seat.ledger.traced(|trace| {
        let listed = picked.iter().filter_map(|position| trace.listed(*position));
        listed.map(|event| Row::new(&event, frame)).collect::<Vec<_>>()
    })?;
    let with_findings = rows.into_iter().map(|row| {
        let about = raised.iter().filter(|(position, ..)| *position == row.position);
        let findings = about.map(|(_, number, kind)| {
            let label = format!("{} {number}", names::finding_kind(*kind, lang));
            (label, frame.to(&format!("/kien-nghi/{number}")))
        });
        let last = examined.iter().rfind(|examined| examined.position == row.position);
        let signed = last.map(|last| (names::opinion(last.opinion, lang), format::date(last.on, lang)));
        Pick { findings: findings.collect(), signed, row }
    });
    Ok(with_findings.collect())
}
