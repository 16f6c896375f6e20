//! Files to download: every gift that may be listed, everything that left, the fund for IATI. Gifts are read a piece at a
//! time, when the reader has taken the piece before, and at most two pieces at once for all readers. So many streams are
//! open at once, for one address and for all.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ReceiptNo;
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use ledger::{Ledger, today};
use public_files::{csv_rows, json_rows};
use wire::{Caller, Place};

use super::Site;
use super::answer::{Answer, Problem};
use super::campaign::Now;
use crate::export::{GiftRow, OutgoingRow, Stand, activity, csv_head};
use crate::lang::Lang;
use crate::link;
use crate::pages::{DownloadsPage, Figures, Names};

/// How many gifts are read at a time.
const PIECE: u64 = 2000;

/// The page that lists the files.
pub(super) async fn page(State(site): State<Site>, Path(fund): Path<String>, headers: HeaderMap) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let mut now = Now::of(&ledger);
        let days = super::snapshots::store(&ledger).snapshots().unwrap_or_else(|error| {
            tracing::error!(fund = %ledger.fund(), %error, "the snapshots cannot be listed");
            Vec::new()
        });
        // A day is signed without any event.
        now.tag = now.tag.and(days.len() as u64);
        if now.tag.known_to(headers) {
            return Ok(Answer::Same(now.tag));
        }
        let page = DownloadsPage::new(site.lang, &now.figures, &days);
        Ok(Answer::Page(now.tag, askama::Template::render(&page)?))
    })
    .await
}

/// A file by its name.
pub(super) async fn file(
    State(site): State<Site>,
    Path((fund, name)): Path<(String, String)>,
    caller: Caller,
) -> Response {
    let lang = site.lang;
    let ledger = match site.ledger(&fund) {
        Ok(ledger) => ledger,
        Err(problem) => return problem.into_response_in(lang),
    };
    let kind = match name.as_str() {
        "ung-ho.csv" | "chi.csv" => "text/csv; charset=utf-8",
        "ung-ho.ndjson" | "chi.ndjson" => "application/x-ndjson",
        "iati.xml" => "application/xml",
        _ => return Problem::NotFound.into_response_in(lang),
    };
    let Some(place) = site.strangers.download(caller, Instant::now()) else {
        return Problem::Crowded.into_response_in(lang);
    };
    let csv = matches!(name.as_str(), "ung-ho.csv" | "chi.csv");
    let body = match name.as_str() {
        "iati.xml" => site.iati(ledger).await,
        "ung-ho.csv" | "ung-ho.ndjson" => Ok(site.gifts_body(ledger, csv)),
        _ => site.outgoings_body(ledger, csv).await,
    };
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{fund}-{name}\""));
    match (body, disposition) {
        (Ok(body), Ok(disposition)) => {
            let kept = HeaderValue::from_static("public, no-cache");
            let kind = HeaderValue::from_static(kind);
            (
                [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, kept)],
                kept_by(place, body),
            )
                .into_response()
        }
        _ => Problem::Broken.into_response_in(lang),
    }
}

/// The body, which keeps its place until its last byte was taken.
fn kept_by(place: Place, body: Body) -> Body {
    let pieces = stream::unfold((body.into_data_stream(), place), async |(mut pieces, place)| {
        let piece = pieces.next().await?;
        place.read(Instant::now());
        Some((piece, (pieces, place)))
    });
    // What packs a body for a browser asks once more behind its end, which a bare `unfold` does not bear.
    Body::from_stream(pieces.fuse())
}

impl Site {
    fn gifts_body(self, ledger: Arc<Ledger>, csv: bool) -> Body {
        let head = stand(&ledger);
        let head = if csv { csv_head::<GiftRow>(&head) } else { json_rows(&[head]) };
        let state = (ledger, Some(ReceiptNo::new(1)), Some(head));
        let pieces = stream::try_unfold(state, move |(ledger, next, head)| {
            let room = Arc::clone(&self.room);
            async move {
                if let Some(head) = head {
                    return Ok(Some((head, (ledger, next, None))));
                }
                let Some(first) = next else { return Ok::<_, std::io::Error>(None) };
                let place = room.acquire_owned().await.map_err(std::io::Error::other)?;
                let made = tokio::task::spawn_blocking(move || {
                    let piece = piece(&ledger, first, csv);
                    drop(place);
                    piece.map(|(bytes, next)| (bytes, ledger, next))
                });
                // A body that breaks off is seen by the reader: its length is missing.
                let (bytes, ledger, next) = made.await.map_err(std::io::Error::other)??;
                Ok(Some((bytes, (ledger, next, None))))
            }
        });
        Body::from_stream(pieces)
    }

    async fn outgoings_body(self, ledger: Arc<Ledger>, csv: bool) -> Result<Body, Infallible> {
        let made = tokio::task::spawn_blocking(move || {
            let head = stand(&ledger);
            let rows = outgoings(&ledger);
            if csv {
                [csv_head::<OutgoingRow>(&head), csv_rows(&rows)].concat()
            } else {
                [json_rows(&[head]), json_rows(&rows)].concat()
            }
        });
        Ok(Body::from(made.await.unwrap_or_default()))
    }

    async fn iati(self, ledger: Arc<Ledger>) -> Result<Body, Infallible> {
        let made = tokio::task::spawn_blocking(move || {
            let figures = Figures::of(&ledger);
            let views = ledger.views();
            let names = Names::new(&views.coverage, today(Timestamp::now()), Lang::Vi);
            activity(&figures, views.coverage.outgoings().all(), names, self.reporter.as_ref().as_ref())
        });
        Ok(Body::from(made.await.unwrap_or_default()))
    }
}

fn piece(ledger: &Ledger, first: ReceiptNo, csv: bool) -> std::io::Result<(Vec<u8>, Option<ReceiptNo>)> {
    let (gifts, next) = ledger.gifts_from(first, PIECE).map_err(|error| {
        tracing::error!(code = error.code(), "download: the ledger failed: {error}");
        std::io::Error::other("the ledger failed")
    })?;
    let rows: Vec<GiftRow> = gifts.into_iter().map(|gift| GiftRow::new(ledger.fund(), gift)).collect();
    Ok((if csv { csv_rows(&rows) } else { json_rows(&rows) }, next))
}

fn outgoings(ledger: &Ledger) -> Vec<OutgoingRow> {
    let views = ledger.views();
    let all = views.coverage.outgoings();
    let names = Names::new(&views.coverage, today(Timestamp::now()), Lang::Vi);
    let row = |entry: &projection_coverage::Outgoing| {
        let decision = entry.allocation.and_then(|(number, _)| all.decision(number));
        OutgoingRow::new(ledger.fund(), names, decision, entry)
    };
    all.all().iter().map(row).collect()
}

fn stand(ledger: &Ledger) -> Stand {
    let (figures, head) = (Figures::of(ledger), ledger.head());
    Stand {
        name: figures.name().to_owned(),
        fund: figures.fund,
        position: head.position,
        chain: ledger::hex(&head.chain),
        recorded_at: figures.recorded_at,
        checkpoint: link::checkpoint(ledger.fund()),
    }
}
