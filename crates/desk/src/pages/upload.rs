//! A statement file brought by a person: taken in piece by piece, refused as soon as it is seen to be too large or not
//! ours, its bank told by its columns, and kept for [`super::preview`]. Nothing is recorded here.

use std::time::Instant;

use askama::Template;
use axum::Router;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::Action;
use statements::StatementError;
use web::pages::Shell;
use wire::{Problem, from_here};

use crate::answer::{self, Answer};
use crate::brought::whole_field;
use crate::form::Typed;
use crate::frame::Frame;
use crate::seat::Seat;
use crate::state::Desk;
use crate::uploads::Full;

/// The largest file. Three hundred thousand lines take about 35 MB.
const MOST_BYTES: usize = 40 << 20;
/// What may stand around the file: the form's other fields and the marks between them.
const AROUND: usize = 64 << 10;
/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 120;

pub(crate) fn routes() -> Router<Desk> {
    let form = get(upload_form).post(receive).layer(DefaultBodyLimit::max(MOST_BYTES + AROUND));
    Router::new().route("/sao-ke/nhap", form)
}

#[derive(Template)]
#[template(path = "desk/upload.html")]
struct UploadForm {
    shell: Shell,
    frame: Frame,
    most_bytes: usize,
    most_mb: usize,
    banks: Vec<String>,
}

async fn upload_form(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let page = UploadForm {
        shell: seat.shell("Nhập sao kê", "Import a statement"),
        frame: seat.frame(),
        most_bytes: MOST_BYTES,
        most_mb: MOST_BYTES >> 20,
        banks: seat.desk.reading.profiles.iter().map(|profile| profile.title().to_owned()).collect(),
    };
    Ok(page.render()?)
}

/// What was brought.
struct Brought {
    file_name: String,
    bytes: Vec<u8>,
}

async fn receive(State(desk): State<Desk>, headers: HeaderMap, seat: Seat, request: Request) -> Response {
    if !seat.signed.may(Action::ImportStatements) {
        let problem = may_not(&seat);
        return refuse(seat, problem).await;
    }
    // Said by the browser before the first byte of the file: nothing of it is read.
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > MOST_BYTES + AROUND) {
        return refuse(seat, too_large()).await;
    }
    let place = match desk.uploads.admit(&seat.signed.person, Instant::now()) {
        Ok(place) => place,
        Err(full) => return come_back(seat, full).await,
    };
    let brought = match Multipart::from_request(request, &()).await {
        Ok(form) => read(form, &headers, &seat).await,
        Err(_) => Err(not_a_form()),
    };
    match brought {
        Ok(brought) => {
            let kept = keep(desk, seat, brought).await;
            drop(place);
            kept
        }
        Err(problem) => refuse(seat, problem).await,
    }
}

/// Recognises the file's bank and keeps it. A file that is no table is refused by its line before anything is made of it.
async fn keep(desk: Desk, seat: Seat, brought: Brought) -> Response {
    let Brought { file_name, bytes } = brought;
    if let Err(error) = statements::check_lines(&bytes, &file_name) {
        return refuse(seat, no_table(&error)).await;
    }
    let reading = std::sync::Arc::clone(&desk.reading);
    // A workbook is weighed before it is unpacked, on a thread that may take its time.
    let recognised = tokio::task::spawn_blocking(move || {
        let profile = reading.profiles.recognise(&bytes).map(|profile| profile.name().to_owned());
        (profile, bytes)
    });
    let (recognised, bytes) = match recognised.await {
        Ok(recognised) => recognised,
        Err(error) => return answer::broken(desk.lang, &error),
    };
    let fund = seat.ledger.fund().clone();
    let file = (file_name, bytes);
    match desk.uploads.keep(fund, &seat.signed.person, file, recognised, Instant::now()) {
        Some(id) => {
            let path = seat.frame().to(&format!("/sao-ke/nhap/{id}"));
            Redirect::to(&path).into_response()
        }
        None => come_back(seat, Full::OfAll).await,
    }
}

/// Reads the form's fields in their order. The file is the last: what does not come from a page of ours is refused before
/// it is read.
async fn read(mut form: Multipart, headers: &HeaderMap, seat: &Seat) -> Result<Brought, Problem> {
    let mut ours = false;
    while let Some(field) = form.next_field().await.map_err(|error| broken_off(error.status()))? {
        match field.name() {
            Some("_csrf") => {
                let sent = bytes_of(field, AROUND).await?;
                ours = from_here(headers) && seat.signed.sent(&String::from_utf8_lossy(&sent));
            }
            Some("file") if !ours => return Err(answer::not_ours()),
            Some("file") => {
                let file_name = name_of(field.file_name().unwrap_or_default());
                let bytes = bytes_of(field, MOST_BYTES).await?;
                if bytes.is_empty() {
                    return Err(Problem::field(
                        "file",
                        "Hãy chọn tệp sao kê (CSV hoặc XLSX) rồi gửi lại.",
                        "Choose the statement file (CSV or XLSX) and send it again.",
                    ));
                }
                return Ok(Brought { file_name, bytes });
            }
            _ => {}
        }
    }
    Err(not_a_form())
}

async fn bytes_of(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let bytes = whole_field(&mut field, most).await.map_err(|error| broken_off(error.status()))?;
    bytes.ok_or_else(too_large)
}

/// The file's name without directories and signs that steer a terminal.
fn name_of(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect();
    if name.trim().is_empty() { "sao-ke".to_owned() } else { name }
}

/// The form again, with why the file was not taken.
async fn refuse(mut seat: Seat, problem: Problem) -> Response {
    let status = problem.status;
    seat.typed = Typed::default().refused(problem);
    let lang = seat.lang();
    match tokio::task::spawn_blocking(move || draw(&seat)).await {
        Ok(Ok(page)) => (status, [(CACHE_CONTROL, "no-store")], Html(page)).into_response(),
        Ok(answer) => answer::respond(lang, answer),
        Err(error) => answer::broken(lang, &error),
    }
}

fn too_large() -> Problem {
    let mb = MOST_BYTES >> 20;
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "content-too-large",
        format!("Tệp lớn hơn {mb} MB nên không nhận. Hãy xuất sao kê theo kỳ ngắn hơn, ví dụ từng tháng."),
        format!("The file is over {mb} MB and is not taken. Export shorter periods, for example by month."),
    )
    .at("file")
}

fn no_table(error: &StatementError) -> Problem {
    Problem::field("file", error.vi(), error.en())
}

/// The form again, and for programs when to come back.
async fn come_back(seat: Seat, full: Full) -> Response {
    let mut response = refuse(seat, full.problem().at("file")).await;
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(full.wait().as_secs().max(1)));
    response
}

fn broken_off(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { Problem::body_broken().at("file") }
}

fn not_a_form() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "body-broken",
        "Không đọc được biểu mẫu gửi lên. Hãy mở lại trang này, chọn tệp và gửi lại.",
        "The form could not be read. Open this page again, choose the file and send it.",
    )
    .at("file")
}

fn may_not(seat: &Seat) -> Problem {
    let role = seat.signed.roles.first().map_or("", |role| role.name()).to_owned();
    domain::Rejection::NotAllowed { role, action: Action::ImportStatements }.into()
}
