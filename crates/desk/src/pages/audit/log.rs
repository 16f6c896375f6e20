//! The log itself, filtered by anything: the query stands in the address, so that a link says what was looked at.

use askama::Template;
use axum::response::Response;
use ledger::Explored;
use projection_audit::trace::{Listed, PARTS, Trace};
use web::Lang;
use web::format;
use web::pages::Shell;

use super::log_query::Query;
use super::{auditor, names};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::seat::Seat;

const LIMIT: usize = 100;

/// A choice of a list: value, words, chosen.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "desk/audit/log.html")]
struct LogPage {
    shell: Shell,
    frame: Frame,
    query: Query,
    parts: Vec<Choice>,
    kinds: Vec<Choice>,
    actors: Vec<String>,
    banks: Vec<String>,
    accounts: Vec<String>,
    things: Vec<Choice>,
    rows: Vec<Row>,
    /// Whether something was asked that could be read.
    answered: bool,
    found: String,
    next: Option<String>,
}

/// An event of the list.
pub(super) struct Row {
    pub(super) position: u64,
    pub(super) shown: String,
    pub(super) link: String,
    pub(super) at: String,
    pub(super) day: String,
    pub(super) kind: &'static str,
    pub(super) actor: String,
    pub(super) amount: String,
    pub(super) about: String,
}

impl Row {
    pub(super) fn new(event: &Listed, frame: &Frame) -> Self {
        let lang = frame.lang;
        let receipt =
            event.receipt.map(|receipt| format!("{} {}", lang.say("khoản thu", "receipt"), receipt.get()));
        let account = event.account.as_ref().map(ToString::to_string);
        Self {
            position: event.position,
            shown: format::grouped(event.position, lang),
            link: frame.to(&format!("/su-kien/{}", event.position)),
            at: format::moment(event.recorded_at, lang),
            day: format::date(event.effective_on, lang),
            kind: names::kind(event.kind, lang),
            actor: say::actor(lang, &event.actor),
            amount: event.amount.map_or_else(String::new, |amount| format::grouped(amount, lang)),
            about: account.into_iter().chain(receipt).collect::<Vec<_>>().join(" · "),
        }
    }
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    auditor(seat)?;
    let (lang, frame, mut query) = (seat.lang(), seat.frame(), Query::asked(seat));
    let wanted = query.wanted(seat.asked("tiep").parse().ok(), LIMIT);
    let explored = if query.is_whole() { Some(seat.ledger.explore(wanted)?) } else { None };
    let rows = explored.iter().flat_map(|explored| &explored.events).map(|event| Row::new(event, &frame));
    let next = explored.as_ref().and_then(|explored| explored.next);
    let address = query.address();
    let next = next.map(|next| frame.to(&format!("/kiem-toan/nhat-ky?{address}&tiep={next}")));
    let things = names::THINGS.map(|(name, vi, en)| choice(name, lang.say(vi, en), query.get("ve")));
    let lists = seat.ledger.traced(|trace| Lists::of(trace, &query, lang))?;
    let page = LogPage {
        shell: seat.shell("Nhật ký sổ", "The log"),
        rows: rows.collect(),
        answered: explored.is_some(),
        found: explored.as_ref().map_or_else(String::new, |explored| found(explored, &query, lang)),
        next,
        parts: PARTS.map(|(name, vi, en)| choice(name, lang.say(vi, en), query.get("phan"))).into(),
        kinds: lists.kinds,
        actors: lists.actors,
        banks: lists.banks,
        accounts: lists.accounts,
        things: things.into(),
        query,
        frame,
    };
    Ok(page.render()?)
}

fn choice(name: &str, said: &str, chosen: &str) -> Choice {
    (name.to_owned(), said.to_owned(), name == chosen)
}

/// What can be chosen: what the log holds.
struct Lists {
    kinds: Vec<Choice>,
    actors: Vec<String>,
    banks: Vec<String>,
    accounts: Vec<String>,
}

impl Lists {
    /// The most names that a list offers; others can be typed.
    const MOST: usize = 200;

    fn of(trace: &Trace, query: &Query, lang: Lang) -> Self {
        let kinds = trace.kinds().iter().map(|(kind, count)| {
            let said = format!("{} ({})", names::kind(kind, lang), format::grouped(*count, lang));
            choice(kind.name, &said, query.get("loai"))
        });
        let accounts = trace.accounts().iter().map(projection_audit::trace::account_name);
        Self {
            kinds: kinds.collect(),
            actors: trace.actors().iter().take(Self::MOST).map(ToString::to_string).collect(),
            banks: trace.banks().iter().take(Self::MOST).map(ToString::to_string).collect(),
            accounts: accounts.take(Self::MOST).collect(),
        }
    }
}

/// How many there are, said so that nothing is promised that was not looked at.
fn found(explored: &Explored, query: &Query, lang: Lang) -> String {
    let (total, head) = (format::grouped(explored.total as u64, lang), format::grouped(explored.head, lang));
    if explored.unknown_account {
        let vi = "Sổ không có tài khoản sổ sách nào tên như vậy.";
        return lang.say(vi, "No account of the books is called so.").to_owned();
    }
    if query.get("chu").is_empty() {
        return match lang {
            Lang::Vi => format!("{total} trong {head} dòng sổ."),
            Lang::En => format!("{total} of {head} events."),
        };
    }
    let more = explored.next.is_some();
    match (lang, more) {
        (Lang::Vi, true) => {
            format!("Đang tìm chữ trong {total} dòng sổ đã lọc; còn phần sau chưa đọc: bấm “Tìm tiếp”.")
        }
        (Lang::Vi, false) => format!("Đã tìm chữ trong hết {total} dòng sổ đã lọc."),
        (Lang::En, true) => {
            format!("Looking for the text in {total} events; the rest is not read yet: go on below.")
        }
        (Lang::En, false) => format!("The text was looked for in all of {total} events."),
    }
}
