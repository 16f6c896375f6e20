//! A journal as a file: read by somebody who does not hold the log, from front to back, also past damage. A backup of a
//! running server, a doctor and a restore read this way. Nothing is written and no lock is kept.
//!
//! What stands behind the last whole commit is not there yet; what a running log has written and not synced is told
//! apart by [`JournalFile::settled`].

use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use crate::journal::{self, Journal, Scan, ScanError, Tip, Walk};
use crate::record::frame_length;
use crate::{OpenError, ReadError, Record, mark};

/// A journal that is only read.
#[derive(Clone)]
pub struct JournalFile {
    journal: Arc<Journal>,
    length: u64,
}

/// A place between two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the file up to here.
    pub offset: u64,
    /// Events up to here.
    pub position: u64,
    /// SHA-256 over everything up to here.
    pub chain: [u8; 32],
}

impl From<Tip> for Place {
    fn from(tip: Tip) -> Place {
        Place { offset: tip.offset, position: tip.position, chain: tip.chain }
    }
}

/// A record that follows from the one before it.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The record.
    pub record: Record,
    /// Where in the file it starts.
    pub offset: u64,
    /// The place behind it.
    pub end: Place,
}

/// What stands in a journal, whether it fits or not.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A record that is whole in itself.
    Record {
        /// It.
        record: Record,
        /// Where it starts.
        offset: u64,
        /// Why it does not follow from the record before it, if it does not.
        misfit: Option<&'static str>,
    },
    /// Bytes that are no record.
    Bad {
        /// Where they start.
        from: u64,
        /// Where they end.
        to: u64,
        /// What is wrong at their start.
        why: &'static str,
    },
}

impl JournalFile {
    /// The file `journal` of a log's directory, as long as it is now.
    pub fn open(directory: &Path) -> Result<JournalFile, OpenError> {
        JournalFile::named(directory, journal::NAME)
    }

    /// A journal under another name: a copy, or one that was set aside.
    pub fn named(directory: &Path, name: &str) -> Result<JournalFile, OpenError> {
        let journal = Arc::new(Journal::open_to_read(directory, name)?);
        let length = journal.length()?;
        Ok(JournalFile { journal, length })
    }

    /// The id that the log was created with.
    pub fn id(&self) -> Uuid {
        self.journal.id
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.journal.path.clone()
    }

    /// Bytes of the file when it was opened.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The same journal as if it ended there.
    #[must_use]
    pub fn up_to(mut self, length: u64) -> JournalFile {
        self.length = self.length.min(length);
        self
    }

    /// The place before the first record.
    pub fn start(&self) -> Place {
        self.journal.start().into()
    }

    /// Syncs what the file has, and answers whether its whole commits are there to stay because no log holds it. While
    /// one does, its newest group may still be taken back: only what a later record or a checkpoint knows is there to stay.
    pub fn settled(&mut self) -> Result<bool, OpenError> {
        let io = |error| OpenError::io(&self.journal.path, error);
        let free = match self.journal.file.try_lock_shared() {
            Ok(()) => true,
            Err(std::fs::TryLockError::WouldBlock) => false,
            Err(std::fs::TryLockError::Error(error)) => return Err(io(error)),
        };
        let length = self.journal.length();
        let synced = crate::durable::sync_data(&self.journal.file).map_err(io);
        if free {
            self.journal.file.unlock().map_err(io)?;
        }
        self.length = length?;
        synced.map(|()| free)
    }

    /// The records from a commit's end on, each checked against the one before it, up to the last whole one. Ends after
    /// an error, which says where the journal does not hold together.
    pub fn walk(&self, from: Place) -> impl Iterator<Item = Result<Walked, ReadError>> + use<> {
        let tip = Tip { offset: from.offset, last_offset: 0, position: from.position, chain: from.chain };
        let mut scan = Scan::new(&self.journal, from.offset, self.length);
        let mut walk = Walk::from(tip);
        let mut over = false;
        std::iter::from_fn(move || {
            let next = if over { return None } else { scan.next() };
            let walked = next.map_err(ReadError::from).and_then(|next| {
                let Some((offset, record)) = next else { return Ok(None) };
                walk.accept(offset, &record).map_err(|why| ReadError::Damaged { offset, why })?;
                Ok(Some(Walked { record, offset, end: walk.tip.into() }))
            });
            over = !matches!(walked, Ok(Some(_)));
            walked.transpose()
        })
    }

    /// Everything that stands in the file, damage and what is behind it too.
    pub fn pieces(&self) -> impl Iterator<Item = Result<Piece, ReadError>> + use<> {
        let mut scan = Scan::new(&self.journal, journal::HEADER_BYTES, self.length);
        let mut walk = Walk::from(self.journal.start());
        let mut over = false;
        std::iter::from_fn(move || {
            if over {
                return None;
            }
            let piece = match scan.next() {
                Ok(None) => return None,
                Ok(Some((offset, record))) => {
                    let misfit = walk.accept(offset, &record).err();
                    if misfit.is_some() {
                        walk = Walk::behind(offset, &record);
                    }
                    Ok(Piece::Record { record, offset, misfit })
                }
                Err(ScanError::Bad { offset: from, why }) => {
                    scan.resync().map(|to| Piece::Bad { from, to, why }).map_err(ReadError::from)
                }
                Err(error) => Err(error.into()),
            };
            over = piece.is_err();
            Some(piece)
        })
    }

    /// The record that starts at that byte, if one does.
    pub fn record_at(&self, offset: u64) -> Option<Record> {
        let mut length = [0; 4];
        self.journal.file.read_exact_at(&mut length, offset).ok()?;
        let length = frame_length(&length)?;
        let end = offset.checked_add(u64::try_from(length).ok()?)?;
        let mut bytes = vec![0; length];
        self.journal.file.read_exact_at(&mut bytes, offset).ok()?;
        Record::decode(bytes.into()).ok().filter(|_| end <= self.length)
    }
}

/// Up to where a log's journal was verified when the log was last open: the mark beside it. None where it is missing or damaged.
pub fn verified_to(directory: &Path, log: Uuid) -> Option<Place> {
    mark::read(directory, log).map(Place::from)
}

/// The id of a log as the mark beside its journal has it.
pub fn marked_id(directory: &Path) -> Option<Uuid> {
    mark::log_id(directory)
}
