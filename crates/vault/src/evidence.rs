//! Files of evidence: scans, photographs, signed lists, by the SHA-256 that events name.
//!
//! A file lies sealed in `<dir>/<first two digits>/<digest>`; its key lies in a key store of its own, apart from the data, and a
//! file whose key was destroyed is erased wherever a copy of it lies. What holds:
//! - A file is whole and on the disk, with its key, when [`Evidence::keep`] answers: a command that names its digest comes after.
//! - A crash leaves the whole file or none. What no event names is wiped later ([`Evidence::sweep`]).
//! - The same bytes are kept once.
//! - What is read is hashed again; what is not what its name says is an error and is never given.
//!
//! This module knows no events and no rules on who may read what.

mod error;
mod kind;
mod sealed;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::class::Part;
use crate::keys::{Slot, SlotState};
use crate::{KeySource, Keys, RowNumber, VaultError, durable};
use sealed::{HEAD, Head};

pub use error::EvidenceError;
pub use kind::FileKind;

/// The most bytes of a file.
pub const MOST_FILE_BYTES: usize = 20 << 20;

/// An open store. Calls may come from several threads.
pub struct Evidence {
    dir: PathBuf,
    fund: String,
    source: KeySource,
    keys_dir: PathBuf,
    /// Made with the first file: most funds keep none on the day they begin.
    keys: OnceLock<Keys>,
    /// The number that the next file gets. Held while one is written.
    next: Mutex<u64>,
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256 of its bytes.
    pub digest: [u8; 32],
    /// What it is.
    pub kind: FileKind,
    /// Its bytes in number.
    pub length: usize,
}

/// What is in the store under a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Absent,
    /// A file. Only reading tells that it is whole.
    There(FileKind, u32),
    /// One whose key was destroyed.
    Erased,
    /// Bytes that are no file, or whose key is not known.
    Damaged,
}

impl Evidence {
    /// Opens the store in `dir`, with its keys in `keys_dir`. Neither is made before the first file comes. Files without their
    /// key store are an error: it would be made anew, and what was sealed would pass for erased.
    pub fn open(dir: &Path, keys_dir: &Path, fund: &str, source: &KeySource) -> Result<Self, VaultError> {
        let (found, fund) = (scan(dir)?, format!("{fund}/evidence"));
        let keys = match Keys::open(keys_dir, &fund, source) {
            Err(VaultError::KeysMissing(_)) if found.is_empty() => None,
            opened => Some(opened?),
        };
        let of_files = found.iter().filter_map(|file| Some(head(&file.path).ok()??.number)).max();
        let of_keys = keys.as_ref().and_then(|keys| keys.used_from(RowNumber::NONE).last().copied());
        let of_keys = of_keys.map(RowNumber::get);
        let last = of_files.max(of_keys).unwrap_or_default();
        let (dir, keys_dir, next) = (dir.to_owned(), keys_dir.to_owned(), Mutex::new(last.saturating_add(1)));
        let keys = keys.map(OnceLock::from).unwrap_or_default();
        Ok(Self { dir, fund, source: source.clone(), keys_dir, keys, next })
    }

    /// Keeps a file: when this answers, it is on the disk with its key. One that is there is not written again; one that is
    /// there damaged or erased is.
    pub fn keep(&self, bytes: &[u8]) -> Result<KeptFile, EvidenceError> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(EvidenceError::TooLarge { limit: MOST_FILE_BYTES >> 20 });
        }
        let kind = FileKind::of(bytes).ok_or(EvidenceError::Kind)?;
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let kept = KeptFile { digest, kind, length: bytes.len() };
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if self.read(&digest).is_ok() {
            return Ok(kept);
        }
        let (name, path) = (hex(&digest), self.path(&digest));
        let io = |error| VaultError::io(&path, error);
        let mut key = Zeroizing::new([0; 32]);
        durable::random(key.as_mut_slice()).map_err(io)?;
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let head = Head { number: *next, kind, length };
        let sealed = sealed::seal(&self.fund, &name, head, bytes, &key).map_err(io)?;
        let (keys, mut slots) = (self.keys()?, Vec::new());
        keys.wrap(head.number, [Some(&key), None], &mut slots);
        // The key first: a file without one could not be told from one whose key was lost.
        keys.write(head.number, &slots)?;
        *next = next.saturating_add(1);
        keys.sync()?;
        durable::make_dir(path.parent().unwrap_or(&self.dir)).map_err(io)?;
        durable::put(&path, &sealed).map_err(io)?;
        Ok(kept)
    }

    /// The file of that digest, hashed again.
    pub fn read(&self, digest: &[u8; 32]) -> Result<(FileKind, Vec<u8>), EvidenceError> {
        let (name, path) = (hex(digest), self.path(digest));
        let sealed = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(EvidenceError::Missing(name));
            }
            read => read.map_err(|error| VaultError::io(&path, error))?,
        };
        let Some(head) = Head::decode(&sealed) else { return Err(EvidenceError::Damaged(name)) };
        let Some(keys) = self.keys.get() else { return Err(EvidenceError::KeyUnknown(name)) };
        let key = match keys.key(RowNumber::new(head.number), Part::Own) {
            Ok(key) => key,
            Err(VaultError::Erased(_)) => return Err(EvidenceError::Erased(name)),
            Err(VaultError::KeyUnknown(_)) => return Err(EvidenceError::KeyUnknown(name)),
            Err(VaultError::KeyDamaged(_)) => return Err(EvidenceError::Damaged(name)),
            Err(error) => return Err(error.into()),
        };
        let bytes = sealed::open(&self.fund, &name, head, &sealed, &key);
        let bytes = bytes.filter(|bytes| *digest == *Sha256::digest(bytes));
        Ok((head.kind, bytes.ok_or(EvidenceError::Damaged(name))?))
    }

    /// What is there under a digest, without opening it.
    pub fn standing(&self, digest: &[u8; 32]) -> Standing {
        let head = match head(&self.path(digest)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Standing::Absent,
            Ok(Some(head)) => head,
            _ => return Standing::Damaged,
        };
        match self.keys.get().map(|keys| keys.state(RowNumber::new(head.number), Part::Own)) {
            Some(SlotState::Live) => Standing::There(head.kind, head.length),
            Some(SlotState::Destroyed) => Standing::Erased,
            Some(SlotState::Unknown | SlotState::Damaged) | None => Standing::Damaged,
        }
    }

    /// Wipes every file that is not named and was last written before that time: the upload of a form that nobody sent, or
    /// of a command that was refused. Answers with how many.
    pub fn sweep(&self, is_named: &dyn Fn(&[u8; 32]) -> bool, before: SystemTime) -> Result<u64, VaultError> {
        let _writing = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let mut swept = 0_u64;
        for file in scan(&self.dir)? {
            let io = |error| VaultError::io(&file.path, error);
            let written = fs::metadata(&file.path).and_then(|about| about.modified()).map_err(io)?;
            if file.digest.is_some_and(|digest| is_named(&digest)) || written >= before {
                continue;
            }
            if let (Some(head), Some(keys)) = (head(&file.path).map_err(io)?, self.keys.get()) {
                keys.overwrite(&[(RowNumber::new(head.number), Part::Own)], Slot::Destroyed)?;
            }
            durable::shred(&file.path).map_err(io)?;
            swept = swept.saturating_add(1);
        }
        Ok(swept)
    }

    /// The key store, made where there is none. Called by the one who writes.
    fn keys(&self) -> Result<&Keys, VaultError> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let made = Keys::create(&self.keys_dir, &self.fund, &self.source)?;
        Ok(self.keys.get_or_init(|| made))
    }

    fn path(&self, digest: &[u8; 32]) -> PathBuf {
        let name = hex(digest);
        self.dir.join(name.get(..2).unwrap_or_default()).join(name)
    }
}

/// A file of the directory; without a digest one that a crash cut short.
struct Found {
    path: PathBuf,
    digest: Option<[u8; 32]>,
}

/// All files in the folders of two hexadecimal digits; whatever else lies beside them is not ours.
fn scan(dir: &Path) -> Result<Vec<Found>, VaultError> {
    let list = |dir: &Path| match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries.and_then(Iterator::collect::<io::Result<Vec<_>>>),
    };
    let io = |error| VaultError::io(dir, error);
    let mut found = Vec::new();
    for folder in list(dir).map_err(io)? {
        let named =
            folder.file_name().to_str().is_some_and(|name| name.len() == 2 && unhex::<1>(name).is_some());
        if named {
            let files = list(&folder.path()).map_err(io)?;
            found.extend(files.into_iter().map(|file| {
                let digest = file.file_name().to_str().and_then(unhex);
                Found { path: file.path(), digest }
            }));
        }
    }
    Ok(found)
}

/// The head of a file; none where it has none.
fn head(path: &Path) -> io::Result<Option<Head>> {
    let mut bytes = Vec::with_capacity(HEAD);
    File::open(path)?.take(HEAD as u64).read_to_end(&mut bytes)?;
    Ok(Head::decode(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || text.bytes().any(|sign| !matches!(sign, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.iter().map(byte).collect::<Option<Vec<u8>>>()?.try_into().ok()
}
