//! How to check a fund's figures without trusting whoever serves them.

use askama::Template;

use crate::lang::Lang;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "check.html")]
pub struct CheckPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// How many records the log has.
    pub position: String,
    /// When the last of them was written.
    pub moment: Option<String>,
    /// The hash over all records, in hex.
    pub chain: String,
    /// Where the public figures can be had as JSON.
    pub data: [String; 3],
    /// Where an auditor gets the log.
    pub log: String,
    /// What the keeper of the books runs.
    pub commands: [String; 2],
}

impl CheckPage {
    /// The page of a fund whose log has `position` records that hash to `chain`.
    pub fn new(lang: Lang, figures: &Figures, position: u64, chain: &[u8; 32]) -> Self {
        let fund = &figures.fund;
        Self {
            shell: Shell::new(lang, lang.text().check_title, link::check(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            position: format::grouped(position, lang),
            moment: figures.recorded_at.map(|at| format::moment(at, lang)),
            chain: ledger::hex(chain),
            data: link::data(fund),
            log: link::log(fund),
            commands: [
                format!("sovang verify log --fund {fund}"),
                format!("sovang replay --fund {fund} --to {position}"),
            ],
        }
    }
}
