//! Mending what the examination found: the journal first, from whichever copy has the signed events; then what is derived
//! from it. Every original is kept under another name, and nothing is replaced before its replacement was verified.
//!
//! Records that sled or a backup's journal has are put back to the byte. Where only the events are left (in bundles or a
//! mirror) the commands' digests are lost: such a command, sent again, is known by its id alone.

mod rewrite;

use event_log::{EventLog, JournalFile, Options, distrust_index};

use super::checkpoints::{self, Notes};
use super::{Doctor, Fault, Mended, What};
use crate::tree::Tree;
use crate::{READ_ONLY, RecoveryError, files};

impl Doctor<'_> {
    /// Mends what can be mended, and lets go of the log. What could not be is found by the next examination.
    pub fn mend(self) -> Result<Vec<Mended>, RecoveryError> {
        let mut mended = Vec::new();
        if !self.truth.sure {
            return Ok(mended);
        }
        let directory = self.books.log();
        let journal = directory.join("journal");
        let of_journal = |fault: &Fault| fault.file == journal;
        if self.faults.iter().any(of_journal) {
            mended.extend(self.mend_journal()?);
        }
        let whole = self.journal_is_whole();
        if whole {
            self.mend_published(&mut mended)?;
            self.mend_checkpoints(&mut mended)?;
            self.mend_rows(&mut mended)?;
            self.mend_evidence(&mut mended)?;
            self.lift_read_only(&mut mended)?;
        }
        self.mend_index(whole, &mut mended)?;
        Ok(mended)
    }

    /// Whether the journal in its place holds every signed event, and holds together.
    fn journal_is_whole(&self) -> bool {
        let Ok(journal) = JournalFile::open(&self.books.log()) else { return false };
        let mut position = 0;
        for walked in journal.walk(journal.start()) {
            let Ok(walked) = walked else { break };
            if !walked.record.events().all(|event| self.truth.allows(event.position, event.bytes)) {
                return false;
            }
            position = walked.end.position;
        }
        position >= self.truth.size()
    }

    fn mend_published(&self, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        let wrong: Vec<_> = self.faults.iter().filter(|fault| fault.what == What::Published).collect();
        let mut kept = Vec::new();
        for fault in &wrong {
            kept.push(files::set_aside(&fault.file)?);
        }
        if !wrong.is_empty() {
            let mut tree = Tree::over(&self.books.tlog(), self.truth.size(), true);
            let journal = JournalFile::open(&self.books.log())?;
            for walked in journal.walk(journal.start()).map_while(Result::ok) {
                for event in walked.record.events() {
                    tree.push(event.bytes)?;
                }
            }
            tree.finish(self.truth.signed.as_ref())?;
        }
        let from = "nhật ký / the journal".to_owned();
        for (fault, kept) in wrong.into_iter().zip(kept) {
            mended.push(Mended { file: fault.file.clone(), kept, from: from.clone() });
        }
        Ok(())
    }

    /// The newest checkpoint is put where it is missing, damaged or older. Another history is left for a person.
    fn mend_checkpoints(&self, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        if self.faults.iter().any(|fault| fault.what == What::OtherRoot) {
            return Ok(());
        }
        let notes: Notes = checkpoints::read(self.books, self.aids)?;
        let Some(note) = notes.newest_note() else { return Ok(()) };
        for fault in &self.faults {
            let bytes = match (&fault.what, &notes.key) {
                (What::NotSigned | What::PublishedBehind | What::LockBehind, _)
                    if [&notes.lock.file, &notes.published.file].contains(&&fault.file) =>
                {
                    note.to_vec()
                }
                (What::NotSigned, Some(key)) if fault.file == self.books.tlog().join("log.vkey") => {
                    format!("{key}\n").into_bytes()
                }
                _ => continue,
            };
            let kept = files::set_aside(&fault.file)?;
            files::put(&fault.file, &bytes)?;
            let from = "điểm kiểm mới nhất / the newest checkpoint".to_owned();
            mended.push(Mended { file: fault.file.clone(), kept, from });
        }
        Ok(())
    }

    /// Books that were restored without their newest events are whole again when a mirror or a backup brought them.
    fn lift_read_only(&self, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        let mark = self.books.home.join(READ_ONLY);
        let notes: Notes = checkpoints::read(self.books, self.aids)?;
        let told = notes.others.iter().any(|note| note.says.is_some());
        if !told || !mark.exists() || self.faults.iter().any(|fault| fault.what == What::OtherRoot) {
            return Ok(());
        }
        let kept = files::set_aside(&mark)?;
        mended.push(Mended {
            file: mark, kept, from: "sự kiện đủ lại / all events are back".to_owned()
        });
        Ok(())
    }

    /// sled is set aside and built from the journal, as every opening does it. Lets go of the log's lock for that.
    fn mend_index(self, whole: bool, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        let directory = self.books.log();
        let path = directory.join("sled");
        let journal = directory.join("journal");
        let why = self.faults.iter().find_map(|fault| match &fault.what {
            What::Index(why) => Some(why.clone()),
            What::IndexBehind => Some(String::new()),
            _ if fault.file == journal => Some("the journal was mended".to_owned()),
            _ => None,
        });
        let Some(why) = why.filter(|_| whole) else { return Ok(()) };
        if !why.is_empty() {
            distrust_index(&directory, &why).map_err(|error| RecoveryError::io(&path, error))?;
        }
        let log = self.log;
        // Its copies of sled are closed, and the lock is let go.
        drop(self);
        if log.is_some() {
            drop(EventLog::open(&directory, Options::default())?);
            mended.push(Mended { file: path, kept: None, from: "nhật ký / the journal".to_owned() });
        }
        Ok(())
    }
}
