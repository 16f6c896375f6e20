//! What came in tied to a purpose, a place or a beneficiary, and what left for it.

use askama::Template;
use domain::Earmark;
use ledger::{PublicGift, Views};
use projection_coverage::Given;

use crate::link::{self, Filter};
use crate::pages::fund::{Restriction, restrictions};
use crate::pages::names::Names;
use crate::pages::outgoings::{self, OutRow};
use crate::pages::{Amount, Figures, Row, Shell};

/// How many payments stand on the page.
const NEWEST: usize = 20;

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "restriction.html")]
pub struct RestrictionPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Money that came in.
    pub received: Amount,
    /// Money that left.
    pub spent: Amount,
    /// What is left.
    pub left: Amount,
    /// It is what no giver tied to anything.
    pub free: bool,
    /// The newest gifts that are tied to it and may be listed.
    pub gifts: Vec<Row>,
    /// Address of all gifts.
    pub gifts_href: String,
    /// The newest payments out of it.
    pub rows: Vec<OutRow>,
    /// Address of all of them.
    pub list: String,
}

impl RestrictionPage {
    /// The page of a restriction that the fund has a pot for; `gifts` are tied to it, the newest in front.
    pub fn new(
        figures: &Figures,
        views: &Views,
        names: Names<'_>,
        earmark: Option<&Earmark>,
        gifts: Vec<PublicGift>,
    ) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let pot = views.public.pots().of(earmark);
        let amount = |dong| Amount { dong, lang };
        let paid =
            |given: &Given<'_>| given.entry.account.is_some() && given.entry.earmark.as_ref() == earmark;
        let all = views.coverage.given(None, names.on);
        let rows = all.iter().filter(|given| paid(given)).take(NEWEST);
        let restriction = Some(link::restriction_key(earmark));
        let filter = Filter { restriction, page: 1, ..Filter::default() };
        Self {
            shell: Shell::new(lang, names.restriction(earmark), link::restriction(fund, earmark)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            received: amount(pot.received),
            spent: amount(pot.spent),
            left: amount(pot.balance()),
            free: earmark.is_none(),
            gifts: gifts.into_iter().map(|gift| Row::new(lang, fund, gift)).collect(),
            gifts_href: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
            rows: rows.map(|given| outgoings::row(fund, names, given)).collect(),
            list: format!("{}{}", lang.prefix(), link::outgoings(fund, &filter)),
        }
    }
}

/// All that money is tied to, the most in front.
#[derive(Clone, Debug, Template)]
#[template(path = "restrictions.html")]
pub struct RestrictionsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// One a restriction.
    pub rows: Vec<Restriction>,
}

impl RestrictionsPage {
    /// The page of a fund.
    pub fn new(figures: &Figures, views: &Views, names: Names<'_>) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let title = lang.say("Theo mục đích người ủng hộ chỉ định", "By what givers tied it to");
        Self {
            shell: Shell::new(lang, title, link::restrictions(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            rows: restrictions(fund, views, names),
        }
    }
}
