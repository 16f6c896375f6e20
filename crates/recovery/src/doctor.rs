//! Examines one log: every file against every other, and all against what was signed. With the log's lock held, so a
//! server is not running meanwhile. Mending is in `doctor/mend.rs`.

mod checkpoints;
mod evidence;
mod fault;
mod index;
mod journal;
mod mend;
mod published;
mod sources;
mod truth;
mod vault;

use std::path::PathBuf;

use event_log::{Held, IndexFile, JournalFile, marked_id};
use publication::Store;
use uuid::Uuid;

use crate::manifest::Manifest;
use crate::{Books, RecoveryError};
pub use fault::{Fault, Mended, Said, What};
use sources::Source;
use truth::Truth;

/// A copy from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aid {
    /// A directory of backups.
    Backup(PathBuf),
    /// A directory with the published files of this log.
    Mirror(PathBuf),
}

/// An examination of one log.
pub struct Doctor<'a> {
    books: &'a Books,
    aids: &'a [Aid],
    /// Kept as long as the examination.
    _held: Held,
    log: Option<Uuid>,
    sources: Vec<Source>,
    truth: Truth,
    faults: Vec<Fault>,
    only_digests: u64,
}

impl<'a> Doctor<'a> {
    /// Takes the log's lock and looks at everything. Nothing is changed.
    pub fn examine(books: &'a Books, aids: &'a [Aid]) -> Result<Self, RecoveryError> {
        let held = Held::take(&books.log())?;
        let log = log_id(books, aids);
        let notes = checkpoints::read(books, aids)?;
        let signed = notes.newest().cloned();
        let size = signed.as_ref().map_or(0, |signed| signed.size);
        let mut faults = Vec::new();
        let sources = sources(books, aids, log, size, &mut faults);
        let truth = Truth::find(signed, &sources, &Store::at(&books.tlog()));
        let mut doctor =
            Self { books, aids, _held: held, log, sources, truth, faults: Vec::new(), only_digests: 0 };
        if !doctor.truth.sure {
            doctor.found(books.home.clone(), None, None, What::NoTruth);
        }
        doctor.check_journal()?;
        doctor.faults.append(&mut faults);
        doctor.check_index();
        doctor.check_published()?;
        doctor.check_checkpoints(&notes);
        doctor.check_vault();
        doctor.check_evidence();
        Ok(doctor)
    }

    /// What was found.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// How many papers are named by their digest alone: whoever has them can show that they are the ones.
    pub fn only_digests(&self) -> u64 {
        self.only_digests
    }

    /// How many events the signature covers that everything was compared with.
    pub fn signed(&self) -> u64 {
        self.truth.size()
    }

    fn found(&mut self, file: PathBuf, byte: Option<u64>, events: Option<(u64, u64)>, what: What) {
        let vouchers = events.map(|events| self.vouchers(events)).unwrap_or_default();
        self.faults.push(Fault { log: self.books.name.clone(), file, byte, events, vouchers, what });
    }

    /// The vouchers of some events, or the numbers of their receipts, as the good copy has them.
    fn vouchers(&self, (first, last): (u64, u64)) -> Vec<String> {
        let mut vouchers = Vec::new();
        for position in (first..=last).take(1000) {
            let bytes = self.truth.event(&self.sources, position);
            let recorded = bytes.and_then(|bytes| domain::decode(position, &bytes).ok());
            let named = recorded.and_then(|recorded| match &recorded.event {
                event if event.voucher().is_some() => event.voucher().map(|voucher| voucher.to_string()),
                domain::Event::ReceiptRecorded(receipt) => {
                    Some(format!("khoản thu / receipt {}", receipt.receipt))
                }
                _ => None,
            });
            vouchers.extend(named);
            if vouchers.len() == 10 {
                break;
            }
        }
        vouchers
    }
}

/// The log's id, from whoever still has it.
fn log_id(books: &Books, aids: &[Aid]) -> Option<Uuid> {
    let backup = |aid: &Aid| match aid {
        Aid::Backup(from) => {
            Manifest::read(&from.join(&books.name)).ok().flatten().map(|manifest| manifest.log)
        }
        Aid::Mirror(_) => None,
    };
    let journal = JournalFile::open(&books.log()).ok().map(|journal| journal.id());
    let journal = journal.or_else(|| marked_id(&books.log()));
    journal.or_else(|| IndexFile::log_of(&books.log())).or_else(|| aids.iter().find_map(backup))
}

/// Every copy that can be had, the one in use first.
fn sources(
    books: &Books,
    aids: &[Aid],
    log: Option<Uuid>,
    size: u64,
    faults: &mut Vec<Fault>,
) -> Vec<Source> {
    let directory = books.log();
    let mut sources: Vec<Source> = Source::journal(&directory, "journal", None).into_iter().collect();
    for name in IndexFile::names(&directory) {
        let Some(log) = log else { break };
        match Source::index(&directory, &name, log) {
            Ok(source) => sources.push(source),
            Err(why) if name == "sled" => faults.push(Fault {
                log: books.name.clone(),
                file: directory.join(name),
                byte: None,
                events: None,
                vouchers: Vec::new(),
                what: What::Index(why),
            }),
            Err(_) => {}
        }
    }
    sources.push(Source::published(&books.tlog(), size));
    sources.extend(aids.iter().flat_map(|aid| Source::of_aid(aid, &books.name, size)));
    for name in journal::kept(&directory) {
        sources.extend(Source::journal(&directory, &name, None));
    }
    sources
}
