//! Staging: a commit is checked against the log as it will be after the commits before it in the same group, and
//! sealed into records. Nothing is written here.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::{Answer, Parts, Request, Writer};
use crate::index::Stored;
use crate::journal::Tip;
use crate::record::{Part, SealedAs, seal};
use crate::{AppendError, Appended, CommandId, Expected, Found, Head, ReadError, Record};

/// Commits that are written and synced together.
pub(super) struct Group {
    /// What everything below was durable before the group.
    synced_position: u64,
    pub(super) tip: Tip,
    pub(super) buffer: Vec<u8>,
    pub(super) records: Vec<Record>,
    pub(super) commands: HashMap<Uuid, Found>,
}

/// A commit that has been checked: its streams and their versions so far.
pub(super) struct Checked<'a> {
    command: CommandId,
    expected: &'a [Expected],
    versions: Vec<u64>,
    commit_first: u64,
}

/// What the checks say.
pub(super) enum Verdict<'a> {
    Write(Checked<'a>),
    Known(Found),
}

impl Group {
    pub(super) fn new(tip: Tip, mut buffer: Vec<u8>) -> Group {
        buffer.clear();
        Group { synced_position: tip.position, tip, buffer, records: Vec::new(), commands: HashMap::new() }
    }

    pub(super) fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// The answer to a command that was appended before.
    pub(super) fn known(&self, found: Found) -> Appended {
        let head = Head { position: self.tip.position, chain: self.tip.chain };
        Appended { first: found.first, count: found.count, head, replayed: true }
    }

    /// Seals one part as the next record.
    pub(super) fn seal(
        &mut self,
        checked: &mut Checked<'_>,
        part: &Part,
        last_part: bool,
    ) -> Result<(), AppendError> {
        let start = self.buffer.len();
        let sealed = SealedAs {
            synced_position: self.synced_position,
            commit_first: checked.commit_first,
            first_position: self.tip.position,
            last_part,
            command_id: checked.command.id,
            digest: checked.command.digest,
        };
        let stream = |index: u16| {
            let index = usize::from(index);
            let name = checked.expected.get(index).map_or("", |expected| expected.stream.as_str());
            (name, checked.versions.get(index).copied().unwrap_or(0))
        };
        let chain = seal(&mut self.buffer, part, sealed, &self.tip.chain, stream);
        let bytes = self.buffer.get(start..).unwrap_or_default();
        // Whatever is written can be read back: the record is decoded before it leaves memory.
        let unreadable = |_| AppendError::Malformed { why: "its record could not be read back" };
        self.records.push(Record::decode(Stored::from(bytes)).map_err(unreadable)?);
        for (index, events) in &part.streams {
            if let Some(version) = checked.versions.get_mut(usize::from(*index)) {
                *version = version.saturating_add(u64::from(*events));
            }
        }
        self.tip = Tip {
            last_offset: self.tip.offset,
            offset: self.tip.offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            position: self.tip.position.saturating_add(u64::from(part.count)),
            chain,
        };
        Ok(())
    }
}

impl Writer {
    /// Checks a commit and seals its parts. A refused one leaves no trace in the group.
    pub(super) fn stage(&mut self, group: &mut Group, request: &Request) -> Answer {
        let Parts::Whole(parts) = &request.parts else {
            return Err(AppendError::Malformed { why: "it is streamed" });
        };
        let mut checked = match self.check(group, request.command, request.at, &request.expected)? {
            Verdict::Write(checked) => checked,
            Verdict::Known(found) => return Ok(group.known(found)),
        };
        let (tip, bytes, records) = (group.tip, group.buffer.len(), group.records.len());
        for (index, part) in parts.iter().enumerate() {
            let last = index + 1 == parts.len();
            if let Err(error) = group.seal(&mut checked, part, last) {
                group.tip = tip;
                group.buffer.truncate(bytes);
                group.records.truncate(records);
                return Err(error);
            }
        }
        Ok(self.staged(group, &checked))
    }

    /// The answer to a commit whose last part has been sealed; what follows in the group builds on it.
    pub(super) fn staged(&mut self, group: &mut Group, checked: &Checked<'_>) -> Appended {
        for (expected, version) in checked.expected.iter().zip(&checked.versions) {
            if let Some(known) = self.versions.get_mut(&expected.stream) {
                *known = *version;
            }
        }
        let first = checked.commit_first;
        let count = group.tip.position.saturating_sub(first);
        group.commands.insert(checked.command.id, Found { digest: checked.command.digest, first, count });
        let head = Head { position: group.tip.position, chain: group.tip.chain };
        Appended { first, count, head, replayed: false }
    }

    /// Idempotency first: a command sent again is not a conflict.
    pub(super) fn check<'a>(
        &mut self,
        group: &Group,
        command: CommandId,
        at: Option<u64>,
        expected: &'a [Expected],
    ) -> Result<Verdict<'a>, AppendError> {
        let known = match group.commands.get(&command.id).or_else(|| self.commands.get(&command.id)) {
            Some(found) => Some(*found),
            None => self.shared.index.command(command.id).map_err(|error| self.unreadable(&error))?,
        };
        match known {
            Some(found) if found.is(&command.digest) => return Ok(Verdict::Known(found)),
            Some(_) => return Err(AppendError::CommandReused),
            None => {}
        }
        let actual = group.tip.position;
        if let Some(expected) = at.filter(|expected| *expected != actual) {
            return Err(AppendError::Overtaken { expected, actual });
        }
        let mut versions = Vec::with_capacity(expected.len());
        for Expected { stream, version } in expected {
            let actual = self.version(stream)?;
            if let Some(expected) = version.filter(|expected| *expected != actual) {
                return Err(AppendError::Conflict { stream: stream.clone(), expected, actual });
            }
            versions.push(actual);
        }
        Ok(Verdict::Write(Checked { command, expected, versions, commit_first: group.tip.position }))
    }

    fn version(&mut self, stream: &str) -> Result<u64, AppendError> {
        if let Some(version) = self.versions.get(stream) {
            return Ok(*version);
        }
        let version = self.shared.index.version(stream).map_err(|error| self.unreadable(&error))?;
        self.versions.insert(stream.to_owned(), version);
        Ok(version)
    }

    pub(super) fn unreadable(&mut self, error: &ReadError) -> AppendError {
        let why: Arc<str> = error.to_string().into();
        self.poison(&why)
    }
}
