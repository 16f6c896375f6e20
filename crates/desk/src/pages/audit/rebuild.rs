//! Everything built anew from the first event and compared with what is shown: begun here, followed here.

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Rebuild;
use web::pages::Shell;
use web::{Lang, format};
use wire::from_here;

use super::auditor;
use crate::answer::{self, Answer};
use crate::form::Typed;
use crate::frame::Frame;
use crate::seat::Seat;

/// A rebuild, in words.
pub(super) struct Result {
    /// Who began it, when.
    pub(super) begun: String,
    /// Per cent done, while it runs.
    pub(super) running: Option<u64>,
    /// How it ended, or that it runs.
    pub(super) said: String,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) parts: Vec<Part>,
}

/// A part that was compared.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) bytes: String,
    pub(super) position: String,
    pub(super) same: bool,
    pub(super) shown: String,
    pub(super) rebuilt: String,
}

#[derive(Template)]
#[template(path = "desk/audit/rebuild.html")]
struct RebuildPage {
    shell: Shell,
    frame: Frame,
    last: Option<Result>,
    head: String,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    auditor(seat)?;
    let lang = seat.lang();
    let page = RebuildPage {
        shell: seat.shell("Chạy lại sổ từ đầu", "Everything built anew"),
        frame: seat.frame(),
        last: seat.ledger.rebuild().map(|rebuild| result(&rebuild, lang)),
        head: format::grouped(seat.ledger.head().position, lang),
    };
    Ok(page.render()?)
}

/// Begins one, unless one runs. It is no entry of the books and leaves no trace in them.
pub(super) async fn begin(seat: Seat, headers: HeaderMap, body: Bytes) -> Response {
    let lang = seat.lang();
    if auditor(&seat).is_err() {
        return answer::not_found(lang);
    }
    let csrf = Typed::parse(&body).map(|typed| typed.get("_csrf").unwrap_or_default().to_owned());
    if !from_here(&headers) || !csrf.is_ok_and(|csrf| seat.signed.sent(&csrf)) {
        return answer::problem(lang, &answer::not_ours());
    }
    let Some(by) = seat.signed.actor_for(domain::Action::RaiseFindings) else {
        return answer::not_found(lang);
    };
    let (rebuild, mine) = seat.ledger.begin_rebuild(by);
    if mine {
        let ledger = Arc::clone(&seat.ledger);
        tokio::task::spawn_blocking(move || rebuild.run(&ledger));
    }
    Redirect::to(&seat.frame().to("/kiem-toan/chay-lai")).into_response()
}

/// A rebuild in words.
pub(super) fn result(rebuild: &Rebuild, lang: Lang) -> Result {
    let begun = format!("{}, {}", format::moment(rebuild.started, lang), rebuild.by);
    let (done, all) = rebuild.progress();
    let (mut facts, mut parts, mut running) = (Vec::new(), Vec::new(), None);
    let said = match rebuild.outcome() {
        None => {
            let percent = done.saturating_mul(100).checked_div(all).unwrap_or(100);
            running = Some(percent);
            let (done, all) = (format::grouped(done / 2, lang), format::grouped(all / 2, lang));
            match lang {
                Lang::Vi => format!("Đang chạy: {percent}% ({done} trong {all} dòng sổ)."),
                Lang::En => format!("Running: {percent}% ({done} of {all} events)."),
            }
        }
        Some(Err((vi, en))) => {
            format!("{} {}", lang.say("Không chạy hết được:", "It could not go on:"), lang.say(vi, en))
        }
        Some(Ok(rebuilt)) => {
            facts.push((lang.say("Xong lúc", "Done at"), format::moment(rebuilt.finished, lang)));
            facts.push((lang.say("Số dòng sổ", "Entries"), format::grouped(rebuilt.position, lang)));
            facts.push((lang.say("Chuỗi băm tính lại", "Chain computed anew"), rebuilt.chain.clone()));
            let root = lang.say(
                "Gốc cây băm tính lại (so với điểm kiểm)",
                "Root of the tree computed anew (see the checkpoint)",
            );
            facts.push((root, rebuilt.root.to_string()));
            parts.extend(rebuilt.compared.iter().map(|part| Part {
                name: named(part.name, lang),
                bytes: format::grouped(part.bytes, lang),
                position: format::grouped(part.position, lang),
                same: part.is_same(),
                shown: part.shown.clone(),
                rebuilt: part.rebuilt.clone(),
            }));
            if rebuilt.is_same() {
                lang.say("Giống từng byte.", "The same, byte for byte.").to_owned()
            } else {
                let vi = "KHÁC: có phần đang hiện không phải là những gì nhật ký nói. Giữ nguyên máy, báo người quản trị và khởi động lại chương trình để dựng lại.";
                let en = "DIFFERENT: a part that is shown is not what the log says. Keep the machine as it is, tell the administrator, and start the program again to rebuild.";
                lang.say(vi, en).to_owned()
            }
        }
    };
    Result { begun, running, said, facts, parts }
}

fn named(part: &str, lang: Lang) -> &'static str {
    match part {
        "balances" => lang.say("Số dư kép", "double-entry balances"),
        "public" => lang.say("Sổ công khai", "public book"),
        "coverage" => lang.say("Cứu trợ đến hộ, địa bàn", "whom relief has reached"),
        "history" => lang.say("Lịch sử từng việc", "history of things"),
        _ => lang.say("Trạng thái của các quy tắc", "state of the rules"),
    }
}
