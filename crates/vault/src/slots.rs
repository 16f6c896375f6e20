//! Where each row stands in the file: eight bytes a row, in memory only, rebuilt by a scan at every open.

use crate::RowNumber;

/// Set in a slot whose row was swept.
const SWEPT: u64 = 1 << 63;
/// Two bits for the parts that the row has.
const PARTS: u32 = 61;
const OFFSET: u64 = (1 << PARTS) - 1;
const MISSING: u64 = 0;
const DAMAGED: u64 = u64::MAX;

/// What stands under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Missing,
    Damaged,
    /// Where, and which parts it has, as bits.
    Live(u64, u8),
    Swept(u64),
}

/// Slot `n` (from 1) at index `n - 1`. An offset is never 0, for the file begins with its header.
#[derive(Default)]
pub(crate) struct Slots(Vec<u64>);

impl Slots {
    /// Rows after the last slot are missing.
    pub(crate) fn get(&self, number: RowNumber) -> Slot {
        let index = number.get().checked_sub(1).and_then(|index| usize::try_from(index).ok());
        match index.and_then(|index| self.0.get(index)).copied().unwrap_or(MISSING) {
            MISSING => Slot::Missing,
            DAMAGED => Slot::Damaged,
            swept if swept & SWEPT != 0 => Slot::Swept(swept & OFFSET),
            live => Slot::Live(live & OFFSET, u8::try_from(live >> PARTS).unwrap_or_default()),
        }
    }

    /// Sets one slot; numbers skipped on the way there are missing.
    pub(crate) fn set(&mut self, number: u64, slot: Slot) {
        let word = match slot {
            Slot::Missing => MISSING,
            Slot::Damaged => DAMAGED,
            Slot::Live(offset, parts) => offset & OFFSET | u64::from(parts & 3) << PARTS,
            Slot::Swept(offset) => offset & OFFSET | SWEPT,
        };
        let Some(index) = number.checked_sub(1).and_then(|index| usize::try_from(index).ok()) else { return };
        if index >= self.0.len() {
            self.0.resize(index, MISSING);
            self.0.push(word);
        } else if let Some(place) = self.0.get_mut(index) {
            *place = word;
        }
    }

    /// The rows from `from` on that hold something: where, and which parts.
    pub(crate) fn live_from(&self, from: RowNumber) -> impl Iterator<Item = (RowNumber, u64, u8)> {
        let first = from.get().max(1);
        let skipped = usize::try_from(first - 1).unwrap_or(usize::MAX);
        let numbers = (first..).map(RowNumber::new);
        numbers.zip(self.0.iter().skip(skipped)).filter_map(|(number, _)| match self.get(number) {
            Slot::Live(offset, parts) => Some((number, offset, parts)),
            _ => None,
        })
    }
}
