//! The list of funds.

use askama::Template;

use crate::lang::Lang;
use crate::link;
use crate::pages::{Amount, Figures, Shell};

/// One fund of the list.
#[derive(Clone, Debug)]
pub struct FundCard {
    /// Address of its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// It takes nothing more.
    pub closed: bool,
    /// What it received.
    pub received: Amount,
    /// What it holds.
    pub balance: Amount,
    /// `1.234 lượt`.
    pub gifts: String,
}

impl FundCard {
    /// The card of a fund.
    pub fn new(lang: Lang, figures: &Figures) -> Self {
        let summary = &figures.summary;
        Self {
            href: format!("{}{}", lang.prefix(), link::fund(&figures.fund)),
            name: figures.name().to_owned(),
            closed: summary.closed,
            received: Amount { dong: summary.received.dong, lang },
            balance: Amount { dong: summary.left(), lang },
            gifts: lang.gifts(summary.received.gifts),
        }
    }
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// Around it.
    pub shell: Shell,
    /// The funds, in the ledger's order.
    pub funds: Vec<FundCard>,
}

impl HomePage {
    /// The page with these funds.
    pub fn new(lang: Lang, funds: Vec<FundCard>) -> Self {
        Self { shell: Shell::new(lang, lang.text().tagline, "/"), funds }
    }
}
