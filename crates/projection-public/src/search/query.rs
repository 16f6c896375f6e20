//! A reader's query as terms, each of which a gift must hold.

use domain::Vnd;
use jiff::civil::Date;

use super::amount;
use crate::fold::fold;

/// One word, number, amount or date of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Term {
    /// Folded; to be looked for in the text.
    pub(super) text: String,
    /// What it means as an amount.
    pub(super) amount: Option<Vnd>,
    /// What it means as a day.
    pub(super) date: Option<Date>,
}

/// The terms, parted at white space; an amount may be of several words ("1,5 triệu", "500 000").
pub(super) fn parse(query: &str) -> Vec<Term> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while let [word, after @ ..] = rest {
        let (amount, taken) = amount::read(rest).map_or((None, 1), |(amount, taken)| (Some(amount), taken));
        let text = fold(&rest.get(..taken).unwrap_or_default().join(" "));
        if !text.is_empty() {
            terms.push(Term { text, amount, date: date(word).filter(|_| taken == 1) });
        }
        rest = rest.get(taken..).unwrap_or(after);
    }
    terms
}

/// Day, month, year as written in Vietnam, or the other way round as in ISO 8601.
fn date(word: &str) -> Option<Date> {
    let parts: Vec<&str> = word.trim_end_matches([',', '.', ';']).split(['/', '-', '.']).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_string() };
    Date::new(year.parse().ok().filter(|year| *year >= 1900)?, month.parse().ok()?, day.parse().ok()?).ok()
}
