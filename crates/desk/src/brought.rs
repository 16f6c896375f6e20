//! A form that brings files with it: its texts as they were typed, its files kept by the books and named in their fields.
//!
//! A file's field is called `_file:` and the path of the digest in the command; behind a path that ends with `[]` several files
//! may come. A file is read no further than it may be long, and only of a form that is ours and of somebody who has a role here;
//! what was kept stays in the form when it is refused, so that nobody sends a file twice.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use domain::Digest;
use ledger::Ledger;
use vault::MOST_FILE_BYTES;
use wire::{Problem, from_here};

use crate::answer;
use crate::form::Typed;
use crate::seat::Seat;

/// The most that one form brings: a few photographs of a phone, or one long scan.
pub(crate) const MOST_BROUGHT: usize = 32 << 20;
/// The most bytes of all its texts.
const MOST_TEXT: usize = 4 << 20;
/// How a file's field is called before the path.
const FILE: &str = "_file:";

/// Whether the request is a form that may bring files.
pub(crate) fn brings_files(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// What was typed, with the digests of the files that were kept, and why the form is refused where it is. Without a seat no file
/// is read.
pub(crate) async fn read(request: Request, seat: Option<&Seat>) -> (Typed, Option<Problem>) {
    let headers = request.headers().clone();
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return (Typed::default(), Some(not_a_form()));
    };
    let (mut reading, mut typed) = (Reading::new(&headers, seat), Typed::default());
    let ended = loop {
        match form.next_field().await {
            Ok(Some(field)) => {
                if let Err(problem) = reading.take(field, &mut typed).await {
                    break Err(problem);
                }
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(broken_off(error.status())),
        }
    };
    // Behind all that was typed: a file that was chosen counts before a digest that was there.
    let named = reading.kept.iter().try_for_each(|(path, digest)| {
        let name = free(&typed, path);
        typed.push(name, digest.to_string())
    });
    (typed, reading.problem.or(ended.err()).or(named.err()))
}

/// A form while it is read.
struct Reading<'a> {
    headers: &'a HeaderMap,
    seat: Option<&'a Seat>,
    /// Of all texts.
    text: usize,
    /// Of all files.
    brought: usize,
    /// Held from the first file on.
    place: Option<tokio::sync::OwnedSemaphorePermit>,
    /// The files that are kept, by the path that they were brought for.
    kept: Vec<(String, Digest)>,
    /// Why a file was not kept; the fields behind it are still read.
    problem: Option<Problem>,
}

impl<'a> Reading<'a> {
    fn new(headers: &'a HeaderMap, seat: Option<&'a Seat>) -> Self {
        Self { headers, seat, text: 0, brought: 0, place: None, kept: Vec::new(), problem: None }
    }

    /// Takes the next field. An error ends the reading.
    async fn take(&mut self, mut field: Field<'_>, typed: &mut Typed) -> Result<(), Problem> {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(path) = name.strip_prefix(FILE) else {
            let left = MOST_TEXT.saturating_sub(self.text);
            let bytes = bytes_of(&mut field, left).await?.ok_or_else(|| Problem::too_large(MOST_TEXT))?;
            self.text = self.text.saturating_add(bytes.len());
            return typed.push(name, String::from_utf8_lossy(&bytes).into_owned());
        };
        if field.file_name().is_none_or(str::is_empty) {
            return Ok(());
        }
        // Without a seat the form waits for the sign-in, and the file is chosen again then.
        let Some(seat) = self.seat else { return Ok(()) };
        self.begin(seat, typed, path)?;
        let left = MOST_FILE_BYTES.min(MOST_BROUGHT.saturating_sub(self.brought));
        let bytes = bytes_of(&mut field, left).await?.ok_or_else(|| too_large().at(path))?;
        self.brought = self.brought.saturating_add(bytes.len());
        if bytes.is_empty() {
            return Ok(());
        }
        match keep(Arc::clone(&seat.ledger), bytes).await {
            Ok(digest) => self.kept.push((path.to_owned(), digest)),
            Err(problem) => {
                self.problem.get_or_insert(problem.at(path));
            }
        }
        Ok(())
    }

    /// What is asked before a byte of a file is read.
    fn begin(&mut self, seat: &Seat, typed: &Typed, path: &str) -> Result<(), Problem> {
        if !from_here(self.headers) || !seat.signed.sent(typed.get("_csrf").unwrap_or_default()) {
            return Err(answer::not_ours());
        }
        let length =
            self.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| length > MOST_BROUGHT) {
            return Err(too_large().at(path));
        }
        if self.place.is_none() {
            let place = seat.desk.uploads.admit(&seat.signed.person, Instant::now());
            self.place = Some(place.map_err(|full| full.problem().at(path))?);
        }
        Ok(())
    }
}

/// Keeps a file on a thread that may wait for the disk.
async fn keep(ledger: Arc<Ledger>, bytes: Vec<u8>) -> Result<Digest, Problem> {
    let kept = tokio::task::spawn_blocking(move || ledger.keep_file(&bytes)).await;
    let kept = kept.map_err(|error| Problem::internal(&error))??;
    Ok(kept.digest.into())
}

/// The field that the digest goes into; of a list the first place that is free.
fn free(typed: &Typed, path: &str) -> String {
    let Some(list) = path.strip_suffix("[]") else { return path.to_owned() };
    let places = (0..).map(|place| format!("{list}[{place}]"));
    places.into_iter().find(|name| typed.get(name).is_none()).unwrap_or_default()
}

async fn bytes_of(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Problem> {
    whole_field(field, most).await.map_err(|error| broken_off(error.status()))
}

/// A field piece by piece; none where it is longer than it may be.
pub(crate) async fn whole_field(
    field: &mut Field<'_>,
    most: usize,
) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await? {
        if bytes.len().saturating_add(piece.len()) > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Some(bytes))
}

fn too_large() -> Problem {
    let (one, all) = (MOST_FILE_BYTES >> 20, MOST_BROUGHT >> 20);
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "content-too-large",
        format!(
            "Mỗi tệp không quá {one} MB, mỗi lần gửi không quá {all} MB. Hãy quét ở độ phân giải thấp hơn hoặc chia tệp."
        ),
        format!(
            "A file has at most {one} MB, a form {all} MB in all. Scan at a lower resolution or split the file."
        ),
    )
}

fn broken_off(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { Problem::body_broken() }
}

fn not_a_form() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "body-broken",
        "Không đọc được biểu mẫu gửi lên. Hãy mở lại trang và gửi lại.",
        "The form could not be read. Open the page again and send it.",
    )
}
