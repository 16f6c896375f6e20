//! A report is made, its bytes are fixed by their digest, and the digest is published in the books.

use askama::Template;
use axum::response::Response;
use domain::{Action, Digest};
use jiff::civil::Date;
use web::Lang;
use web::pages::Shell;

use super::{day, keepers};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::say;
use crate::reports::ReportAsked;
use crate::seat::Seat;

/// What the public is given.
const REPORTS: [(&str, &str, &str); 4] = [
    ("disclosure", "Công khai đóng góp tự nguyện", "Public disclosure"),
    ("receipts-and-use", "Tình hình thu và sử dụng", "Receipts and use"),
    ("allocations", "Phân bổ", "Allocations"),
    ("donors", "Danh sách người ủng hộ", "Donors"),
];
const FORMATS: [&str; 3] = ["pdf", "xlsx", "csv"];

/// A report, made.
struct Made {
    digest: String,
    bytes: usize,
    file: String,
}

/// One that the public has.
struct Published {
    name: String,
    period: String,
    on: String,
    digest: String,
    file: String,
}

#[derive(Template)]
#[template(path = "desk/books/publish.html")]
struct PublishPage {
    shell: Shell,
    frame: Frame,
    reports: Vec<(&'static str, &'static str, bool)>,
    formats: Vec<(&'static str, bool)>,
    report: &'static str,
    format: &'static str,
    first: Date,
    last: Date,
    known_at: u64,
    made: Option<Made>,
    problem: Option<String>,
    published: Vec<Published>,
    may: bool,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let last = day(seat, "den", seat.ledger.next_to_close(domain::books::Span::Month)?);
    let first = day(seat, "tu", last.first_of_month());
    let asked = (seat.asked("bao-cao"), seat.asked("dang"));
    let report =
        REPORTS.into_iter().find(|(name, ..)| *name == asked.0).map_or("disclosure", |(name, ..)| name);
    let format = FORMATS.into_iter().find(|name| *name == asked.1).unwrap_or("pdf");
    let known_at = seat.asked("vi-tri").parse().unwrap_or_else(|_| seat.ledger.head().position);
    let wanted = ReportAsked { report: report.to_owned(), format: format.to_owned(), first, last, known_at };
    let file = |wanted: &ReportAsked| {
        frame.api(&format!(
            "/reports/{}?first={}&last={}&position={}&format={}",
            wanted.report, wanted.first, wanted.last, wanted.known_at, wanted.format
        ))
    };
    let (mut made, mut problem) = (None, None);
    if !seat.asked("bao-cao").is_empty() {
        match seat.desk.reports.make(&seat.ledger, &wanted) {
            Ok(bytes) => {
                let digest = Digest::of(&bytes).to_string();
                made = Some(Made { digest, bytes: bytes.len(), file: file(&wanted) });
            }
            Err(why) => problem = Some(lang.say(&why.vi, &why.en).to_owned()),
        }
    }
    let published = seat.rules(|state| {
        let all = state.books.reports().map(|(digest, published)| (digest.clone(), published.clone()));
        all.collect::<Vec<_>>()
    })?;
    let mut published: Vec<_> = published.into_iter().map(|(digest, of)| (of.on, digest, of)).collect();
    published.sort_by_key(|(on, ..)| std::cmp::Reverse(*on));
    let published = published.into_iter().map(|(on, digest, of)| {
        let (report, format) = (of.report.0.to_string(), of.report.1.to_string());
        Published {
            name: format!("{} ({format})", name(lang, &report)),
            period: format!("{} – {}", say::day(lang, of.first), say::day(lang, of.last)),
            on: say::day(lang, on),
            digest: digest.to_string(),
            file: file(&ReportAsked {
                report,
                format,
                first: of.first,
                last: of.last,
                known_at: of.known_at,
            }),
        }
    });
    let page = PublishPage {
        shell: seat.shell("Công bố báo cáo", "Publish reports"),
        reports: REPORTS.map(|(code, vi, en)| (code, lang.say(vi, en), code == report)).to_vec(),
        formats: FORMATS.map(|code| (code, code == format)).to_vec(),
        published: published.collect(),
        report,
        format,
        first,
        last,
        known_at,
        made,
        problem,
        may: seat.signed.may(Action::KeepBooks),
        frame,
    };
    Ok(page.render()?)
}

fn name(lang: Lang, code: &str) -> &str {
    REPORTS.into_iter().find(|(name, ..)| *name == code).map_or(code, |(_, vi, en)| lang.say(vi, en))
}
