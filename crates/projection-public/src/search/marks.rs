//! Why a gift was found: the parts of its texts that fit the query.

use std::ops::Range;

use super::fit::{Fit, word_fit};
use super::query::Query;
use super::text::each_word;
use crate::fold::{Folded, fold_char};

impl Query {
    /// The bytes of `text` that fit, in their order; with typing errors where those were `forgiven`.
    pub fn marks(&self, text: &str, forgiven: bool) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        each_word(text, |word, place| {
            if let Some((fit, asked)) = self.best(word, forgiven) {
                let written = text.get(place.clone()).unwrap_or_default();
                let part = match fit {
                    Fit::Key | Fit::Whole | Fit::Near => 0..word.len(),
                    Fit::Begin => 0..asked.len(),
                    Fit::Inside => {
                        let at = word.find(asked).unwrap_or_default();
                        at..at.saturating_add(asked.len())
                    }
                };
                let part = unfold(written, &part);
                marks.push(place.start.saturating_add(part.start)..place.start.saturating_add(part.end));
            }
        });
        marks
    }

    /// How a word of a gift fits best, and what.
    fn best(&self, word: &str, forgiven: bool) -> Option<(Fit, &str)> {
        let asked = self.terms.iter().flat_map(|term| {
            let most = if term.whole { Fit::Whole } else { Fit::Near };
            term.words.iter().map(move |asked| (asked, most))
        });
        let fits = asked.filter_map(|(asked, most)| {
            let fit = word_fit(asked, word, forgiven).filter(|fit| *fit <= most)?;
            Some((fit, asked.as_str()))
        });
        fits.min_by_key(|(fit, asked)| (*fit, usize::MAX - asked.len()))
    }
}

/// The bytes of `written` whose letters fold to the bytes `part` of the folded word.
fn unfold(written: &str, part: &Range<usize>) -> Range<usize> {
    let (mut folded, mut found) = (0_usize, 0..0);
    for (at, char) in written.char_indices() {
        let end = at.saturating_add(char.len_utf8());
        match fold_char(char) {
            Folded::Letter(letter) => {
                if folded == part.start {
                    found.start = at;
                }
                if folded >= part.end {
                    break;
                }
                folded = folded.saturating_add(letter.len_utf8());
                found.end = end;
            }
            Folded::Mark if folded <= part.end => found.end = end,
            Folded::Mark | Folded::Gap => {}
        }
    }
    found
}
