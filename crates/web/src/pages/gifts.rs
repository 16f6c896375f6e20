//! The gifts that match a search, or all of them, a page at a time.

use askama::Template;
use domain::FundId;
use ledger::{PublicGift, Total};
use projection_public::fold;

use crate::lang::Lang;
use crate::link;
use crate::pages::{Figures, Row, SearchForm, Shell, Why};

/// How many gifts stand on a page.
pub const PER_PAGE: u64 = 20;
/// How many letters a search may have.
pub const MOST_LETTERS: usize = 200;

/// Whether something was typed that holds no letter and no digit, such as `%`.
pub fn says_nothing(query: &str) -> bool {
    !query.is_empty() && fold(query).is_empty()
}

/// What the ledger found.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many match in all.
    pub total: Total,
    /// They match with typing errors forgiven only.
    pub forgiven: bool,
    /// How many of the fund's listed gifts are reversed.
    pub reversed: u64,
    /// Those of this page: what fits best first, then the newest.
    pub gifts: Vec<PublicGift>,
}

/// The results as they stand on the page and in the fragment.
#[derive(Clone, Debug)]
pub struct Results {
    /// How many match, as a sentence.
    pub found: String,
    /// That it is not quite what was typed, or not yet all.
    pub note: Option<&'static str>,
    /// `21–40 trong 1.234`, where there is more than one page.
    pub place: Option<String>,
    /// Those of this page.
    pub rows: Vec<Row>,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

impl Results {
    /// Page `page` (from 1) of what was found.
    pub fn new(lang: Lang, fund: &FundId, query: &str, page: u64, outcome: Outcome) -> Self {
        let before = page.saturating_sub(1).saturating_mul(PER_PAGE);
        let last = before.saturating_add(outcome.gifts.len() as u64);
        let (total, forgiven) = (outcome.total.count(), outcome.forgiven);
        let why = Why::new(query, forgiven);
        let to = |page| format!("{}{}", lang.prefix(), link::gifts(fund, query, page));
        Self {
            found: match query {
                "" => lang.listed(total, outcome.reversed),
                _ if says_nothing(query) => lang.text().search_nothing.to_owned(),
                _ => lang.found(outcome.total, forgiven, query),
            },
            note: lang.found_note(outcome.total, forgiven),
            place: (total > PER_PAGE && last > before)
                .then(|| lang.page_of(before.saturating_add(1), last, total)),
            rows: outcome.gifts.into_iter().map(|gift| Row::new(lang, fund, gift).because(&why)).collect(),
            previous: (page > 1).then(|| to(page.saturating_sub(1))),
            next: (last < total && last > before).then(|| to(page.saturating_add(1))),
        }
    }
}

/// What the live search puts under the form.
#[derive(Clone, Debug, Template)]
#[template(path = "fragment.html")]
pub struct Fragment {
    /// Language and texts.
    pub shell: Shell,
    /// The results.
    pub results: Results,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "gifts.html")]
pub struct GiftsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// The search form.
    pub search: SearchForm,
    /// The results; none where the search was refused.
    pub results: Option<Results>,
    /// Gifts that are in the totals only.
    pub unlisted: Option<String>,
}

impl GiftsPage {
    /// Page `page` (from 1) of a search; `outcome` is `None` where the search is too long.
    pub fn new(lang: Lang, figures: &Figures, query: &str, page: u64, outcome: Option<Outcome>) -> Self {
        let (fund, t) = (&figures.fund, lang.text());
        let unlisted = figures.shown.unlisted;
        let mut search = SearchForm::new(lang, figures, query);
        search.problem = outcome.is_none().then_some(t.search_too_long);
        Self {
            shell: Shell::new(lang, t.results_title, link::gifts(fund, query, page)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            search,
            results: outcome.map(|outcome| Results::new(lang, fund, query, page, outcome)),
            unlisted: (unlisted > 0).then(|| lang.unlisted(unlisted)),
        }
    }
}
