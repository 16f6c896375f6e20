//! How a file differs from the one that was signed: lines of gifts are left out and nothing else, or something else.

use std::collections::BTreeSet;

use domain::ReceiptNo;

use crate::{File, Snap};

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is the one that was signed.
    None,
    /// The lines of these gifts are left out, which the file says in its head, and nothing else is another. Whether they may
    /// not be listed any more, a later state of the book tells.
    LeftOut(BTreeSet<ReceiptNo>),
    /// It holds something else, first on this line, from 1.
    Other(usize),
}

/// Compares the bytes of a file with the book that was signed.
pub fn differ(signed: Snap<'_>, file: File, bytes: &[u8]) -> Difference {
    let Some(at) = first_other(signed, file, bytes) else { return Difference::None };
    let there = match file {
        File::GiftsCsv => numbers(bytes, b""),
        File::GiftsJson => numbers(bytes, b"{\"number\":"),
        _ => return Difference::Other(at),
    };
    let book = &signed.book.public;
    let gifts = (1..).map(ReceiptNo::new).zip(book.gifts());
    let left_out = gifts.filter(|(number, gift)| book.is_listed(gift) && !there.contains(number));
    let left_out: BTreeSet<_> = left_out.map(|(number, _)| number).collect();
    match first_other(Snap { withdrawn: &left_out, ..signed }, file, bytes) {
        None => Difference::LeftOut(left_out),
        Some(other) => Difference::Other(other.max(at)),
    }
}

/// The numbers that stand at the beginning of lines, behind `before`.
fn numbers(bytes: &[u8], before: &[u8]) -> BTreeSet<ReceiptNo> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let number = |line: &[u8]| {
        let number = line.strip_prefix(before)?.split(|byte| *byte == b',').next()?;
        std::str::from_utf8(number).ok()?.parse().ok().map(ReceiptNo::new)
    };
    lines.filter_map(number).collect()
}

/// On which line the bytes begin to be others than those of this file; none where they are the same.
fn first_other(snap: Snap<'_>, file: File, bytes: &[u8]) -> Option<usize> {
    let (mut rest, mut line, mut other) = (bytes, 1_usize, None);
    snap.pieces(file, |piece| {
        if other.is_some() {
            return;
        }
        let same = piece.iter().zip(rest).take_while(|(a, b)| a == b).count();
        let (begun, after) = rest.split_at_checked(same).unwrap_or((rest, &[]));
        line = line.saturating_add(begun.split(|byte| *byte == b'\n').count().saturating_sub(1));
        rest = after;
        other = (same < piece.len()).then_some(line);
    });
    other.or_else(|| (!rest.is_empty()).then_some(line))
}
