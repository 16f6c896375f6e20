//! The vault itself: opening, reading, syncing. Appending is in `append.rs`, wiping in `sweep.rs`, erasing in `erase.rs`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use crate::append::Tail;
use crate::class::{Class, Part};
use crate::file::{self, Rows};
use crate::frame::{self, Frame, HEAD, MAX_FRAME, RAW, Sealed, State};
use crate::keys::{Keys, SlotState};
use crate::row;
use crate::seal::{self, Bound};
use crate::slots::{Slot, Slots};
use crate::walk::{Span, Step, walk};
use crate::{Row, RowNumber, VaultError, convert, durable};

/// Most frames are shorter, so one read fetches them.
const FIRST_READ: usize = 640;

/// An open vault with its keys. Appends, reads and syncs may come from several threads.
pub struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) file: File,
    pub(crate) keys: Keys,
    pub(crate) slots: RwLock<Slots>,
    pub(crate) tail: Mutex<Tail>,
    /// Counts writes; `synced` is the count that is known to be on disk.
    pub(crate) writes: AtomicU64,
    synced: Mutex<u64>,
    poisoned: AtomicBool,
}

/// What `open` found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Rows of which something can be read; also those that never had a text.
    pub rows: u64,
    /// Rows whose keys were destroyed: erased as somebody asked for.
    pub erased: u64,
    /// Rows whose keys the store does not know: it was put back to an older state. See [`Vault::keyless`].
    pub keyless: u64,
    /// Rows wiped in the past because no event named them.
    pub swept: u64,
    /// Rows before the last one whose bytes are damaged, or the slot of whose key is.
    pub damaged: u64,
    /// Bytes at the end that are no row: a write that a crash cut short. [`Vault::sweep`] removes them.
    pub torn_bytes: u64,
    /// Whether the rows stood in clear, as an older program wrote them, and were sealed now.
    pub converted: bool,
}

/// What a scan came past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Rows visited.
    pub rows: u64,
    /// Rows that cannot be opened, passed over: damaged, or without their key.
    pub damaged: Vec<RowNumber>,
}

impl Vault {
    /// An empty vault in `dir`, which is made if it is not there.
    pub fn create(dir: &Path, keys: Keys) -> Result<Self, VaultError> {
        let file = file::create(dir)?;
        Ok(Self::over(file, file::path(dir), keys, Tail::new(file::FIRST), Slots::default()))
    }

    /// Reads the whole file once and changes nothing in it, whatever state it is in; but rows that an older program
    /// wrote in clear are sealed, once.
    pub fn open(dir: &Path, keys: Keys) -> Result<(Self, Opened), VaultError> {
        let mut opened = Opened::default();
        let mut rows = file::open(dir)?;
        if rows.format == file::IN_CLEAR {
            convert::seal_all(dir, &rows, &keys)?;
            opened.converted = true;
            rows = file::open(dir)?;
        }
        convert::shred_old(dir)?;
        let Rows { file, end, .. } = rows;
        let path = file::path(dir);
        let (mut slots, mut tail) = (Slots::default(), Tail::new(end));
        walk(&file, (file::FIRST, end), 0, &mut |step| match step {
            Step::Frame(offset, frame) => {
                (tail.last, tail.framed) = (frame.number, frame.number);
                match slot_of(&frame, offset, &keys) {
                    Slot::Damaged => {
                        let (first, last) = (frame.number, frame.number);
                        let span = Span { start: offset, end: offset + frame.size() as u64, first, last };
                        opened.bad(&mut slots, &mut tail, span, &keys);
                    }
                    slot => {
                        opened.count(slot, RowNumber::new(frame.number), &keys);
                        slots.set(frame.number, slot);
                    }
                }
            }
            Step::Bad(span) => opened.bad(&mut slots, &mut tail, span, &keys),
        })
        .map_err(|error| VaultError::io(&path, error))?;
        let vault = Self::over(file, path, keys, tail, slots);
        // What an earlier process wrote may still be in memory only.
        vault.writes.store(1, Ordering::Release);
        Ok((vault, opened))
    }

    /// Whether the rows in `dir` stand in clear, as an older program wrote them before there were keys.
    pub fn stands_in_clear(dir: &Path) -> Result<bool, VaultError> {
        Ok(file::open(dir)?.format == file::IN_CLEAR)
    }

    pub(crate) fn over(file: File, path: PathBuf, keys: Keys, tail: Tail, slots: Slots) -> Self {
        Self {
            path,
            file,
            keys,
            slots: RwLock::new(slots),
            tail: Mutex::new(tail),
            writes: AtomicU64::new(0),
            synced: Mutex::new(0),
            poisoned: AtomicBool::new(false),
        }
    }

    /// Returns when every row appended before the call is on disk, with its keys; free if nothing was written since the
    /// last sync. A failure poisons the vault: what the disk then holds is unknown, and a second try would lie.
    pub fn sync(&self) -> Result<(), VaultError> {
        // Held across the sync: a failure is reported by the system once, and must be seen by all who wait.
        let mut synced = self.synced.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        self.keys.sync()?;
        let writes = self.writes.load(Ordering::Acquire);
        if *synced != writes {
            durable::sync_data(&self.file).map_err(|error| self.poison(error))?;
            *synced = writes;
        }
        Ok(())
    }

    /// The row, or why there is none: `Missing`, `Swept`, `Damaged`, `Erased`, `KeyUnknown`. Where one part was erased and
    /// another not, the texts of the erased one are empty.
    pub fn read(&self, number: RowNumber) -> Result<Row<'static>, VaultError> {
        let (offset, _) = self.live(number)?;
        self.with_frame(number, offset, |frame| {
            let mut texts = Vec::new();
            self.open_row(&frame, &mut texts).map(Row::into_owned)
        })?
    }

    /// Whether a row can be read under this number; asks memory only.
    pub fn contains(&self, number: RowNumber) -> bool {
        let slot = self.slots.read().unwrap_or_else(PoisonError::into_inner).get(number);
        matches!(slot, Slot::Live(_, parts) if readable(parts, number, &self.keys) == Readable::Yes)
    }

    /// The commitment to a row, which stands in the events that name it. It outlives the row's keys; none where the row
    /// is missing, damaged or swept.
    pub fn commitment(&self, number: RowNumber) -> Result<Option<[u8; 32]>, VaultError> {
        let Ok((offset, _)) = self.live(number) else { return Ok(None) };
        match self.with_frame(number, offset, |frame| frame.sealed().map(|sealed| sealed.commitment)) {
            Err(VaultError::Damaged(_)) => Ok(None),
            answer => answer,
        }
    }

    /// The highest number given so far, or `RowNumber::NONE`.
    pub fn last(&self) -> RowNumber {
        RowNumber::new(self.tail.lock().unwrap_or_else(PoisonError::into_inner).last)
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Rows that are there and whose keys the store does not know: the key store is an older one than the rows. Nothing of
    /// them is erased; restore the newest key store.
    pub fn keyless(&self) -> Vec<RowNumber> {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        let live = slots.live_from(RowNumber::NONE);
        let keyless = live.filter(|(row, _, parts)| readable(*parts, *row, &self.keys) == Readable::Keyless);
        keyless.map(|(row, ..)| row).collect()
    }

    /// Visits the readable rows from `from` on, in order, as they stood at the call. The texts are borrowed, so it is the
    /// way to build an index over all rows.
    pub fn for_each(
        &self,
        from: RowNumber,
        mut visit: impl FnMut(RowNumber, Class, Row<'_>),
    ) -> Result<Scanned, VaultError> {
        let end = self.tail.lock().unwrap_or_else(PoisonError::into_inner).end;
        let start = self.slots.read().unwrap_or_else(PoisonError::into_inner).live_from(from).next();
        let Some((first, start, _)) = start else { return Ok(Scanned::default()) };
        let (mut scanned, mut failed, mut texts) = (Scanned::default(), None, Vec::new());
        walk(&self.file, (start, end), first.get() - 1, &mut |step| match step {
            Step::Frame(_, Frame { state: State::Swept, .. }) => {}
            Step::Frame(_, frame) => {
                let number = RowNumber::new(frame.number);
                match self.open_row(&frame, &mut texts) {
                    Ok(row) => {
                        scanned.rows += 1;
                        visit(number, frame.class, row);
                    }
                    Err(VaultError::Erased(_)) => {}
                    Err(VaultError::Damaged(_) | VaultError::KeyUnknown(_) | VaultError::KeyDamaged(_)) => {
                        scanned.damaged.push(number);
                    }
                    Err(error) => failed = Some(error),
                }
            }
            Step::Bad(span) => scanned.damaged.extend((span.first..=span.last).map(RowNumber::new)),
        })
        .map_err(|error| VaultError::io(&self.path, error))?;
        failed.map_or(Ok(scanned), Err)
    }

    /// The parts of a row that are not erased, opened into `texts`.
    fn open_row<'t>(&self, frame: &Frame<'_>, texts: &'t mut Vec<Vec<u8>>) -> Result<Row<'t>, VaultError> {
        let number = RowNumber::new(frame.number);
        let sealed = frame.sealed().filter(|sealed| sealed.fields & RAW == 0);
        let sealed = sealed.ok_or(VaultError::Damaged(number))?;
        texts.clear();
        for part in sealed.each() {
            match self.open_part(frame, &sealed, part) {
                Err(VaultError::Erased(_)) => {}
                text => texts.push(text?),
            }
        }
        if texts.is_empty() && sealed.present() != 0 {
            return Err(VaultError::Erased(number));
        }
        let parts = texts.iter().map(|text| row::decode(text).ok_or(VaultError::Damaged(number)));
        parts.reduce(|one, other| Ok(one?.with(other?))).unwrap_or_else(|| Ok(Row::default()))
    }

    /// The text of one part.
    fn open_part(&self, frame: &Frame<'_>, sealed: &Sealed<'_>, part: Part) -> Result<Vec<u8>, VaultError> {
        let number = RowNumber::new(frame.number);
        let key = self.keys.key(number, part)?;
        seal::open(self.bound(frame), sealed, part, &key).ok_or(VaultError::Damaged(number))
    }

    /// What the parts of a frame are bound to.
    pub(crate) fn bound(&self, frame: &Frame<'_>) -> Bound<'_> {
        Bound { fund: self.keys.fund(), row: frame.number, class: frame.class }
    }

    /// Where a row stands, and which parts it has.
    pub(crate) fn live(&self, number: RowNumber) -> Result<(u64, u8), VaultError> {
        match self.slots.read().unwrap_or_else(PoisonError::into_inner).get(number) {
            Slot::Missing => Err(VaultError::Missing(number)),
            Slot::Damaged if is_erased(number, &self.keys) => Err(VaultError::Erased(number)),
            Slot::Damaged => Err(VaultError::Damaged(number)),
            Slot::Swept(_) => Err(VaultError::Swept(number)),
            Slot::Live(offset, parts) => Ok((offset, parts)),
        }
    }

    /// Reads and checks the frame at `offset` again: the disk may have changed since the open.
    pub(crate) fn with_frame<T>(
        &self,
        number: RowNumber,
        offset: u64,
        then: impl FnOnce(Frame<'_>) -> T,
    ) -> Result<T, VaultError> {
        let mut bytes = vec![0; FIRST_READ];
        let mut filled = self.read_at_most(&mut bytes, offset)?;
        let frame_len = bytes.first_chunk().map_or(0, |&len| u32::from_le_bytes(len) as usize) + HEAD;
        if filled == FIRST_READ && frame_len > FIRST_READ {
            bytes.resize(frame_len.min(MAX_FRAME), 0);
            filled = self.read_at_most(&mut bytes, offset)?;
        }
        let frame = frame::decode(bytes.get(..filled).unwrap_or_default(), number.get().saturating_sub(1));
        let frame = frame.filter(|frame| frame.number == number.get());
        frame.map(then).ok_or(VaultError::Damaged(number))
    }

    fn read_at_most(&self, bytes: &mut [u8], offset: u64) -> Result<usize, VaultError> {
        durable::read_at_most(&self.file, bytes, offset).map_err(|error| VaultError::io(&self.path, error))
    }

    pub(crate) fn poison(&self, error: io::Error) -> VaultError {
        self.poisoned.store(true, Ordering::Release);
        VaultError::io(&self.path, error)
    }

    pub(crate) fn check_poison(&self) -> Result<(), VaultError> {
        if self.poisoned.load(Ordering::Acquire) { Err(VaultError::Poisoned) } else { Ok(()) }
    }
}

impl Opened {
    fn count(&mut self, slot: Slot, number: RowNumber, keys: &Keys) {
        match slot {
            Slot::Live(_, parts) => match readable(parts, number, keys) {
                Readable::Yes => self.rows += 1,
                Readable::Erased => self.erased += 1,
                Readable::Keyless => self.keyless += 1,
                Readable::KeyDamaged => self.damaged += 1,
            },
            Slot::Swept(_) => self.swept += 1,
            Slot::Missing | Slot::Damaged => {}
        }
    }

    fn bad(&mut self, slots: &mut Slots, tail: &mut Tail, span: Span, keys: &Keys) {
        for number in span.first..=span.last {
            slots.set(number, Slot::Damaged);
            if is_erased(RowNumber::new(number), keys) {
                self.erased += 1;
            } else if span.end != tail.end {
                self.damaged += 1;
            }
        }
        if span.end == tail.end {
            self.torn_bytes = span.end - span.start;
        }
        tail.last = tail.last.max(span.last);
        tail.spans.push(span);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Readable {
    Yes,
    Erased,
    Keyless,
    KeyDamaged,
}

/// Whether a row that cannot be looked at was erased: whatever it had, it has no longer.
fn is_erased(number: RowNumber, keys: &Keys) -> bool {
    let states = Part::ALL.map(|part| keys.state(number, part));
    states.contains(&SlotState::Destroyed)
        && states.iter().all(|state| matches!(state, SlotState::Destroyed | SlotState::Unknown))
}

/// What the keys say of a row with these parts.
fn readable(parts: u8, number: RowNumber, keys: &Keys) -> Readable {
    let there = Part::ALL.into_iter().filter(|part| parts & part.bit() != 0);
    let (mut live, mut destroyed) = (0, 0);
    for part in there {
        match keys.state(number, part) {
            SlotState::Live => live += 1,
            SlotState::Destroyed => destroyed += 1,
            SlotState::Unknown => return Readable::Keyless,
            SlotState::Damaged => return Readable::KeyDamaged,
        }
    }
    if live == 0 && destroyed > 0 { Readable::Erased } else { Readable::Yes }
}

/// The slot of a frame. A part whose key was destroyed may hold anything: zeros, or what a crash left of them. One of zeros
/// was erased, whatever the keys say: a store of before the erasure was put back, and is told so before anybody reads.
fn slot_of(frame: &Frame<'_>, offset: u64, keys: &Keys) -> Slot {
    if frame.state == State::Swept {
        return Slot::Swept(offset);
    }
    let Some(sealed) = frame.sealed().filter(|sealed| sealed.fields & RAW == 0) else { return Slot::Damaged };
    let number = RowNumber::new(frame.number);
    let erased = |part| sealed.is_zeroed(part) || keys.state(number, part) == SlotState::Destroyed;
    let whole = |part| sealed.is_whole(part) || erased(part);
    if Part::ALL.into_iter().all(whole) { Slot::Live(offset, sealed.present()) } else { Slot::Damaged }
}
