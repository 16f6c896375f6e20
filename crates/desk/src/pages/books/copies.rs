//! Scans for the public: the chief accountant brings a copy with names blacked out, and takes one back.

use askama::Template;
use axum::response::Response;
use domain::{Action, Digest};
use web::pages::Shell;

use super::keepers;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::{FileLink, say};
use crate::seat::Seat;

/// A copy that the public has.
struct Copy {
    title: String,
    voucher: String,
    on: String,
    file: FileLink,
    original: FileLink,
}

#[derive(Template)]
#[template(path = "desk/books/copies.html")]
struct CopiesPage {
    shell: Shell,
    frame: Frame,
    copies: Vec<Copy>,
    reasons: Vec<(&'static str, &'static str)>,
    today: String,
    /// The voucher that the address names.
    voucher: String,
    may: bool,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    keepers(seat)?;
    let (lang, frame) = (seat.lang(), seat.frame());
    let published = seat.rules(|state| {
        let all = state.books.copies();
        all.map(|(digest, copied)| (digest.clone(), copied.clone())).collect::<Vec<_>>()
    })?;
    let link = |digest: &Digest| FileLink::of(&seat.ledger, &frame, digest);
    let copies = published.iter().map(|(digest, copied)| Copy {
        title: copied.title.clone(),
        voucher: copied.of.to_string(),
        on: say::day(lang, copied.on),
        file: link(digest),
        original: link(&copied.original),
    });
    let page = CopiesPage {
        shell: seat.shell("Bản chụp công khai", "Scans for the public"),
        copies: copies.collect(),
        reasons: vec![
            ("wrong-redaction", lang.say("Che chưa đủ", "Not enough was blacked out")),
            ("wrong-paper", lang.say("Nhầm giấy tờ", "The wrong paper")),
            ("asked", lang.say("Người có tên yêu cầu", "Somebody named in it asked")),
            ("other", lang.say("Lý do khác", "Another reason")),
        ],
        today: Seat::today().to_string(),
        voucher: seat.asked("so").to_owned(),
        may: seat.signed.may(Action::PublishCopies),
        frame,
    };
    Ok(page.render()?)
}
