//! Names of persons of whom the books know nothing, inside a memo.
//!
//! A name is known by its shape: a common family name and what follows it, or what follows a title ("chị", "gđ").
//! How much has to follow depends on how much else the family name can mean ([`table`]). In doubt it is a name; but
//! the words of gifts and relief, the province's places and what stands after "THPT", "xa" or "duong" stay readable,
//! as long as no "thị" or "văn" follows. A name without a family name or a title before it, and a rare family name
//! without "thị" or "văn", cannot be known.

mod table;
mod words;

use std::ops::Range;

use table::{Evidence, TABLE, Table};
use words::{Gap, Word};

use super::name;
use crate::fold::fold;

/// Words after a family name without a middle word, at most.
const NAME_WORDS: usize = 3;
/// A name in one word has more letters than a syllable.
const IN_ONE_WORD: usize = 8;

/// The memo with every such name masked as names are.
pub(super) fn mask(memo: &str) -> String {
    let words = words::split(memo);
    let reader = Reader { table: &TABLE, words: &words };
    let mut out = String::with_capacity(memo.len());
    let (mut at, mut done, mut behind) = (0, 0, None);
    while let Some(word) = words.get(at) {
        let Some(name) = reader.name(at, word, behind == Some(at) && word.gap != Gap::Break) else {
            at += 1;
            continue;
        };
        (at, behind) = (name.end, Some(name.end));
        for word in words.get(name).unwrap_or_default() {
            out.push_str(memo.get(done..word.start).unwrap_or_default());
            name::push_masked(&mut out, word.text);
            done = word.end();
        }
    }
    out.push_str(memo.get(done..).unwrap_or_default());
    out
}

/// Whether all of the text is the name of a person, or a title and a name.
pub(super) fn is_name(text: &str) -> bool {
    let words = words::split(text);
    let reader = Reader { table: &TABLE, words: &words };
    let name = words.first().and_then(|first| reader.name(0, first, false));
    name.is_some_and(|name| name.end == words.len())
}

struct Reader<'a> {
    table: &'a Table,
    words: &'a [Word<'a>],
}

/// How a name goes on after its family name.
#[derive(Clone, Copy)]
struct Shape {
    middle: bool,
    telling: bool,
    /// The family name is hardly ever another word.
    sure: bool,
}

impl Reader<'_> {
    /// The words to mask of the name that begins at `at`, or after the title that stands there. Right `behind` a
    /// name, what looks like a family name may as well be the end of that one ("Ngọc Trinh") and is masked.
    fn name(&self, at: usize, word: &Word<'_>, behind: bool) -> Option<Range<usize>> {
        if word.masked {
            return None;
        }
        if word.key == 0 {
            return self.is_name_in_one_word(word).then_some(at..at + 1);
        }
        if !self.table.starters.has(&word.key) {
            return None;
        }
        let shown = usize::from(!behind && self.table.is_common(word));
        self.full_name(at, word)
            .map(|name| name.start + shown..name.end)
            .or_else(|| self.after_title(at, word))
    }

    fn full_name(&self, at: usize, family: &Word<'_>) -> Option<Range<usize>> {
        let mut evidence = self.table.family(family)?;
        let next = self.follower(at + 1, None)?;
        let telling = self.table.telling_middles.has(&next.key);
        let two_kinds = evidence > Evidence::Word && !family.capital && next.capital;
        if two_kinds || self.table.is_pair(family, next) {
            return None;
        }
        if let Some(before) = at.checked_sub(1).and_then(|before| self.words.get(before)) {
            let joined = family.gap == Gap::Space;
            // "Ung ho" is no family name, but "ung ho thi lan" ends in a name, and "hồ" is not "hộ".
            let name_cased = family.capital && !before.capital;
            let surely = family.accented || name_cased || telling && !self.begins_words(at + 1, next);
            let of_words = !surely && self.table.is_pair(before, family);
            if of_words || joined && !telling && self.table.before_a_place.has(&before.key) {
                return None;
            }
            if joined && evidence == Evidence::Middle && self.table.is_title(before) {
                evidence = Evidence::Word;
            }
        }
        let middle = telling || self.table.middles.has(&next.key);
        let end = self.end(at, Shape { middle, telling, sure: evidence == Evidence::Word });
        let named = end - at - 1;
        let capitals = self.words.get(at..end)?.iter().all(Word::is_capitalised);
        let enough = match evidence {
            Evidence::Word => named >= 1,
            Evidence::Middle => {
                named >= 1 && (middle || self.table.given.has(&next.key)) || named >= 2 && capitals
            }
            Evidence::MiddleOnly => named >= 2 && (middle || capitals),
            Evidence::Telling => named >= 2 && telling,
        };
        enough.then_some(at..end)
    }

    /// Where the name ends whose family name stands at `at`.
    fn end(&self, at: usize, shape: Shape) -> usize {
        let most = NAME_WORDS + usize::from(shape.middle);
        let gap = self.words.get(at + 1).map(|word| word.gap);
        let capitals = [at, at + 1].iter().all(|&at| self.words.get(at).is_some_and(|word| word.capital));
        let mut end = at + 1;
        while let Some(word) = self.word(end, gap).filter(|_| end <= at + most) {
            let goes_on = match end - at {
                // "Văn" of "Văn Phong" and "Thanh" of "Thanh Toàn" are no words of the memo here.
                1 if shape.telling || shape.middle && (shape.sure || self.is_given(end + 1)) => true,
                // The word after a middle word is a name, whatever else it can mean.
                2 if shape.telling => !self.table.no_given_names.has(&word.key),
                2 if shape.middle => !self.table.stops.has(&word.key),
                count => {
                    let given = count == 3 && self.is_second_name(end, word);
                    let other =
                        !given && self.begins_words(end, word) || count > 1 && self.begins_name(end, word);
                    !(other || self.table.stops.has(&word.key) || capitals && !word.capital)
                }
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    /// The word at `at`, if it can go on a name.
    fn follower(&self, at: usize, gap: Option<Gap>) -> Option<&Word<'_>> {
        self.word(at, gap).filter(|word| !self.table.stops.has(&word.key))
    }

    /// The word at `at`, if nothing parts it from the one before; by any gap or the one given.
    fn word(&self, at: usize, gap: Option<Gap>) -> Option<&Word<'_>> {
        let word = self.words.get(at)?;
        let joined = word.gap != Gap::Break && gap.is_none_or(|gap| gap == word.gap);
        // A family name before stars belongs to a name that was masked before.
        let others = self.words.get(at + 1).is_some_and(|next| next.masked && next.gap != Gap::Break)
            && self.table.family(word).is_some();
        (joined && !word.masked && word.key != 0 && !others).then_some(word)
    }

    fn is_given(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.table.given.has(&word.key))
    }

    /// The last word of "Thị Ngọc Quyên", even before "góp".
    fn is_second_name(&self, at: usize, word: &Word<'_>) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before.is_some_and(|before| self.table.middles.has(&before.key)) && self.table.given.has(&word.key)
    }

    fn begins_words(&self, at: usize, word: &Word<'_>) -> bool {
        self.words.get(at + 1).is_some_and(|next| self.table.is_pair(word, next))
    }

    /// Whether another person's name begins here, so that "NGUYEN VAN AN TRAN THI BINH" is two.
    fn begins_name(&self, at: usize, word: &Word<'_>) -> bool {
        let Some(evidence) = self.table.family(word) else { return false };
        let Some(next) = self.follower(at + 1, None) else { return false };
        let middle = self.table.middles.has(&next.key) && self.follower(at + 2, None).is_some();
        middle && (evidence == Evidence::Word || self.table.telling_middles.has(&next.key))
    }

    fn after_title(&self, at: usize, title: &Word<'_>) -> Option<Range<usize>> {
        let sure = self.table.is_title(title);
        if !sure && (title.accented || !self.table.plain_titles.has(&title.key)) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let household = before.is_some_and(|before| self.table.is_household(before, title));
        if !household && before.is_some_and(|before| self.table.is_pair(before, title)) {
            return None;
        }
        let next = self.follower(at + 1, Some(Gap::Space))?;
        let named = sure || next.is_capitalised() || self.table.given.has(&next.key);
        let of_words = self.table.is_pair(title, next) || self.begins_words(at + 1, next);
        let no_name = !named || of_words || self.is_any_title(next);
        // A full name is masked where it begins, its family name shown.
        if no_name || self.full_name(at + 1, next).is_some() {
            return None;
        }
        let likely = |word: &Word<'_>| self.table.given.has(&word.key) || self.table.middles.has(&word.key);
        let mut end = at + 2;
        while let Some(word) = self.follower(end, Some(Gap::Space)).filter(|_| end <= at + NAME_WORDS) {
            let goes_on = if next.is_capitalised() { word.is_capitalised() } else { likely(word) };
            if !goes_on || self.is_no_name(end, word) {
                break;
            }
            end += 1;
        }
        Some(at + 1..end)
    }

    fn is_no_name(&self, at: usize, word: &Word<'_>) -> bool {
        // "Anh" is a title where a name may follow, and else the end of one: "chị Lan Anh".
        self.begins_words(at, word) || self.is_any_title(word) && self.follower(at + 1, None).is_some()
    }

    fn is_any_title(&self, word: &Word<'_>) -> bool {
        self.table.is_title(word) || !word.accented && self.table.plain_titles.has(&word.key)
    }

    /// "NGUYENVANAN": a family name, a middle word, and letters.
    fn is_name_in_one_word(&self, word: &Word<'_>) -> bool {
        word.text.len() > IN_ONE_WORD && self.table.begins_as_name(&fold(word.text))
    }
}

#[cfg(test)]
mod tests;
