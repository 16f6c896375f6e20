//! Known lines by key, each bucket a list in the order of the books, without an allocation a bucket.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The end of a list; a statement has fewer lines.
const END: u32 = u32::MAX;

/// Lists of indices by key. Only keys that were asked for get a list.
pub(super) struct Buckets {
    ends: HashMap<u64, (u32, u32), BuildHasherDefault<Same>>,
    next: Vec<u32>,
}

impl Buckets {
    /// Buckets for these keys, to hold indices below `count`.
    pub(super) fn new(keys: impl Iterator<Item = u64>, count: usize) -> Self {
        let ends: HashMap<_, _, _> = keys.map(|key| (key, (END, END))).collect();
        Self { next: if ends.is_empty() { Vec::new() } else { vec![END; count] }, ends }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Appends an index where its key was asked for.
    pub(super) fn push(&mut self, key: u64, index: usize) {
        let Ok(index) = u32::try_from(index) else { return };
        let Some((first, last)) = self.ends.get_mut(&key) else { return };
        if *first == END {
            *first = index;
        } else if let Some(next) = self.next.get_mut(at(*last)) {
            *next = index;
        }
        *last = index;
    }

    /// The indices of a key, in order.
    pub(super) fn iter(&self, key: u64) -> impl Iterator<Item = usize> {
        let first = self.ends.get(&key).map_or(END, |(first, _)| *first);
        let follow = |index: &u32| self.next.get(at(*index)).copied().filter(|next| *next != END);
        std::iter::successors(Some(first).filter(|first| *first != END), follow).map(at)
    }

    /// Takes the first index of a key that fits, looking at no more than `effort` allows.
    pub(super) fn take(
        &mut self,
        key: u64,
        effort: &mut usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let (first, last) = self.ends.get_mut(&key)?;
        let (mut before, mut index) = (END, *first);
        while index != END && *effort > 0 {
            *effort = effort.saturating_sub(1);
            let next = self.next.get(at(index)).copied().unwrap_or(END);
            if fits(at(index)) {
                match self.next.get_mut(at(before)) {
                    Some(link) => *link = next,
                    None => *first = next,
                }
                if next == END {
                    *last = before;
                }
                return Some(at(index));
            }
            (before, index) = (index, next);
        }
        None
    }
}

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

/// The keys are hashes already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

#[cfg(test)]
mod tests {
    use super::Buckets;

    #[test]
    fn a_bucket_keeps_its_order_through_takes_and_pushes() {
        let mut buckets = Buckets::new([1, 2].into_iter(), 9);
        for (key, index) in [(1, 0), (1, 3), (2, 4), (1, 7), (3, 8)] {
            buckets.push(key, index);
        }
        assert_eq!(buckets.take(1, &mut 9, |index| index > 0), Some(3));
        assert_eq!(buckets.take(1, &mut 9, |index| index > 5), Some(7));
        buckets.push(1, 8);
        assert_eq!(buckets.iter(1).collect::<Vec<_>>(), [0, 8]);
        assert_eq!(buckets.take(1, &mut 1, |index| index > 5), None, "no effort left");
        assert_eq!(
            (buckets.take(1, &mut 9, |_| true), buckets.take(1, &mut 9, |_| true)),
            (Some(0), Some(8))
        );
        assert_eq!(buckets.iter(1).chain(buckets.iter(3)).count(), 0);
    }
}
