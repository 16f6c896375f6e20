//! sled, and the only place that names it. Everything here can fail or panic inside sled and answers with a
//! [`Fault`] then; what to do about it is decided elsewhere.
//!
//! Trees: `log` (first position -> the record's bytes), `commands` (command id -> first position, count, digest),
//! `streams` (name, 0xFF, version after -> first position; one entry per record and stream). Numbers in keys are big
//! endian. `log` is written last, so a record that is in it is in the others too.
//!
//! sled's own sync, timer, id generator and transactions are not used, and no value exceeds
//! [`MAX_RECORD_BYTES`](crate::MAX_RECORD_BYTES): larger leaves would become blob files, which sled never syncs.

mod audit;

use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use uuid::Uuid;

use crate::{Found, Record, durable};

use audit::Audit;

/// Bytes that sled can hold without copying them again.
pub(crate) type Stored = sled::IVec;

/// What sled said, or that it panicked.
#[derive(Clone, Debug)]
pub(crate) struct Fault(pub(crate) String);

impl From<sled::Error> for Fault {
    fn from(error: sled::Error) -> Fault {
        Fault(error.to_string())
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault(error.to_string())
    }
}

const SEGMENT_BYTES: usize = 8 << 20;
const NAME: &str = "sled";
const ID_KEY: &str = "log id";

/// An open sled.
pub(crate) struct Store {
    db: sled::Db,
    log: sled::Tree,
    commands: sled::Tree,
    streams: sled::Tree,
    file: File,
}

/// Runs something in sled; a panic in there becomes a fault.
fn contained<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Fault("sled panicked".to_owned())))
}

/// sled's threads hold its lock for a moment after it is closed. Nobody else can hold it: the log has a lock of its own.
fn open_unlocked(config: &sled::Config) -> Result<sled::Db, Fault> {
    for _ in 0..200 {
        match config.open() {
            Err(sled::Error::Io(error)) if error.to_string().starts_with("could not acquire lock") => {
                std::thread::sleep(Duration::from_millis(5));
            }
            opened => return Ok(opened?),
        }
    }
    Ok(config.open()?)
}

/// Removes what a crash inside sled leaves behind and sled then stumbles over: a half-written snapshot.
fn tidy(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        if text.starts_with("snap.") && text.ends_with(".generating") {
            fs::remove_file(path.join(&name))?;
        }
    }
    Ok(())
}

/// Moves sled's directory away, if there is one, and keeps the two newest such directories.
pub(crate) fn set_aside(directory: &Path) -> io::Result<()> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("sled.damaged-"));
        numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    let next = numbers.last().map_or(1, |last| last.saturating_add(1));
    if directory.join(NAME).try_exists()? {
        durable::rename(directory, NAME, &format!("sled.damaged-{next}"))?;
        numbers.push(next);
    }
    for old in numbers.iter().rev().skip(2) {
        fs::remove_dir_all(directory.join(format!("sled.damaged-{old}")))?;
    }
    Ok(())
}

impl Store {
    /// Opens sled in the log's directory, or creates it. Refuses one of another log, and one with blobs.
    pub(crate) fn open(directory: &Path, id: Uuid, cache_bytes: u64) -> Result<Store, Fault> {
        let path = directory.join(NAME);
        if !path.try_exists()? {
            durable::create_directory(&path)?;
        }
        tidy(&path)?;
        let store = contained(|| Store::open_inner(&path, cache_bytes))?;
        if fs::read_dir(path.join("blobs"))?.next().is_some() {
            return Err(Fault("it holds blob files, which sled never syncs".to_owned()));
        }
        contained(|| match store.db.get(ID_KEY)? {
            Some(known) if known == id.as_bytes() => Ok(()),
            Some(_) => Err(Fault("it belongs to another log".to_owned())),
            None if store.log.is_empty() => {
                store.db.insert(ID_KEY, id.as_bytes()).map(|_| ()).map_err(Fault::from)
            }
            None => Err(Fault("it has lost its id".to_owned())),
        })?;
        for place in [path.join("conf"), path.join("db")] {
            durable::sync_data(&File::open(place)?)?;
        }
        durable::sync_directory(&path)?;
        Ok(store)
    }

    fn open_inner(path: &Path, cache_bytes: u64) -> Result<Store, Fault> {
        let config = sled::Config::new()
            .path(path)
            .mode(sled::Mode::LowSpace)
            .flush_every_ms(None)
            .segment_size(SEGMENT_BYTES)
            .cache_capacity(cache_bytes);
        let db = open_unlocked(&config)?;
        let (log, commands, streams) =
            (db.open_tree("log")?, db.open_tree("commands")?, db.open_tree("streams")?);
        Ok(Store { log, commands, streams, db, file: File::open(path.join("db"))? })
    }

    /// The last record.
    pub(crate) fn last(&self) -> Result<Option<Record>, Fault> {
        let last = contained(|| Ok(self.log.last()?))?;
        last.map(|(_, bytes)| decode(bytes)).transpose()
    }

    /// The record that starts at a position.
    pub(crate) fn record(&self, first_position: u64) -> Result<Option<Record>, Fault> {
        let found = contained(|| Ok(self.log.get(first_position.to_be_bytes())?))?;
        found.map(decode).transpose()
    }

    /// Writes one record into the three trees.
    pub(crate) fn put(&self, record: &Record) -> Result<(), Fault> {
        contained(|| {
            let first = record.first_position.to_be_bytes();
            if record.last_part {
                self.commands.insert(record.command_id.as_bytes(), command_value(record).as_slice())?;
            }
            for (stream, version) in record.versions_after() {
                self.streams.insert(stream_key(stream, version), &first)?;
            }
            self.log.insert(first, record.stored().clone())?;
            Ok(())
        })
    }

    /// The commit of a command.
    pub(crate) fn command(&self, id: Uuid) -> Result<Option<Found>, Fault> {
        let value = contained(|| Ok(self.commands.get(id.as_bytes())?))?;
        value
            .map(|value| read_command(&value).ok_or_else(|| Fault("a command cannot be read".to_owned())))
            .transpose()
    }

    /// The version of a stream, 0 if it has no event.
    pub(crate) fn version(&self, stream: &str) -> Result<u64, Fault> {
        let (from, to) = (stream_key(stream, 0), stream_key(stream, u64::MAX));
        let last = contained(|| Ok(self.streams.range(from..=to).next_back().transpose()?))?;
        let version = |key: Stored| key.last_chunk::<8>().map(|version| u64::from_be_bytes(*version));
        Ok(last.and_then(|(key, _)| version(key)).unwrap_or(0))
    }

    /// What an audit needs of it.
    pub(crate) fn audit(&self) -> Audit {
        Audit { commands: self.commands.clone(), streams: self.streams.clone() }
    }

    /// The records from the one that holds `position` on.
    pub(crate) fn from(&self, position: u64) -> Result<Stream, Fault> {
        let before = contained(|| Ok(self.log.range(..=position.to_be_bytes()).next_back().transpose()?))?;
        let start = before.map_or_else(|| Stored::from(&position.to_be_bytes()), |(key, _)| key);
        Ok(Stream { inner: self.log.range(start..) })
    }

    /// Hands sled's buffers to the system.
    pub(crate) fn flush(&self) -> Result<(), Fault> {
        contained(|| Ok(self.db.flush().map(drop)?))
    }

    /// Makes everything durable that was put before.
    pub(crate) fn sync(&self) -> Result<(), Fault> {
        contained(|| Ok(self.db.flush()?))?;
        Ok(durable::sync_data(&self.file)?)
    }

    /// The positions that records are kept under, as far as sled can read them.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let read = || {
            let keys = self.log.iter().keys().map_while(Result::ok);
            Ok(keys.filter_map(|key| Some(u64::from_be_bytes(*key.first_chunk()?))).collect())
        };
        contained(read).unwrap_or_default()
    }

    /// Whether commands and streams have what [`Store::put`] wrote for a record.
    pub(crate) fn knows(&self, record: &Record) -> Result<bool, Fault> {
        contained(|| {
            let first = record.first_position.to_be_bytes();
            let command = self.commands.get(record.command_id.as_bytes())?;
            let mut known =
                !record.last_part || command.is_some_and(|value| *value == *command_value(record));
            for (stream, version) in record.versions_after() {
                known &= self.streams.get(stream_key(stream, version))?.is_some_and(|value| *value == first);
            }
            Ok(known)
        })
    }

    /// The id of the log that a directory's sled belongs to.
    pub(crate) fn id_of(directory: &Path) -> Result<Option<Uuid>, Fault> {
        let store = contained(|| Store::open_inner(&directory.join(NAME), 1 << 20))?;
        let id = contained(|| Ok(store.db.get(ID_KEY)?));
        store.close();
        Ok(id?.and_then(|id| Some(Uuid::from_bytes(*id.first_chunk()?))))
    }

    #[cfg(feature = "testing")]
    pub(crate) fn raw_get(&self, key: u64) -> Option<Vec<u8>> {
        self.log.get(key.to_be_bytes()).ok()?.map(|bytes| bytes.to_vec())
    }

    #[cfg(feature = "testing")]
    pub(crate) fn raw_put(&self, key: u64, bytes: Option<&[u8]>) {
        let _ = match bytes {
            Some(bytes) => self.log.insert(key.to_be_bytes(), bytes),
            None => self.log.remove(key.to_be_bytes()),
        };
    }

    /// Closes sled; a panic while it does so is dropped with it.
    pub(crate) fn close(self) {
        let _ = contained(|| {
            drop(self);
            Ok(())
        });
    }
}

/// Reads records in order.
pub(crate) struct Stream {
    inner: sled::Iter,
}

impl Stream {
    /// The next record; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Record>, Fault> {
        let next = contained(|| Ok(self.inner.next().transpose()?))?;
        next.map(|(_, bytes)| decode(bytes)).transpose()
    }
}

fn decode(bytes: Stored) -> Result<Record, Fault> {
    Record::decode(bytes).map_err(|unfit| Fault(format!("a record cannot be read: {unfit:?}")))
}

fn stream_key(stream: &str, version: u64) -> Vec<u8> {
    let mut key = stream.as_bytes().to_vec();
    key.push(0xFF);
    key.extend_from_slice(&version.to_be_bytes());
    key
}

fn command_value(record: &Record) -> Vec<u8> {
    let count = record.end_position().saturating_sub(record.commit_first);
    let mut value = record.commit_first.to_be_bytes().to_vec();
    value.extend_from_slice(&count.to_be_bytes());
    value.extend_from_slice(&record.digest);
    value
}

fn read_command(value: &[u8]) -> Option<Found> {
    let (first, rest) = value.split_first_chunk::<8>()?;
    let (count, rest) = rest.split_first_chunk::<8>()?;
    let digest = rest.try_into().ok()?;
    Some(Found { digest, first: u64::from_be_bytes(*first), count: u64::from_be_bytes(*count) })
}
