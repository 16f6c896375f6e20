//! Erasing what somebody may ask to be erased: first the keys, then the ciphertext.
//!
//! The one who calls records the request in the log before, and that it is done after. Every step here can be done again:
//! a crash between two of them is made good by doing them all once more.

use std::sync::atomic::Ordering;

use crate::class::{Class, Part};
use crate::frame::HEAD;
use crate::keys::{Slot, SlotState};
use crate::walk::Span;
use crate::{RowNumber, Vault, VaultError, durable};

/// What the key store says of a class of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// There is a key.
    Live,
    /// There was one, and it was destroyed.
    Erased,
    /// The row never had anything of this class.
    Absent,
}

/// What destroying keys came to, in classes of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Destroyed {
    /// Keys that were there and are gone now.
    pub destroyed: u64,
    /// Keys that were gone already.
    pub already: u64,
    /// Classes that the rows never had.
    pub absent: u64,
    /// Keys that the store did not know; it says now that they are destroyed. Only of [`Vault::destroy_keys_again`].
    pub unknown: u64,
}

impl Vault {
    /// Whether there is a key for a class of a row. One that the store does not know is an error.
    pub fn key_state(&self, row: RowNumber, class: Class) -> Result<KeyState, VaultError> {
        match self.keys.state(row, class.part()) {
            _ if self.is_absent(row, class) => Ok(KeyState::Absent),
            SlotState::Live => Ok(KeyState::Live),
            SlotState::Destroyed => Ok(KeyState::Erased),
            SlotState::Unknown => Err(VaultError::KeyUnknown(row)),
            SlotState::Damaged => Err(VaultError::KeyDamaged(row)),
        }
    }

    /// Destroys the keys of these classes of rows. When this answers, the tombstones are on the disk. A key that the store
    /// does not know ends it before anything is destroyed.
    pub fn destroy_keys(&self, which: &[(RowNumber, Class)]) -> Result<Destroyed, VaultError> {
        let unknown = |(row, class): &&(RowNumber, Class)| {
            !self.is_absent(*row, *class) && self.keys.state(*row, class.part()) == SlotState::Unknown
        };
        match which.iter().find(unknown) {
            Some((row, _)) => Err(VaultError::KeyUnknown(*row)),
            None => self.destroy_keys_again(which),
        }
    }

    /// The same for erasures that the log says are done: whatever the store holds, it says afterwards that these keys are
    /// destroyed. Anything in `destroyed` or `unknown` means that a key store of before the erasure was put back.
    pub fn destroy_keys_again(&self, which: &[(RowNumber, Class)]) -> Result<Destroyed, VaultError> {
        let (mut found, mut places) = (Destroyed::default(), Vec::new());
        for &(row, class) in which {
            let part = class.part();
            let count = match self.keys.state(row, part) {
                _ if self.is_absent(row, class) => {
                    found.absent += 1;
                    continue;
                }
                SlotState::Destroyed => {
                    found.already += 1;
                    continue;
                }
                SlotState::Live | SlotState::Damaged => &mut found.destroyed,
                SlotState::Unknown => &mut found.unknown,
            };
            *count += 1;
            places.push((row, part));
        }
        if !places.is_empty() {
            self.keys.overwrite(&places, Slot::Destroyed)?;
        }
        Ok(found)
    }

    /// Overwrites the ciphertext of these classes of rows with zeros, and syncs. Their keys must be destroyed before:
    /// otherwise a crash would leave a row that is damaged and not erased. The rows' commitments stay.
    pub fn delete_rows(&self, which: &[(RowNumber, Class)]) -> Result<(), VaultError> {
        let mut tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        for &(row, class) in which.iter().filter(|(row, class)| !self.is_absent(*row, *class)) {
            if self.keys.state(row, class.part()) != SlotState::Destroyed {
                return Err(VaultError::KeyStillThere(row));
            }
            match self.live(row) {
                Ok((offset, _)) => self.zero_part(row, offset, class.part())?,
                Err(VaultError::Damaged(_) | VaultError::Erased(_)) => {
                    self.zero_damaged(row, &mut tail.spans)?;
                }
                Err(_) => {}
            }
        }
        drop(tail);
        self.sync()
    }

    /// A new epoch of the key store: what was wrapped before is worthless afterwards, wherever a copy of it may lie.
    /// Appends wait meanwhile. Answers with the number of the epoch.
    pub fn rotate_keys(&self) -> Result<u32, VaultError> {
        let _tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        self.keys.rotate()
    }

    /// Whether a row that can be looked at has nothing of a class.
    fn is_absent(&self, row: RowNumber, class: Class) -> bool {
        let Ok((offset, parts)) = self.live(row) else { return false };
        let other = || self.with_frame(row, offset, |frame| frame.class).is_ok_and(|own| own != class);
        parts & class.part().bit() == 0 || class != Class::Contact && other()
    }

    fn zero_part(&self, row: RowNumber, offset: u64, part: Part) -> Result<(), VaultError> {
        let place = self.with_frame(row, offset, |frame| {
            let sealed = frame.sealed()?;
            Some((sealed.offset(part), sealed.part(part).len()))
        })?;
        let (start, len) = place.ok_or(VaultError::Damaged(row))?;
        let start = offset + start as u64;
        let zeroed = durable::zero(&self.file, start, start + len as u64);
        zeroed.map_err(|error| VaultError::io(&self.path, error))?;
        self.writes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// A damaged row that stands alone in its bytes becomes one that was swept; what may hide others is left.
    fn zero_damaged(&self, row: RowNumber, spans: &mut Vec<Span>) -> Result<(), VaultError> {
        let alone = |span: &Span| (span.first, span.last) == (row.get(), row.get());
        let Some(place) = spans.iter().position(alone) else { return Ok(()) };
        let span = spans.swap_remove(place);
        match usize::try_from(span.end - span.start).unwrap_or(0).checked_sub(HEAD) {
            Some(len) => self.write_swept(row.get(), Class::Voucher, span.start, len),
            None => durable::zero(&self.file, span.start, span.end)
                .map_err(|error| VaultError::io(&self.path, error)),
        }
    }
}
