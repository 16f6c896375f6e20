//! What a handler answers with, and the one place where an error becomes a page.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use domain::FundId;
use ledger::LedgerError;

use super::Site;
use super::caching::{self, Tag};
use crate::lang::Lang;
use crate::pages::ErrorPage;

/// Why there is no page.
pub(super) enum Problem {
    /// The address names nothing, or nothing that may be shown.
    NotFound,
    /// The fund has no such gift, or none that may be shown by itself.
    NoGift(FundId),
    /// Their network asked too much: for so long it has to wait.
    TooMany(Duration),
    /// Their network, or all together, download as much as the server allows.
    Crowded,
    /// A form was too long, or came too slowly.
    Form(wire::Problem),
    /// The ledger could not answer.
    Ledger(LedgerError),
    /// The page could not be laid out.
    Layout(askama::Error),
    /// The thread that made the page broke off.
    Broken,
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Layout(error)
    }
}

impl Problem {
    /// The error's page in that language; what failed inside goes to the log only.
    pub(super) fn into_response_in(self, lang: Lang) -> Response {
        match self {
            Self::NotFound => return error_page(StatusCode::NOT_FOUND, &ErrorPage::not_found(lang)),
            Self::NoGift(fund) => return error_page(StatusCode::NOT_FOUND, &ErrorPage::no_gift(lang, &fund)),
            Self::TooMany(wait) => {
                let page = error_page(StatusCode::TOO_MANY_REQUESTS, &ErrorPage::too_many(lang));
                let seconds = wait.as_secs().saturating_add(1);
                return ([(RETRY_AFTER, HeaderValue::from(seconds))], page).into_response();
            }
            Self::Crowded => {
                let page = error_page(StatusCode::TOO_MANY_REQUESTS, &ErrorPage::crowded(lang));
                return ([(RETRY_AFTER, HeaderValue::from_static("60"))], page).into_response();
            }
            Self::Form(problem) => return error_page(problem.status, &ErrorPage::form(lang, problem)),
            Self::Ledger(error) => tracing::error!(code = error.code(), "page: the ledger failed: {error}"),
            Self::Layout(error) => tracing::error!("page: the layout failed: {error}"),
            Self::Broken => tracing::error!("page: its thread broke off"),
        }
        error_page(StatusCode::INTERNAL_SERVER_ERROR, &ErrorPage::failed(lang))
    }
}

fn error_page(status: StatusCode, page: &ErrorPage) -> Response {
    let body = page.render().unwrap_or_default();
    (status, [(CACHE_CONTROL, "no-store")], Html(body)).into_response()
}

/// A page, or word that the reader's copy is still the present one.
pub(super) enum Answer {
    /// A page that everybody may see.
    Page(Tag, String),
    /// An Atom feed.
    Feed(Tag, String),
    /// What somebody searched for: kept by nobody but the browser.
    Found(Tag, StatusCode, String),
    /// A form, which the browser keeps for the way back, so that it keeps its command's id.
    Form(StatusCode, String),
    /// What is for whoever asked alone, and kept by nobody.
    Own(StatusCode, String),
    /// The reader has it already.
    Same(Tag),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Page(tag, body) => {
                ([(ETAG, tag.0), (CACHE_CONTROL, caching::PUBLIC)], Html(body)).into_response()
            }
            Self::Feed(tag, body) => {
                let atom = (CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
                ([(ETAG, tag.0), (CACHE_CONTROL, caching::PUBLIC), atom], body).into_response()
            }
            Self::Found(tag, status, body) => {
                (status, [(ETAG, tag.0), (CACHE_CONTROL, caching::PRIVATE)], Html(body)).into_response()
            }
            Self::Form(status, body) => {
                waiting((status, [(CACHE_CONTROL, caching::PRIVATE)], Html(body)).into_response())
            }
            Self::Own(status, body) => {
                waiting((status, [(CACHE_CONTROL, "no-store")], Html(body)).into_response())
            }
            Self::Same(tag) => (StatusCode::NOT_MODIFIED, [(ETAG, tag.0)]).into_response(),
        }
    }
}

/// Codes and messages that came too often: their page says so, and programs are told when to come back.
fn waiting(mut response: Response) -> Response {
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("900"));
    }
    response
}

impl Site {
    /// Makes an answer on a thread that may wait for the disk.
    pub(super) async fn answer<F>(self, headers: HeaderMap, make: F) -> Response
    where
        F: FnOnce(&Self, &HeaderMap) -> Result<Answer, Problem> + Send + 'static,
    {
        let lang = self.lang;
        let site = self;
        let place = Arc::clone(&site.makers).acquire_owned().await;
        let made = tokio::task::spawn_blocking(move || {
            let made = make(&site, &headers);
            drop(place);
            made
        });
        let made = made.await;
        match made.unwrap_or(Err(Problem::Broken)) {
            Ok(answer) => answer.into_response(),
            Err(problem) => problem.into_response_in(lang),
        }
    }
}
