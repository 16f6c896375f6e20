//! Border days of statements that print no more than day and amount.
//!
//! Both statements show a window of that day's bookings, so what they share is one run of neighbours: the end of one
//! and the beginning of the other, or one inside the other. A run counts when it is the only one that fits and when
//! it is too unusual to be chance: each pair adds the bits by which its amount and memo are rare among all lines.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::civil::Date;

use super::board::Board;
use super::item::Item;

/// Chance has to be below one in a million, or so.
const BITS: u32 = 20;
/// Lines supposed to stand around a small statement, so that its few lines do not look rarer than they are.
const AROUND: usize = 254;
/// Memo comparisons spent on a day, for each of its lines.
const EFFORT: usize = 64;

/// Pairs the lines of border days whose windows overlap in one way only.
pub(super) fn align(board: &mut Board<'_>) {
    let days = border_days(board);
    if days.is_empty() {
        return;
    }
    let rarity = [Rarity::of(&board.lines), Rarity::of(&board.known)];
    for (date, lines) in days {
        for known in segments(board, date) {
            let Some(run) = only_run(board, &lines, &known, &rarity) else { continue };
            for (line, known) in run {
                if board.is_open(line) && board.is_free(known) {
                    board.join(line, known);
                }
            }
            board.settle(&known);
        }
    }
}

/// Days with an open line that no statement shows completely, and all their lines.
fn border_days(board: &Board<'_>) -> Vec<(Date, Vec<usize>)> {
    let mut days: HashMap<Date, (bool, Vec<usize>)> = HashMap::new();
    for (index, line) in board.lines.iter().enumerate() {
        if !line.day_complete_in_either() {
            let day = days.entry(line.date).or_default();
            day.0 |= board.is_open(index);
            day.1.push(index);
        }
    }
    let mut days: Vec<_> =
        days.into_iter().filter(|(_, (open, _))| *open).map(|(date, (_, lines))| (date, lines)).collect();
    days.sort();
    days
}

/// The known lines of a day, by the import that recorded them, where some of them are still free.
fn segments(board: &Board<'_>, date: Date) -> Vec<Vec<usize>> {
    let mut segments: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, known) in board.known.iter().enumerate() {
        if known.date == date && !known.by_hand {
            segments.entry(known.import).or_default().push(index);
        }
    }
    let mut segments: Vec<_> =
        segments.into_values().filter(|known| known.iter().any(|known| board.is_free(*known))).collect();
    segments.sort();
    segments
}

/// How often each amount with its memo stands on one side.
struct Rarity {
    counts: HashMap<u64, usize>,
    all: usize,
}

impl Rarity {
    fn of(items: &[Item<'_>]) -> Self {
        let mut counts = HashMap::new();
        for item in items {
            let count = counts.entry(token(item, item.memo)).or_insert(0_usize);
            *count = count.saturating_add(1);
        }
        Self { counts, all: items.len() }
    }

    fn bits(&self, item: &Item<'_>) -> u32 {
        let count = self.counts.get(&token(item, item.memo)).copied().unwrap_or(1).max(1);
        (self.all.saturating_add(AROUND) / count).checked_ilog2().unwrap_or(0)
    }
}

fn token(item: &Item<'_>, memo: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (item.direction, item.amount, memo).hash(&mut hasher);
    hasher.finish()
}

/// The one convincing overlap of two windows, as pairs of indices.
fn only_run(
    board: &Board<'_>,
    lines: &[usize],
    known: &[usize],
    [ours, theirs]: &[Rarity; 2],
) -> Option<Vec<(usize, usize)>> {
    let tokens = |items: &[Item<'_>], indices: &[usize]| -> Vec<u64> {
        indices.iter().filter_map(|index| items.get(*index)).map(|item| token(item, b"")).collect()
    };
    let (left, right) = (tokens(&board.lines, lines), tokens(&board.known, known));
    let mut effort = lines.len().saturating_add(known.len()).saturating_mul(EFFORT);
    let mut found = None;
    for (skip_lines, skip_known) in overlaps(&left, &right) {
        let pairs = || lines.iter().skip(skip_lines).copied().zip(known.iter().skip(skip_known).copied());
        let mut bits = 0_u32;
        let mut fits = true;
        for (line, known) in pairs() {
            let (Some(line), Some(known)) = (board.lines.get(line), board.known.get(known)) else {
                return None;
            };
            effort = effort.checked_sub(1)?;
            fits = line.agrees(known) && line.memo_fits(known);
            if !fits {
                break;
            }
            bits = bits.saturating_add(ours.bits(line).min(theirs.bits(known)));
        }
        if fits && bits >= BITS && found.replace(pairs().collect()).is_some() {
            return None;
        }
    }
    found
}

/// All ways in which the amounts of one window run on into the other: how many lines to skip on each side.
fn overlaps(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
    let inside = |long: &[u64], short: &[u64]| -> Vec<usize> {
        let joined: Vec<u64> = short.iter().chain(long).copied().collect();
        let matched = prefix_matches(&joined);
        (0..long.len())
            .filter(|skip| {
                let rest = long.len().saturating_sub(*skip);
                let at = matched.get(short.len().saturating_add(*skip)).copied().unwrap_or(0);
                at >= rest.min(short.len())
            })
            .collect()
    };
    let mut ways: Vec<_> = inside(right, left).into_iter().map(|skip| (0, skip)).collect();
    ways.extend(inside(left, right).into_iter().filter(|skip| *skip > 0).map(|skip| (skip, 0)));
    ways
}

/// For each place of a sequence, how far it goes on like its beginning (the Z function), in linear time.
fn prefix_matches(sequence: &[u64]) -> Vec<usize> {
    let mut matched = vec![0_usize; sequence.len()];
    let (mut from, mut to) = (0_usize, 0_usize);
    for place in 1..sequence.len() {
        let copied = matched.get(place.saturating_sub(from)).copied().unwrap_or(0);
        let mut length = if place < to { copied.min(to.saturating_sub(place)) } else { 0 };
        while let (Some(a), Some(b)) = (sequence.get(length), sequence.get(place.saturating_add(length)))
            && a == b
        {
            length = length.saturating_add(1);
        }
        if let Some(entry) = matched.get_mut(place) {
            *entry = length;
        }
        if place.saturating_add(length) > to {
            (from, to) = (place, place.saturating_add(length));
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_overlap_of_two_windows_is_found() {
        assert_eq!(overlaps(&[1, 2, 3], &[0, 1, 2]), [(0, 1)]);
        assert_eq!(overlaps(&[1, 2], &[2, 1]), [(0, 1), (1, 0)]);
        assert_eq!(overlaps(&[1, 2, 3, 4], &[2, 3]), [(1, 0)]);
        assert_eq!(overlaps(&[7, 7], &[7, 7, 7]), [(0, 0), (0, 1), (0, 2), (1, 0)]);
        assert_eq!(overlaps(&[1], &[2]), []);
    }
}
