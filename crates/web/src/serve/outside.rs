//! What people outside say: the form, the list of answers, and the look-up with a code. Text and code come in a body, never
//! in an address.

use std::time::Instant;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::inbox::{About, Command as Inbox, Refusal, TakeMessage};
use domain::{Actor, Command, MessageNo, On, ReceiptNo, Rejection};
use jiff::Timestamp;
use ledger::{Asker, Entry, Ledger, LedgerError, Opening, Thing, today};
use uuid::Uuid;
use vault::Row;
use wire::{Caller, from_here};

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use super::typed::Typed;
use crate::lang::Lang;
use crate::pages::{
    Figures, Found, LETTERS_PER_PAGE, LONGEST_LINE, LONGEST_TEXT, LetterPage, LettersPage, ReportForm,
    ReportPage, Told, Wrong, kind_of,
};

/// The form; `ve` names what it is about.
pub(super) async fn report(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, _| {
        let figures = Figures::of(&*site.ledger(&fund)?);
        let asked = Typed::parse(uri.query().unwrap_or_default().as_bytes());
        let form = ReportForm { about: asked.get("ve").to_owned(), ..ReportForm::default() };
        let page = ReportPage::new(site.lang, &figures, Uuid::now_v7().to_string(), form, None);
        Ok(Answer::Form(StatusCode::OK, page.render()?))
    })
    .await
}

/// Takes a message. Refused, the form comes back with what was typed.
pub(super) async fn send(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let (lang, typed) = (site.lang, Typed::parse(&body));
        let form = ReportForm {
            kind: typed.get("loai").to_owned(),
            about: typed.get("ve").to_owned(),
            text: typed.get("noi_dung").to_owned(),
            name: typed.get("ten").to_owned(),
            contact: typed.get("lien_he").to_owned(),
            may_show: !typed.get("cong_khai").is_empty(),
        };
        let command = typed.command();
        let sent = match read(lang, &form) {
            Ok(about) => message(site, &ledger, &form, about, command, caller, headers)?,
            Err(wrong) => Err(wrong),
        };
        let figures = Figures::of(&ledger);
        let (status, wrong, sent) = match sent {
            Ok(sent) => (StatusCode::OK, None, Some(sent)),
            Err((status, wrong)) => (status, Some(wrong), None),
        };
        // After the back button the form still has the id of what was sent before.
        let next = if status == StatusCode::CONFLICT { Uuid::now_v7() } else { command };
        let page =
            ReportPage { sent, ..ReportPage::new(lang, &figures, next.to_string(), form, wrong) }.render()?;
        Ok(if status == StatusCode::OK { Answer::Own(status, page) } else { Answer::Form(status, page) })
    })
    .await
}

type Refused = (StatusCode, Wrong);

/// What the form is about, where nothing in it is wrong by itself.
fn read(lang: Lang, form: &ReportForm) -> Result<Option<About>, Refused> {
    let wrong =
        |field, vi: &str, en: &str| Err((StatusCode::BAD_REQUEST, (field, lang.say(vi, en).to_owned())));
    if form.text.is_empty() {
        return wrong(
            "noi_dung",
            "Chưa có nội dung: hãy viết vài dòng.",
            "There is no text: write a few lines.",
        );
    }
    if form.text.chars().count() > LONGEST_TEXT {
        return wrong(
            "noi_dung",
            "Nội dung quá 3.000 ký tự: hãy rút ngắn, hoặc gửi thành hai thư.",
            "The text has more than 3,000 characters: shorten it, or send two messages.",
        );
    }
    for (field, text) in [("ten", &form.name), ("lien_he", &form.contact)] {
        if text.chars().count() > LONGEST_LINE {
            return wrong(field, "Dài quá 200 ký tự: hãy rút ngắn.", "More than 200 characters: shorten it.");
        }
    }
    match form.about.as_str() {
        "" => Ok(None),
        text => match about(text) {
            Some(about) => Ok(Some(about)),
            None => wrong(
                "ve",
                "Không nhận ra số này: ghi như PC-2024-00012, DONG-B0ABD hoặc 17, hoặc để trống.",
                "This is no number of the books: write it like PC-2024-00012, DONG-B0ABD or 17, or leave it empty.",
            ),
        },
    }
}

/// A voucher, a gift's number, else the code on a box.
fn about(text: &str) -> Option<About> {
    let upper = text.trim().to_uppercase();
    if let Ok(voucher) = upper.parse() {
        return Some(About::Voucher(voucher));
    }
    if let Ok(number) = upper.parse::<u64>() {
        return Some(About::Receipt(ReceiptNo::new(number)));
    }
    upper.parse().ok().map(About::Box)
}

/// Number and code of the message that was taken.
fn message(
    site: &Site,
    ledger: &Ledger,
    form: &ReportForm,
    about: Option<About>,
    command: Uuid,
    caller: Caller,
    headers: &HeaderMap,
) -> Result<Result<(String, String), Refused>, Problem> {
    let take = TakeMessage { about, kind: kind_of(&form.kind), may_show: form.may_show, row: None };
    let row = Row {
        name: form.name.clone().into(),
        contact: form.contact.clone().into(),
        note: form.text.clone().into(),
        ..Row::default()
    };
    site.take(ledger, "public:web", take, row, (command, caller, headers))
}

impl Site {
    /// Takes a message as that actor; answers with its number and code, or with why not and in which field.
    pub(super) fn take(
        &self,
        ledger: &Ledger,
        actor: &str,
        take: TakeMessage,
        row: Row<'static>,
        (command, caller, headers): (Uuid, Caller, &HeaderMap),
    ) -> Result<Result<(String, String), Refused>, Problem> {
        let say = |vi: &str, en: &str| ("", self.lang.say(vi, en).to_owned());
        if !from_here(headers) {
            let said = say(
                "Biểu mẫu không gửi từ trang của quỹ: hãy bấm gửi một lần nữa.",
                "The form was not sent from the fund's page: send it once more.",
            );
            return Ok(Err((StatusCode::FORBIDDEN, said)));
        }
        if !ledger.knows(command)? && self.pace.another(caller.network(), Instant::now()).is_err() {
            let said = say(
                "Từ mạng của bạn đã có nhiều thư trong một giờ qua: hãy chờ vài phút rồi gửi lại. Nội dung vẫn giữ nguyên bên dưới.",
                "Many messages came from your network in the last hour: wait some minutes and send it again. What you typed is kept below.",
            );
            return Ok(Err((StatusCode::TOO_MANY_REQUESTS, said)));
        }
        let actor: Actor = actor.parse().map_err(|_| Problem::NotFound)?;
        let asked =
            Command::Inbox(On { effective_on: today(Timestamp::now()), command: Inbox::TakeMessage(take) });
        match ledger.execute(Entry { id: command, ..Entry::new(actor, asked, Some(row)) }) {
            Ok(outcome) => {
                let number = outcome.made.iter().find_map(|made| match made {
                    Thing::Message(number) => Some(*number),
                    _ => None,
                });
                let number = number.ok_or(Problem::NotFound)?;
                Ok(Ok((number.to_string(), ledger.letter_code(number)?)))
            }
            Err(error) => refused(self.lang, error).map(Err),
        }
    }
}

/// A refusal beside its field; everything else is the ledger's failure.
pub(super) fn refused(lang: Lang, error: LedgerError) -> Result<Refused, Problem> {
    let (field, status) = match &error {
        LedgerError::Rejected(Rejection::Inbox(Refusal::AboutUnknown(_))) => ("ve", StatusCode::BAD_REQUEST),
        LedgerError::Rejected(Rejection::Inbox(Refusal::NoText)) => ("noi_dung", StatusCode::BAD_REQUEST),
        LedgerError::Rejected(Rejection::Inbox(Refusal::TooManyToday)) => ("", StatusCode::TOO_MANY_REQUESTS),
        LedgerError::Rejected(_) => ("", StatusCode::CONFLICT),
        error if error.code() == "command-reused" => {
            let said = lang.say(
                "Biểu mẫu này đã gửi một lần với nội dung khác, và thư đó đã được nhận. Nếu muốn gửi thêm thư này, hãy bấm gửi lại.",
                "This form was sent once with another text, and that message was received. To send this one too, press send again.",
            );
            return Ok((StatusCode::CONFLICT, ("", said.to_owned())));
        }
        _ => return Err(error.into()),
    };
    let LedgerError::Rejected(rejection) = error else { return Err(error.into()) };
    let said = match lang {
        Lang::Vi => rejection.vi(),
        Lang::En => rejection.en(),
    };
    Ok((status, (field, said)))
}

/// The list, with the findings of the supervision.
pub(super) async fn letters(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let figures = Figures::of(&ledger);
        // How long something waits changes on a day, without any event.
        let day = today(Timestamp::now());
        let tag = Tag::at([figures.position, u64::from(day.day().unsigned_abs())]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let asked = Typed::parse(uri.query().unwrap_or_default().as_bytes());
        let page = asked.get("trang").parse().unwrap_or(1).max(1);
        Ok(Answer::Page(tag, list(site.lang, &ledger, &figures, page)?.render()?))
    })
    .await
}

fn list(lang: Lang, ledger: &Ledger, figures: &Figures, page: u64) -> Result<LettersPage, Problem> {
    let day = today(Timestamp::now());
    let skip = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(LETTERS_PER_PAGE);
    let (total, letters) = ledger.letters(day, skip, LETTERS_PER_PAGE)?;
    let letters = letters.into_iter().map(|letter| Told::new(lang, &figures.fund, letter, day)).collect();
    let findings: Vec<_> = {
        let views = ledger.views();
        let all = views.public.inbox().findings().rev();
        all.take(LETTERS_PER_PAGE).map(|(number, finding)| Found::new(lang, number, finding, day)).collect()
    };
    Ok(LettersPage { findings, ..LettersPage::new(lang, figures, page, (total, letters)) })
}

/// One message.
pub(super) async fn letter(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let figures = Figures::of(&ledger);
        let day = today(Timestamp::now());
        let tag = Tag::at([figures.position, u64::from(day.day().unsigned_abs())]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let number = number.parse().map(MessageNo::new).map_err(|_| Problem::NotFound)?;
        let letter = ledger.letter(number, day)?.ok_or(Problem::NotFound)?;
        let told = Told::new(site.lang, &figures.fund, letter, day);
        Ok(Answer::Page(tag, LetterPage::new(site.lang, &figures, told).render()?))
    })
    .await
}

/// A sender's own message, by number and code.
pub(super) async fn look_up(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    site.answer(headers, move |site, _| {
        let ledger = site.ledger(&fund)?;
        let (lang, typed, figures) = (site.lang, Typed::parse(&body), Figures::of(&ledger));
        let (day, asker) = (today(Timestamp::now()), Asker { address: caller.0, now: Instant::now() });
        let number = MessageNo::new(typed.get("so").parse().unwrap_or_default());
        let opened = ledger.own_letter(number, typed.get("ma"), day, asker)?;
        let mut page = list(lang, &ledger, &figures, 1)?;
        let (status, wrong) = match opened {
            Opening::Right(letter) => {
                page.own = Some(Told::new(lang, &figures.fund, *letter, day));
                (StatusCode::OK, None)
            }
            Opening::Wrong => (StatusCode::NOT_FOUND, Some(wrong_code(lang))),
            Opening::TooMany => (StatusCode::TOO_MANY_REQUESTS, Some(too_many(lang))),
        };
        page.asked = (typed.get("so").to_owned(), wrong.map(str::to_owned));
        Ok(Answer::Own(status, page.render()?))
    })
    .await
}

pub(super) fn wrong_code(lang: Lang) -> &'static str {
    lang.say(
        "Số và mã không khớp nhau: xem lại từng chữ, rồi nhập lại mã.",
        "Number and code do not belong together: look at every letter and type the code again.",
    )
}

pub(super) fn too_many(lang: Lang) -> &'static str {
    lang.say(
        "Mã đã nhập sai nhiều lần từ mạng này: hãy chờ 15 phút rồi thử lại.",
        "A wrong code came too often from this network: wait for 15 minutes and try again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_names_a_voucher_a_gift_or_a_box() {
        for (typed, expect) in [
            ("pc-2024-00012", "voucher PC-2024-00012"),
            ("17", "receipt 17"),
            (" dong-b0abd ", "box DONG-B0ABD"),
        ] {
            assert_eq!(about(typed).map(|about| about.to_string()).as_deref(), Some(expect));
        }
        assert_eq!(about("ở tổ 5, chị Sáu"), None);
    }
}
