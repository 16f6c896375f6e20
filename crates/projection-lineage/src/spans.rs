//! Stretches of a line, `[start, end)`, none over another, with what each belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Stretches by where they begin, and by what they belong to. Neighbours that belong to the same are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spans<T: Ord> {
    all: BTreeMap<u64, (u64, T)>,
    starts: BTreeSet<(T, u64)>,
}

/// A stretch with what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<T> {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) of: T,
}

impl<T> Piece<T> {
    /// How long it is.
    pub(crate) fn len(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }
}

impl<T: Ord> Default for Spans<T> {
    fn default() -> Self {
        Self { all: BTreeMap::new(), starts: BTreeSet::new() }
    }
}

impl<T: Copy + Ord> Spans<T> {
    /// Adds a stretch on free ground.
    pub(crate) fn add(&mut self, mut added: Piece<T>) {
        if added.len() == 0 {
            return;
        }
        let before = self.all.range(..added.start).next_back().map(piece);
        if let Some(before) = before.filter(|before| before.end == added.start && before.of == added.of) {
            added.start = before.start;
        }
        let after = self.all.get_key_value(&added.end).map(piece);
        if let Some(after) = after.filter(|after| after.of == added.of) {
            self.drop(&after);
            added.end = after.end;
        }
        self.put(&added);
    }

    /// Takes out a stretch that lies within one.
    pub(crate) fn cut(&mut self, taken: Piece<T>) {
        let around = self.all.range(..=taken.start).next_back().map(piece);
        let Some(around) = around.filter(|around| taken.len() > 0 && around.end >= taken.end) else { return };
        self.drop(&around);
        self.put(&Piece { end: taken.start, ..around });
        self.put(&Piece { start: taken.end, ..around });
    }

    /// The first of all.
    pub(crate) fn first(&self) -> Option<Piece<T>> {
        self.all.iter().next().map(piece)
    }

    /// What belongs to `of`, in the order of the line.
    pub(crate) fn of(&self, of: T) -> impl DoubleEndedIterator<Item = Piece<T>> {
        let starts = self.starts.range((of, 0)..=(of, u64::MAX));
        starts.filter_map(|(_, start)| self.all.get_key_value(start).map(piece))
    }

    /// What lies within `[start, end)`, cut to it, in the order of the line.
    pub(crate) fn within(&self, start: u64, end: u64) -> impl DoubleEndedIterator<Item = Piece<T>> {
        let before = self.all.range(..start).next_back().map(piece).filter(|before| before.end > start);
        let from = before.map_or(start, |before| before.start);
        self.all.range(from..end.max(from)).map(piece).map(move |piece| Piece {
            start: piece.start.max(start),
            end: piece.end.min(end),
            of: piece.of,
        })
    }

    fn put(&mut self, piece: &Piece<T>) {
        if piece.len() > 0 {
            self.all.insert(piece.start, (piece.end, piece.of));
            self.starts.insert((piece.of, piece.start));
        }
    }

    fn drop(&mut self, piece: &Piece<T>) {
        self.all.remove(&piece.start);
        self.starts.remove(&(piece.of, piece.start));
    }
}

fn piece<T: Copy>((start, (end, of)): (&u64, &(u64, T))) -> Piece<T> {
    Piece { start: *start, end: *end, of: *of }
}
