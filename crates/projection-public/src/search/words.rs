//! A sorted dictionary, and for every word the places of the gifts that have it: few in a list, many in a set of bits.

use std::ops::Range;

use memchr::memmem::Finder;

use super::bits::Bits;

/// Ends every word; no folded text holds it.
const END: u8 = b'\n';
/// From so many places on a set of bits is smaller than a list of two bytes each.
const MANY: usize = Bits::BYTES / 2;

/// See the module. Made by pushing words in their order.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// One after the other.
    text: Vec<u8>,
    /// Where each ends in `text`.
    ends: Vec<u32>,
    /// The lists, one after the other.
    places: Vec<u16>,
    /// Where each word's list ends; one of a word in `many` is empty.
    lists: Vec<u32>,
    /// By word.
    many: Vec<(u32, Bits)>,
}

impl Words {
    /// Adds a word behind all others, with its places in rising order.
    pub(super) fn push(&mut self, word: &[u8], places: &[u16]) {
        if places.len() < MANY {
            self.places.extend_from_slice(places);
        } else {
            let mut bits = Bits::default();
            bits.insert_all(places);
            self.many.push((narrow(self.len()), bits));
        }
        self.text.extend_from_slice(word);
        self.text.push(END);
        self.ends.push(narrow(self.text.len()));
        self.lists.push(narrow(self.places.len()));
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.places.shrink_to_fit();
        self.lists.shrink_to_fit();
        self.many.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn bytes(&self) -> usize {
        let numbers = self.ends.capacity() + self.lists.capacity();
        let many = self.many.capacity() * size_of::<(u32, Bits)>() + self.many.len() * Bits::BYTES;
        self.text.capacity() + numbers * 4 + self.places.capacity() * 2 + many
    }

    pub(super) fn word(&self, at: usize) -> &[u8] {
        let (start, end) = (before(&self.ends, at), end(&self.ends, at));
        self.text.get(start..end.saturating_sub(1)).unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.len()).map(|at| self.word(at))
    }

    /// The places of one word, in rising order, into an empty `out`.
    pub(super) fn list(&self, at: usize, out: &mut Vec<u16>) {
        let range = before(&self.lists, at)..end(&self.lists, at);
        out.extend_from_slice(self.places.get(range).unwrap_or_default());
        if out.is_empty()
            && let Some(bits) = self.bits(at)
        {
            out.extend(bits.ascending());
        }
    }

    fn bits(&self, at: usize) -> Option<&Bits> {
        let place = self.many.binary_search_by_key(&narrow(at), |(word, _)| *word).ok()?;
        self.many.get(place).map(|(_, bits)| bits)
    }

    /// Puts the places of all these words into `out`.
    pub(super) fn add(&self, words: Range<usize>, out: &mut Bits) {
        let Some(last) = words.end.checked_sub(1).filter(|last| *last >= words.start) else { return };
        let lists = before(&self.lists, words.start)..end(&self.lists, last);
        let places = self.places.get(lists).unwrap_or_default();
        out.insert_all(places);
        let from = self.many.partition_point(|(word, _)| (*word as usize) < words.start);
        let many = self.many.get(from..).unwrap_or_default();
        let many = many.iter().take_while(|(word, _)| (*word as usize) < words.end);
        many.for_each(|(_, bits)| out.join(bits));
    }

    /// The word itself: one or none.
    pub(super) fn exact(&self, word: &[u8]) -> Range<usize> {
        let start = self.first_from(|other| other < word);
        start..start.saturating_add(usize::from(start < self.len() && self.word(start) == word))
    }

    /// All words that begin so.
    pub(super) fn beginning(&self, with: &[u8]) -> Range<usize> {
        let start = self.first_from(|other| other < with);
        start..self.first_from(|other| other < with || other.starts_with(with))
    }

    fn first_from(&self, is_before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.word(middle)) {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        low
    }

    /// Puts the places of all words that hold `part` anywhere into `out`, reading every word.
    pub(super) fn add_holding(&self, part: &[u8], out: &mut Bits) {
        let finder = Finder::new(part);
        let mut from = 0;
        while let Some(found) = self.text.get(from..).and_then(|rest| finder.find(rest)) {
            let found = from.saturating_add(found);
            let word = self.ends.partition_point(|end| *end as usize <= found);
            self.add(word..word.saturating_add(1), out);
            from = end(&self.ends, word).max(found.saturating_add(1));
        }
    }
}

/// A block has at most 65,536 gifts of a few thousand letters.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn end(ends: &[u32], at: usize) -> usize {
    ends.get(at).map_or(0, |end| *end as usize)
}

fn before(ends: &[u32], at: usize) -> usize {
    at.checked_sub(1).map_or(0, |at| end(ends, at))
}
