//! The pages that follow the money: decisions, payments and hand-overs, all of a fund and one by one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::AllocationNo;
use domain::relief::Delivery;
use ledger::{Ledger, Views};

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use crate::lang::Lang;
use crate::pages::{DecisionPage, DeedsPage, DeliveryPage, Figures, OutlayPage, delivery, payment};

/// Lays a list of the views out: language, figures, views, where it goes on.
type List = fn(Lang, &Figures, &Views, Option<u64>) -> DeedsPage;

/// The decisions of who gets what.
pub(super) async fn decisions(
    site: State<Site>,
    fund: Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let list: List = |lang, figures, views, before| {
        DeedsPage::decisions(lang, figures, views.public.allocations(), before)
    };
    listed(site, fund, uri, headers, list).await
}

/// The hand-overs.
pub(super) async fn deliveries(
    site: State<Site>,
    fund: Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let list: List =
        |lang, figures, views, before| DeedsPage::deliveries(lang, figures, &views.lineage, before);
    listed(site, fund, uri, headers, list).await
}

async fn listed(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    list: List,
) -> Response {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let before = pairs.filter(|(name, _)| name == "truoc").find_map(|(_, value)| value.parse().ok());
    one(site, fund, headers, move |lang, ledger, figures| {
        let page = list(lang, figures, &ledger.views(), before);
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
        let Some(decision) = ledger.decision(AllocationNo::new(number))? else { return Ok(None) };
        let page = DecisionPage::new(lang, figures, &ledger.views().lineage, &decision);
        Ok(Some(page.render()?))
    })
    .await
}

/// A payment.
pub(super) async fn outlay(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    one(site, fund, headers, move |lang, ledger, figures| {
        let Some(number) = payment(&number) else { return Ok(None) };
        let story = ledger.payment_story(number)?;
        let page = {
            let views = ledger.views();
            let Some(outlay) = views.lineage.deeds().outlay(number) else { return Ok(None) };
            let book = &views.public;
            let listed = |number| book.gift(number).is_some_and(|gift| book.is_listed(gift));
            OutlayPage::new(lang, figures, &views.lineage, outlay, &story, &listed)
        };
        Ok(Some(page.render()?))
    })
    .await
}

/// A hand-over.
pub(super) async fn handed(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    one(site, fund, headers, move |lang, ledger, figures| {
        let Some(delivery) = delivery(&number) else { return Ok(None) };
        let story = match delivery {
            Delivery::Payment(number) => ledger.payment_story(number)?,
            Delivery::Issue(number) => ledger.issue_story(number)?,
        };
        let page = DeliveryPage::new(lang, figures, &ledger.views().lineage, delivery, &story);
        page.map(|page| Ok(page.render()?)).transpose()
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
