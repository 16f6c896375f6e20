//! What it means that a gift fits a query. The index answers exactly what [`fit`] over every gift would.

use super::Published;
use super::near;
use super::query::{AMOUNT, DAY, Key, Query, REFERENCE, Term, day_word};
use super::text::{each_word, is_letters, squeeze_into};

/// How well, the best first. A gift fits a query as well as the worst of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the amount, the reference or the number.
    Key,
    /// A whole word; the day.
    Whole,
    /// The beginning of a word.
    Begin,
    /// Further in: the end of a word, and within a word of letters.
    Inside,
    /// A word with typing errors. Only asked for where nothing fits otherwise.
    Near,
}

impl Fit {
    pub(super) const STRICT: usize = 4;
    pub(super) const ALL: usize = 5;
}

/// Fewer letters than these are looked for at the beginnings of words only: they are inside of nearly every one.
pub(super) const INSIDE: usize = 3;

/// A gift as words: those of its texts; amount, day and reference with their signs.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: u64,
    pub(super) words: Vec<Box<str>>,
}

impl Entry {
    pub(super) fn new(gift: &Published<'_>) -> Self {
        let mut words = Vec::new();
        each_word_of(gift, |word| words.push(word.into()));
        words.sort_unstable();
        words.dedup();
        Self { id: gift.id, words }
    }
}

/// Every word that a gift can be found by, some of them more than once.
pub(super) fn each_word_of(gift: &Published<'_>, mut found: impl FnMut(&str)) {
    for text in gift.texts.iter().chain(&gift.reference) {
        each_word(text, |word, _| found(word));
    }
    let mut reference = REFERENCE.to_string();
    squeeze_into(gift.reference.unwrap_or_default(), &mut reference);
    if reference.len() > REFERENCE.len_utf8() {
        found(&reference);
    }
    found(&format!("{AMOUNT}{}", gift.amount.dong()));
    found(&day_word(gift.date));
}

/// How well a gift fits, if it does.
pub(super) fn fit(query: &Query, gift: &Entry, forgiving: bool) -> Option<Fit> {
    let terms = query.terms.iter().map(|term| term_fit(term, gift, forgiving));
    worst(terms)
}

fn term_fit(term: &Term, gift: &Entry, forgiving: bool) -> Option<Fit> {
    let key = term.keys.iter().filter_map(|key| key_fit(key, gift)).min();
    let best = |asked: &String| {
        let fits = gift.words.iter().filter_map(|word| word_fit(asked, word, forgiving));
        fits.filter(|fit| !term.whole || *fit <= Fit::Whole).min()
    };
    let text = worst(term.words.iter().map(best));
    key.into_iter().chain(text).min()
}

fn worst(mut fits: impl Iterator<Item = Option<Fit>>) -> Option<Fit> {
    fits.try_fold(Fit::Key, |worst, fit| Some(worst.max(fit?)))
}

fn key_fit(key: &Key, gift: &Entry) -> Option<Fit> {
    let has = |wanted: &dyn Fn(&str) -> bool| gift.words.iter().any(|word| wanted(word));
    let (fits, fit) = match key {
        Key::Gift(id) => (*id == gift.id, Fit::Key),
        Key::Days(days) => (has(&|word| word.starts_with(days)), Fit::Whole),
        Key::Word(key) => (has(&|word| word == key), key_level(key)),
    };
    fits.then_some(fit)
}

/// A day says less than an amount: many gifts came on it.
pub(super) fn key_level(key: &str) -> Fit {
    if key.starts_with(DAY) { Fit::Whole } else { Fit::Key }
}

/// How a word that is asked for fits one of a gift.
pub(super) fn word_fit(asked: &str, word: &str, forgiving: bool) -> Option<Fit> {
    if word.starts_with([AMOUNT, DAY]) {
        return None;
    }
    let (plain, whole) = word.strip_prefix(REFERENCE).map_or((word, Fit::Whole), |word| (word, Fit::Key));
    let inside = || {
        let long = asked.chars().nth(INSIDE - 1).is_some();
        long && (plain.ends_with(asked) || is_letters(word.as_bytes()) && plain.contains(asked))
    };
    if plain == asked {
        Some(whole)
    } else if plain.starts_with(asked) {
        Some(Fit::Begin)
    } else if inside() {
        Some(Fit::Inside)
    } else {
        let errors = near::forgiven(asked).filter(|_| forgiving && is_letters(word.as_bytes()))?;
        near::is_near(asked.as_bytes(), word.as_bytes(), errors).then_some(Fit::Near)
    }
}
