//! A reader's query as terms, each of which a gift must hold.

use domain::Vnd;
use jiff::civil::Date;

use super::text::{squeeze_into, words};
use super::{amount, near};

/// Stands before an amount among a gift's words.
pub(super) const AMOUNT: char = '$';
/// Stands before a day, written mmddyyyy, so that a day without its year is the beginning of one.
pub(super) const DAY: char = '@';
/// Stands before a whole reference.
pub(super) const REFERENCE: char = '#';

/// What is looked for. Read once, used for every gift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The longest first: it fits the fewest gifts.
    pub(super) terms: Vec<Term>,
}

/// One word, number, amount, date or reference of a query. A gift fits by one of the keys, or by all of the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    pub(super) words: Vec<String>,
    /// An amount or a date that is also read as text must stand there in whole words: with a part of each, "2 tỷ" would
    /// be every gift with a 2 and a company.
    pub(super) whole: bool,
    pub(super) keys: Vec<Key>,
}

/// What a gift can be known by, other than its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Its number.
    Gift(u64),
    /// The beginning of a day: the same day of any year.
    Days(String),
    /// An amount, a day or a reference, with its sign before it.
    Word(String),
}

impl Query {
    /// Parted at white space; an amount may be of several words ("1,5 triệu", "500 000").
    pub fn new(text: &str) -> Self {
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let mut terms = Vec::new();
        let mut rest = pieces.as_slice();
        while let [piece, after @ ..] = rest {
            let (amount, taken) =
                amount::read(rest).map_or((None, 1), |(amount, taken)| (Some(amount), taken));
            let said = rest.get(..taken).unwrap_or_default().join(" ");
            let date = Some(*piece).filter(|_| taken == 1);
            terms.extend(Term::new(&said, amount, date));
            rest = rest.get(taken..).unwrap_or(after);
        }
        terms.sort_unstable();
        terms.dedup();
        terms.sort_by_key(|term| usize::MAX - term.words.iter().map(String::len).max().unwrap_or(0));
        Self { terms }
    }

    /// Whether nothing is looked for: every gift fits.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether there is a word in which typing errors can be forgiven.
    pub(super) fn is_forgivable(&self) -> bool {
        let mut open = self.terms.iter().filter(|term| !term.whole);
        open.any(|term| term.words.iter().any(|word| near::forgiven(word).is_some()))
    }
}

impl Term {
    fn new(said: &str, amount: Option<Vnd>, date: Option<&str>) -> Option<Self> {
        let mut words = words(said);
        words.sort_unstable();
        words.dedup();
        let day = date.and_then(day).map(|day| Key::Word(day_word(day)));
        let days = date.and_then(days).map(Key::Days);
        let amount = amount.map(|amount| Key::Word(format!("{AMOUNT}{}", amount.dong())));
        let whole = words.len() > 1 && (day.is_some() || days.is_some() || amount.is_some());
        let mut reference = REFERENCE.to_string();
        squeeze_into(said, &mut reference);
        let number = said.strip_prefix('#').unwrap_or(said);
        let number = Some(number).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        let number = number.and_then(|number| number.parse().ok()).map(Key::Gift);
        let keys = [day, days, amount, number, Some(Key::Word(reference))].into_iter().flatten().collect();
        (!words.is_empty()).then_some(Self { words, whole, keys })
    }
}

/// How a day stands among a gift's words.
pub(super) fn day_word(day: Date) -> String {
    format!("{DAY}{:02}{:02}{:04}", day.month(), day.day(), day.year())
}

/// Day, month, year as written in Vietnam, or the other way round as in ISO 8601.
fn day(word: &str) -> Option<Date> {
    let parts: Vec<&str> = word.trim_end_matches([',', '.', ';']).split(['/', '-', '.']).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_string() };
    Date::new(year.parse().ok().filter(|year| *year >= 1900)?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Day and month, "10/9", of any year.
fn days(word: &str) -> Option<String> {
    let (day, month) = word.trim_end_matches([',', '.', ';']).split_once(['/', '-'])?;
    // A leap year has every day.
    let date = Date::new(2024, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(format!("{DAY}{:02}{:02}", date.month(), date.day()))
}
