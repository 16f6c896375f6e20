//! A giver's own pages. Nothing is remembered between two requests: every form carries the numbers and codes that were typed,
//! and every request opens them anew.

use std::collections::BTreeSet;
use std::time::Instant;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::ReceiptNo;
use domain::inbox::{About, Kind, TakeMessage};
use domain::privacy::Showing;
use jiff::Timestamp;
use ledger::{Asker, Ledger, Opening, OwnGift, today};
use uuid::Uuid;
use vault::Row;
use wire::{Caller, from_here};

use super::Site;
use super::answer::{Answer, Problem};
use super::outside::{refused, too_many, wrong_code};
use super::typed::Typed;
use crate::pages::{Figures, LONGEST_LINE, LONGEST_TEXT, Mine, OwnPage, Wrong};

/// So many gifts are open at once: as many as fit on a page that a person reads.
const MOST_OPEN: usize = 40;

/// Where a code is typed.
pub(super) async fn enter(
    State(site): State<Site>,
    Path(fund): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, _| {
        let figures = Figures::of(&*site.ledger(&fund)?);
        let page = OwnPage::new(site.lang, &figures, Vec::new(), BTreeSet::new());
        Ok(Answer::Form(StatusCode::OK, page.render()?))
    })
    .await
}

/// Opens gifts, hides one, or takes a wish about one.
pub(super) async fn act(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let mut visit = Visit::open(site, &ledger, Typed::parse(&body), caller)?;
        if let Some(number) = visit.meant("an") {
            visit.hide(number, headers)?;
        } else if let Some(number) = visit.meant("ve") {
            visit.wish(number, headers)?;
        }
        visit.page()
    })
    .await
}

struct Visit<'a> {
    site: &'a Site,
    ledger: &'a Ledger,
    typed: Typed,
    caller: Caller,
    /// The gifts with their codes.
    held: Vec<(ReceiptNo, String)>,
    status: StatusCode,
    wrong: Option<Wrong>,
    done: Option<&'static str>,
    sent: Option<(String, String)>,
}

impl<'a> Visit<'a> {
    fn open(site: &'a Site, ledger: &'a Ledger, typed: Typed, caller: Caller) -> Result<Self, Problem> {
        let given = typed.all("giu").filter_map(|held| held.split_once(':'));
        let new = Some((typed.get("so"), typed.get("ma"))).filter(|(number, _)| !number.is_empty());
        let mut asked: Vec<(ReceiptNo, String)> = Vec::new();
        for (number, code) in given.chain(new).take(MOST_OPEN) {
            let number = ReceiptNo::new(number.trim_start_matches("BN-").parse().unwrap_or_default());
            if !asked.iter().any(|(known, _)| *known == number) {
                asked.push((number, code.to_owned()));
            }
        }
        let mut visit = Self {
            site,
            ledger,
            typed,
            caller,
            held: Vec::new(),
            status: StatusCode::OK,
            wrong: None,
            done: None,
            sent: None,
        };
        for (number, code) in asked {
            match visit.gift(number, &code)? {
                Opening::Right(_) => visit.held.push((number, code)),
                Opening::Wrong => visit.refuse(StatusCode::NOT_FOUND, "ma", wrong_code(site.lang)),
                Opening::TooMany => visit.refuse(StatusCode::TOO_MANY_REQUESTS, "ma", too_many(site.lang)),
            }
        }
        Ok(visit)
    }

    fn gift(&self, number: ReceiptNo, code: &str) -> Result<Opening<OwnGift>, Problem> {
        let asker = Asker { address: self.caller.0, now: Instant::now() };
        Ok(self.ledger.own_gift(number, code, asker)?)
    }

    fn refuse(&mut self, status: StatusCode, field: &'static str, why: &str) {
        (self.status, self.wrong) = (status, Some((field, why.to_owned())));
    }

    /// The gift that a button names, if its code was right.
    fn meant(&self, button: &str) -> Option<ReceiptNo> {
        let number = self.typed.get(button).parse().ok().map(ReceiptNo::new)?;
        self.held.iter().any(|(held, _)| *held == number).then_some(number)
    }

    /// Whoever gave may hide the own gift, or its name or memo: it is done at once.
    fn hide(&mut self, number: ReceiptNo, headers: &HeaderMap) -> Result<(), Problem> {
        let lang = self.site.lang;
        if !from_here(headers) {
            let why =
                lang.say("Hãy bấm lại một lần nữa từ trang này.", "Press the button on this page once more.");
            self.refuse(StatusCode::FORBIDDEN, "", why);
            return Ok(());
        }
        let show = match self.typed.get("muc") {
            "ten" => Some(Showing::Name),
            "giau-ten" => Some(Showing::Anonymous),
            _ => None,
        };
        match self.ledger.hide_own(number, show, self.typed.command(), today(Timestamp::now())) {
            Ok(_) => {
                self.done = Some(match show {
                    Some(_) => lang.say(
                        "Đã ghi: trang công khai hiện ít hơn, từ bây giờ.",
                        "Recorded: less of it is shown to the public from now on.",
                    ),
                    None => lang.say(
                        "Khoản này không còn trong danh sách công khai.",
                        "This gift is no longer in the public list.",
                    ),
                });
            }
            Err(error) => {
                let (status, (field, why)) = refused(lang, error)?;
                self.refuse(status, field, &why);
            }
        }
        Ok(())
    }

    /// What the fund's people must look at becomes a message, of one who has shown the code.
    fn wish(&mut self, number: ReceiptNo, headers: &HeaderMap) -> Result<(), Problem> {
        let lang = self.site.lang;
        let (text, contact) = (self.typed.get("noi_dung").to_owned(), self.typed.get("lien_he").to_owned());
        if text.is_empty() || text.chars().count() > LONGEST_TEXT || contact.chars().count() > LONGEST_LINE {
            let why = lang.say(
                "Hãy ghi rõ yêu cầu, tối đa 3.000 ký tự; cách liên hệ tối đa 200 ký tự.",
                "Say what you want, in 3,000 characters at most; the contact in 200 at most.",
            );
            self.refuse(StatusCode::BAD_REQUEST, "noi_dung", why);
            return Ok(());
        }
        let kind = match self.typed.get("muon") {
            "xoa" => Kind::Erasure,
            "hien" => Kind::Consent,
            _ => Kind::Name,
        };
        let take = TakeMessage { about: Some(About::Receipt(number)), kind, may_show: false, row: None };
        let row = Row { contact: contact.into(), note: text.into(), ..Row::default() };
        let actor = format!("donor:r-{number}");
        let given = (self.typed.command(), self.caller, headers);
        match self.site.take(self.ledger, &actor, take, row, given)? {
            Ok(sent) => self.sent = Some(sent),
            Err((status, (field, why))) => self.refuse(status, field, &why),
        }
        Ok(())
    }

    fn page(mut self) -> Result<Answer, Problem> {
        let (lang, figures) = (self.site.lang, Figures::of(self.ledger));
        let (mut gifts, mut years) = (Vec::new(), BTreeSet::new());
        for (number, code) in std::mem::take(&mut self.held) {
            // As it is after what was just done.
            if let Opening::Right(gift) = self.gift(number, &code)? {
                years.insert(gift.date.year());
                let commands = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
                gifts.push(Mine::new(lang, &figures, *gift, &code, commands));
            }
        }
        let refused = self.status != StatusCode::OK;
        let kept = |field: &str| if refused { self.typed.get(field).to_owned() } else { String::new() };
        let page = OwnPage {
            typed: kept("so"),
            wish: (kept("ve"), kept("noi_dung"), kept("lien_he")),
            wrong: self.wrong,
            done: self.done,
            sent: self.sent,
            ..OwnPage::new(lang, &figures, gifts, years)
        };
        Ok(Answer::Own(self.status, page.render()?))
    }
}
