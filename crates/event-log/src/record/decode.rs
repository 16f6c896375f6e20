//! Reading a record: everything is checked once, in [`Record::decode`], so that reading its events cannot fail.

use std::ops::Deref;

use uuid::Uuid;

use super::{BEFORE_BODY, CHAIN, LAST_PART, MAX_RECORD_BYTES, MIN_RECORD, chain_after};
use crate::index::Stored;

/// One stored record: a whole commit, or one part of a large one. Cheap to clone.
#[derive(Clone)]
pub struct Record {
    bytes: Stored,
    head: RecordHead,
}

/// What stands at the front of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordHead {
    /// The position of the record's first event; the log's first event has 0.
    pub first_position: u64,
    /// The position of the first event of the commit that the record belongs to.
    pub commit_first: u64,
    /// How many events the record holds.
    pub count: u32,
    /// Whether the record ends its commit.
    pub last_part: bool,
    /// The id of the command that caused the commit.
    pub command_id: Uuid,
    /// The digest of that command.
    pub digest: [u8; 32],
    /// SHA-256 over the log up to and with this record.
    pub chain: [u8; 32],
    pub(crate) synced_position: u64,
}

/// One event of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// Its position in the log.
    pub position: u64,
    /// The stream it belongs to.
    pub stream: &'a str,
    /// The bytes as they were appended.
    pub bytes: &'a [u8],
}

/// Why bytes are not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// The length cannot be, or runs past the bytes.
    Length,
    /// The checksum does not fit.
    Checksum,
    /// The checksum fits and the content makes no sense.
    Content,
}

/// The whole length of the record that starts with these bytes, if its length field can be.
pub(crate) fn frame_length(bytes: &[u8]) -> Option<usize> {
    let (len, _) = bytes.split_first_chunk::<4>()?;
    let whole = usize::try_from(u32::from_le_bytes(*len)).ok()?.checked_add(8)?;
    (MIN_RECORD..=MAX_RECORD_BYTES).contains(&whole).then_some(whole)
}

/// Whether these bytes are one frame whose checksum fits.
fn checked(bytes: &[u8]) -> Result<(), Unfit> {
    if frame_length(bytes) != Some(bytes.len()) {
        return Err(Unfit::Length);
    }
    let (front, rest) = bytes.split_first_chunk::<8>().ok_or(Unfit::Length)?;
    let crc = front.last_chunk::<4>().ok_or(Unfit::Length)?;
    if crc32c::crc32c(rest) == u32::from_le_bytes(*crc) { Ok(()) } else { Err(Unfit::Checksum) }
}

impl Record {
    /// Reads exactly one record. The checksum and the whole content are checked, the chain is not: see
    /// [`Record::follows`].
    pub(crate) fn decode(bytes: Stored) -> Result<Record, Unfit> {
        checked(&bytes)?;
        let head = read_head(&bytes).ok_or(Unfit::Content)?;
        let record = Record { bytes, head };
        record.whole().then_some(record).ok_or(Unfit::Content)
    }

    /// The bytes as they lie in the journal, with their frame.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Every position below this one was on the disk when the record was written.
    pub fn synced(&self) -> u64 {
        self.head.synced_position
    }

    /// The bytes as they lie in the journal.
    pub(crate) fn stored(&self) -> &Stored {
        &self.bytes
    }

    /// Whether the record's chain value is the hash over `before` and its body.
    pub(crate) fn follows(&self, before: &[u8; 32]) -> bool {
        body(&self.bytes).is_some_and(|body| chain_after(before, body) == self.chain)
    }

    /// The position after the record's last event.
    pub fn end_position(&self) -> u64 {
        self.first_position.saturating_add(u64::from(self.count))
    }

    /// The record's events, in order.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let (streams, mut rest) = self.tables().unwrap_or_default();
        let mut position = self.first_position;
        std::iter::from_fn(move || {
            let index = usize::from(rest.u16()?);
            let length = usize::try_from(rest.u32()?).ok()?;
            let event = Event { position, stream: streams.get(index)?.0, bytes: rest.bytes(length)? };
            position = position.saturating_add(1);
            Some(event)
        })
    }

    /// The streams of the record with their version after it: before, and one for each event.
    pub(crate) fn versions_after(&self) -> Vec<(&str, u64)> {
        let (mut streams, mut rest) = self.tables().unwrap_or_default();
        while let Some(index) = rest.u16() {
            if let Some((_, version)) = streams.get_mut(usize::from(index)) {
                *version = version.saturating_add(1);
            }
            let length = rest.u32().and_then(|length| usize::try_from(length).ok());
            if length.and_then(|length| rest.bytes(length)).is_none() {
                break;
            }
        }
        streams
    }

    fn tables(&self) -> Option<(Vec<(&str, u64)>, Take<'_>)> {
        let mut rest = Take(body(&self.bytes)?);
        rest.bytes(super::BODY_FIXED - 2)?;
        let count = usize::from(rest.u16()?);
        let mut streams = Vec::with_capacity(count);
        for _ in 0..count {
            let length = usize::from(rest.u8()?);
            let name = std::str::from_utf8(rest.bytes(length)?).ok()?;
            streams.push((name, rest.u64()?));
        }
        Some((streams, rest))
    }

    /// Whether the tables can be read and hold as many events as the head says, and nothing else.
    fn whole(&self) -> bool {
        let Some((streams, mut rest)) = self.tables() else { return false };
        for _ in 0..self.count {
            let Some(index) = rest.u16() else { return false };
            let length = rest.u32().and_then(|length| usize::try_from(length).ok());
            let known = usize::from(index) < streams.len();
            if !known || length.and_then(|length| rest.bytes(length)).is_none() {
                return false;
            }
        }
        rest.0.is_empty() && self.count > 0 && self.commit_first <= self.first_position
    }
}

impl Deref for Record {
    type Target = RecordHead;

    fn deref(&self) -> &RecordHead {
        &self.head
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.head.fmt(f)
    }
}

fn body(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(BEFORE_BODY..bytes.len().checked_sub(CHAIN)?)
}

fn read_head(bytes: &[u8]) -> Option<RecordHead> {
    let chain = *bytes.last_chunk::<CHAIN>()?;
    let mut rest = Take(bytes.get(8..)?);
    let synced_position = rest.u64()?;
    let commit_first = rest.u64()?;
    let first_position = rest.u64()?;
    let count = rest.u32()?;
    let flags = rest.u8()?;
    let command_id = Uuid::from_bytes(rest.array()?);
    let digest = rest.array()?;
    let last_part = flags & LAST_PART != 0;
    let head = RecordHead {
        first_position,
        commit_first,
        count,
        last_part,
        command_id,
        digest,
        chain,
        synced_position,
    };
    (flags & !LAST_PART == 0).then_some(head)
}

/// Takes values from the front of bytes.
#[derive(Default)]
struct Take<'a>(&'a [u8]);

impl<'a> Take<'a> {
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }
}
