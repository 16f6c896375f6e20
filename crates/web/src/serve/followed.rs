//! The decisions of who gets what, all of a fund and one by one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::AllocationNo;
use ledger::Ledger;

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use crate::lang::Lang;
use crate::pages::{DecisionPage, DeedsPage, Figures};

/// The decisions of who gets what.
pub(super) async fn decisions(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let before = pairs.filter(|(name, _)| name == "truoc").find_map(|(_, value)| value.parse().ok());
    one(site, fund, headers, move |lang, ledger, figures| {
        let page = {
            let views = ledger.views();
            let all = views.public.allocations();
            DeedsPage::decisions(lang, figures, views.lineage.names(), all, before)
        };
        Ok(Some(page.render()?))
    })
    .await
}

/// A decision.
pub(super) async fn decision(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    one(site, fund, headers, move |lang, ledger, figures| {
        let Ok(number) = number.parse() else { return Ok(None) };
        let Some(decision) = ledger.allocation_story(AllocationNo::new(number))? else { return Ok(None) };
        let page = DecisionPage::new(lang, figures, &ledger.views().lineage, &decision);
        Ok(Some(page.render()?))
    })
    .await
}

/// A page that is the same as long as the log is; `make` gives none where the address names nothing.
async fn one<F>(site: Site, fund: String, headers: HeaderMap, make: F) -> Response
where
    F: FnOnce(Lang, &Ledger, &Figures) -> Result<Option<String>, Problem> + Send + 'static,
{
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let page = make(site.lang, &ledger, &figures)?.ok_or(Problem::NotFound)?;
        Ok(Answer::Page(tag, page))
    })
    .await
}
