//! Sets of the gifts of one block, a bit each.

use super::fit::Fit;

/// How many gifts a block has at most: their places are 16 bits.
pub(super) const BLOCK: u64 = 1 << 16;
const WORDS: usize = 1 << 10;

/// A set of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(Box<[u64]>);

impl Default for Bits {
    fn default() -> Self {
        Self(vec![0; WORDS].into_boxed_slice())
    }
}

impl Bits {
    pub(super) const BYTES: usize = WORDS * 8;

    pub(super) fn insert(&mut self, place: u16) {
        if let Some(word) = self.0.get_mut(usize::from(place >> 6)) {
            *word |= 1 << (place & 63);
        }
    }

    pub(super) fn insert_all(&mut self, places: &[u16]) {
        for place in places {
            self.insert(*place);
        }
    }

    pub(super) fn has(&self, place: u16) -> bool {
        self.0.get(usize::from(place >> 6)).is_some_and(|word| word >> (place & 63) & 1 == 1)
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    pub(super) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The places, the highest first.
    pub(super) fn descending(&self) -> impl Iterator<Item = u16> + '_ {
        let words = (0..=u16::MAX).step_by(64).zip(&self.0).rev();
        words.flat_map(|(base, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = u16::try_from(rest.checked_ilog2()?).unwrap_or_default();
                rest &= !(1 << bit);
                Some(base | bit)
            })
        })
    }

    /// The places, the lowest first.
    pub(super) fn ascending(&self) -> impl Iterator<Item = u16> + '_ {
        (0..=u16::MAX).step_by(64).zip(&self.0).flat_map(|(base, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = u16::try_from(rest.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
                rest &= rest.wrapping_sub(1);
                Some(base | bit)
            })
        })
    }
}

/// For each way to fit, the places that fit as well or better: every set holds the one before.
#[derive(Clone, Debug)]
pub(super) struct Levels(pub(super) Vec<Bits>);

impl Levels {
    pub(super) fn none(count: usize) -> Self {
        Self(vec![Bits::default(); count])
    }

    /// Lets `add` put in what fits so, unless it is not asked for.
    pub(super) fn put(&mut self, fit: Fit, add: impl FnOnce(&mut Bits)) {
        if let Some(bits) = self.0.get_mut(fit as usize) {
            add(bits);
        }
    }

    /// Makes every set hold the one before, where only what is new at each level was put in.
    pub(super) fn pile_up(&mut self) {
        for at in 1..self.0.len() {
            if let Some((below, [level, ..])) = self.0.split_at_mut_checked(at)
                && let Some(last) = below.last()
            {
                level.join(last);
            }
        }
    }

    pub(super) fn meet(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(level, other)| level.meet(other));
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(level, other)| level.join(other));
    }

    /// Whether nothing fits at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.last().is_none_or(Bits::is_empty)
    }

    pub(super) fn count(&self) -> usize {
        self.0.last().map_or(0, Bits::count)
    }

    /// What fits just so, and not better.
    pub(super) fn only(&self, level: usize) -> Bits {
        let mut bits = self.0.get(level).cloned().unwrap_or_default();
        if let Some(better) = level.checked_sub(1).and_then(|better| self.0.get(better)) {
            bits.remove(better);
        }
        bits
    }
}
