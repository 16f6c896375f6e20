//! Making blocks: from gifts, and from an older block less what changed.

use std::collections::HashMap;

use super::super::Published;
use super::super::bits::{BLOCK, Bits};
use super::super::fit::{Entry, each_word_of};
use super::super::near::letters_of;
use super::super::text::is_letters;
use super::super::words::Words;
use super::{Block, backwards, has_end, place};

/// Gathers the gifts of one block, in the order of their numbers.
#[derive(Default)]
pub struct BlockBuilder {
    number: u64,
    live: Bits,
    names: HashMap<Box<str>, u32>,
    /// How many gifts have each word.
    counts: Vec<u32>,
    /// Which words the gifts have, gift by gift.
    pairs: Vec<(u32, u16)>,
    /// The words of the gift that is being added.
    gift: Vec<u32>,
}

impl BlockBuilder {
    /// For the gifts of the block in which `id` stands.
    pub fn of(id: u64) -> Self {
        Self { number: id / BLOCK, ..Self::default() }
    }

    /// The first number that belongs to the next block.
    pub fn end(&self) -> u64 {
        self.number.saturating_add(1).saturating_mul(BLOCK)
    }

    /// Adds a gift of this block with a higher number than those before.
    pub fn add(&mut self, gift: &Published<'_>) {
        each_word_of(gift, |word| self.gift.push(number_of(&mut self.names, word)));
        self.take(gift.id);
    }

    pub(in super::super) fn add_entry(&mut self, entry: &Entry) {
        for word in &entry.words {
            self.gift.push(number_of(&mut self.names, word));
        }
        self.take(entry.id);
    }

    fn take(&mut self, id: u64) {
        self.counts.resize(self.names.len(), 0);
        self.gift.sort_unstable();
        self.gift.dedup();
        let words = self.gift.drain(..);
        let Some(place) = place(id).filter(|_| id / BLOCK == self.number) else { return };
        self.live.insert(place);
        for word in words {
            self.pairs.push((word, place));
            if let Some(count) = self.counts.get_mut(word as usize) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// The block.
    pub fn finish(self) -> Block {
        let mut ends: Vec<usize> = self
            .counts
            .iter()
            .scan(0, |sum, count| {
                let start = *sum;
                *sum += *count as usize;
                Some(start)
            })
            .collect();
        let mut places = vec![0; self.pairs.len()];
        for (word, place) in self.pairs {
            if let Some(end) = ends.get_mut(word as usize) {
                if let Some(slot) = places.get_mut(*end) {
                    *slot = place;
                }
                *end = end.saturating_add(1);
            }
        }
        let names = self.names.into_iter().map(|(name, word)| (head(name.bytes()), name, word));
        let mut names: Vec<(u128, Box<str>, u32)> = names.collect();
        names.sort_unstable();
        let mut block = Making::new(self.number, self.live);
        for (_, name, word) in names {
            let end = ends.get(word as usize).copied().unwrap_or_default();
            let count = self.counts.get(word as usize).map_or(0, |count| *count as usize);
            block.push(name.as_bytes(), places.get(end.saturating_sub(count)..end).unwrap_or_default());
        }
        block.finish()
    }
}

fn number_of(names: &mut HashMap<Box<str>, u32>, word: &str) -> u32 {
    if let Some(number) = names.get(word) {
        return *number;
    }
    let number = u32::try_from(names.len()).unwrap_or(u32::MAX);
    names.insert(word.into(), number);
    number
}

/// The first sixteen bytes as a number in the same order: most words are told apart by it without being looked up.
fn head(bytes: impl Iterator<Item = u8>) -> u128 {
    let mut head = [0; 16];
    head.iter_mut().zip(bytes).for_each(|(head, byte)| *head = byte);
    u128::from_be_bytes(head)
}

impl Block {
    /// This block without the gifts in `gone`, and with those of `new`. A word that only gifts in `gone` had is nowhere in
    /// it.
    pub(in super::super) fn changed(&self, gone: &Bits, new: &Self) -> Self {
        let mut live = self.live.clone();
        live.remove(gone);
        live.join(&new.live);
        let mut block = Making::new(self.number, live);
        for (old, new) in [(&self.letters, &new.letters), (&self.codes, &new.codes)] {
            block.merge(old, gone, new);
        }
        block.finish()
    }
}

/// A block that is being made, word by word in their order.
struct Making {
    block: Block,
    places: Vec<u16>,
}

impl Making {
    fn new(number: u64, live: Bits) -> Self {
        Self { block: Block { number, live, ..Block::default() }, places: Vec::new() }
    }

    fn push(&mut self, word: &[u8], places: &[u16]) {
        if is_letters(word) {
            self.block.masks.push(letters_of(word));
            self.block.letters.push(word, places);
        } else {
            self.block.codes.push(word, places);
        }
    }

    fn merge(&mut self, old: &Words, gone: &Bits, new: &Words) {
        let (mut left, mut right) = (old.iter().enumerate().peekable(), new.iter().enumerate().peekable());
        loop {
            let word = match (left.peek(), right.peek()) {
                (Some((_, left)), Some((_, right))) => *left.min(right),
                (Some((_, word)), None) | (None, Some((_, word))) => *word,
                (None, None) => break,
            };
            let mut places = std::mem::take(&mut self.places);
            if let Some((at, _)) = left.next_if(|(_, other)| *other == word) {
                old.list(at, &mut places);
                places.retain(|place| !gone.has(*place));
            }
            let kept = places.len();
            if let Some((at, _)) = right.next_if(|(_, other)| *other == word) {
                let mut added = Vec::new();
                new.list(at, &mut added);
                places.append(&mut added);
            }
            if kept > 0 && places.len() > kept {
                places.sort_unstable();
            }
            if !places.is_empty() {
                self.push(word, &places);
            }
            places.clear();
            self.places = places;
        }
    }

    fn finish(mut self) -> Block {
        let codes = &self.block.codes;
        let numbered = (0_u32..).zip(codes.iter()).filter(|(_, code)| has_end(code));
        let mut by_end: Vec<(u128, u32)> =
            numbered.map(|(number, code)| (head(backwards(code).copied()), number)).collect();
        by_end.sort_unstable_by(|(head, one), (other_head, other)| {
            let rest = || backwards(codes.word(*one as usize)).cmp(backwards(codes.word(*other as usize)));
            head.cmp(other_head).then_with(rest)
        });
        self.block.by_end = by_end.into_iter().map(|(_, number)| number).collect();
        self.block.masks.shrink_to_fit();
        self.block.letters.shrink();
        self.block.codes.shrink();
        self.block
    }
}
