//! Appending: rows are encoded and written at the end of the file; a write that fails leaves nothing behind.

use std::iter;
use std::os::unix::fs::FileExt;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use crate::frame::{Class, Frame, MAX_GAP, MAX_PAYLOAD, State};
use crate::row;
use crate::slots::Slot;
use crate::walk::Span;
use crate::{Row, RowNumber, Vault, VaultError};

/// An import is written in pieces of this size.
const WRITE: usize = 1024 * 1024;

/// Where the next row goes.
pub(crate) struct Tail {
    /// The length of the file.
    pub(crate) end: u64,
    /// The highest number given, or that damage may hide.
    pub(crate) last: u64,
    /// The number of the last frame in the file.
    pub(crate) framed: u64,
    /// Bytes that are no frames, found at open.
    pub(crate) spans: Vec<Span>,
}

impl Tail {
    pub(crate) const fn new(end: u64) -> Self {
        Self { end, last: 0, framed: 0, spans: Vec::new() }
    }
}

impl Vault {
    /// Appends one row. It is durable after the next [`Vault::sync`]. On an error nothing was kept.
    pub fn append(&self, class: Class, row: &Row<'_>) -> Result<RowNumber, VaultError> {
        self.append_all(class, iter::once(row))
    }

    /// Appends rows under consecutive numbers, all or none, and returns the first number (for no rows, the one
    /// that the next row will get). Readers are not held up meanwhile; other appends wait.
    pub fn append_all<'a>(
        &self,
        class: Class,
        rows: impl IntoIterator<Item = impl std::borrow::Borrow<Row<'a>>>,
    ) -> Result<RowNumber, VaultError> {
        let mut tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        let mut writing = Writing { vault: self, end: tail.end, buffer: Vec::new(), offsets: Vec::new() };
        let first = tail.last + 1;
        let written = writing.write(class, first, rows);
        let Writing { end, offsets, .. } = writing;
        if let Err(error) = written {
            // Old bytes after the end would be read as rows once a shorter row stands before them.
            self.file.set_len(tail.end).map_err(|error| self.poison(error)).ok();
            return Err(error);
        }
        tail.end = end;
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        for (number, offset) in (first..).zip(offsets) {
            slots.set(number, Slot::Live(offset));
            (tail.last, tail.framed) = (number, number);
        }
        self.writes.fetch_add(1, Ordering::Release);
        Ok(RowNumber::new(first))
    }

    /// Tells the vault the highest number any event refers to, so that a number whose row was lost is not given
    /// to another person. Call it after the log was replayed and before the first append.
    pub fn never_reuse(&self, highest: RowNumber) -> Result<(), VaultError> {
        let mut tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        if highest.get().saturating_sub(tail.framed) >= MAX_GAP {
            return Err(VaultError::TooFarAhead(highest));
        }
        tail.last = tail.last.max(highest.get());
        Ok(())
    }
}

/// One call's rows on their way to the file.
struct Writing<'v> {
    vault: &'v Vault,
    end: u64,
    buffer: Vec<u8>,
    offsets: Vec<u64>,
}

impl Writing<'_> {
    fn write<'a>(
        &mut self,
        class: Class,
        first: u64,
        rows: impl IntoIterator<Item = impl std::borrow::Borrow<Row<'a>>>,
    ) -> Result<(), VaultError> {
        let mut payload = Vec::new();
        for (number, row) in (first..).zip(rows) {
            row::encode(row.borrow(), &mut payload)
                .map_err(|error| VaultError::io(&self.vault.path, error))?;
            if payload.len() > MAX_PAYLOAD {
                return Err(VaultError::RowTooLong { bytes: payload.len(), limit: MAX_PAYLOAD });
            }
            self.offsets.push(self.end + self.buffer.len() as u64);
            Frame { number, class, state: State::Live, payload: &payload }.write_to(&mut self.buffer);
            if self.buffer.len() >= WRITE {
                self.flush()?;
            }
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), VaultError> {
        let written = self.vault.file.write_all_at(&self.buffer, self.end);
        written.map_err(|error| VaultError::io(&self.vault.path, error))?;
        self.end += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}
