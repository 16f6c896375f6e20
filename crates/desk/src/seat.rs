//! Who sits at the desk and before which fund's books: found once a request, asked for by every page.

use std::sync::Arc;

use access::Seen;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::Response;
use domain::{FundId, Role};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Ledger, LedgerError};
use web::Lang;
use web::pages::Shell;

use crate::answer::{self, Answer, Fault};
use crate::door::{self, Signed};
use crate::form::Typed;
use crate::frame::Frame;
use crate::hall::of_access;
use crate::state::Desk;

/// See the module.
pub(crate) struct Seat {
    /// The desk.
    pub(crate) desk: Desk,
    /// The fund's books.
    pub(crate) ledger: Arc<Ledger>,
    /// Who it is.
    pub(crate) signed: Signed,
    /// Where the page stands, with its query, without the language's prefix.
    pub(crate) path: String,
    /// The query.
    pub(crate) query: Vec<(String, String)>,
    /// What was sent and refused, where the page is drawn again for it.
    pub(crate) typed: Typed,
}

impl Seat {
    /// The language of the page.
    pub(crate) fn lang(&self) -> Lang {
        self.desk.lang
    }

    /// The last value of that name in the address; empty where there is none.
    pub(crate) fn asked(&self, name: &str) -> &str {
        self.query.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// The business day in Vietnam.
    pub(crate) fn today() -> Date {
        ledger::today(Timestamp::now())
    }

    /// Whether they have one of these roles here.
    pub(crate) fn is(&self, roles: &[Role]) -> bool {
        self.signed.roles.iter().any(|role| roles.contains(role))
    }

    /// What stands around a page of that title, given in both languages.
    pub(crate) fn shell(&self, vi: &str, en: &str) -> Shell {
        Shell::new(self.lang(), self.lang().say(vi, en), self.path.clone())
    }

    /// What the page's forms and its navigation need.
    pub(crate) fn frame(&self) -> Frame {
        Frame::new(self)
    }

    /// Makes the page on a thread that may wait for the disk. If names were opened for it, it is written down before they are
    /// shown.
    pub(crate) async fn page<F>(self, make: F) -> Response
    where
        F: FnOnce(&Self) -> Answer + Send + 'static,
    {
        let lang = self.lang();
        let made = tokio::task::spawn_blocking(move || {
            let (answer, opened) = ledger::names_opened(|| make(&self));
            match answer {
                Ok(page) if opened > 0 => self.note(Seen::List, self.place()).map(|()| page),
                answer => answer,
            }
        });
        match made.await {
            Ok(answer) => answer::respond(lang, answer),
            Err(error) => answer::broken(lang, &error),
        }
    }

    /// Writes down that they see personal data; `page` says where, without anything that was typed.
    pub(crate) fn note(&self, what: Seen, page: &str) -> Result<(), Fault> {
        let (access, fund) = (&self.desk.door.access, Some(self.ledger.fund()));
        let noted = access.note_page(&self.signed.access, fund, what, page, Timestamp::now());
        noted.map_err(|error| Fault::Problem(of_access(&error)))
    }

    /// The page's address below the fund, without what is searched for.
    fn place(&self) -> &str {
        let path = self.path.split('?').next().unwrap_or_default();
        path.splitn(4, '/').nth(3).unwrap_or_default()
    }

    /// Reads what the rules know; the answer is durable.
    pub(crate) fn rules<T>(&self, read: impl Fn(&domain::State) -> T) -> Result<T, LedgerError> {
        self.ledger.rules(read)
    }
}

impl FromRequestParts<Desk> for Seat {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        let path = local_path(original(parts), desk.lang);
        let Some((guest, cookie)) = desk.door.entered(&parts.headers).await else {
            return Err(answer::sign_in_first(desk.lang, &path));
        };
        if guest.needs_factor {
            return Err(answer::factor_first(desk.lang));
        }
        let params = RawPathParams::from_request_parts(parts, desk).await;
        let params = params.map_err(|_| answer::not_found(desk.lang))?;
        let fund = params
            .iter()
            .find(|(name, _)| *name == "fund")
            .and_then(|(_, value)| value.parse::<FundId>().ok());
        let ledger =
            fund.and_then(|fund| desk.books.fund(&fund)).ok_or_else(|| answer::not_found(desk.lang))?;
        let signed = door::at(ledger.fund(), guest, cookie).ok_or_else(|| answer::not_found(desk.lang))?;
        let query =
            form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let typed = parts.extensions.remove::<Typed>().unwrap_or_default();
        Ok(Self { desk: desk.clone(), ledger, signed, path, query, typed })
    }
}

/// The path with its query, without the language's prefix: what the switch of languages and the forms' way back need.
/// Pages are nested, so the whole address is read from what came in.
pub(crate) fn local_path(uri: &Uri, lang: Lang) -> String {
    let whole = uri.path_and_query().map_or("/", |whole| whole.as_str());
    whole.strip_prefix(lang.prefix()).unwrap_or(whole).to_owned()
}

/// The address that came in, before routers cut off what they are nested under.
pub(crate) fn original(parts: &Parts) -> &Uri {
    parts.extensions.get::<axum::extract::OriginalUri>().map_or(&parts.uri, |original| &original.0)
}
