//! The supervision's first page: how far the log is and whether it is whole, where to look, what to take along.

use askama::Template;
use axum::response::Response;
use domain::Role;
use web::format;
use web::pages::Shell;

use super::rebuild::{self, Result as LastRebuild};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::seat::Seat;

#[derive(Template)]
#[template(path = "desk/audit/overview.html")]
struct OverviewPage {
    shell: Shell,
    frame: Frame,
    facts: Vec<(&'static str, String)>,
    /// What is not as it should be; each says what to do.
    alarms: Vec<String>,
    findings: (String, String),
    rebuilt: Option<LastRebuild>,
    kinds: Vec<(String, String, String)>,
    audits: bool,
    address: String,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    if !seat.is(&[Role::Auditor, Role::ChiefAccountant]) {
        return Err(Fault::NotFound);
    }
    let (lang, frame, ledger) = (seat.lang(), seat.frame(), &seat.ledger);
    let head = ledger.head();
    let last = head.position.checked_sub(1);
    let last = ledger.traced(|trace| last.and_then(|last| trace.listed(last)))?;
    let last = last.map_or_else(String::new, |event| format::moment(event.recorded_at, lang));
    let facts = vec![
        (lang.say("Số dòng sổ", "Entries"), format::grouped(head.position, lang)),
        (lang.say("Ghi gần nhất lúc", "Last recorded at"), last),
        (lang.say("Chuỗi băm của sổ", "Chain of the log"), ledger::hex(&head.chain)),
    ];
    let today = Seat::today();
    let (open, overdue) =
        seat.rules(|state| (state.oversight.open().count(), state.oversight.overdue(today).count()))?;
    let count = |count: usize| format::grouped(count as u64, lang);
    let kinds = ledger.traced(|trace| {
        let kinds = trace.kinds().iter().map(|(kind, count)| {
            let link = frame.to(&format!("/kiem-toan/nhat-ky?loai={}", kind.name));
            (super::names::kind(kind, lang).to_owned(), format::grouped(*count, lang), link)
        });
        kinds.collect()
    })?;
    let page = OverviewPage {
        shell: seat.shell("Giám sát", "Audit"),
        facts,
        alarms: alarms(seat),
        findings: (count(open), count(overdue)),
        rebuilt: ledger.rebuild().map(|rebuild| rebuild::result(&rebuild, lang)),
        kinds,
        audits: seat.is(&[Role::Auditor]),
        address: format!("/f/{}", ledger.fund()),
        frame,
    };
    Ok(page.render()?)
}

/// What the books themselves say of their health.
fn alarms(seat: &Seat) -> Vec<String> {
    let (lang, ledger) = (seat.lang(), &seat.ledger);
    let mut alarms = Vec::new();
    if let Some((vi, en)) = ledger.read_only() {
        alarms.push(lang.say(vi, en).to_owned());
    }
    if ledger.is_damaged() {
        let vi = "Lần kiểm tra gần nhất thấy nhật ký bị hỏng: giữ nguyên đĩa và báo người quản trị.";
        let en =
            "The last verification found the log damaged: keep the disk as it is and tell the administrator.";
        alarms.push(lang.say(vi, en).to_owned());
    }
    if ledger.missing_rows() > 0 {
        let rows = format::grouped(ledger.missing_rows(), lang);
        alarms.push(match lang {
            web::Lang::Vi => {
                format!("Mất {rows} dòng dữ liệu riêng: số liệu vẫn đúng, cần phục hồi kho dữ liệu riêng.")
            }
            web::Lang::En => {
                format!("{rows} rows of personal data are lost: the figures are right; restore the vault.")
            }
        });
    }
    if ledger.has_stuck_erasure() {
        let vi = "Có yêu cầu xóa dữ liệu đã chấp thuận mà chưa xóa được.";
        alarms.push(lang.say(vi, "A granted erasure could not be carried out.").to_owned());
    }
    let breaks = ledger.views().public.summary().breaks;
    if breaks > 0 {
        let breaks = format::grouped(breaks, lang);
        alarms.push(match lang {
            web::Lang::Vi => format!("{breaks} số dư ngân hàng in trên sao kê không khớp với các dòng của nó: xem các lần nhập sao kê."),
            web::Lang::En => format!("{breaks} balances printed by the bank do not follow from their lines: see the imports."),
        });
    }
    alarms
}
