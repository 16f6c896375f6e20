//! The journal: its frames and its chain, its events against the signed ones, and its end against whoever knows of it.

use std::path::Path;

use event_log::{JournalFile, Piece, Place, Record, verified_to};

use super::{Doctor, What};
use crate::RecoveryError;

/// What walking the journal collects.
#[derive(Default)]
struct Seen {
    /// The end of the last commit that holds together with everything before it.
    end: Option<Place>,
    /// The position that the next record must have.
    next: u64,
    /// Events that are wrong in a row: where their record starts, and which.
    wrong: Option<(u64, (u64, u64), What)>,
    /// Bytes that are no record, and the position at which they stand.
    bad: Option<(u64, u64, &'static str)>,
    marked: bool,
}

impl Doctor<'_> {
    pub(super) fn check_journal(&mut self) -> Result<(), RecoveryError> {
        let directory = self.books.log();
        let path = directory.join("journal");
        let journal = match JournalFile::open(&directory) {
            Ok(journal) => journal,
            Err(error) => {
                let all = self.truth.size().checked_sub(1).map(|last| (0, last));
                self.found(path, Some(0), all, What::Unreadable(error.to_string()));
                return Ok(());
            }
        };
        if let Some(log) = self.log.filter(|log| *log != journal.id()) {
            self.found(path.clone(), Some(12), None, What::Unreadable(format!("not the log {log}")));
        }
        let mark = verified_to(&directory, journal.id());
        let mut seen = Seen { marked: mark.is_none(), ..Seen::default() };
        for piece in journal.pieces() {
            match piece.map_err(|source| RecoveryError::Journal { path: path.clone(), source })? {
                Piece::Bad { from, why, .. } => {
                    seen.bad.get_or_insert((from, seen.next, why));
                }
                Piece::Record { record, offset, misfit } => {
                    self.after_bad(&path, &mut seen, record.first_position);
                    self.check_record(&path, &mut seen, &record, offset, misfit);
                    let end = offset.saturating_add(record.bytes().len() as u64);
                    let end = Place { offset: end, position: record.end_position(), chain: record.chain };
                    seen.marked |= mark == Some(end);
                    if record.last_part && misfit.is_none() {
                        seen.end = Some(end);
                    }
                    seen.next = record.end_position();
                }
            }
        }
        self.report(&path, &mut seen);
        self.check_end(&path, &mut seen, journal.length());
        if !seen.marked && mark.is_some_and(|mark| mark.position > 0) {
            let mark = mark.map(|mark| (mark.offset, mark.position.saturating_sub(1)));
            let (byte, position) = mark.unwrap_or_default();
            self.found(path, Some(byte), Some((position, position)), What::OtherJournal);
        }
        Ok(())
    }

    /// Damaged bytes are told when it is known what stands behind them.
    fn after_bad(&mut self, path: &Path, seen: &mut Seen, next: u64) {
        if let Some((from, position, why)) = seen.bad.take() {
            self.report(path, seen);
            let last = next.saturating_sub(1).max(position);
            self.found(path.to_owned(), Some(from), Some((position, last)), What::Journal(why));
            seen.next = next.max(position);
        }
    }

    fn check_record(
        &mut self,
        path: &Path,
        seen: &mut Seen,
        record: &Record,
        offset: u64,
        misfit: Option<&'static str>,
    ) {
        if let Some(why) = misfit.filter(|_| seen.next != 0 || record.first_position == 0) {
            let events = (record.first_position, record.end_position().saturating_sub(1));
            // After damage the chain cannot fit: that was told already.
            let told = self.faults.last().is_some_and(|fault| {
                fault.file == path && fault.events.is_some_and(|(_, last)| last + 1 == record.first_position)
            });
            if !told {
                self.found(path.to_owned(), Some(offset), Some(events), What::Journal(why));
            }
        }
        for event in record.events() {
            let wrong = (!self.truth.allows(event.position, event.bytes)).then(|| {
                self.truth.find_leaf(event.bytes).map_or(What::Changed, |from| What::Moved { from })
            });
            let goes_on = match (&mut seen.wrong, &wrong) {
                (Some((_, (_, last), was)), Some(now)) => {
                    let same = *last + 1 == event.position
                        && std::mem::discriminant(was) == std::mem::discriminant(now);
                    if same {
                        *last = event.position;
                    }
                    same
                }
                (None, None) => true,
                _ => false,
            };
            if !goes_on {
                self.report(path, seen);
                seen.wrong = wrong.map(|what| (offset, (event.position, event.position), what));
            }
        }
    }

    /// Tells the events that were found to be wrong.
    fn report(&mut self, path: &Path, seen: &mut Seen) {
        if let Some((offset, events, what)) = seen.wrong.take() {
            self.found(path.to_owned(), Some(offset), Some(events), what);
        }
    }

    /// A tail that was never acknowledged is cut at the next opening and is no fault; one that somebody knows is.
    fn check_end(&mut self, path: &Path, seen: &mut Seen, length: u64) {
        let known = self
            .sources
            .iter()
            .skip(1)
            .filter(|source| source.in_use())
            .map(super::Source::end)
            .max()
            .unwrap_or(0);
        let marked =
            self.log.and_then(|log| verified_to(&self.books.log(), log)).map_or(0, |mark| mark.position);
        let known = known.max(marked).max(self.truth.size());
        let end = seen.end.map_or(0, |end| end.position);
        if known > seen.next.max(end) || (known > end && seen.bad.is_some()) {
            let from = seen.bad.take().map_or(length, |(from, _, _)| from);
            let first = end.min(known.saturating_sub(1));
            self.found(path.to_owned(), Some(from), Some((first, known.saturating_sub(1))), What::Missing);
        }
    }
}

/// The journals that were set aside in a log's directory.
pub(super) fn kept(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.starts_with("journal.damaged-")).collect()
}
