//! Writing a journal anew, beside the one that is there: to mend one that is damaged, or to restore one. Only what
//! follows is taken, everything is read back before it counts, and the file that it replaces is kept under another name.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::journal::{self, HEADER_BYTES, Tip, Walk};
use crate::record::{PartBuilder, SealedAs, chain_after, seal};
use crate::{CommandId, JournalFile, OpenError, Place, Record, durable, mark};

/// The journal that is being written.
const FRESH: &str = "journal.mended";

/// Why a journal was not written anew. The old one is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RewriteError {
    /// The disk.
    #[error("không đọc ghi được {path}: {source} / cannot read or write {path}: {source}", path = path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A record does not follow from what was written before it.
    #[error(
        "bản ghi ở vị trí {position} không nối tiếp ({why}) / the record at position {position} does not follow ({why})"
    )]
    Misfit {
        /// Its first position.
        position: u64,
        /// What does not fit.
        why: &'static str,
    },
    /// What was written does not read back as it was.
    #[error(
        "nhật ký vừa ghi đọc lại không khớp: hãy kiểm tra đĩa / the journal reads back otherwise than it was written: check the disk"
    )]
    ReadBack,
}

/// A finished journal that is not in its place yet.
#[derive(Debug)]
pub struct Rewritten {
    directory: PathBuf,
    /// Its end.
    pub end: Place,
}

/// Writes a journal from its start.
pub struct JournalWriter {
    directory: PathBuf,
    file: BufWriter<File>,
    walk: Walk,
    versions: HashMap<String, u64>,
}

impl JournalWriter {
    /// Begins in a log's directory, which is made if need be. What an earlier try left is removed.
    pub fn create(directory: &Path, log: Uuid) -> Result<JournalWriter, RewriteError> {
        let path = directory.join(FRESH);
        let header = journal::header(log);
        let made = durable::create_directory(directory)
            .and_then(|()| File::create(&path))
            .and_then(|mut file| file.write_all(&header).map(|()| file));
        let file = made.map_err(|source| RewriteError::Io { path, source })?;
        let start =
            Tip { offset: HEADER_BYTES, last_offset: 0, position: 0, chain: chain_after(&[0; 32], &header) };
        let (file, walk) = (BufWriter::with_capacity(1 << 20, file), Walk::from(start));
        Ok(JournalWriter { directory: directory.to_owned(), file, walk, versions: HashMap::new() })
    }

    /// The place behind what was written.
    pub fn end(&self) -> Place {
        self.walk.tip.into()
    }

    /// Whether a record follows from what was written.
    pub fn fits(&self, record: &Record) -> bool {
        record.first_position == self.walk.tip.position && record.follows(&self.walk.tip.chain)
    }

    /// Writes a record as it is.
    pub fn push(&mut self, record: &Record) -> Result<(), RewriteError> {
        let misfit = |why| RewriteError::Misfit { position: record.first_position, why };
        self.walk.accept(self.walk.tip.offset, record).map_err(misfit)?;
        let known = record.versions_after().into_iter().map(|(stream, version)| (stream.to_owned(), version));
        self.versions.extend(known);
        self.write(record.bytes())
    }

    /// Writes a record's events under its command again, where what stood before it has changed its chain.
    pub fn reseal(&mut self, record: &Record) -> Result<(), RewriteError> {
        let at = self.walk.tip.position;
        let begun = self.walk.open_commit().map_or(at, |(_, first)| first);
        let sealed = SealedAs {
            synced_position: begun,
            commit_first: begun,
            first_position: at,
            last_part: record.last_part,
            command_id: record.command_id,
            digest: record.digest,
        };
        let events: Vec<_> = record.events().map(|event| (event.stream, event.bytes)).collect();
        self.seal(&events, |_| sealed)
    }

    /// Writes a commit of which only the events are known, all on one stream.
    pub fn commit(&mut self, command: CommandId, stream: &str, events: &[&[u8]]) -> Result<(), RewriteError> {
        let first = self.walk.tip.position;
        let events: Vec<_> = events.iter().map(|bytes| (stream, *bytes)).collect();
        let sealed = |last_part| SealedAs {
            synced_position: first,
            commit_first: first,
            first_position: first,
            last_part,
            command_id: command.id,
            digest: command.digest,
        };
        self.seal(&events, sealed)
    }

    /// Syncs it and reads it back.
    pub fn finish(self) -> Result<Rewritten, RewriteError> {
        let path = self.directory.join(FRESH);
        let io = |source| RewriteError::Io { path: path.clone(), source };
        let file = self.file.into_inner().map_err(|error| io(error.into_error()))?;
        file.sync_all().map_err(io)?;
        drop(file);
        let written = JournalFile::named(&self.directory, FRESH).map_err(|_| RewriteError::ReadBack)?;
        let mut end = written.start();
        for walked in written.walk(end) {
            end = walked.map_err(|_| RewriteError::ReadBack)?.end;
        }
        let whole = self.walk.open_commit().is_none() && end == self.walk.tip.into();
        whole.then_some(Rewritten { directory: self.directory, end }).ok_or(RewriteError::ReadBack)
    }

    fn seal(
        &mut self,
        events: &[(&str, &[u8])],
        sealed: impl Fn(bool) -> SealedAs,
    ) -> Result<(), RewriteError> {
        let mut names: Vec<&str> = Vec::new();
        let mut indexes = Vec::with_capacity(events.len());
        for (stream, _) in events {
            let known = names.iter().position(|name| name == stream);
            indexes.push(known.unwrap_or(names.len()));
            if known.is_none() {
                names.push(stream);
            }
        }
        let misfit = || RewriteError::Misfit { position: self.walk.tip.position, why: "it cannot be framed" };
        let lengths = names.iter().map(|name| u8::try_from(name.len()).unwrap_or(u8::MAX)).collect();
        let mut builder = PartBuilder::new(lengths);
        let mut parts = Vec::new();
        for (index, (_, event)) in indexes.iter().zip(events) {
            let index = u16::try_from(*index).map_err(|_| misfit())?;
            parts.extend(builder.push(index, event).map_err(|_| misfit())?);
        }
        parts.push(builder.take());
        let last = parts.len().saturating_sub(1);
        for (place, part) in parts.iter().enumerate() {
            let sealed = SealedAs { first_position: self.walk.tip.position, ..sealed(place == last) };
            let name = |index: u16| names.get(usize::from(index)).copied().unwrap_or_default();
            let mut bytes = Vec::new();
            seal(&mut bytes, part, sealed, &self.walk.tip.chain, |index| {
                let name = name(index);
                (name, self.versions.get(name).copied().unwrap_or(0))
            });
            let misfit =
                || RewriteError::Misfit { position: sealed.first_position, why: "it cannot be framed" };
            let record = Record::decode(bytes.into()).map_err(|_| misfit())?;
            self.push(&record)?;
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), RewriteError> {
        let written = self.file.write_all(bytes);
        written.map_err(|source| RewriteError::Io { path: self.directory.join(FRESH), source })
    }
}

impl Rewritten {
    /// Puts it where the log's journal is. One that is there is kept as `journal.damaged-<n>`, whose name is the answer;
    /// the mark of what was verified goes, as it speaks of the old one.
    pub fn put_in_place(self) -> Result<Option<String>, RewriteError> {
        let directory = &self.directory;
        let put = || {
            let old = directory.join(journal::NAME);
            let kept = if old.try_exists()? { Some(free_name(directory)?) } else { None };
            // The old one keeps its own name until the new one takes it: there is a journal at every moment.
            if let Some(name) = &kept {
                fs::hard_link(&old, directory.join(name))?;
            }
            mark::remove(directory)?;
            durable::sync_directory(directory)?;
            durable::rename(directory, FRESH, journal::NAME)?;
            Ok(kept)
        };
        put().map_err(|source| RewriteError::Io { path: directory.join(journal::NAME), source })
    }
}

fn free_name(directory: &Path) -> io::Result<String> {
    for number in 1_u32.. {
        let name = format!("journal.damaged-{number}");
        if !directory.join(&name).try_exists()? {
            return Ok(name);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Keeps every other process out of a log, whatever state its files are in, until it is dropped.
#[derive(Debug)]
pub struct Held {
    _journal: Option<File>,
}

impl Held {
    /// Takes the log's lock. A directory without a journal has none.
    pub fn take(directory: &Path) -> Result<Held, OpenError> {
        let path = directory.join(journal::NAME);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Held { _journal: None }),
            Err(error) => return Err(OpenError::io(&path, error)),
        };
        match file.try_lock() {
            Ok(()) => Ok(Held { _journal: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(OpenError::AlreadyOpen { directory: directory.to_owned() }),
            Err(TryLockError::Error(error)) => Err(OpenError::io(&path, error)),
        }
    }
}
