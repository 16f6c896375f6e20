//! Findings of the supervision: raised, answered, settled. For all the fund's people; who may do what the rules say.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::oversight::Finding;
use domain::{Action, Event, FindingNo, oversight};
use ledger::{Thing, Told};
use web::pages::Shell;
use web::{Lang, format};

use super::names;
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::seat::Seat;

/// The most findings of a page.
const LIMIT: usize = 200;

struct Line {
    number: u64,
    link: String,
    kind: &'static str,
    about: String,
    raised: String,
    due: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "desk/audit/findings.html")]
struct FindingsPage {
    shell: Shell,
    frame: Frame,
    lines: Vec<Line>,
    raises: bool,
    next: Option<String>,
}

pub(super) async fn list(seat: Seat) -> Response {
    seat.page(draw_list).await
}

fn draw_list(seat: &Seat) -> Answer {
    let (frame, today) = (seat.frame(), Seat::today());
    let before = seat.asked("truoc").parse().unwrap_or(u64::MAX);
    let found: Vec<(FindingNo, Finding)> = seat.rules(|state| {
        let all: Vec<_> = state.oversight.findings().filter(|(number, _)| number.get() < before).collect();
        all.into_iter().rev().take(LIMIT).map(|(number, finding)| (number, finding.clone())).collect()
    })?;
    let oldest = found.last().map(|(number, _)| number.get()).filter(|number| *number > 1);
    let lines = found.iter().map(|(number, finding)| line(*number, finding, &frame, today));
    let page = FindingsPage {
        shell: seat.shell("Kiến nghị giám sát", "Findings"),
        lines: lines.collect(),
        raises: seat.signed.may(Action::RaiseFindings),
        next: oldest.map(|oldest| frame.to(&format!("/kien-nghi?truoc={oldest}"))),
        frame,
    };
    Ok(page.render()?)
}

fn line(number: FindingNo, finding: &Finding, frame: &Frame, today: jiff::civil::Date) -> Line {
    let lang = frame.lang;
    Line {
        number: number.get(),
        link: frame.to(&format!("/kien-nghi/{number}")),
        kind: names::finding_kind(finding.kind, lang),
        about: names::subject(&finding.about, frame).0,
        raised: format::date(finding.raised_on, lang),
        due: finding.due_on.map_or_else(String::new, |due| format::date(due, lang)),
        state: state(finding, today, lang),
    }
}

fn state(finding: &Finding, today: jiff::civil::Date, lang: Lang) -> &'static str {
    if finding.settled_on.is_some() {
        lang.say("Đã kết thúc", "Settled")
    } else if finding.answered_on.is_some() {
        lang.say("Đã trả lời, chờ giám sát xem", "Answered, waits for the auditor")
    } else if finding.due_on.is_some_and(|due| due < today) {
        lang.say("Quá hạn trả lời", "Overdue")
    } else {
        lang.say("Chờ trả lời", "Waits for an answer")
    }
}

/// A step of a finding's life.
struct Step {
    what: &'static str,
    on: String,
    by: String,
    text: String,
    detail: Option<String>,
    link: String,
}

#[derive(Template)]
#[template(path = "desk/audit/finding.html")]
struct FindingPage {
    shell: Shell,
    frame: Frame,
    number: u64,
    facts: Vec<(&'static str, String)>,
    about: (String, Option<String>),
    steps: Vec<Step>,
    answers: bool,
    settles: bool,
    moves: bool,
    today: String,
}

pub(super) async fn one(seat: Seat, Path((_, number)): Path<(String, String)>) -> Response {
    seat.page(move |seat| draw_one(seat, number.parse().map_err(|_| Fault::NotFound)?)).await
}

fn draw_one(seat: &Seat, number: u64) -> Answer {
    let (lang, frame, number) = (seat.lang(), seat.frame(), FindingNo::new(number));
    let finding = seat.rules(|state| state.oversight.finding(number).cloned())?.ok_or(Fault::NotFound)?;
    let today = Seat::today();
    let day =
        |day: Option<jiff::civil::Date>| day.map_or_else(|| "–".to_owned(), |day| format::date(day, lang));
    let facts = vec![
        (lang.say("Loại", "Kind"), names::finding_kind(finding.kind, lang).to_owned()),
        (lang.say("Tình trạng", "State"), state(&finding, today, lang).to_owned()),
        (lang.say("Ngày nêu", "Raised on"), day(Some(finding.raised_on))),
        (lang.say("Hạn trả lời", "Answer due by"), day(finding.due_on)),
    ];
    let open = finding.settled_on.is_none();
    let history = seat.ledger.history(&Thing::Finding(number))?;
    let audits = seat.signed.may(Action::RaiseFindings);
    let page = FindingPage {
        shell: seat.shell(&format!("Kiến nghị số {number}"), &format!("Finding {number}")),
        number: number.get(),
        facts,
        about: names::subject(&finding.about, &frame),
        steps: history.iter().filter_map(|told| step(told, &frame)).collect(),
        answers: open && seat.signed.may(Action::AnswerFindings),
        settles: open && audits && finding.answered_on.is_some(),
        moves: open && audits,
        today: today.to_string(),
        frame,
    };
    Ok(page.render()?)
}

fn step(told: &Told, frame: &Frame) -> Option<Step> {
    let lang = frame.lang;
    let Event::Oversight(event) = &told.recorded.event else { return None };
    let detail = match event.as_ref() {
        oversight::Event::FindingAnswered(answer) => answer
            .evidence
            .as_ref()
            .map(|digest| format!("{} {digest}", lang.say("Bản băm chứng cứ:", "Evidence:"))),
        oversight::Event::DeadlineMoved(moved) => {
            Some(format!("{} {}", lang.say("Hạn mới:", "New day:"), format::date(moved.due_on, lang)))
        }
        _ => None,
    };
    Some(Step {
        what: names::kind(projection_audit::trace::kind(&told.recorded.event), lang),
        on: format::moment(told.recorded.meta.recorded_at, lang),
        by: told.recorded.meta.actor.to_string(),
        text: told.row.note.to_string(),
        detail,
        link: frame.to(&format!("/su-kien/{}", told.recorded.position)),
    })
}

#[derive(Template)]
#[template(path = "desk/audit/raise.html")]
struct RaisePage {
    shell: Shell,
    frame: Frame,
    /// `event`, `request`, `voucher` or `fund`.
    about: &'static str,
    number: String,
    kinds: [(&'static str, &'static str); 3],
    today: String,
}

pub(super) async fn raise(seat: Seat) -> Response {
    seat.page(draw_raise).await
}

fn draw_raise(seat: &Seat) -> Answer {
    if !seat.signed.may(Action::RaiseFindings) {
        return Err(Fault::NotFound);
    }
    let lang = seat.lang();
    let wanted = seat.asked("ve");
    let about = ["event", "request", "voucher"].into_iter().find(|about| *about == wanted).unwrap_or("fund");
    let page = RaisePage {
        shell: seat.shell("Nêu kiến nghị giám sát", "Raise a finding"),
        frame: seat.frame(),
        about,
        number: seat.asked("so").to_owned(),
        kinds: [
            ("question", lang.say("Yêu cầu giải trình", "Question")),
            ("recommendation", lang.say("Kiến nghị", "Recommendation")),
            ("violation", lang.say("Sai phạm cần khắc phục", "Violation")),
        ],
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}
