//! The bad rows of a list: every one is counted, the first ones are told.

use super::{Refusal, fits};

/// How many bad rows a message tells.
const MOST_SHOWN: usize = 50;

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRows {
    /// The first bad rows: their place in the list, from 1, and what is wrong.
    pub rows: Vec<(u32, Refusal)>,
    /// How many rows are bad.
    pub count: u32,
}

impl BadRows {
    /// The same, with the lines of the file that the list was read from: `lines` holds one for each row.
    #[must_use]
    pub fn at_lines(mut self, lines: &[u32]) -> Self {
        let line = |row: u32| {
            let place = usize::try_from(row).ok()?.checked_sub(1)?;
            lines.get(place).copied()
        };
        for (row, fault) in &mut self.rows {
            *row = line(*row).unwrap_or(*row);
            if let Refusal::RowTwice(first) = fault {
                *first = line(*first).unwrap_or(*first);
            }
        }
        self
    }

    /// The rows that are not told one by one.
    pub(super) fn more(&self) -> u32 {
        self.count.saturating_sub(u32::try_from(self.rows.len()).unwrap_or(u32::MAX))
    }
}

/// Checks every row of a list, with its number from 1: all are right, or the refusal names the bad ones.
pub(crate) fn each<'a, T>(
    list: &'a [T],
    mut check: impl FnMut(u32, &'a T) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    fits(list.len())?;
    let mut bad = BadRows { rows: Vec::new(), count: 0 };
    for (number, row) in (1_u32..).zip(list) {
        if let Err(fault) = check(number, row) {
            bad.count = bad.count.saturating_add(1);
            if bad.rows.len() < MOST_SHOWN {
                bad.rows.push((number, fault));
            }
        }
    }
    if bad.count == 0 { Ok(()) } else { Err(Refusal::List(bad)) }
}
