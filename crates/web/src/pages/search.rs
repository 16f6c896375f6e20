//! The search form, which stands on several pages.

use domain::FundId;

use crate::lang::Lang;
use crate::link;

/// What the search form needs.
#[derive(Clone, Debug)]
pub struct SearchForm {
    /// Where it leads.
    pub action: String,
    /// Where the script asks for results while one types.
    pub live: String,
    /// What was typed.
    pub query: String,
    /// What is wrong with it.
    pub problem: Option<&'static str>,
}

impl SearchForm {
    pub(super) fn new(lang: Lang, fund: &FundId, query: &str) -> Self {
        Self {
            action: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
            live: format!("{}{}", lang.prefix(), link::live(fund)),
            query: query.to_owned(),
            problem: None,
        }
    }
}
