//! The pages that lead from a total down to a voucher: the map, an area, what left the fund, one voucher, one restriction.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::relief::Delivery;
use domain::{Code, VoucherNo};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Ledger, Views, today};
use projection_coverage::Purpose;

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use crate::link::{self, Filter};
use crate::pages::{
    AreaPage, Figures, Followed, GivingPage, MapPage, Names, OutgoingsPage, ReportsPage, RestrictionPage,
    RestrictionsPage, VoucherPage, is_area,
};

/// How many gifts stand on the page of what they are tied to.
const GIFTS: usize = 20;

/// What a page that depends on the day is made of.
pub(super) struct Now {
    pub(super) figures: Figures,
    pub(super) today: Date,
    pub(super) tag: Tag,
}

impl Now {
    /// Areas and windows change on a day, without any event.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let (figures, today) = (Figures::of(ledger), today(Timestamp::now()));
        let day = u64::from(today.day_of_year().unsigned_abs());
        let tag = Tag::at([figures.position, day]);
        Self { figures, today, tag }
    }
}

/// An area.
pub(super) async fn area(
    State(site): State<Site>,
    Path((fund, area)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.now(fund, headers, move |site, ledger, now| {
        let area: Code = area.parse().map_err(|_| Problem::NotFound)?;
        let page = {
            let views = ledger.views();
            if !is_area(&views.coverage, &area) {
                return Err(Problem::NotFound);
            }
            let areas = site.areas.of(ledger.fund(), &views.coverage, now.today);
            let names = Names::new(&views.coverage, now.today, site.lang);
            AreaPage::new(&now.figures, &views.coverage, &areas, names, &area)
        };
        Ok(page)
    })
    .await
}

/// What left the fund.
pub(super) async fn outgoings(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.now(fund, headers, move |site, ledger, now| {
        let filter = filter(uri.query().unwrap_or_default()).ok_or(Problem::NotFound)?;
        let page = {
            let views = ledger.views();
            let known = |area: &Code| is_area(&views.coverage, area);
            if !filter.area.as_ref().is_none_or(known) {
                return Err(Problem::NotFound);
            }
            let names = Names::new(&views.coverage, now.today, site.lang);
            OutgoingsPage::new(&now.figures, &views.coverage, names, &filter)
        };
        Ok(page)
    })
    .await
}

/// One voucher of what left.
pub(super) async fn voucher(
    State(site): State<Site>,
    Path((fund, voucher)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.now(fund, headers, move |site, ledger, now| {
        let voucher: VoucherNo = voucher.parse().map_err(|_| Problem::NotFound)?;
        let delivery = ledger.views().coverage.outgoings().of_voucher(voucher).map(|entry| entry.delivery);
        let story = match delivery.ok_or(Problem::NotFound)? {
            Delivery::Payment(number) => ledger.payment_story(number)?,
            Delivery::Issue(number) => ledger.issue_story(number)?,
        };
        let copies = ledger.rules(|state| {
            let all = state.books.copies().filter(|(_, copied)| copied.of == voucher);
            all.map(|(digest, copied)| (digest.clone(), copied.clone())).collect::<Vec<_>>()
        })?;
        let page = {
            let views = ledger.views();
            let (coverage, book) = (&views.coverage, &views.public);
            let entry = coverage.outgoings().of_voucher(voucher).ok_or(Problem::NotFound)?;
            let listed = |number| book.gift(number).is_some_and(|gift| book.is_listed(gift));
            let followed = Followed { lineage: &views.lineage, story: &story, listed: &listed };
            let names = Names::new(coverage, now.today, site.lang);
            VoucherPage::new(&now.figures, coverage, names, entry, followed).with_papers(
                &now.figures.fund,
                site.papers.is_some(),
                &copies,
            )
        };
        Ok(page)
    })
    .await
}

/// What came and left for one restriction.
pub(super) async fn restriction(
    State(site): State<Site>,
    Path((fund, key)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.now(fund, headers, move |site, ledger, now| {
        let (earmark, numbers) = {
            let views = ledger.views();
            let mut all = views.public.pots().all().map(|(earmark, _)| earmark);
            let earmark =
                all.find(|earmark| link::restriction_key(*earmark) == key).map(Option::<&_>::cloned);
            let earmark = earmark.ok_or(Problem::NotFound)?;
            let tied = earmark.as_ref().map(|earmark| views.public.earmarked(earmark));
            let newest = tied.unwrap_or_default().iter().rev().take(GIFTS).copied();
            (earmark, newest.collect::<Vec<_>>())
        };
        let gifts = numbers.into_iter().filter_map(|number| ledger.gift(number).transpose());
        let gifts = gifts.collect::<Result<Vec<_>, _>>()?;
        let page = {
            let views = ledger.views();
            let names = Names::new(&views.coverage, now.today, site.lang);
            RestrictionPage::new(&now.figures, &views, names, earmark.as_ref(), gifts)
        };
        Ok(page)
    })
    .await
}

/// All that money is tied to.
pub(super) async fn restrictions(
    State(site): State<Site>,
    Path(fund): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.shown(fund, headers, |_, figures, views, names| RestrictionsPage::new(figures, views, names)).await
}

/// How to give.
pub(super) async fn giving(
    State(site): State<Site>,
    Path(fund): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.shown(fund, headers, |_, figures, views, names| GivingPage::new(figures, views, names)).await
}

/// The published reports, and what is due when.
pub(super) async fn reports(
    State(site): State<Site>,
    Path(fund): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.shown(fund, headers, |_, figures, views, names| ReportsPage::new(figures, views, names)).await
}

/// The map.
pub(super) async fn map(State(site): State<Site>, Path(fund): Path<String>, headers: HeaderMap) -> Response {
    site.shown(fund, headers, |site, figures, views, names| {
        let areas = site.areas.of(&figures.fund, &views.coverage, names.on);
        MapPage::new(figures, &areas, names)
    })
    .await
}

impl Site {
    /// A page that is made of the views alone.
    async fn shown<P, F>(self, fund: String, headers: HeaderMap, make: F) -> Response
    where
        P: Template,
        F: FnOnce(&Self, &Figures, &Views, Names<'_>) -> P + Send + 'static,
    {
        self.now(fund, headers, move |site, ledger, now| {
            let views = ledger.views();
            Ok(make(site, &now.figures, &views, Names::new(&views.coverage, now.today, site.lang)))
        })
        .await
    }

    /// A page of a fund as it is now; whoever has it already is told so.
    async fn now<P, F>(self, fund: String, headers: HeaderMap, make: F) -> Response
    where
        P: Template,
        F: FnOnce(&Self, &Ledger, &Now) -> Result<P, Problem> + Send + 'static,
    {
        self.answer(headers, move |site, headers| {
            let ledger = site.ledger(&fund)?;
            let now = Now::of(&ledger);
            if now.tag.known_to(headers) {
                return Ok(Answer::Same(now.tag));
            }
            let page = make(site, &ledger, &now)?;
            Ok(Answer::Page(now.tag, page.render()?))
        })
        .await
    }
}

/// Reads what is asked for; none where a value is no such thing. Unknown names are passed over.
fn filter(query: &str) -> Option<Filter> {
    let mut filter = Filter { page: 1, ..Filter::default() };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "loai" => {
                let mut all = Purpose::ALL.into_iter();
                filter.purpose = Some(all.find(|purpose| link::purpose_key(*purpose) == value)?);
            }
            "dia-ban" => filter.area = Some(value.parse().ok()?),
            "muc-dich" => filter.restriction = Some(value.into_owned()),
            "trang" => filter.page = value.parse().ok().filter(|page| (1..1_000_000).contains(page))?,
            _ => {}
        }
    }
    Some(filter)
}
