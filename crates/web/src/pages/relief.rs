//! Where a fund's relief went: by place, least served first, and by decision.

use std::collections::BTreeMap;

use askama::Template;
use domain::{Code, FundId};
use projection_coverage::{AreaFigures, Figures as Coverage};
use projection_public::Allocation;

use crate::lang::Lang;
use crate::pages::{Amount, Figures, Shell};
use crate::{format, link};

/// A place, with all that lies in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The place around it.
    pub around: Option<String>,
    /// Households.
    pub households: String,
    /// Those that a list of recipients names.
    pub reached: String,
    /// Money.
    pub money: Amount,
    /// Goods, by value.
    pub goods: Amount,
    /// Money and goods for one household; none where no household is known.
    pub each: Option<Amount>,
}

/// A decision of the board.
#[derive(Clone, Debug)]
pub struct Round {
    /// Address of the decision.
    pub href: String,
    /// The round.
    pub round: u16,
    /// The decision's number.
    pub decision: String,
    /// Its day.
    pub on: String,
    /// How many get a share.
    pub shares: String,
    /// Money decided.
    pub decided: Amount,
    /// Money paid.
    pub paid: Amount,
    /// Goods given out, by value.
    pub goods: Amount,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "relief.html")]
pub struct ReliefPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// All places together; none where nothing is known of any.
    pub all: Option<Place>,
    /// Communes and wards with households or relief, the least served in front.
    pub places: Vec<Place>,
    /// The decisions, newest first.
    pub rounds: Vec<Round>,
    /// Address of the hand-overs.
    pub deliveries_href: String,
}

impl ReliefPage {
    /// The page of a fund with these areas, the least served in front, and these decisions, the oldest in front.
    pub fn new(lang: Lang, figures: &Figures, areas: &[AreaFigures], allocations: &[Allocation]) -> Self {
        let (fund, t) = (&figures.fund, lang.text());
        let names: BTreeMap<&Code, &str> =
            areas.iter().map(|area| (&area.area, area.name.as_str())).collect();
        let around = |area: &AreaFigures| area.parent.as_ref().and_then(|parent| names.get(parent));
        let said = |area: &&AreaFigures| area.figures != Coverage::default();
        let all =
            areas.iter().filter(said).max_by_key(|area| (area.parent.is_none(), area.figures.households));
        let places = areas.iter().filter(|area| area.is_commune()).filter(said).map(|area| Place {
            around: around(area).map(|name| (*name).to_owned()),
            ..place(lang, area.name.clone(), &area.figures)
        });
        Self {
            shell: Shell::new(lang, t.relief_title, link::relief(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            all: all.map(|area| place(lang, t.relief_all.to_owned(), &area.figures)),
            places: places.collect(),
            deliveries_href: format!("{}{}", lang.prefix(), link::deliveries(fund)),
            rounds: allocations.iter().rev().map(|allocation| round(lang, fund, allocation)).collect(),
        }
    }
}

fn place(lang: Lang, name: String, figures: &Coverage) -> Place {
    let amount = |dong| Amount { dong, lang };
    Place {
        name,
        around: None,
        households: format::grouped(figures.households, lang),
        reached: format::grouped(figures.served, lang),
        money: amount(figures.amount),
        goods: amount(figures.goods),
        each: figures.per_household().map(amount),
    }
}

fn round(lang: Lang, fund: &FundId, allocation: &Allocation) -> Round {
    let amount = |dong| Amount { dong, lang };
    Round {
        href: format!("{}{}", lang.prefix(), link::decision(fund, allocation.number)),
        round: allocation.round,
        decision: allocation.decision.clone(),
        on: format::date(allocation.on, lang),
        shares: format::grouped(allocation.shares, lang),
        decided: amount(allocation.decided),
        paid: amount(allocation.paid),
        goods: amount(allocation.goods),
    }
}
