//! The file `journal`: the truth. It is only ever written at its end, by the writer thread, and read by everyone.
//!
//! ```text
//! header = magic [8] | format u16 | zero u16 | log id [16] | crc32c u32          32 bytes, then records
//! ```
//! The chain of the first record starts from SHA-256 of the header, so records cannot move to another log unseen.

mod scan;
mod tail;

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use crate::{OpenError, durable, record};
pub(crate) use scan::{Scan, ScanError};
pub(crate) use tail::{Walk, check_mark, tail};

const MAGIC: [u8; 8] = *b"SoVangJL";
const FORMAT: u16 = 1;
pub(crate) const HEADER_BYTES: u64 = 32;
pub(crate) const NAME: &str = "journal";
/// How far apart the noted offsets lie, in bytes.
const NOTE_EVERY: u64 = 1 << 20;

/// A place between two commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tip {
    /// Where the next record starts in the file.
    pub(crate) offset: u64,
    /// Where the record before it starts, 0 if there is none.
    pub(crate) last_offset: u64,
    /// How many events there are up to here.
    pub(crate) position: u64,
    /// The chain value up to here.
    pub(crate) chain: [u8; 32],
}

/// An open journal.
pub(crate) struct Journal {
    pub(crate) file: File,
    pub(crate) path: PathBuf,
    pub(crate) id: Uuid,
    genesis: [u8; 32],
    /// The end of what is durable: nobody reads behind it.
    durable_end: AtomicU64,
    /// (position, offset) of some records, ascending: where a read without the index starts.
    noted: Mutex<Vec<(u64, u64)>>,
}

pub(crate) fn header(id: Uuid) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&[0; 2]);
    bytes.extend_from_slice(id.as_bytes());
    bytes.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
    bytes
}

/// Creates an empty journal.
pub(crate) fn create(directory: &Path, id: Uuid) -> Result<(), OpenError> {
    durable::create_directory(directory).map_err(|error| OpenError::io(directory, error))?;
    let path = directory.join(NAME);
    match path.try_exists() {
        Ok(true) => Err(OpenError::Exists { directory: directory.to_owned() }),
        Ok(false) => {
            durable::replace(directory, NAME, &header(id)).map_err(|error| OpenError::io(&path, error))
        }
        Err(error) => Err(OpenError::io(&path, error)),
    }
}

impl Journal {
    /// Opens the journal and reads its header; its records are not looked at.
    pub(crate) fn open(directory: &Path) -> Result<Journal, OpenError> {
        Journal::open_as(directory, NAME, OpenOptions::new().read(true).write(true))
    }

    /// The same of a file of that name, for nothing but reading.
    pub(crate) fn open_to_read(directory: &Path, name: &str) -> Result<Journal, OpenError> {
        Journal::open_as(directory, name, OpenOptions::new().read(true))
    }

    fn open_as(directory: &Path, name: &str, options: &OpenOptions) -> Result<Journal, OpenError> {
        let path = directory.join(name);
        let file = options.open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenError::NotFound { directory: directory.to_owned() },
            _ => OpenError::io(&path, error),
        })?;
        let mut bytes = [0; 32];
        file.read_exact_at(&mut bytes, 0).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => OpenError::NotAJournal { path: path.clone() },
            _ => OpenError::io(&path, error),
        })?;
        let id = read_header(&bytes, &path)?;
        let genesis = record::chain_after(&[0; 32], &bytes);
        let noted = Mutex::new(vec![(0, HEADER_BYTES)]);
        Ok(Journal { file, path, id, genesis, durable_end: AtomicU64::new(HEADER_BYTES), noted })
    }

    /// The place before the first record.
    pub(crate) fn start(&self) -> Tip {
        Tip { offset: HEADER_BYTES, last_offset: 0, position: 0, chain: self.genesis }
    }

    pub(crate) fn length(&self) -> Result<u64, OpenError> {
        self.file.metadata().map(|data| data.len()).map_err(|error| OpenError::io(&self.path, error))
    }

    pub(crate) fn durable_end(&self) -> u64 {
        self.durable_end.load(Ordering::Acquire)
    }

    /// Says that everything up to `tip` is durable.
    pub(crate) fn advance(&self, tip: &Tip) {
        self.note(tip);
        self.durable_end.store(tip.offset, Ordering::Release);
    }

    /// Remembers where a position lies, if the last one remembered is far enough away.
    pub(crate) fn note(&self, tip: &Tip) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.last().is_none_or(|(_, offset)| offset.saturating_add(NOTE_EVERY) <= tip.offset) {
            noted.push((tip.position, tip.offset));
        }
    }

    /// Whether [`Journal::offset_before`] is at most so many events before `position`.
    pub(crate) fn knows_near(&self, position: u64, events: u64) -> bool {
        position.saturating_sub(self.noted_before(position).0) <= events
    }

    /// The offset of a record that starts at or before `position`.
    pub(crate) fn offset_before(&self, position: u64) -> u64 {
        self.noted_before(position).1
    }

    fn noted_before(&self, position: u64) -> (u64, u64) {
        let noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let after = noted.partition_point(|(known, _)| *known <= position);
        after.checked_sub(1).and_then(|place| noted.get(place)).copied().unwrap_or((0, HEADER_BYTES))
    }

    pub(crate) fn behind(&self, journal: u64, known: u64, witness: &'static str) -> OpenError {
        OpenError::JournalBehind { path: self.path.clone(), journal, known, witness }
    }

    pub(crate) fn damaged(&self, offset: u64, why: &'static str) -> OpenError {
        OpenError::JournalDamaged { path: self.path.clone(), offset, why }
    }
}

fn read_header(bytes: &[u8; 32], path: &Path) -> Result<Uuid, OpenError> {
    let not_ours = || OpenError::NotAJournal { path: path.to_owned() };
    let rest = bytes.strip_prefix(&MAGIC).ok_or_else(not_ours)?;
    let (format, rest) = rest.split_first_chunk::<2>().ok_or_else(not_ours)?;
    let found = u16::from_le_bytes(*format);
    if found > FORMAT {
        return Err(OpenError::Newer { path: path.to_owned(), found, known: FORMAT });
    }
    let id = rest.get(2..).and_then(|rest| rest.first_chunk::<16>()).ok_or_else(not_ours)?;
    let id = Uuid::from_bytes(*id);
    if header(id) == bytes {
        Ok(id)
    } else {
        Err(OpenError::JournalDamaged { path: path.to_owned(), offset: 0, why: "header" })
    }
}
