//! The journal written anew: at every position the record that follows and says what was signed, whichever copy has it.

use event_log::{CommandId, JournalWriter, Record, RewriteError, Rewritten};
use uuid::Uuid;

use super::super::{Doctor, Mended};
use crate::RecoveryError;

/// The stream of events whose records are lost.
const STREAM: &str = "fund";

/// What a journal was put together from.
#[derive(Default)]
struct Used {
    /// Records as they were.
    records: u64,
    /// Records whose chain is another one now.
    resealed: u64,
    /// Events without their records.
    events: u64,
}

impl Doctor<'_> {
    /// Puts a whole journal in place, if every signed event is still somewhere.
    pub(super) fn mend_journal(&self) -> Result<Option<Mended>, RecoveryError> {
        let Some(log) = self.log else { return Ok(None) };
        let mut used = Used::default();
        let Some(written) = self.write(log, u64::MAX, &mut used)? else { return Ok(None) };
        let directory = self.books.log();
        let kept = written.put_in_place()?.map(|name| directory.join(name));
        let from = format!(
            "{} bản ghi nguyên văn, {} bản ghi nối lại, {} sự kiện không còn bản ghi / {} records as they were, {} chained anew, {} \
             events without their records (commands sent again are known by their ids alone)",
            used.records, used.resealed, used.events, used.records, used.resealed, used.events
        );
        Ok(Some(Mended { file: directory.join("journal"), kept, from }))
    }

    /// Writes it up to `limit`, or as far as whole commits go. None if a signed event is nowhere.
    fn write(&self, log: Uuid, limit: u64, used: &mut Used) -> Result<Option<Rewritten>, RecoveryError> {
        let mut writer = JournalWriter::create(&self.books.log(), log)?;
        *used = Used::default();
        let (mut ended, mut inside, mut command) = (0, false, None);
        while writer.end().position < limit {
            let position = writer.end().position;
            let candidates = self.candidates(position);
            if let Some(record) = self.best(&writer, &candidates) {
                command = Some(record.command_id);
                match writer.push(record) {
                    Ok(()) => used.records += 1,
                    // It follows, and belongs to another commit than the open one: not a record that was there.
                    Err(RewriteError::Misfit { .. }) => break,
                    Err(error) => return Err(error.into()),
                }
                inside = !record.last_part;
            } else if let Some(record) = candidates.iter().find(|record| self.signed_whole(record)) {
                command = Some(record.command_id);
                writer.reseal(record)?;
                used.resealed += 1;
                inside = !record.last_part;
            } else if inside || !self.push_events(&mut writer, used, &mut command)? {
                break;
            }
            if !inside {
                ended = writer.end().position;
            }
        }
        if ended < self.truth.size() {
            return Ok(None);
        }
        if writer.end().position > ended {
            // The last commit is not whole: it was never acknowledged, or its end is nowhere.
            return self.write(log, ended, used);
        }
        Ok(Some(writer.finish()?))
    }

    /// The records that begin at a position and say what was signed.
    fn candidates(&self, position: u64) -> Vec<Record> {
        let all = self.sources.iter().flat_map(|source| source.records(position));
        all.filter(|record| record.events().all(|event| self.truth.allows(event.position, event.bytes)))
            .collect()
    }

    /// The record that follows: the one that has most of the signed events, because one that was cut short and sealed anew
    /// follows too.
    fn best<'a>(&self, writer: &JournalWriter, candidates: &'a [Record]) -> Option<&'a Record> {
        let signed = |record: &&Record| if self.signed_whole(record) { record.end_position() } else { 0 };
        candidates.iter().rev().filter(|record| writer.fits(record)).max_by_key(signed)
    }

    /// Whether the signature covers the record, so that it may be chained anew.
    fn signed_whole(&self, record: &Record) -> bool {
        record.end_position() <= self.truth.size()
    }

    /// Writes the signed events of one command, of which no record is left. Answers whether it could.
    fn push_events(
        &self,
        writer: &mut JournalWriter,
        used: &mut Used,
        before: &mut Option<Uuid>,
    ) -> Result<bool, RecoveryError> {
        let first = writer.end().position;
        let mut events: Vec<Vec<u8>> = Vec::new();
        let mut command = None;
        for position in first..self.truth.size() {
            let Some(bytes) = self.truth.event(&self.sources, position) else { break };
            let caused = domain::decode(position, &bytes).ok().map(|event| event.meta.causation);
            if *command.get_or_insert(caused) != caused {
                break;
            }
            if position > first && !self.candidates(position).is_empty() {
                break;
            }
            events.push(bytes);
        }
        if events.is_empty() {
            return Ok(false);
        }
        let id = command.flatten().unwrap_or_else(Uuid::nil);
        // One id, one commit: what is left of a command whose first events have their record stands under another.
        let (high, low) = id.as_u64_pair();
        let id = if *before == Some(id) { Uuid::from_u64_pair(high, low ^ first) } else { id };
        *before = Some(id);
        let events: Vec<&[u8]> = events.iter().map(Vec::as_slice).collect();
        writer.commit(CommandId { id, digest: [0; 32] }, STREAM, &events)?;
        used.events += events.len() as u64;
        Ok(true)
    }
}
