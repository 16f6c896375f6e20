//! The vault itself: opening, reading, syncing. Appending is in `append.rs`, wiping in `sweep.rs`.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use crate::append::Tail;
use crate::file;
use crate::frame::{self, Class, Frame, HEAD, MAX_FRAME, State};
use crate::row;
use crate::slots::{Slot, Slots};
use crate::walk::{Step, walk};
use crate::{Row, RowNumber, VaultError};

/// Most frames are shorter, so one read fetches them.
const FIRST_READ: usize = 512;

/// An open vault. Appends, reads and syncs may come from several threads.
pub struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) file: File,
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
    /// Rows that can be read.
    pub rows: u64,
    /// Rows wiped in the past.
    pub swept: u64,
    /// Rows before the last one whose bytes are damaged.
    pub damaged: u64,
    /// Bytes at the end that are no row: a write that a crash cut short. [`Vault::sweep`] removes them.
    pub torn_bytes: u64,
}

/// What a scan came past.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Rows visited.
    pub rows: u64,
    /// Damaged rows, passed over.
    pub damaged: Vec<RowNumber>,
}

impl Vault {
    /// An empty vault in `dir`, which is made if it is not there.
    pub fn create(dir: &Path) -> Result<Self, VaultError> {
        let file = file::create(dir)?;
        Ok(Self::over(file, file::path(dir), Tail::new(file::FIRST), Slots::default()))
    }

    /// Reads the whole file once and changes nothing in it, whatever state it is in.
    pub fn open(dir: &Path) -> Result<(Self, Opened), VaultError> {
        let (file, end) = file::open(dir)?;
        let path = file::path(dir);
        let (mut opened, mut slots, mut tail) = (Opened::default(), Slots::default(), Tail::new(end));
        walk(&file, (file::FIRST, end), 0, &mut |step| match step {
            Step::Frame(offset, frame) => {
                let live = frame.state == State::Live;
                opened.rows += u64::from(live);
                opened.swept += u64::from(!live);
                slots.set(frame.number, if live { Slot::Live(offset) } else { Slot::Swept(offset) });
                (tail.last, tail.framed) = (frame.number, frame.number);
            }
            Step::Bad(span) => {
                (span.first..=span.last).for_each(|number| slots.set(number, Slot::Damaged));
                if span.end == end {
                    opened.torn_bytes = end - span.start;
                } else {
                    opened.damaged += (span.first..=span.last).count() as u64;
                }
                tail.last = tail.last.max(span.last);
                tail.spans.push(span);
            }
        })
        .map_err(|error| VaultError::io(&path, error))?;
        let vault = Self::over(file, path, tail, slots);
        // What an earlier process wrote may still be in memory only.
        vault.writes.store(1, Ordering::Release);
        Ok((vault, opened))
    }

    pub(crate) fn over(file: File, path: PathBuf, tail: Tail, slots: Slots) -> Self {
        Self {
            path,
            file,
            slots: RwLock::new(slots),
            tail: Mutex::new(tail),
            writes: AtomicU64::new(0),
            synced: Mutex::new(0),
            poisoned: AtomicBool::new(false),
        }
    }

    /// Returns when every row appended before the call is on disk; free if nothing was written since the last
    /// sync. A failure poisons the vault: what the disk then holds is unknown, and a second try would lie.
    pub fn sync(&self) -> Result<(), VaultError> {
        // Held across the sync: a failure is reported by the system once, and must be seen by all who wait.
        let mut synced = self.synced.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        let writes = self.writes.load(Ordering::Acquire);
        if *synced != writes {
            self.file.sync_data().map_err(|error| self.poison(error))?;
            *synced = writes;
        }
        Ok(())
    }

    /// The row, or why there is none: `Missing`, `Swept` or `Damaged`.
    pub fn read(&self, number: RowNumber) -> Result<Row<'static>, VaultError> {
        let slot = self.slots.read().unwrap_or_else(PoisonError::into_inner).get(number);
        match slot {
            Slot::Missing => Err(VaultError::Missing(number)),
            Slot::Damaged => Err(VaultError::Damaged(number)),
            Slot::Swept(_) => Err(VaultError::Swept(number)),
            Slot::Live(offset) => self.with_frame(number, offset, |frame| {
                row::decode(frame.payload).map(Row::into_owned).ok_or(VaultError::Damaged(number))
            })?,
        }
    }

    /// Whether a row can be read under this number; asks memory only.
    pub fn contains(&self, number: RowNumber) -> bool {
        let slots = self.slots.read().unwrap_or_else(PoisonError::into_inner);
        matches!(slots.get(number), Slot::Live(_))
    }

    /// The highest number given so far, or `RowNumber::NONE`.
    pub fn last(&self) -> RowNumber {
        RowNumber::new(self.tail.lock().unwrap_or_else(PoisonError::into_inner).last)
    }

    /// Visits the readable rows from `from` on, in order, as they stood at the call. Borrows the texts from its
    /// buffer where JSON allows, so it is the way to build an index over all rows.
    pub fn for_each(
        &self,
        from: RowNumber,
        mut visit: impl FnMut(RowNumber, Class, Row<'_>),
    ) -> Result<Scanned, VaultError> {
        let end = self.tail.lock().unwrap_or_else(PoisonError::into_inner).end;
        let start = self.slots.read().unwrap_or_else(PoisonError::into_inner).live_from(from).next();
        let Some((first, start)) = start else { return Ok(Scanned::default()) };
        let mut scanned = Scanned::default();
        walk(&self.file, (start, end), first.get() - 1, &mut |step| match step {
            Step::Frame(_, Frame { state: State::Swept, .. }) => {}
            Step::Frame(_, frame) => {
                let number = RowNumber::new(frame.number);
                match row::decode(frame.payload) {
                    Some(row) => {
                        scanned.rows += 1;
                        visit(number, frame.class, row);
                    }
                    None => scanned.damaged.push(number),
                }
            }
            Step::Bad(span) => scanned.damaged.extend((span.first..=span.last).map(RowNumber::new)),
        })
        .map_err(|error| VaultError::io(&self.path, error))?;
        Ok(scanned)
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
        let mut filled = 0;
        while let Some(space) = bytes.get_mut(filled..).filter(|space| !space.is_empty()) {
            match self.file.read_at(space, offset + filled as u64) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(VaultError::io(&self.path, error)),
            }
        }
        Ok(filled)
    }

    pub(crate) fn poison(&self, error: io::Error) -> VaultError {
        self.poisoned.store(true, Ordering::Release);
        VaultError::io(&self.path, error)
    }

    pub(crate) fn check_poison(&self) -> Result<(), VaultError> {
        if self.poisoned.load(Ordering::Acquire) { Err(VaultError::Poisoned) } else { Ok(()) }
    }
}
