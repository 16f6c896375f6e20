//! The rows of personal data and their keys: every row that an event names can be read, or was erased, and is the one that
//! the event committed to. Nothing of a row is told but its number.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ::vault::{Class, KeyState, Keys, RowNumber, Vault, VaultError};
use domain::privacy::{self, KeyOf, RowClass};
use domain::{Digest, Event, RowNo};
use event_log::JournalFile;

use super::{Aid, Doctor, Mended, Said, What};
use crate::backup::rows::rows_of;
use crate::manifest::Manifest;
use crate::{RecoveryError, files};

/// A row that is not as the events say: the event that names it, and why.
type Wrong = (u64, What);

impl Doctor<'_> {
    pub(super) fn check_vault(&mut self) {
        let home = self.books.home.join("vault");
        let Some((keys, _)) = &self.books.keys else { return };
        let keys = keys.join("keys");
        for (position, what) in self.wrong_rows(&home) {
            let file = if matches!(what, What::Key(_)) { keys.clone() } else { home.join("rows") };
            let event = (position < u64::MAX).then_some((position, position));
            self.found(file, None, event, what);
        }
    }

    /// Compares the vault in a directory with the events of the journal.
    fn wrong_rows(&self, home: &Path) -> Vec<Wrong> {
        let vault = match self.open_vault(home) {
            Ok(Some(vault)) => vault,
            Ok(None) => return Vec::new(),
            Err(what) => return vec![(u64::MAX, what)],
        };
        let Ok(journal) = JournalFile::open(&self.books.log()) else { return Vec::new() };
        let (mut wrong, mut read) = (Vec::new(), HashSet::new());
        for walked in journal.walk(journal.start()).map_while(Result::ok) {
            for event in walked.record.events() {
                let Ok(recorded) = domain::decode(event.position, event.bytes) else { continue };
                if let Event::Privacy(personal) = &recorded.event
                    && let privacy::Event::ErasureDone(done) = personal.as_ref()
                {
                    let alive = done.keys.iter().filter(|key| is_alive(&vault, **key));
                    wrong.extend(alive.map(|key| (event.position, alive_again(key.row))));
                }
                let Some(row) = recorded.event.row().map(|row| RowNumber::new(row.get())) else { continue };
                let first = read.insert(row);
                if let Some(what) = wrong_row(&vault, row, recorded.meta.commitment.as_ref(), first) {
                    wrong.push((event.position, what));
                }
            }
        }
        wrong
    }

    /// Opens it with the fund's keys. None where rows stand in clear, as an older program wrote them: the next opening of
    /// the books seals them.
    fn open_vault(&self, home: &Path) -> Result<Option<Vault>, What> {
        let Some((keys, source)) = &self.books.keys else { return Ok(None) };
        let row = |error: VaultError| What::Row(Said::of(&error));
        if Vault::stands_in_clear(home).map_err(row)? {
            return Ok(None);
        }
        let keys = Keys::open(keys, &self.books.name, source).map_err(|error| What::Key(Said::of(&error)))?;
        Vault::open(home, keys).map(|(vault, _)| Some(vault)).map_err(row)
    }

    /// Rows that are damaged here and whole in a backup are put back; the keys, and what was erased, stay as they are.
    pub(super) fn mend_rows(&self, mended: &mut Vec<Mended>) -> Result<(), RecoveryError> {
        let rows = self.books.rows();
        let faults = self.faults.iter().filter(|fault| fault.file == rows).count();
        if faults == 0 {
            return Ok(());
        }
        for aid in self.aids {
            let Aid::Backup(from) = aid else { continue };
            let backup = from.join(&self.books.name);
            let Some(copied) = Manifest::read(&backup)?.and_then(|manifest| manifest.rows) else { continue };
            let mut bytes = rows_of(&backup, &copied)?;
            // Rows never move: what came after the backup stands behind it.
            let now = files::read(&rows)?.unwrap_or_default();
            bytes.extend_from_slice(now.get(bytes.len()..).unwrap_or_default());
            let trial: PathBuf = self.books.home.join("vault.mending");
            files::put(&trial.join("rows"), &bytes)?;
            let left =
                self.wrong_rows(&trial).iter().filter(|(_, what)| matches!(what, What::Row(_))).count();
            std::fs::remove_dir_all(&trial).map_err(|error| RecoveryError::io(&trial, error))?;
            if left < faults {
                let kept = files::set_aside(&rows)?;
                files::put(&rows, &bytes)?;
                let from = "bản sao lưu / the backup".to_owned();
                mended.push(Mended { file: rows, kept, from });
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Whether a key that was destroyed is there again.
fn is_alive(vault: &Vault, key: KeyOf) -> bool {
    let class = match key.class {
        RowClass::Beneficiary => Class::Beneficiary,
        RowClass::Contact => Class::Contact,
        RowClass::Voucher => Class::Voucher,
    };
    !matches!(vault.key_state(RowNumber::new(key.row.get()), class), Ok(KeyState::Erased | KeyState::Absent))
}

fn alive_again(row: RowNo) -> What {
    let vi = format!("khóa đã hủy của dòng {row} có lại: kho khóa cũ được đặt lại; lần mở tới hủy lần nữa");
    let en = format!(
        "the destroyed key of row {row} is there again: an older key store was put back; the next opening destroys it"
    );
    What::Key(Said(vi, en))
}

/// What is wrong with a row that an event names, if anything is.
fn wrong_row(vault: &Vault, row: RowNumber, commitment: Option<&Digest>, first: bool) -> Option<What> {
    if first {
        match vault.read(row) {
            Ok(_) | Err(VaultError::Erased(_)) => {}
            Err(error @ (VaultError::KeyUnknown(_) | VaultError::KeyDamaged(_))) => {
                return Some(What::Key(Said::of(&error)));
            }
            Err(error) => return Some(What::Row(Said::of(&error))),
        }
    }
    let found = vault.commitment(row).ok().flatten().map(Digest::from);
    let other = commitment.is_some_and(|wanted| found.as_ref() != Some(wanted));
    other.then(|| {
        let vi = format!("dòng {} không phải dòng mà sự kiện đã cam kết", row.get());
        What::Row(Said(vi, format!("row {} is not the one that the event committed to", row.get())))
    })
}
