//! Boxes by their code.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use crate::pages::{BoxPage, Figures};

/// Where a box's code is typed; with `ma`, the box.
pub(super) async fn boxes(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let typed = pairs.filter(|(name, _)| name == "ma").map(|(_, value)| value.trim().to_owned()).last();
    look_up(site, fund, typed.unwrap_or_default(), headers).await
}

/// A box.
pub(super) async fn boxed(
    State(site): State<Site>,
    Path((fund, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    look_up(site, fund, code, headers).await
}

async fn look_up(site: Site, fund: String, typed: String, headers: HeaderMap) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let card = if typed.is_empty() { None } else { ledger.boxed(&typed)? };
        let missing = card.is_none() && !typed.is_empty();
        let status = if missing { StatusCode::NOT_FOUND } else { StatusCode::OK };
        let page = BoxPage::new(site.lang, &figures, &typed, card).render()?;
        Ok::<_, Problem>(Answer::Found(tag, status, page))
    })
    .await
}
