//! Reading the journal's records one after the other. Frames and content are checked here, the order is not.

use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use super::Journal;
use crate::record::{Record, Unfit, frame_length};
use crate::{OpenError, ReadError};

const CHUNK: u64 = 1 << 20;

/// Reads records from an offset to an end.
pub(crate) struct Scan {
    journal: Arc<Journal>,
    buffer: Vec<u8>,
    /// Where in the buffer the byte at `offset` lies.
    start: usize,
    offset: u64,
    end: u64,
}

/// Why there is no record at an offset.
#[derive(Debug)]
pub(crate) enum ScanError {
    Io { offset: u64, source: io::Error },
    Bad { offset: u64, why: &'static str },
}

impl ScanError {
    pub(crate) fn opening(self, journal: &Journal) -> OpenError {
        match self {
            ScanError::Io { source, .. } => OpenError::io(&journal.path, source),
            ScanError::Bad { offset, why } => journal.damaged(offset, why),
        }
    }
}

impl From<ScanError> for ReadError {
    fn from(error: ScanError) -> ReadError {
        match error {
            ScanError::Io { offset, source } => ReadError::Io { offset, source: Arc::new(source) },
            ScanError::Bad { offset, why } => ReadError::Damaged { offset, why },
        }
    }
}

impl Scan {
    pub(crate) fn new(journal: &Arc<Journal>, offset: u64, end: u64) -> Scan {
        Scan { journal: Arc::clone(journal), buffer: Vec::new(), start: 0, offset, end }
    }

    /// The next record and where it starts; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, Record)>, ScanError> {
        let offset = self.offset;
        if offset >= self.end {
            return Ok(None);
        }
        let bad = |why| ScanError::Bad { offset, why };
        let record = match self.here()? {
            Ok(record) => record,
            Err(Unfit::Length) => return Err(bad("a record's length cannot be")),
            Err(Unfit::Checksum) => return Err(bad("a record's checksum does not fit")),
            Err(Unfit::Content) => return Err(bad("a record's content makes no sense")),
        };
        self.skip(record.stored().len());
        Ok(Some((offset, record)))
    }

    /// The greatest synced position among the records that can be found behind `offset`, wherever they start.
    pub(crate) fn synced_behind(mut self) -> Result<u64, ScanError> {
        let mut synced = 0;
        while self.offset.saturating_add(1) < self.end {
            self.skip(1);
            if let Ok(record) = self.here()? {
                synced = synced.max(record.synced_position);
                self.skip(record.stored().len().saturating_sub(1));
            }
        }
        Ok(synced)
    }

    /// Passes over what is no record, to where the next one starts or to the end. Answers with that offset.
    pub(crate) fn resync(&mut self) -> Result<u64, ScanError> {
        loop {
            self.skip(1);
            if self.offset >= self.end || self.here()?.is_ok() {
                return Ok(self.offset.min(self.end));
            }
        }
    }

    fn here(&mut self) -> Result<Result<Record, Unfit>, ScanError> {
        let Some(length) = frame_length(self.ahead(4)?) else { return Ok(Err(Unfit::Length)) };
        let Some(bytes) = self.ahead(length)?.get(..length) else { return Ok(Err(Unfit::Length)) };
        Ok(Record::decode(bytes.into()))
    }

    fn skip(&mut self, bytes: usize) {
        self.start = self.start.saturating_add(bytes);
        self.offset = self.offset.saturating_add(as_u64(bytes));
    }

    /// The bytes from the offset on: at least `need` of them, fewer only at the end.
    fn ahead(&mut self, need: usize) -> Result<&[u8], ScanError> {
        if self.buffer.len() < self.start.saturating_add(need) {
            self.fill(need).map_err(|source| ScanError::Io { offset: self.offset, source })?;
        }
        Ok(self.buffer.get(self.start..).unwrap_or_default())
    }

    fn fill(&mut self, need: usize) -> io::Result<()> {
        self.buffer.drain(..self.start.min(self.buffer.len()));
        self.start = 0;
        let have = self.buffer.len();
        let want = CHUNK.max(as_u64(need)).min(self.end.saturating_sub(self.offset));
        self.buffer.resize(usize::try_from(want).map_err(io::Error::other)?.max(have), 0);
        let fresh = self.buffer.get_mut(have..).unwrap_or_default();
        self.journal.file.read_exact_at(fresh, self.offset.saturating_add(as_u64(have)))
    }
}

fn as_u64(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
