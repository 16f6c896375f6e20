//! Persons' names, alone and inside a memo.

use std::ops::Range;

use memchr::memmem;

use crate::fold::{Folded, fold, fold_char};

/// Family names so common that they point at nobody, folded and sorted.
const FAMILY_NAMES: &[&str] = &[
    "bui", "cao", "chau", "chu", "dam", "dang", "danh", "dao", "dinh", "do", "doan", "duong", "ha", "ho",
    "hoang", "huynh", "kieu", "la", "lam", "le", "luong", "luu", "ly", "mac", "mai", "nghiem", "ngo",
    "nguyen", "ong", "pham", "phan", "phung", "quach", "ta", "thach", "thai", "to", "ton", "tong", "tran",
    "trieu", "trinh", "truong", "tu", "vo", "vu", "vuong",
];
/// What may stand before a name, folded.
const TITLES: &[&str] = &["anh", "ba", "bac", "be", "chi", "chu", "co", "em", "gd", "ong"];
/// A name written as one word is looked for inside longer words from this length on.
const TELLING: usize = 8;

/// The name with every word but titles and a common family name at its head cut to its first letter.
pub(super) fn mask(name: &str) -> String {
    mask_words(name, true)
}

/// `text` with `name`, and its last words from two on, masked wherever they stand: with or without diacritics,
/// in one word, or broken by a line's end.
pub(super) fn mask_within(text: &str, name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut out = text.to_string();
    let shortest = words.len().min(2);
    let last_words = words.get(words.len() - shortest..).unwrap_or_default().concat();
    // Every longer part of the name ends with these, and most memos do not hold them.
    if memmem::find(letters_of(text).as_bytes(), last_words.as_bytes()).is_none() {
        return out;
    }
    for from in 0..=words.len() - shortest {
        let wanted: String = words.get(from..).unwrap_or_default().concat();
        let letters: Vec<char> = wanted.chars().collect();
        if !letters.is_empty() {
            out = mask_letters(&out, &letters, from == 0);
        }
    }
    out
}

/// The folded text without anything between its letters.
fn letters_of(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    letters.extend(text.chars().filter_map(letter));
    letters
}

fn letter(char: char) -> Option<char> {
    match fold_char(char) {
        Folded::Letter(letter) => Some(letter),
        _ => None,
    }
}

/// Masks every place where `wanted` stands, letter by letter, whatever stands between the letters.
fn mask_letters(text: &str, wanted: &[char], whole_name: bool) -> String {
    let letters: Vec<(char, usize)> =
        text.char_indices().filter_map(|(at, char)| Some((letter(char)?, at))).collect();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for window in letters.windows(wanted.len()) {
        let (Some(&(_, start)), Some(&(_, last))) = (window.first(), window.last()) else { continue };
        if start < done || !window.iter().map(|(letter, _)| letter).eq(wanted) {
            continue;
        }
        let (found, whole_words) = widen(text, start..last);
        if !(whole_words || wanted.len() >= TELLING) {
            continue;
        }
        out.push_str(text.get(done..found.start).unwrap_or_default());
        let words = text.get(found.clone()).unwrap_or_default();
        out.push_str(&mask_words(words, whole_name && whole_words));
        done = found.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The range grown to whole words, and whether it was so before. Digits do not belong to a word.
fn widen(text: &str, range: Range<usize>) -> (Range<usize>, bool) {
    let (before, from) = text.split_at_checked(range.start).unwrap_or((text, ""));
    let start = before.trim_end_matches(in_word).len();
    let after = text.get(range.end..).unwrap_or_default();
    let last = after.chars().next().map_or(0, char::len_utf8);
    let marks = after.get(last..).unwrap_or_default();
    let end_of_letter = text.len() - marks.trim_start_matches(is_mark).len();
    let end = text.len() - marks.trim_start_matches(in_word).len();
    let whole = start == range.start && end == end_of_letter && !from.is_empty();
    (start..end, whole)
}

fn is_mark(char: char) -> bool {
    fold_char(char) == Folded::Mark
}

fn in_word(char: char) -> bool {
    char.is_alphabetic() || is_mark(char)
}

/// Words are parted by white space; everything of a word but its first letter becomes stars. The last word is
/// masked always: "Anh Mai" holds a title and a family name, and yet may be all of a name.
fn mask_words(text: &str, family_name_shown: bool) -> String {
    let mut left = text.split_whitespace().count();
    let mut show = family_name_shown;
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            left = left.saturating_sub(1);
            let folded = fold(word);
            let title = TITLES.contains(&folded.as_str());
            let known = title || FAMILY_NAMES.binary_search(&folded.as_str()).is_ok();
            if show && known && left > 0 {
                out.push_str(word);
            } else {
                push_masked(&mut out, word);
            }
            show &= title;
        }
        out.push_str(piece.get(word.len()..).unwrap_or_default());
    }
    out
}

/// Writes the first letter and a star for each further one, at least one: "A" may be a whole name.
pub(super) fn push_masked(out: &mut String, word: &str) {
    let mut letters = word.chars().filter(|&char| !is_mark(char));
    let Some(first) = letters.next() else { return };
    out.push(if first.is_alphabetic() { first } else { '*' });
    let stars = letters.count().max(1);
    out.extend(std::iter::repeat_n('*', stars));
}
