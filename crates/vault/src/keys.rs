//! The key store: one wrapped data key for each part of each row, in a directory that no backup of the data holds.
//!
//! What it must never do is take a key that it does not know for one that was erased: a store that was put back to an
//! older state, or points to another place, would then erase everybody in silence. A slot that was never written is
//! unknown, and to read it is an error; an erased one says so.
//!
//! Files: `keys` (slots, see `keys/slot.rs`), `epoch-<n>.key` or `.token`. A key is on the disk before the event that
//! names its row is acknowledged ([`Keys::sync`], called by the vault). The caller keeps other processes out.

mod epoch;
mod rotate;
mod slot;
mod token;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::class::Part;
use crate::seal::DataKey;
use crate::{RowNumber, VaultError, durable};
use epoch::{EpochKey, Epochs};
use slot::{Header, ROW, SLOT};

pub use epoch::KeySource;
pub(crate) use slot::{Slot, SlotState};
pub use token::TokenSettings;

/// The file is made longer by this much at a time, so that a small write changes no length.
const GROWTH: u64 = 64 * 1024;

/// An open key store. Shared between those who read and the one who writes.
pub struct Keys {
    dir: PathBuf,
    fund: String,
    source: KeySource,
    store: RwLock<Store>,
    /// Counts writes; `synced` is the count that is known to be on disk.
    writes: AtomicU64,
    synced: Mutex<u64>,
    poisoned: AtomicBool,
}

/// The file of the present epoch.
struct Store {
    file: Arc<File>,
    epoch: u32,
    key: EpochKey,
    /// Two bits a part, one byte a row, from row 1 on.
    states: Vec<u8>,
    /// The length of the file.
    length: u64,
}

impl Keys {
    /// Makes an empty store in `dir`. One that is there and has never held a key is taken as it is: a crash came while
    /// the books were made. One that holds keys is not touched: they belong to books that are somewhere.
    pub fn create(dir: &Path, fund: &str, source: &KeySource) -> Result<Self, VaultError> {
        let path = dir.join("keys");
        if path.exists() {
            let keys = Self::open(dir, fund, source)?;
            let used = keys.read_store().states.iter().any(|states| *states != 0);
            return if used { Err(VaultError::KeysInUse(path)) } else { Ok(keys) };
        }
        durable::make_dir(dir).map_err(|error| VaultError::keys(&path, error))?;
        let epochs = Epochs { dir, fund, source };
        // The first epoch's key may be what a crash left of this very step; a later one's is not.
        if epochs.all().any(|epoch| epoch > 1) {
            return Err(VaultError::KeysInUse(path));
        }
        let key = epochs.make(1)?;
        let header = Header { epoch: 1, check: key.check() };
        durable::put(&path, &header.encode()).map_err(|error| VaultError::keys(&path, error))?;
        Self::open(dir, fund, source)
    }

    /// Opens the store of a fund. Epoch keys that a crash left behind after a rotation are destroyed now.
    pub fn open(dir: &Path, fund: &str, source: &KeySource) -> Result<Self, VaultError> {
        let path = dir.join("keys");
        let io = |error| VaultError::keys(&path, error);
        let file = durable::options().open(&path).map_err(io)?;
        let header = header(&file, &path)?;
        let epochs = Epochs { dir, fund, source };
        let key = epochs.read(header.epoch)?;
        if key.check() != header.check {
            return Err(VaultError::WrongEpochKey(path));
        }
        for over in epochs.all().filter(|epoch| *epoch < header.epoch) {
            epochs.destroy(over)?;
        }
        let length = file.metadata().map_err(io)?.len();
        let states = states(&file, length).map_err(io)?;
        Ok(Self {
            dir: dir.to_owned(),
            fund: fund.to_owned(),
            source: source.clone(),
            store: RwLock::new(Store { file: Arc::new(file), epoch: header.epoch, key, states, length }),
            // What an earlier process wrote may still be in memory only.
            writes: AtomicU64::new(1),
            synced: Mutex::new(0),
            poisoned: AtomicBool::new(false),
        })
    }

    /// Whose keys they are.
    pub fn fund(&self) -> &str {
        &self.fund
    }

    /// The present epoch, from 1.
    pub fn epoch(&self) -> u32 {
        self.read_store().epoch
    }

    /// What stands in the slot of a row's part; asks memory only.
    pub(crate) fn state(&self, row: RowNumber, part: Part) -> SlotState {
        self.read_store().state(row, part)
    }

    /// The data key of a row's part, or why there is none.
    pub(crate) fn key(&self, row: RowNumber, part: Part) -> Result<DataKey, VaultError> {
        let store = self.read_store();
        match store.slot(row, part).map_err(|error| VaultError::keys(&self.path(), error))? {
            Slot::Live(wrapped) => store.key.unwrap(&wrapped).ok_or(VaultError::KeyDamaged(row)),
            Slot::Destroyed => Err(VaultError::Erased(row)),
            Slot::Unknown => Err(VaultError::KeyUnknown(row)),
            Slot::Damaged => Err(VaultError::KeyDamaged(row)),
        }
    }

    /// Wraps fresh keys for a row: the bytes of its slots are appended to `out`.
    pub(crate) fn wrap(&self, row: u64, keys: [Option<&DataKey>; 2], out: &mut Vec<u8>) {
        let store = self.read_store();
        for (part, key) in Part::ALL.into_iter().zip(keys) {
            let slot = key.map_or(Slot::Unknown, |key| Slot::Live(store.key.wrap(key)));
            slot.write_to(out, row, part);
        }
    }

    /// Writes the slots of consecutive rows from `first` on, as [`Keys::wrap`] made them.
    pub(crate) fn write(&self, first: u64, slots: &[u8]) -> Result<(), VaultError> {
        self.check_poison()?;
        let mut store = self.write_store();
        store.put(first, slots).map_err(|error| VaultError::keys(&self.path(), error))?;
        self.writes.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Puts the same slot into many places and brings it to the disk.
    pub(crate) fn overwrite(&self, places: &[(RowNumber, Part)], with: Slot) -> Result<(), VaultError> {
        self.check_poison()?;
        let mut store = self.write_store();
        for (row, part) in places {
            let written = store.put_one(*row, *part, with);
            written.map_err(|error| VaultError::keys(&self.path(), error))?;
        }
        drop(store);
        self.writes.fetch_add(1, Ordering::Release);
        self.sync()
    }

    /// The rows from `from` on whose slots hold anything.
    pub(crate) fn used_from(&self, from: RowNumber) -> Vec<RowNumber> {
        let store = self.read_store();
        let first = from.get().max(1);
        let skipped = usize::try_from(first - 1).unwrap_or(usize::MAX);
        let rows = (first..).zip(store.states.iter().skip(skipped));
        rows.filter(|(_, states)| **states != 0).map(|(row, _)| RowNumber::new(row)).collect()
    }

    /// Returns when everything written before the call is on disk; free if nothing was written since.
    pub(crate) fn sync(&self) -> Result<(), VaultError> {
        // Held across the sync: a failure is reported by the system once, and must be seen by all who wait.
        let mut synced = self.synced.lock().map_err(|_| VaultError::Poisoned)?;
        self.check_poison()?;
        let writes = self.writes.load(Ordering::Acquire);
        if *synced != writes {
            // Whoever reads or writes keys meanwhile does not wait for the disk.
            let file = Arc::clone(&self.read_store().file);
            durable::sync_data(&file).map_err(|error| self.poison(error))?;
            *synced = writes;
        }
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.dir.join("keys")
    }

    fn poison(&self, error: io::Error) -> VaultError {
        self.poisoned.store(true, Ordering::Release);
        VaultError::keys(&self.path(), error)
    }

    fn check_poison(&self) -> Result<(), VaultError> {
        if self.poisoned.load(Ordering::Acquire) { Err(VaultError::Poisoned) } else { Ok(()) }
    }

    fn read_store(&self) -> RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_store(&self) -> RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    fn state(&self, row: RowNumber, part: Part) -> SlotState {
        let index = row.get().checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let states = index.and_then(|index| self.states.get(index)).copied().unwrap_or_default();
        match states >> (2 * part.index()) & 3 {
            0 => SlotState::Unknown,
            1 => SlotState::Live,
            2 => SlotState::Destroyed,
            _ => SlotState::Damaged,
        }
    }

    fn note(&mut self, row: RowNumber, part: Part, state: SlotState) {
        let Some(index) = row.get().checked_sub(1).and_then(|index| usize::try_from(index).ok()) else {
            return;
        };
        if index >= self.states.len() {
            self.states.resize(index + 1, 0);
        }
        if let Some(states) = self.states.get_mut(index) {
            *states = *states & !(3 << (2 * part.index())) | bits(state, part);
        }
    }

    /// What stands in the file now.
    fn slot(&self, row: RowNumber, part: Part) -> io::Result<Slot> {
        let Some(at) = slot::offset(row.get(), part) else { return Ok(Slot::Unknown) };
        let mut bytes = [0; SLOT];
        let read = durable::read_at_most(&self.file, &mut bytes, at)?;
        Ok(if read == SLOT { Slot::decode(&bytes, row.get(), part) } else { Slot::Unknown })
    }

    fn put(&mut self, first: u64, slots: &[u8]) -> io::Result<()> {
        let at = slot::offset(first, Part::Own).ok_or(io::ErrorKind::InvalidInput)?;
        self.grow(at + slots.len() as u64)?;
        durable::write_at(&self.file, slots, at)?;
        let (slots, _) = slots.as_chunks::<SLOT>();
        let places = (first..).flat_map(|row| Part::ALL.map(|part| (row, part)));
        for ((row, part), bytes) in places.zip(slots) {
            self.note(RowNumber::new(row), part, Slot::decode(bytes, row, part).state());
        }
        Ok(())
    }

    fn put_one(&mut self, row: RowNumber, part: Part, slot: Slot) -> io::Result<()> {
        let at = slot::offset(row.get(), part).ok_or(io::ErrorKind::InvalidInput)?;
        let mut bytes = Vec::with_capacity(SLOT);
        slot.write_to(&mut bytes, row.get(), part);
        self.grow(at + SLOT as u64)?;
        durable::write_at(&self.file, &bytes, at)?;
        self.note(row, part, slot.state());
        Ok(())
    }

    /// Zeros up to the next multiple of the growth, beyond `end`: slots that were never written.
    fn grow(&mut self, end: u64) -> io::Result<()> {
        let wanted = end.next_multiple_of(GROWTH);
        if end > self.length {
            durable::zero(&self.file, self.length.max(end), wanted)?;
            self.length = wanted;
        }
        Ok(())
    }
}

const fn bits(state: SlotState, part: Part) -> u8 {
    let state = match state {
        SlotState::Unknown => 0,
        SlotState::Live => 1,
        SlotState::Destroyed => 2,
        SlotState::Damaged => 3,
    };
    state << (2 * part.index())
}

fn header(file: &File, path: &Path) -> Result<Header, VaultError> {
    let mut bytes = [0; SLOT];
    let read = durable::read_at_most(file, &mut bytes, 0).map_err(|error| VaultError::keys(path, error))?;
    match Header::decode(&bytes) {
        Ok(header) if read == SLOT => Ok(header),
        Err(Some(found)) => {
            Err(VaultError::NewerFormat { path: path.to_owned(), found, known: slot::VERSION })
        }
        _ => Err(VaultError::BadHeader(path.to_owned())),
    }
}

/// The states of all slots of a file.
fn states(file: &File, length: u64) -> io::Result<Vec<u8>> {
    const ROWS: usize = 8192;
    let mut states = Vec::new();
    let mut buffer = vec![0; ROWS * ROW];
    for first in (1_u64..).step_by(ROWS) {
        let Some(at) = slot::offset(first, Part::Own).filter(|at| *at < length) else { break };
        let read = durable::read_at_most(file, &mut buffer, at)?;
        let (rows, _) = buffer.get(..read).unwrap_or_default().as_chunks::<ROW>();
        for (row, bytes) in (first..).zip(rows) {
            if *bytes == [0; ROW] {
                states.push(0);
                continue;
            }
            let (slots, _) = bytes.as_chunks::<SLOT>();
            let both = Part::ALL.into_iter().zip(slots);
            states.push(both.fold(0, |states, (part, bytes)| {
                states | bits(Slot::decode(bytes, row, part).state(), part)
            }));
        }
    }
    while states.last() == Some(&0) {
        states.pop();
    }
    Ok(states)
}
