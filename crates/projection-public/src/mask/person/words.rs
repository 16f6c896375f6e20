//! A memo as words: where they stand, what they fold to, how they are written, what parts them.

use crate::fold::{Folded, fold_char};

/// A word's folded letters in one number, first letter highest; 0 for a word that is no syllable.
pub(super) type Key = u64;

/// Each Vietnamese syllable fits: the longest have seven letters.
const LONGEST: usize = 8;

/// What parts a word from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, also a line's end.
    Space,
    /// One of the marks that stand for a space in "NGUYEN.VAN.AN".
    Mark(char),
    /// Anything else: the two words do not belong together.
    Break,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Byte offset in the memo.
    pub(super) start: usize,
    pub(super) key: Key,
    pub(super) gap: Gap,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// It is written with accents, each in one character with its letter.
    pub(super) accented: bool,
    /// Stars are part of it: it was masked before.
    pub(super) masked: bool,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// A capital and small letters after it.
    pub(super) fn is_capitalised(&self) -> bool {
        self.capital && self.text.chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// Letter by letter, case aside.
    pub(super) fn reads(&self, form: &str) -> bool {
        self.text.chars().flat_map(char::to_lowercase).eq(form.chars())
    }
}

/// The words of a memo. Digits and punctuation are gaps.
pub(super) fn split(memo: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(memo.len() / 5 + 1);
    let mut done = 0;
    let mut after_initial = false;
    while let Some(found) = memo.get(done..).and_then(|rest| rest.find(char::is_alphabetic)) {
        let start = done + found;
        let gap = gap(memo.get(done..start).unwrap_or_default(), after_initial);
        let word = word(memo, start, if words.is_empty() { Gap::Break } else { gap });
        done = word.end();
        after_initial = word.text.len() == 1;
        words.push(word);
    }
    words
}

fn word(memo: &str, start: usize, gap: Gap) -> Word<'_> {
    let rest = memo.get(start..).unwrap_or_default();
    let (mut key, mut letters, mut len) = (0, 0, rest.len());
    let (mut marks, mut masked) = (false, false);
    for (at, char) in rest.char_indices() {
        match char {
            'a'..='z' | 'A'..='Z' => {
                key = key << 8 | Key::from(char.to_ascii_lowercase() as u32);
                letters += 1;
            }
            '*' => masked = true,
            _ => match fold_char(char) {
                Folded::Mark => marks = true,
                Folded::Letter(letter) if char.is_alphabetic() => {
                    key = key << 8 | Key::from(u32::from(letter) & 0xff);
                    letters += if letter.is_ascii() { 1 } else { LONGEST + 1 };
                }
                _ => {
                    len = at;
                    break;
                }
            },
        }
    }
    let text = rest.get(..len).unwrap_or_default();
    Word {
        text,
        start,
        key: if letters > LONGEST { 0 } else { key },
        gap,
        capital: text.starts_with(char::is_uppercase),
        accented: !marks && !text.is_ascii(),
        masked,
    }
}

/// After a single letter a point is that of an initial: "Nguyen V. An".
fn gap(between: &str, after_initial: bool) -> Gap {
    let between = between.strip_prefix('.').filter(|_| after_initial).unwrap_or(between);
    if between.chars().all(char::is_whitespace) {
        return Gap::Space;
    }
    match between {
        "." => Gap::Mark('.'),
        "-" => Gap::Mark('-'),
        "_" => Gap::Mark('_'),
        _ => Gap::Break,
    }
}

/// The key of a word of a table, which is written without accents.
pub(super) fn key(word: &str) -> Key {
    word.bytes().fold(0, |key, letter| key << 8 | Key::from(letter))
}
