//! Appending: rows are sealed and written at the end of the file, their keys into the key store; a write that fails
//! leaves nothing behind.

use std::borrow::Borrow;
use std::iter;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::class::{Class, Part};
use crate::frame::{Frame, MAX_GAP, MAX_TEXT, State};
use crate::keys::Slot as KeySlot;
use crate::seal::{self, Bound, DataKey};
use crate::slots::Slot;
use crate::walk::Span;
use crate::{Row, RowNumber, Vault, VaultError, durable};

/// So many rows are sealed at a time. More than that, and another thread does it.
const CHUNK: usize = 1024;
/// Chunks that may wait to be sealed.
const AHEAD: usize = 4;

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

/// What an append made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The number of the first row, the others follow; for no rows, the one that the next row will get.
    pub first: RowNumber,
    /// The commitment to each row, in order: for the events that name them.
    pub commitments: Vec<[u8; 32]>,
}

impl Vault {
    /// Appends one row. It is durable after the next [`Vault::sync`]. On an error nothing was kept.
    pub fn append(&self, class: Class, row: &Row<'_>) -> Result<RowNumber, VaultError> {
        Ok(self.append_all(class, iter::once(row))?.first)
    }

    /// Appends rows under consecutive numbers, all or none. Readers are not held up meanwhile; other appends wait. Of many
    /// rows, `rows` is asked for the next ones while those before are sealed on another thread.
    pub fn append_all<'a>(
        &self,
        class: Class,
        rows: impl IntoIterator<Item = impl Borrow<Row<'a>>>,
    ) -> Result<Appended, VaultError> {
        let mut tail = self.tail.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        let first = tail.last + 1;
        let mut writing = Writing::new(self, class, first, tail.end);
        let mut rows = rows.into_iter().map(|row| row.borrow().clone());
        let head: Vec<_> = rows.by_ref().take(CHUNK).collect();
        let written = if head.len() < CHUNK { writing.write(&head) } else { pipe(&mut writing, head, rows) };
        let Writing { end, places, commitments, .. } = writing;
        if let Err(error) = written {
            // Old bytes after the end would be read as rows once a shorter row stands before them.
            durable::cut(&self.file, tail.end).map_err(|error| self.poison(error)).ok();
            self.forget_keys(RowNumber::new(first), &|_| false).ok();
            return Err(error);
        }
        tail.end = end;
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        for (number, (offset, parts)) in (first..).zip(places) {
            slots.set(number, Slot::Live(offset, parts));
            (tail.last, tail.framed) = (number, number);
        }
        self.writes.fetch_add(1, Ordering::Release);
        Ok(Appended { first: RowNumber::new(first), commitments })
    }

    /// Forgets the keys from `from` on that belong to no row that an event names.
    pub(crate) fn forget_keys(
        &self,
        from: RowNumber,
        is_referenced: &dyn Fn(RowNumber) -> bool,
    ) -> Result<(), VaultError> {
        let rows = self.keys.used_from(from).into_iter().filter(|row| !is_referenced(*row));
        let places: Vec<_> = rows.flat_map(|row| Part::ALL.map(|part| (row, part))).collect();
        if places.is_empty() { Ok(()) } else { self.keys.overwrite(&places, KeySlot::Unknown) }
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

/// Seals and writes on another thread, while this one makes the next rows: in an import, reading memos and sealing are
/// about the same work.
fn pipe<'a>(
    writing: &mut Writing<'_>,
    head: Vec<Row<'a>>,
    mut rows: impl Iterator<Item = Row<'a>>,
) -> Result<(), VaultError> {
    thread::scope(|scope| {
        let (sender, chunks) = sync_channel::<Vec<Row<'a>>>(AHEAD);
        let sealing = scope.spawn(move || chunks.iter().try_for_each(|chunk| writing.write(&chunk)));
        let mut chunk = head;
        // Where the writer has failed it has hung up.
        while !chunk.is_empty() && sender.send(chunk).is_ok() {
            chunk = rows.by_ref().take(CHUNK).collect();
        }
        drop(sender);
        sealing.join().unwrap_or(Err(VaultError::Poisoned))
    })
}

/// One call's rows on their way to the files.
struct Writing<'v> {
    vault: &'v Vault,
    class: Class,
    next: u64,
    end: u64,
    /// Offset and parts of each row.
    places: Vec<(u64, u8)>,
    commitments: Vec<[u8; 32]>,
    frames: Vec<u8>,
    slots: Vec<u8>,
}

impl<'v> Writing<'v> {
    fn new(vault: &'v Vault, class: Class, next: u64, end: u64) -> Self {
        let (places, commitments, frames, slots) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { vault, class, next, end, places, commitments, frames, slots }
    }

    /// Seals and writes the next rows.
    fn write(&mut self, rows: &[Row<'_>]) -> Result<(), VaultError> {
        let (path, first) = (&self.vault.path, self.next);
        let mut random = zeroize::Zeroizing::new(vec![0; 64 * rows.len()]);
        durable::random(&mut random).map_err(|error| VaultError::io(path, error))?;
        let (keys, _) = random.as_chunks::<32>();
        for (row, keys) in rows.iter().zip(keys.chunks_exact(2)) {
            self.seal(row, keys)?;
        }
        self.vault.keys.write(first, &self.slots)?;
        let written = durable::write_at(&self.vault.file, &self.frames, self.end);
        written.map_err(|error| VaultError::io(path, error))?;
        self.end += self.frames.len() as u64;
        self.frames.clear();
        self.slots.clear();
        Ok(())
    }

    fn seal(&mut self, row: &Row<'_>, keys: &[[u8; 32]]) -> Result<(), VaultError> {
        let (&[own, contact], _) = keys.split_first_chunk().ok_or(VaultError::Poisoned)?;
        let (own, contact) = (DataKey::new(own), DataKey::new(contact));
        let at = Bound { fund: self.vault.keys.fund(), row: self.next, class: self.class };
        let sealed = seal::seal(at, row, [&own, &contact]);
        let sealed = sealed.map_err(|error| VaultError::io(&self.vault.path, error))?;
        if sealed.text_bytes() > MAX_TEXT {
            return Err(VaultError::RowTooLong { bytes: sealed.text_bytes(), limit: MAX_TEXT });
        }
        let parts = sealed.as_sealed().present();
        let used = |part: Part, key| (parts & part.bit() != 0).then_some(key);
        let keys = [used(Part::Own, &own), used(Part::Contact, &contact)];
        self.vault.keys.wrap(self.next, keys, &mut self.slots);
        self.places.push((self.end + self.frames.len() as u64, parts));
        self.commitments.push(sealed.commitment);
        let mut payload = Vec::with_capacity(512);
        sealed.as_sealed().write_to(&mut payload);
        let (number, class, state) = (self.next, self.class, State::Sealed);
        Frame { number, class, state, payload: &payload }.write_to(&mut self.frames);
        self.next += 1;
        Ok(())
    }
}
