//! The words of a text: folded, with where they stand. Texts that are searched and queries are parted by this alone.

use std::ops::Range;

use crate::fold::{Folded, fold_char};

/// Calls `found` with every word, folded, and the bytes of `text` that it stands in. A number in groups, such as
/// "500.000", is one word without its marks.
pub(crate) fn each_word(text: &str, mut found: impl FnMut(&str, Range<usize>)) {
    let mut word = String::new();
    let (mut place, mut before) = (0..0, ' ');
    let mut number = Number::default();
    for (at, char) in text.char_indices() {
        let end = at.saturating_add(char.len_utf8());
        match fold_char(char) {
            Folded::Letter(letter) => {
                if word.is_empty() {
                    (place.start, number) = (at, Number { mark: None, glued: is_mark(before) });
                }
                place.end = end;
                word.push(letter);
            }
            Folded::Mark if word.is_empty() => {}
            Folded::Mark => place.end = end,
            Folded::Gap if number.goes_on(&word, char, text.get(end..).unwrap_or_default()) => {
                number.mark = Some(char);
            }
            Folded::Gap => {
                if !word.is_empty() {
                    found(&word, place.clone());
                    word.clear();
                }
            }
        }
        before = char;
    }
    if !word.is_empty() {
        found(&word, place);
    }
}

/// The words alone.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// The text folded, without anything between its words: how a reference is known whatever marks are typed.
pub(super) fn squeeze_into(text: &str, out: &mut String) {
    let letters = text.chars().filter_map(|char| match fold_char(char) {
        Folded::Letter(letter) => Some(letter),
        Folded::Gap | Folded::Mark => None,
    });
    out.extend(letters);
}

/// Only the letters a to z: a word of a language, not a number or a code.
pub(super) fn is_letters(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_lowercase)
}

fn is_mark(char: char) -> bool {
    matches!(char, '.' | ',')
}

/// What is known of a word that may be a number in groups.
#[derive(Clone, Copy, Default)]
struct Number {
    /// The mark between its groups so far.
    mark: Option<char>,
    /// It follows another mark at once: then it is a part of a code.
    glued: bool,
}

impl Number {
    /// Whether a group of exactly three digits follows behind `mark`.
    fn goes_on(self, word: &str, mark: char, rest: &str) -> bool {
        let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
        let begun = self.mark.map_or((1..=3).contains(&word.len()), |before| before == mark);
        let mut rest = rest.bytes();
        let group = [rest.next(), rest.next(), rest.next()].map(Option::unwrap_or_default);
        begun
            && is_mark(mark)
            && !self.glued
            && digits(word.as_bytes())
            && digits(&group)
            && !rest.next().is_some_and(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_know_their_place() {
        let text = "Ủng hộ 1.500.000đ (bão số 3): MBVCB.123.456, 10.09.2024";
        let mut found = Vec::new();
        each_word(text, |word, place| found.push((word.to_owned(), &text[place])));
        let found: Vec<_> = found.iter().map(|(word, place)| (word.as_str(), *place)).collect();
        let expected = [
            ("ung", "Ủng"),
            ("ho", "hộ"),
            ("1500000d", "1.500.000đ"),
            ("bao", "bão"),
            ("so", "số"),
            ("3", "3"),
            ("mbvcb", "MBVCB"),
            ("123", "123"),
            ("456", "456"),
            ("10", "10"),
            ("09", "09"),
            ("2024", "2024"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn only_one_kind_of_mark_and_groups_of_three_make_a_number() {
        for (text, expected) in [
            ("1.234.56", &["1234", "56"][..]),
            ("1,234.567", &["1234", "567"]),
            ("1234.567", &["1234", "567"]),
            ("1.234", &["1234"]),
            ("1.2345", &["1", "2345"]),
            ("e\u{301}\u{301}", &["e"]),
            ("\u{301} 😀 .,", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
