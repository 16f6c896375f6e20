//! Reading the file from front to back, past damage.
//!
//! Where no frame stands, the walk looks for the next place where one does: a checksum that holds and a number
//! above the last. A frame's checksum leaves its ciphertexts out; where these are not what was written, a write may have
//! been cut short, and the frame is taken only if the next one stands where it ends. A payload does not pass for a frame: nobody who wrote its text could choose its ciphertext.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use crate::frame::{self, Frame, MAX_FRAME};

const BUFFER: usize = 4 * 1024 * 1024;

/// Bytes that are no frames, and the rows that must have stood there (`first..=last`, empty if none is lacking).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) first: u64,
    pub(crate) last: u64,
}

/// What the walk came to.
pub(crate) enum Step<'a> {
    Frame(u64, Frame<'a>),
    Bad(Span),
}

/// Visits all of `from..end`, where the row before `from` is `after`. Bytes at the end that are no frame are a
/// span of one row, the next: it may be a torn write or a damaged one, which only the events can tell.
pub(crate) fn walk(
    file: &File,
    (from, end): (u64, u64),
    mut after: u64,
    visit: &mut dyn FnMut(Step<'_>),
) -> io::Result<()> {
    let mut window = Window { file, end, offset: from, buffer: Vec::new(), used: 0 };
    let mut bad_since = None;
    loop {
        let offset = window.offset;
        let bytes = window.bytes()?;
        if bytes.is_empty() {
            break;
        }
        let Some(frame) = frame::decode(bytes, after).filter(|frame| frame.is_whole() || fits(frame, bytes))
        else {
            bad_since.get_or_insert(offset);
            window.advance(1);
            continue;
        };
        if let Some(start) = bad_since.take() {
            visit(Step::Bad(Span { start, end: offset, first: after + 1, last: frame.number - 1 }));
        }
        after = frame.number;
        let size = frame.size();
        visit(Step::Frame(offset, frame));
        window.advance(size);
    }
    if let Some(start) = bad_since {
        visit(Step::Bad(Span { start, end, first: after + 1, last: after + 1 }));
    }
    Ok(())
}

/// Whether the file ends with this frame, or another one stands behind it.
fn fits(frame: &Frame<'_>, bytes: &[u8]) -> bool {
    let behind = bytes.get(frame.size()..).unwrap_or_default();
    behind.is_empty() || frame::decode(behind, frame.number).is_some()
}

/// A buffer over the file that always holds two of the longest frames from `offset` on, or all there is.
struct Window<'a> {
    file: &'a File,
    end: u64,
    offset: u64,
    buffer: Vec<u8>,
    used: usize,
}

impl Window<'_> {
    fn bytes(&mut self) -> io::Result<&[u8]> {
        let left = self.buffer.len().saturating_sub(self.used);
        let to_come = self.end.saturating_sub(self.offset);
        let wanted = usize::try_from(to_come).unwrap_or(usize::MAX);
        if left < wanted.min(2 * MAX_FRAME) {
            self.buffer.resize(wanted.min(BUFFER), 0);
            self.file.read_exact_at(&mut self.buffer, self.offset)?;
            self.used = 0;
        }
        Ok(self.buffer.get(self.used..).unwrap_or_default())
    }

    fn advance(&mut self, bytes: usize) {
        self.used += bytes;
        self.offset += bytes as u64;
    }
}
