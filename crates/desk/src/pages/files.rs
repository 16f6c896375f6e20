//! Files of evidence: what stands of them on a page, and the one address that gives one to somebody of the fund.
//!
//! Every opening is noted before the first byte leaves. Nothing in a file runs: it comes under a policy that allows nothing, in a
//! box of its own, and a PDF is saved rather than shown.

use access::{By, Seen};
use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Digest;
use jiff::Timestamp;
use ledger::Ledger;
use vault::{FileKind, Standing};
use web::{Lang, format};
use wire::Problem;

use crate::answer;
use crate::frame::Frame;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/tep/{digest}", get(open))
}

/// Nothing is loaded, run or framed by a file, and nothing of this site can be reached from it.
const POLICY: &str =
    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A file on a page: what it is, and the way to it where it is kept here.
pub(crate) struct FileLink {
    /// What it is, or why there is no way to it.
    pub(crate) label: String,
    /// The way.
    pub(crate) href: Option<String>,
    /// SHA-256.
    pub(crate) digest: String,
}

impl FileLink {
    /// Of one that an event or a form names.
    pub(crate) fn of(ledger: &Ledger, frame: &Frame, digest: &Digest) -> Self {
        let lang = frame.lang;
        let standing = ledger.file_standing(digest);
        let label = match standing {
            Standing::There(kind, bytes) => format!("{}, {}", kind_name(lang, kind), size(lang, bytes)),
            Standing::Absent => lang
                .say("chỉ có mã băm, giấy lưu ở nơi khác", "the digest only, the paper lies elsewhere")
                .to_owned(),
            Standing::Erased => lang.say("đã xóa", "erased").to_owned(),
            Standing::Damaged => {
                lang.say("tệp hỏng, báo người quản trị", "damaged, tell the administrator").to_owned()
            }
        };
        let there = matches!(standing, Standing::There(..));
        let href = there.then(|| frame.to(&format!("/tep/{digest}")));
        Self { label, href, digest: digest.to_string() }
    }

    /// Of all of them.
    pub(crate) fn all<'a>(
        ledger: &Ledger,
        frame: &Frame,
        digests: impl IntoIterator<Item = &'a Digest>,
    ) -> Vec<Self> {
        digests.into_iter().map(|digest| Self::of(ledger, frame, digest)).collect()
    }
}

fn kind_name(lang: Lang, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => lang.say("Tệp PDF", "PDF file"),
        FileKind::Jpeg => lang.say("Ảnh JPEG", "JPEG picture"),
        FileKind::Png => lang.say("Ảnh PNG", "PNG picture"),
        FileKind::WebP => lang.say("Ảnh WebP", "WebP picture"),
    }
}

/// "1.234 kB".
fn size(lang: Lang, bytes: u32) -> String {
    format!("{} kB", format::grouped(bytes.div_ceil(1000).max(1), lang))
}

async fn open(Path((_, digest)): Path<(String, String)>, seat: Seat) -> Response {
    let lang = seat.lang();
    let Ok(digest) = digest.parse::<Digest>() else { return answer::not_found(lang) };
    match tokio::task::spawn_blocking(move || give(&seat, &digest)).await {
        Ok(Ok(response)) => response,
        Ok(Err(problem)) => answer::problem(lang, &problem),
        Err(error) => answer::broken(lang, &error),
    }
}

fn give(seat: &Seat, digest: &Digest) -> Result<Response, Problem> {
    let by = seat.signed.person.parse().map_or(By::Nobody, By::Person);
    let (fund, subject) = (seat.ledger.fund(), format!("evidence/{digest}"));
    let noted =
        seat.desk.door.access.note_seen(&by, Some(fund), Seen::Paper, Some(&subject), Timestamp::now());
    noted.map_err(|error| Problem::internal(&error))?;
    let (kind, bytes) = seat.ledger.file(digest)?;
    Ok((headers(kind, digest), bytes).into_response())
}

fn headers(kind: FileKind, digest: &Digest) -> HeaderMap {
    let way = if kind.is_picture() { "inline" } else { "attachment" };
    let short = digest.as_str().get(..12).unwrap_or_default();
    let named = format!("{way}; filename=\"{short}.{}\"", kind.ending());
    HeaderMap::from_iter([
        (CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ])
}
