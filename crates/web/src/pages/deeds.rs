//! A list of what the board decided, and where it goes on.

use askama::Template;

use crate::pages::{Amount, Shell};

/// So many stand on a page.
pub(super) const LISTED: usize = 50;

/// A decision as one row of a list.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Address of its page.
    pub href: String,
    /// As its paper is numbered.
    pub what: String,
    /// The round.
    pub round: String,
    /// Its business day.
    pub on: String,
    /// For how many.
    pub to: String,
    /// Money; none where goods alone were decided.
    pub amount: Option<Amount>,
    /// Goods, in words.
    pub goods: Vec<String>,
    /// What came of it.
    pub stage: String,
}

/// A list of a fund: its decisions.
#[derive(Clone, Debug, Template)]
#[template(path = "deeds.html")]
pub struct DeedsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// What the list is.
    pub intro: &'static str,
    /// Where there is nothing.
    pub none: &'static str,
    /// Heading of the amounts.
    pub amount_title: &'static str,
    /// The rows, newest first.
    pub deeds: Vec<Deed>,
    /// How many there are.
    pub count: String,
    /// Address of the older ones.
    pub older: Option<String>,
}

/// The part of a list by number that ends before `before`, and where the part before it ends.
pub(crate) fn part<T>(all: &[T], before: Option<u64>) -> (&[T], Option<u64>) {
    let end = before.and_then(|before| usize::try_from(before.saturating_sub(1)).ok());
    let end = end.unwrap_or(all.len()).min(all.len());
    let start = end.saturating_sub(LISTED);
    (all.get(start..end).unwrap_or_default(), (start > 0).then(|| (start as u64).saturating_add(1)))
}

/// An address with where the list goes on.
pub(crate) fn at(path: &str, before: Option<u64>) -> String {
    before.map_or_else(|| path.to_owned(), |before| format!("{path}?truoc={before}"))
}
