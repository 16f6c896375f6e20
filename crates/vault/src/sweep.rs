//! Wiping rows that no event refers to. A wipe that a crash cuts short leaves a damaged row, which the next
//! sweep wipes in turn.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use crate::append::Tail;
use crate::class::Class;
use crate::frame::{Frame, HEAD, MAX_PAYLOAD, State};
use crate::slots::Slot;
use crate::walk::Span;
use crate::{RowNumber, Vault, VaultError, durable};

impl Vault {
    /// Wipes every row from `from` on that no event refers to, with its keys, and the bytes of a write that a crash cut
    /// short; syncs, and returns how many rows that were. Damage that may hide a referenced row is left as it is.
    ///
    /// Call it after the log was replayed; a `read` of a row that is being wiped may find it damaged.
    pub fn sweep(
        &self,
        is_referenced: &dyn Fn(RowNumber) -> bool,
        from: RowNumber,
    ) -> Result<u64, VaultError> {
        let mut tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        let orphans: Vec<_> = {
            let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
            slots.live_from(from).filter(|&(number, ..)| !is_referenced(number)).collect()
        };
        for &(number, offset, _) in &orphans {
            self.wipe_row(number, offset)?;
        }
        let mut swept = orphans.len() as u64;
        for span in std::mem::take(&mut tail.spans) {
            let mut numbers = (span.first..=span.last).map(RowNumber::new);
            if span.first < from.get() || span.first > span.last || numbers.any(is_referenced) {
                tail.spans.push(span);
                continue;
            }
            self.wipe_span(&mut tail, span)?;
            swept += span.last - span.first + 1;
        }
        self.forget_keys(from, is_referenced)?;
        drop(tail);
        self.sync()?;
        Ok(swept)
    }

    fn wipe_row(&self, number: RowNumber, offset: u64) -> Result<(), VaultError> {
        let (class, len) = self.with_frame(number, offset, |frame| (frame.class, frame.payload.len()))?;
        self.write_swept(number.get(), class, offset, len)
    }

    /// Cuts a span at the end of the file; one before other rows becomes swept frames that fill it.
    fn wipe_span(&self, tail: &mut Tail, span: Span) -> Result<(), VaultError> {
        if span.end == tail.end {
            durable::cut(&self.file, span.start).map_err(|error| VaultError::io(&self.path, error))?;
            tail.end = span.start;
            self.writes.fetch_add(1, Ordering::Release);
            self.mark(span, Slot::Missing);
            return Ok(());
        }
        let bytes = usize::try_from(span.end - span.start).unwrap_or(usize::MAX);
        match bytes.checked_sub(HEAD).filter(|&len| len <= MAX_PAYLOAD) {
            Some(len) => {
                self.mark(span, Slot::Missing);
                self.write_swept(span.first, Class::Voucher, span.start, len)
            }
            // No one frame fits: zeros leave nothing to read, and the next open passes over them as it did.
            None => self.write_zeros(span),
        }
    }

    pub(crate) fn write_swept(
        &self,
        number: u64,
        class: Class,
        offset: u64,
        len: usize,
    ) -> Result<(), VaultError> {
        let mut bytes = Vec::new();
        Frame { number, class, state: State::Swept, payload: &vec![0; len] }.write_to(&mut bytes);
        self.write_in_place(&bytes, offset)?;
        self.mark(Span { start: offset, end: offset, first: number, last: number }, Slot::Swept(offset));
        Ok(())
    }

    fn write_zeros(&self, span: Span) -> Result<(), VaultError> {
        let zeroed = durable::zero(&self.file, span.start, span.end);
        zeroed.map_err(|error| VaultError::io(&self.path, error))?;
        self.writes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    fn write_in_place(&self, bytes: &[u8], offset: u64) -> Result<(), VaultError> {
        durable::write_at(&self.file, bytes, offset).map_err(|error| VaultError::io(&self.path, error))?;
        self.writes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    fn mark(&self, span: Span, slot: Slot) {
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        (span.first..=span.last).for_each(|number| slots.set(number, slot));
    }
}
