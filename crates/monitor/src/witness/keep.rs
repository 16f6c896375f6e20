//! The witness on the disk: one file for each log, `logs/<hex of SHA-256 over its name>/checkpoint`, replaced durably
//! before anybody is answered, and `evidence/` beside it. One process at a time.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};
use transparency::{Checkpoint, KeyKind, Line, Signer, VerifierKey, WitnessRequest};

use super::{Known, Refusal, judge};
use crate::MonitorError;
use publication::replace;

/// Most files of evidence that are kept: each proves the same, that the log's key lied.
const MOST_EVIDENCE: usize = 256;

/// A witness over a directory.
#[derive(Debug)]
pub struct Witness {
    dir: PathBuf,
    signer: Signer,
    logs: BTreeMap<String, Log>,
    /// Held while it lives.
    _lock: File,
}

/// One log that is followed. Who judges holds the lock until what was judged is on the disk: of two requests at once one
/// is judged first, and the other by what that left.
#[derive(Debug)]
struct Log {
    keys: Vec<VerifierKey>,
    file: PathBuf,
    known: Mutex<Option<Known>>,
}

/// What came of a request.
#[derive(Debug)]
pub enum Outlook {
    /// Cosigned, and kept: the lines of signatures to answer with.
    Cosigned(String),
    /// Not cosigned. Where the log lied, the evidence lies in that file.
    Refused(Refusal, Option<PathBuf>),
}

impl Witness {
    /// Opens the witness in `dir`, which need not exist yet, for the logs with these keys; a key's name is its log's.
    /// What was kept is verified first. Refused while another process has it.
    pub fn open(dir: &Path, signer: Signer, keys: Vec<VerifierKey>) -> Result<Self, MonitorError> {
        if signer.public().kind() != KeyKind::Cosignature {
            return Err(unusable(dir, "khóa không phải khóa nhân chứng", "the key is no witness's key"));
        }
        if let Some(key) = keys.iter().find(|key| key.kind() != KeyKind::Note) {
            let (vi, en) = (format!("{key} không phải khóa của sổ"), format!("{key} is no log's key"));
            return Err(MonitorError::Unusable { path: dir.to_owned(), vi, en });
        }
        fs::create_dir_all(dir).map_err(MonitorError::io(dir))?;
        let lock = locked(&dir.join("lock"))?;
        let mut logs = BTreeMap::<String, Log>::new();
        for key in keys {
            let origin = key.name().to_owned();
            match logs.get_mut(&origin) {
                Some(log) => log.keys.push(key),
                None => drop(logs.insert(origin, Log::open(dir, key, signer.public())?)),
            }
        }
        Ok(Self { dir: dir.to_owned(), signer, logs, _lock: lock })
    }

    /// Judges the body of a request. A cosignature is given out only when what it says is on the disk. `now` is seconds
    /// since 1970. The error is the disk's.
    pub fn add_checkpoint(&self, body: &[u8], now: u64) -> Result<Outlook, MonitorError> {
        let request = match WitnessRequest::parse(body) {
            Ok(request) => request,
            Err(error) => return Ok(Outlook::Refused(error.into(), None)),
        };
        let origin = Checkpoint::parse(request.checkpoint.text()).map(|checkpoint| checkpoint.origin);
        let log = match origin.map(|origin| self.logs.get(&origin)) {
            Ok(Some(log)) => log,
            Ok(None) => return Ok(Outlook::Refused(Refusal::UnknownLog, None)),
            Err(error) => return Ok(Outlook::Refused(Refusal::Malformed(error.into()), None)),
        };
        let mut known = log.known.lock().unwrap_or_else(PoisonError::into_inner);
        match judge(&self.signer, &log.keys, known.as_ref(), &request, now) {
            Ok(next) => {
                if known.as_ref() != Some(&next) {
                    let kept = replace(&log.file, next.note().to_string().as_bytes());
                    if let Err(source) = kept {
                        // Nobody was answered; what the disk holds now is what is known.
                        *known = log.read(self.signer.public())?;
                        return Err(MonitorError::Io { path: log.file.clone(), source });
                    }
                }
                Ok(Outlook::Cosigned(known.insert(next).answer()))
            }
            Err(refusal) => {
                let file = refusal.evidence().map(|evidence| self.keep(evidence)).transpose()?;
                Ok(Outlook::Refused(refusal, file.flatten()))
            }
        }
    }

    /// The last cosigned checkpoint of the log with that name's SHA-256 in lower-case hexadecimal, for monitors.
    pub fn checkpoint(&self, log: &str) -> Option<String> {
        let (_, log) = self.logs.iter().find(|(origin, _)| hex_of(origin) == log)?;
        let known = log.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().map(|known| known.note().to_string())
    }

    /// The logs that it follows, and how many entries it has cosigned of each.
    pub fn logs(&self) -> Vec<(&str, Option<u64>)> {
        let size = |log: &Log| {
            let known = log.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.as_ref().map(|known| known.checkpoint().size)
        };
        self.logs.iter().map(|(origin, log)| (origin.as_str(), size(log))).collect()
    }

    /// Its public key.
    pub fn key(&self) -> &VerifierKey {
        self.signer.public()
    }

    /// Keeps evidence, unless there is plenty.
    fn keep(&self, evidence: &crate::Evidence) -> Result<Option<PathBuf>, MonitorError> {
        let dir = self.dir.join("evidence");
        let there = fs::read_dir(&dir).map_or(0, Iterator::count);
        if there >= MOST_EVIDENCE {
            return Ok(None);
        }
        evidence.save(&dir).map(Some).map_err(MonitorError::io(&dir))
    }
}

impl Log {
    fn open(dir: &Path, key: VerifierKey, witness: &VerifierKey) -> Result<Self, MonitorError> {
        let file = dir.join("logs").join(hex_of(key.name())).join("checkpoint");
        let log = Self { keys: vec![key], file, known: Mutex::default() };
        let known = log.read(witness)?;
        Ok(Self { known: Mutex::new(known), ..log })
    }

    fn read(&self, witness: &VerifierKey) -> Result<Option<Known>, MonitorError> {
        let bytes = match fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(MonitorError::Io { path: self.file.clone(), source }),
        };
        let origin = self.keys.first().map_or("", |key| key.name());
        let known = Known::read(&bytes, origin, witness);
        known.map(Some).map_err(|error| {
            let Line { vi, en } = Line::both(&error.to_string());
            unusable(
                &self.file,
                &format!("{vi}; hãy khôi phục tệp này từ bản sao, đừng xóa"),
                &format!("{en}; restore this file from a copy, never delete it"),
            )
        })
    }
}

/// The directory is ours while this file is locked.
fn locked(path: &Path) -> Result<File, MonitorError> {
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(MonitorError::io(path))?;
    file.try_lock().map_err(|_| {
        unusable(path, "một tiến trình khác đang giữ nhân chứng này", "another process runs this witness")
    })?;
    Ok(file)
}

fn unusable(path: &Path, vi: &str, en: &str) -> MonitorError {
    MonitorError::Unusable { path: path.to_owned(), vi: vi.to_owned(), en: en.to_owned() }
}

/// SHA-256 over a log's name, in lower-case hexadecimal.
fn hex_of(origin: &str) -> String {
    let hash = Sha256::digest(origin);
    let (halves, _) = hash.as_slice().as_chunks::<16>();
    halves.iter().fold(String::new(), |text, half| format!("{text}{:032x}", u128::from_be_bytes(*half)))
}
