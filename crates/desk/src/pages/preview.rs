//! A statement between its upload and the books: how it is understood, then, once somebody says so, how far its recording
//! has come, then what became of it. One address for all three, so that going back and coming again does no harm.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Instant;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Json, Router};
use domain::{AccountId, Action};
use ledger::{Import, Trial};
use uuid::Uuid;
use web::pages::Shell;
use wire::{Problem, from_here};

use crate::answer::{self, Answer, Fault};
use crate::form::Typed;
use crate::frame::Frame;
use crate::pages::import_report::{Report, Shown, progress};
use crate::seat::Seat;
use crate::state::Desk;
use crate::uploads::{Stage, Upload};
use crate::words;

/// Lines that are shown.
const SHOWN: usize = 20;

pub(crate) fn routes() -> Router<Desk> {
    Router::new()
        .route("/sao-ke/nhap/{id}", get(look).post(confirm).layer(DefaultBodyLimit::max(16 << 10)))
        .route("/sao-ke/nhap/{id}/tien-do", get(how_far))
}

#[derive(Template)]
#[template(path = "desk/preview.html")]
struct PreviewPage {
    shell: Shell,
    frame: Frame,
    id: Uuid,
    file_name: String,
    /// The profile that is tried, and its bank.
    tried: Option<(String, String)>,
    /// The one that was recognised, and its bank.
    recognised: Option<(String, String)>,
    profiles: Vec<(String, String)>,
    accounts: Vec<(String, String)>,
    account: String,
    /// Why it cannot be recorded so.
    refused: Option<String>,
    report: Option<Report>,
    lines: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "desk/import_runs.html")]
struct RunsPage {
    shell: Shell,
    frame: Frame,
    here: String,
    file_name: String,
    far: String,
    done: u64,
    all: u64,
}

#[derive(Template)]
#[template(path = "desk/import_done.html")]
struct DonePage {
    shell: Shell,
    frame: Frame,
    file_name: String,
    report: Report,
}

async fn look(Path((_, id)): Path<(String, String)>, seat: Seat) -> Response {
    let Some(upload) = find(&seat, &id) else { return gone(&seat) };
    seat.page(move |seat| match upload.stage() {
        Stage::Waiting => preview(seat, &upload, None),
        Stage::Refused(problem) => preview(seat, &upload, Some(&problem)),
        Stage::Running(_) => runs(seat, &upload),
        Stage::Done(report) => Ok(DonePage {
            shell: seat.shell("Đã nhập sao kê", "Statement imported"),
            frame: seat.frame(),
            file_name: upload.file_name.clone(),
            report: Report::new(seat.lang(), &report),
        }
        .render()?),
    })
    .await
}

/// The file of that name, for who brought it; none when its time is over.
fn find(seat: &Seat, id: &str) -> Option<Arc<Upload>> {
    let id = Uuid::try_parse(id).ok()?;
    seat.desk.uploads.get(id, seat.ledger.fund(), &seat.signed.person, Instant::now())
}

fn gone(seat: &Seat) -> Response {
    let (vi, en) = (
        "Tệp này không còn được giữ (chỉ giữ 15 phút, cho người đã gửi). Nếu chưa xác nhận thì chưa ghi gì: hãy gửi lại tệp. Nhập lại một tệp đã ghi cũng không ghi thêm lần nữa.",
        "This file is kept no longer (15 minutes, for who sent it). Unless it was confirmed nothing is recorded: send it again. A file that was recorded is never recorded twice.",
    );
    answer::problem(seat.lang(), &Problem::new(StatusCode::GONE, "upload-gone", vi, en))
}

fn preview(seat: &Seat, upload: &Upload, refused: Option<&Problem>) -> Answer {
    let lang = seat.lang();
    let reading = &seat.desk.reading;
    let named = |name: &str| {
        let profile = reading.profiles.get(name).ok()?;
        Some((profile.name().to_owned(), profile.title().to_owned()))
    };
    let recognised = upload.recognised.as_deref().and_then(named);
    let tried = named(seat.asked("ho-so")).or_else(|| recognised.clone());
    let account = AccountId::from_str(seat.asked("tai-khoan")).ok();
    let tried_so = tried.as_ref().map(|(profile, _)| trial(seat, upload, profile, account.clone()));
    let mut why = refused.map(|problem| lang.say(&problem.vi, &problem.en).to_owned());
    let (mut report, mut lines) = (None, Vec::new());
    match tried_so {
        None => {}
        Some(Ok(found)) => {
            lines = found.lines.into_iter().map(|line| Shown::new(lang, line)).collect();
            report = Some(Report::new(lang, &found.report));
        }
        Some(Err(problem)) => {
            why.get_or_insert_with(|| lang.say(&problem.vi, &problem.en).to_owned());
        }
    }
    let accounts = seat.rules(|state| {
        let banks = state.accounts().iter().filter(|account| account.id.kind() == domain::AccountKind::Bank);
        banks.map(|account| account.id.clone()).collect::<Vec<_>>()
    })?;
    let page = PreviewPage {
        shell: seat.shell("Xem trước sao kê", "Preview of the statement"),
        frame: seat.frame(),
        id: upload.id,
        file_name: upload.file_name.clone(),
        tried,
        recognised,
        profiles: reading
            .profiles
            .iter()
            .map(|profile| (profile.name().into(), profile.title().into()))
            .collect(),
        account: account.map(|account| account.to_string()).unwrap_or_default(),
        accounts: accounts.iter().map(|id| (id.to_string(), words::account(lang, id))).collect(),
        refused: why,
        report,
        lines,
    };
    Ok(page.render()?)
}

/// What importing it now would do.
fn trial(
    seat: &Seat,
    upload: &Upload,
    profile: &str,
    account: Option<AccountId>,
) -> Result<ledger::Preview, Problem> {
    let reading = &seat.desk.reading;
    let (Ok(profile), Some(rules)) = (reading.profiles.get(profile), &reading.rules) else {
        return Err(no_profile());
    };
    let actor = seat.signed.actor_for(Action::ImportStatements).ok_or_else(Problem::unauthenticated)?;
    let (bytes, file_name) = (upload.bytes(), upload.file_name.as_str());
    let trial = Trial { actor: &actor, account, profile, rules, file_name, bytes: &bytes, shown: SHOWN };
    Ok(seat.ledger.preview(&trial)?)
}

fn no_profile() -> Problem {
    Problem::field("profile", "Hãy chọn ngân hàng của sao kê này.", "Choose the bank of this statement.")
}

/// `POST`: record it. Sent again, it is being recorded already and nothing more happens.
async fn confirm(Path((_, id)): Path<(String, String)>, seat: Seat, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 16 << 10).await.unwrap_or_else(|_| Bytes::new());
    let typed = match Typed::parse(&body) {
        Ok(typed) => typed,
        Err(problem) => return answer::problem(seat.lang(), &problem),
    };
    let Some(upload) = find(&seat, &id) else { return gone(&seat) };
    let here = seat.frame().to(&format!("/sao-ke/nhap/{}", upload.id));
    if !from_here(&parts.headers) || !seat.signed.sent(typed.get("_csrf").unwrap_or_default()) {
        return drawn_again(seat, upload, answer::not_ours()).await;
    }
    if upload.begin() {
        tokio::task::spawn_blocking(move || upload.ends(record(&seat, &upload, &typed)));
    }
    Redirect::to(&here).into_response()
}

async fn drawn_again(seat: Seat, upload: Arc<Upload>, problem: Problem) -> Response {
    let (lang, status) = (seat.lang(), problem.status);
    match tokio::task::spawn_blocking(move || preview(&seat, &upload, Some(&problem))).await {
        Ok(Ok(page)) => (status, [(CACHE_CONTROL, "no-store")], Html(page)).into_response(),
        Ok(Err(fault)) => answer::respond(lang, Err(fault)),
        Err(error) => answer::broken(lang, &error),
    }
}

fn record(seat: &Seat, upload: &Upload, typed: &Typed) -> Result<ledger::ImportReport, Problem> {
    let reading = &seat.desk.reading;
    let profile = reading.profiles.get(typed.get("profile").unwrap_or_default()).map_err(|_| no_profile())?;
    let rules = reading.rules.as_ref().ok_or_else(no_profile)?;
    let account = typed.get("account").filter(|account| !account.is_empty());
    let account = account.map(|account| wire::parse("account", account)).transpose()?;
    let id = typed.get("_command").and_then(|id| Uuid::try_parse(id).ok()).unwrap_or_else(Uuid::now_v7);
    let actor = seat.signed.actor_for(Action::ImportStatements).ok_or_else(Problem::unauthenticated)?;
    let bytes = upload.bytes().to_vec();
    let import = Import { id, actor, account, profile, rules, file_name: &upload.file_name, bytes };
    let done = seat.ledger.import(import, &|progress| upload.comes(progress));
    done.map_err(Problem::from)
}

fn runs(seat: &Seat, upload: &Upload) -> Answer {
    let Stage::Running(at) = upload.stage() else { return Err(Fault::NotFound) };
    let (far, done, all) = progress(seat.lang(), at);
    let page = RunsPage {
        shell: seat.shell("Đang ghi sao kê vào sổ", "The statement is being recorded"),
        frame: seat.frame(),
        here: format!("/sao-ke/nhap/{}", upload.id),
        file_name: upload.file_name.clone(),
        far,
        done,
        all,
    };
    Ok(page.render()?)
}

/// How far the recording has come, for the script of the page.
async fn how_far(Path((_, id)): Path<(String, String)>, seat: Seat) -> Response {
    let Some(upload) = find(&seat, &id) else { return gone(&seat) };
    let answer = match upload.stage() {
        Stage::Running(at) => {
            let (far, done, all) = progress(seat.lang(), at);
            serde_json::json!({"runs": true, "far": far, "done": done, "all": all})
        }
        Stage::Waiting | Stage::Done(_) | Stage::Refused(_) => serde_json::json!({"runs": false}),
    };
    ([(CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}
