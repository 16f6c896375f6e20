//! The files that events name: kept before the command that names them, given to those who may see them, and copies of them
//! with names blacked out, which lie open for everybody.
//!
//! A copy for the public lies unsealed in `<fund>/public` as long as the books say that it is published. The folder is made from
//! the sealed files and the books, so a crash between event and file is made good at the next opening.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use domain::books::{self, Copied};
use domain::{Command, Digest, On, Recorded, Rejection, State};
use serde::{Deserialize, Serialize};
use vault::{Evidence, FileKind, KeptFile, Standing, VaultError};

use crate::error::LedgerError;
use crate::ledger::Ledger;

/// How long a file waits for the command that names it.
const WAITS: Duration = Duration::from_hours(7 * 24);

/// Which events name which files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFiles(BTreeMap<[u8; 32], u64>);

impl NamedFiles {
    pub(crate) fn apply(&mut self, recorded: &Recorded) {
        for digest in recorded.event.evidence() {
            self.0.entry(digest.bytes()).or_insert(recorded.position);
        }
    }

    /// The position of the first event that names a file.
    pub fn first(&self, digest: &Digest) -> Option<u64> {
        self.0.get(&digest.bytes()).copied()
    }

    /// How many files are named.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn holds(&self, digest: &[u8; 32]) -> bool {
        self.0.contains_key(digest)
    }
}

impl Ledger {
    /// Keeps a file: it is on the disk when this answers, and a command may name it. One that no command names within a week
    /// is wiped at a later opening.
    pub fn keep_file(&self, bytes: &[u8]) -> Result<KeptFile, LedgerError> {
        self.writable()?;
        Ok(self.evidence.keep(bytes)?)
    }

    /// A file, hashed again. Who may see it is for the caller to ask.
    pub fn file(&self, digest: &Digest) -> Result<(FileKind, Vec<u8>), LedgerError> {
        Ok(self.evidence.read(&digest.bytes())?)
    }

    /// Whether a file is kept here, without opening it.
    pub fn file_standing(&self, digest: &Digest) -> Standing {
        self.evidence.standing(&digest.bytes())
    }

    /// A copy that the public has now, with what the books say of it; none for every other file. Its bytes are hashed again.
    pub fn public_copy(&self, digest: &Digest) -> Result<Option<(Copied, FileKind, Vec<u8>)>, LedgerError> {
        let Some(copied) = self.rules(|state| state.books.copy(digest).cloned())? else { return Ok(None) };
        let open = fs::read(self.public_place(digest)).ok().filter(|bytes| Digest::of(bytes) == *digest);
        let (kind, bytes) = match open {
            Some(bytes) => (FileKind::of(&bytes).unwrap_or(FileKind::Pdf), bytes),
            None => self.file(digest)?,
        };
        Ok(Some((copied, kind, bytes)))
    }

    /// What a command publishes is kept: the rules know digests and no files.
    pub(crate) fn copy_is_kept(&self, command: &Command) -> Result<(), LedgerError> {
        let Command::Books(On { command: books::Command::PublishCopy(command), .. }) = command else {
            return Ok(());
        };
        match self.file(&command.copy) {
            Err(LedgerError::Evidence(error)) => {
                tracing::info!(%error, "a copy is to be published whose file cannot be read");
                Err(Rejection::from(books::Refusal::FileNotKept(command.copy.clone())).into())
            }
            read => read.map(drop),
        }
    }

    /// Puts the copies that are published into the open folder and takes all others out.
    pub(crate) fn lay_out_copies(&self) {
        let path = self.dir.join(PUBLIC);
        let laid_out = self.rules(wanted).and_then(|wanted| {
            place_all(&self.evidence, &path, &wanted).map_err(|source| VaultError::Io { path, source }.into())
        });
        if let Err(error) = laid_out {
            tracing::error!(%error, "ALARM: the copies of papers for the public could not be put in place");
        }
    }

    /// Wipes files that no event has named for a week. Answers with how many.
    pub(crate) fn sweep_files(&self) -> Result<u64, LedgerError> {
        let before = SystemTime::now().checked_sub(WAITS).unwrap_or(SystemTime::UNIX_EPOCH);
        let views = self.views();
        Ok(self.evidence.sweep(&|digest| views.files.holds(digest), before)?)
    }

    fn public_place(&self, digest: &Digest) -> PathBuf {
        self.dir.join(PUBLIC).join(digest.as_str())
    }
}

/// The folder of what everybody may have.
const PUBLIC: &str = "public";

/// Whether a command changes what lies in the open folder.
pub(crate) fn changes_copies(command: &Command) -> bool {
    matches!(
        command,
        Command::Books(On { command: books::Command::PublishCopy(_) | books::Command::WithdrawCopy(_), .. })
    )
}

fn wanted(state: &State) -> Vec<Digest> {
    state.books.copies().map(|(digest, _)| digest.clone()).collect()
}

fn place_all(evidence: &Evidence, dir: &Path, wanted: &[Digest]) -> std::io::Result<()> {
    if wanted.is_empty() && !dir.exists() {
        return Ok(());
    }
    fs::create_dir_all(dir)?;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let stays = |digest: &&Digest| *digest.as_str() == *entry.file_name();
        if !wanted.iter().any(|digest| stays(&digest)) {
            fs::remove_file(entry.path())?;
        }
    }
    for digest in wanted.iter().filter(|digest| !dir.join(digest.as_str()).exists()) {
        let Ok((_, bytes)) = evidence.read(&digest.bytes()) else {
            tracing::error!(%digest, "ALARM: a copy that was published is not there any more");
            continue;
        };
        let aside = dir.join(format!("{digest}.new"));
        fs::write(&aside, bytes)?;
        fs::File::open(&aside)?.sync_all()?;
        fs::rename(&aside, dir.join(digest.as_str()))?;
    }
    fs::File::open(dir)?.sync_all()
}
