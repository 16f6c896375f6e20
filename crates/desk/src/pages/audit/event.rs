//! One event: what happened, who said so and when, by which command, what it moved, its papers, its proof, as it is stored.
//! For all the fund's people, as the history of a thing is; the names beside it for who may read them.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::oversight::Subject;
use domain::{Role, Sight};
use projection_audit::trace::kind;
use web::format;
use web::pages::Shell;

use super::names::{self, MovedRow};
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::{FileLink, say};
use crate::seat::Seat;

#[derive(Template)]
#[template(path = "desk/audit/event.html")]
struct EventPage {
    shell: Shell,
    frame: Frame,
    position: u64,
    facts: Vec<(&'static str, String)>,
    /// Names and texts beside it, from the vault, for who may read of givers.
    personal: Vec<(&'static str, String)>,
    /// There are such texts, and the reader may not read them.
    withheld: bool,
    moved: Vec<MovedRow>,
    papers: Vec<(String, String)>,
    /// The files that it names.
    files: Vec<FileLink>,
    /// What an auditor has raised about it.
    findings: Vec<(String, String)>,
    /// What auditors said who signed for it, and when.
    signed: Vec<(&'static str, String)>,
    /// The rest of its command's events.
    command: Option<String>,
    json: String,
    earlier: Option<String>,
    later: Option<String>,
    audits: bool,
    /// Whether the books at that moment are open to the reader.
    reads: bool,
}

pub(super) async fn page(seat: Seat, Path((_, position)): Path<(String, String)>) -> Response {
    seat.page(move |seat| draw(seat, position.parse().map_err(|_| Fault::NotFound)?)).await
}

fn draw(seat: &Seat, position: u64) -> Answer {
    let (lang, frame, ledger) = (seat.lang(), seat.frame(), &seat.ledger);
    let stored = ledger.stored(position)?.ok_or(Fault::NotFound)?;
    let told = ledger.told(position)?;
    let (meta, event) = (&told.recorded.meta, &told.recorded.event);
    let kind = kind(event);
    let digits = format::grouped(position, lang);
    let facts = vec![
        (lang.say("Việc", "What"), names::kind(kind, lang).to_owned()),
        (lang.say("Ngày nghiệp vụ", "Business day"), format::date(meta.effective_on, lang)),
        (lang.say("Ghi vào sổ lúc", "Recorded at"), format::moment(meta.recorded_at, lang)),
        (lang.say("Người ghi", "Actor"), say::actor(lang, &meta.actor)),
        (lang.say("Lệnh", "Command"), meta.causation.to_string()),
        (lang.say("Thuộc việc", "Belongs to"), meta.correlation.to_string()),
        (lang.say("Mã dòng sổ", "Entry id"), meta.id.to_string()),
    ];
    let texts = [
        (lang.say("Tên", "Name"), &told.row.name),
        (lang.say("Nội dung", "Memo"), &told.row.memo),
        (lang.say("Liên hệ", "Contact"), &told.row.contact),
        (lang.say("Ghi chú", "Note"), &told.row.note),
    ];
    let personal: Vec<_> = texts.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let withheld = !personal.is_empty() && !seat.signed.sees(Sight::Givers);
    let personal = if withheld { Vec::new() } else { personal };
    let moved = ledger.traced(|trace| {
        let views = ledger.views();
        trace.moved(position).iter().map(|moved| names::moved(&frame, moved, &views)).collect::<Vec<_>>()
    })?;
    let head = ledger.head().position;
    let to = |position: u64| frame.to(&format!("/su-kien/{position}"));
    let page = EventPage {
        shell: seat.shell(&format!("Dòng sổ số {digits}"), &format!("Entry {digits}")),
        facts,
        personal: personal.into_iter().map(|(label, text)| (label, text.to_string())).collect(),
        withheld,
        moved,
        papers: papers(seat, &frame, position, event),
        files: FileLink::all(ledger, &frame, event.evidence()),
        findings: findings(seat, &frame, position)?,
        signed: signed(seat, position)?,
        command: siblings(seat, &frame, meta.causation)?,
        json: pretty(&stored.bytes),
        earlier: position.checked_sub(1).map(to),
        later: position.checked_add(1).filter(|next| *next < head).map(to),
        audits: seat.is(&[Role::Auditor]),
        reads: super::reads(seat),
        position,
        frame,
    };
    Ok(page.render()?)
}

/// The papers that belong to an event, and the pages of what it is about.
fn papers(seat: &Seat, frame: &Frame, position: u64, event: &domain::Event) -> Vec<(String, String)> {
    let lang = seat.lang();
    let mut papers = Vec::new();
    if let Some(voucher) = event.voucher().filter(|voucher| seat.signed.sees(voucher.series.sight())) {
        let label = format!("{} {voucher} (PDF)", lang.say("Chứng từ", "Voucher"));
        papers.push((label, frame.api(&format!("/vouchers/{voucher}/paper.pdf"))));
    }
    let listed = seat.ledger.traced(|trace| trace.listed(position)).ok().flatten();
    if let Some(receipt) = listed.and_then(|listed| listed.receipt).map(domain::ReceiptNo::get) {
        let label = format!("{} {receipt}", lang.say("Khoản ủng hộ số", "Gift"));
        papers.push((label, frame.public(&format!("/ung-ho/{receipt}"))));
        if seat.signed.sees(Sight::Givers) {
            let label = format!("{} {receipt} (PDF)", lang.say("Biên nhận số", "Receipt slip"));
            papers.push((label, frame.api(&format!("/receipts/{receipt}/slip.pdf"))));
        }
    }
    let proof =
        lang.say("Bằng chứng có trong sổ (tlog-proof)", "Proof that it stands in the log (tlog-proof)");
    papers.push((proof.to_owned(), frame.api(&format!("/events/{position}/proof"))));
    papers
}

/// What was raised about the event.
fn findings(seat: &Seat, frame: &Frame, position: u64) -> Result<Vec<(String, String)>, Fault> {
    let lang = seat.lang();
    let raised = seat.rules(|state| {
        let about =
            state.oversight.findings().filter(|(_, finding)| finding.about == Subject::Event(position));
        about
            .map(|(number, finding)| (number, finding.kind, finding.settled_on.is_some()))
            .collect::<Vec<_>>()
    })?;
    let shown = raised.into_iter().map(|(number, kind, settled)| {
        let end =
            if settled { lang.say("đã kết thúc", "settled") } else { lang.say("chưa xong", "open") };
        let label = format!("{} {number} ({end})", names::finding_kind(kind, lang));
        (label, frame.to(&format!("/kien-nghi/{number}")))
    });
    Ok(shown.collect())
}

/// The signatures of auditors who looked at it.
fn signed(seat: &Seat, position: u64) -> Result<Vec<(&'static str, String)>, Fault> {
    let lang = seat.lang();
    let signed = seat.rules(|state| {
        let examined = state.oversight.examined().iter().filter(|examined| examined.position == position);
        examined.map(|examined| (examined.opinion, examined.on)).collect::<Vec<_>>()
    })?;
    let shown = signed.into_iter();
    Ok(shown.map(|(opinion, on)| (names::opinion(opinion, lang), format::date(on, lang))).collect())
}

/// The way to all events of a command, where there are others.
fn siblings(seat: &Seat, frame: &Frame, command: uuid::Uuid) -> Result<Option<String>, Fault> {
    let caused = seat.ledger.caused(command)?.filter(|(_, count)| *count > 1);
    Ok(caused.map(|(first, count)| {
        let last = first.saturating_add(count).saturating_sub(1);
        frame.to(&format!("/kiem-toan/nhat-ky?so-tu={first}&so-den={last}&thu-tu=tang"))
    }))
}

/// The stored bytes with line breaks, for reading.
fn pretty(bytes: &[u8]) -> String {
    let value = serde_json::from_slice::<serde_json::Value>(bytes);
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value));
    pretty.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}
