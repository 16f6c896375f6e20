//! One short handler a page.

use std::sync::Arc;
use std::time::Instant;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::ReceiptNo;
use ledger::{Found, Ledger, Total};
use wire::Caller;

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use super::campaign::Now;
use crate::link;
use crate::pages::{
    CheckPage, Figures, Fragment, FundCard, FundPage, GiftPage, GiftsPage, HomePage, MOST_LETTERS, Names,
    Outcome, PER_PAGE, Results, Shell, Trail, says_nothing,
};

/// So many corrections of a gift stand on its page.
const MOST_CORRECTIONS: usize = 50;
/// How many of the newest gifts stand on a fund's page.
const NEWEST: usize = 10;

/// The one fund's page, or the list of funds.
pub(super) async fn home(State(site): State<Site>, headers: HeaderMap) -> Response {
    site.answer(headers, |site, headers| {
        let funds = site.books.funds();
        if let [only] = &funds[..] {
            return site.fund_page(only, "/", headers);
        }
        let figures: Vec<Figures> = funds.iter().map(|ledger| Figures::of(ledger)).collect();
        let tag = Tag::at(figures.iter().map(|figures| figures.position));
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let cards = figures.iter().map(|figures| FundCard::new(site.lang, figures)).collect();
        Ok(Answer::Page(tag, HomePage::new(site.lang, cards).render()?))
    })
    .await
}

/// A fund's page.
pub(super) async fn fund(State(site): State<Site>, Path(fund): Path<String>, headers: HeaderMap) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        site.fund_page(&ledger, &link::fund(ledger.fund()), headers)
    })
    .await
}

impl Site {
    fn fund_page(&self, ledger: &Ledger, path: &str, headers: &HeaderMap) -> Result<Answer, Problem> {
        let Now { figures, today, tag } = Now::of(ledger);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let newest = ledger.gifts(None, NEWEST)?.gifts;
        let page = {
            let views = ledger.views();
            let areas = self.areas.of(ledger.fund(), &views.coverage, today);
            let names = Names::new(&views.coverage, today, self.lang);
            FundPage::new(path, &figures, &views, &areas, names, newest)
        };
        Ok(Answer::Page(tag, page.render()?))
    }
}

/// The gifts that match, or all.
pub(super) async fn gifts(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let asked = Asked::of(&uri);
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        site.may_search(&asked, caller)?;
        let outcome = asked.is_short().then(|| find(&ledger, &figures, &asked)).transpose()?;
        let status = if outcome.is_some() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        let tag = outcome.as_ref().map_or(tag, |outcome| found(&figures, outcome));
        let page = GiftsPage::new(site.lang, &figures, &asked.query, asked.page, outcome);
        Ok(Answer::Found(tag, status, page.render()?))
    })
    .await
}

/// The first gifts that match, as a fragment of a page.
pub(super) async fn live(
    State(site): State<Site>,
    Path(fund): Path<String>,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let asked = Asked { page: 1, ..Asked::of(&uri) };
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        if !asked.is_short() {
            return Err(Problem::NotFound);
        }
        site.may_search(&asked, caller)?;
        let outcome = find(&ledger, &figures, &asked)?;
        let tag = found(&figures, &outcome);
        let results = Results::new(site.lang, ledger.fund(), &asked.query, 1, outcome);
        let shell = Shell::new(site.lang, site.lang.text().results_title, link::gifts(ledger.fund(), "", 1));
        Ok(Answer::Found(tag, StatusCode::OK, Fragment { shell, results }.render()?))
    })
    .await
}

/// One gift.
pub(super) async fn gift(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let missing = || Problem::NoGift(ledger.fund().clone());
        let number: u64 = number.parse().map_err(|_| missing())?;
        let gift = ledger.gift(ReceiptNo::new(number))?.ok_or_else(missing)?;
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let corrections = ledger.corrections(gift.number, MOST_CORRECTIONS)?;
        let trail = {
            let lineage = &ledger.views().lineage;
            Trail::new(site.lang, ledger.fund(), lineage, gift.number, &corrections)
        };
        Ok(Answer::Page(tag, GiftPage::new(site.lang, &figures, gift, trail).render()?))
    })
    .await
}

/// How to check a fund's figures, and where a receipt is verified; `so` names the gift whose proof is wanted.
pub(super) async fn check(
    State(site): State<Site>,
    Path(fund): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let head = ledger.head();
        let tag = Tag::at([head.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let figures = Figures::of(&ledger);
        let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
        let asked = pairs.filter(|(name, _)| name == "so").find_map(|(_, value)| value.parse().ok());
        let asked = asked.filter(|number| *number > 0).map(ReceiptNo::new);
        let page = CheckPage::new(site.lang, &figures, head.position, &head.chain, asked);
        Ok(Answer::Page(tag, page.render()?))
    })
    .await
}

impl Site {
    pub(super) fn ledger(&self, fund: &str) -> Result<Arc<Ledger>, Problem> {
        fund.parse().ok().and_then(|fund| self.books.fund(&fund)).ok_or(Problem::NotFound)
    }

    /// Counts a search. The first page of all gifts is none.
    fn may_search(&self, asked: &Asked, caller: Caller) -> Result<(), Problem> {
        let searches = !asked.query.is_empty() || asked.page > 1;
        if !searches {
            return Ok(());
        }
        self.strangers.search(caller, Instant::now()).map_err(Problem::TooMany)
    }
}

/// What the address asks for.
struct Asked {
    query: String,
    /// From 1.
    page: u64,
}

impl Asked {
    /// Reads `q` and `trang`; what cannot be read counts as not said.
    fn of(uri: &Uri) -> Self {
        let mut asked = Self { query: String::new(), page: 1 };
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            match &*name {
                "q" => value.trim().clone_into(&mut asked.query),
                "trang" => asked.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        asked
    }

    fn is_short(&self) -> bool {
        self.query.chars().count() <= MOST_LETTERS
    }
}

/// While gifts are still being gathered, the same position of the log may soon have more to show.
fn found(figures: &Figures, outcome: &Outcome) -> Tag {
    match outcome.total {
        Total::Exact(_) => Tag::at([figures.position]),
        Total::AtLeast(count) => Tag::at([figures.position, count]),
    }
}

/// An empty search finds every gift, one that says nothing finds none.
fn find(ledger: &Ledger, figures: &Figures, asked: &Asked) -> Result<Outcome, Problem> {
    if says_nothing(&asked.query) {
        return Ok(Outcome::default());
    }
    let skip = asked.page.saturating_sub(1).saturating_mul(PER_PAGE);
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let limit = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let Found { total, gifts, forgiven } = ledger.search(&asked.query, skip, limit)?;
    Ok(Outcome { total, forgiven, reversed: figures.shown.uncounted, gifts })
}
