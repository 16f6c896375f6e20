//! The gifts of one run of 65,536 numbers, ready to be searched. Never changed: a changed gift makes a new block, so that
//! searches go on in the old one and nothing of what was taken out stays anywhere in the new.

mod build;

use std::cmp::Ordering;

use super::bits::{BLOCK, Bits, Levels};
use super::fit::{Fit, INSIDE, key_level};
use super::near;
use super::query::{AMOUNT, DAY, Key, Query, REFERENCE, Term};
use super::text::is_letters;
use super::words::Words;

pub use build::BlockBuilder;

/// See the module.
#[derive(Debug, Default)]
pub struct Block {
    /// Which run.
    pub(super) number: u64,
    /// The gifts that are there.
    live: Bits,
    /// Words of letters only, as in a dictionary: there are few of them.
    letters: Words,
    /// Which letters each has.
    masks: Vec<u32>,
    /// Numbers, codes and other scripts; references, amounts and days with their signs. Most gifts bring some of their own.
    codes: Words,
    /// The codes by their ends.
    by_end: Vec<u32>,
}

impl Block {
    pub(super) fn has(&self, id: u64) -> bool {
        place(id).is_some_and(|place| id / BLOCK == self.number && self.live.has(place))
    }

    pub(super) fn len(&self) -> usize {
        self.live.count()
    }

    pub(super) fn bytes(&self) -> usize {
        let numbers = self.masks.capacity() + self.by_end.capacity();
        Bits::BYTES + self.letters.bytes() + self.codes.bytes() + numbers * 4
    }

    /// Which gifts fit how well; none where none does.
    pub(super) fn levels(&self, query: &Query, forgiving: bool) -> Option<Levels> {
        let count = if forgiving { Fit::ALL } else { Fit::STRICT };
        let mut fitting = Levels(vec![self.live.clone(); count]);
        for term in &query.terms {
            fitting.meet(&self.term(term, count));
            if fitting.is_empty() {
                return None;
            }
        }
        (!fitting.is_empty()).then_some(fitting)
    }

    fn term(&self, term: &Term, count: usize) -> Levels {
        let mut words = term.words.iter();
        let first = words.next().map(|word| self.word(word, term.whole, count));
        let mut text = first.unwrap_or_else(|| Levels::none(count));
        for word in words {
            if text.is_empty() {
                break;
            }
            text.meet(&self.word(word, term.whole, count));
        }
        let mut keys = Levels::none(count);
        for key in &term.keys {
            self.key(key, &mut keys);
        }
        keys.pile_up();
        text.join(&keys);
        text
    }

    /// By what else a gift is known.
    fn key(&self, key: &Key, out: &mut Levels) {
        let (words, fit) = match key {
            Key::Gift(id) => {
                let place = place(*id).filter(|_| self.has(*id));
                return out.put(Fit::Key, |bits| place.into_iter().for_each(|place| bits.insert(place)));
            }
            Key::Days(days) => (self.codes.beginning(days.as_bytes()), Fit::Whole),
            Key::Word(key) => (self.codes.exact(key.as_bytes()), key_level(key)),
        };
        out.put(fit, |bits| self.codes.add(words, bits));
    }

    /// The gifts that have a word like this; for `whole`, only that very word.
    fn word(&self, asked: &str, whole: bool, count: usize) -> Levels {
        let mut out = Levels::none(count);
        let (word, reference) = (asked.as_bytes(), format!("{REFERENCE}{asked}"));
        let reference = reference.as_bytes();
        out.put(Fit::Key, |bits| self.codes.add(self.codes.exact(reference), bits));
        out.put(Fit::Whole, |bits| {
            self.letters.add(self.letters.exact(word), bits);
            self.codes.add(self.codes.exact(word), bits);
        });
        if !whole {
            out.put(Fit::Begin, |bits| {
                self.letters.add(self.letters.beginning(word), bits);
                self.codes.add(self.codes.beginning(word), bits);
                self.codes.add(self.codes.beginning(reference), bits);
            });
            if asked.chars().nth(INSIDE - 1).is_some() {
                out.put(Fit::Inside, |bits| self.add_inside(word, bits));
            }
            if let Some(errors) = near::forgiven(asked) {
                out.put(Fit::Near, |bits| self.add_near(word, errors, bits));
            }
        }
        out.pile_up();
        out
    }

    fn add_inside(&self, word: &[u8], out: &mut Bits) {
        if is_letters(word) {
            self.letters.add_holding(word, out);
        }
        let cmp = |other: &u32| {
            let mut theirs = backwards(self.codes.word(*other as usize));
            for letter in word.iter().rev() {
                match theirs.next().cmp(&Some(letter)) {
                    Ordering::Equal => {}
                    unequal => return unequal,
                }
            }
            Ordering::Equal
        };
        let from = self.by_end.partition_point(|other| cmp(other).is_lt());
        let ending =
            self.by_end.get(from..).unwrap_or_default().iter().take_while(|other| cmp(other).is_eq());
        for other in ending.map(|other| *other as usize) {
            self.codes.add(other..other.saturating_add(1), out);
        }
    }

    fn add_near(&self, word: &[u8], errors: usize, out: &mut Bits) {
        let letters = near::letters_of(word);
        let likely =
            self.masks.iter().enumerate().filter(|(_, mask)| near::may_be_near(**mask, letters, errors));
        for (other, _) in likely {
            if near::is_near(word, self.letters.word(other), errors) {
                self.letters.add(other..other.saturating_add(1), out);
            }
        }
    }
}

/// Where a gift stands in its block.
pub(super) fn place(id: u64) -> Option<u16> {
    u16::try_from(id % BLOCK).ok()
}

/// A code from its end, without the sign of a reference.
fn backwards(code: &[u8]) -> impl Iterator<Item = &u8> {
    code.strip_prefix(SIGN).unwrap_or(code).iter().rev()
}

const SIGN: &[u8] = b"#";

/// Whether a code is looked for by its end: amounts and days are not.
fn has_end(code: &[u8]) -> bool {
    !code.first().is_some_and(|sign| [AMOUNT, DAY].iter().any(|other| char::from(*sign) == *other))
}
