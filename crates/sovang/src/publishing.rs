//! Publishes the funds' logs: at the end of a command that wrote, and as long as a server runs. What goes wrong here
//! never undoes what the books have recorded; it is told on standard error, and a server says so in its health.

mod service;
mod snapshots;
mod stamps;
mod witnesses;

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::FundId;
use event_log::OpenError;
use ledger::{Ledger, LedgerError};
use publication::{
    DIRECTORY, Directory, Lock, LogKeys, PublishError, Published, Publisher, Store, mend, policy,
};
use transparency::{Checkpoint, Note, PolicyError, VerifierKey};

use crate::config::{Config, Proof};
pub(crate) use service::Service;
pub(crate) use snapshots::Stood;
pub(crate) use stamps::{pinned, stamp};

/// What publishing needs beside the books.
pub(crate) struct Press {
    keys: LogKeys,
    data: std::path::PathBuf,
    proof: Proof,
    /// None while another process has it open, or after an alarm: what is not in it yet goes in the next time.
    directory: Mutex<Option<Directory>>,
}

/// Why nothing is published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("mục [proof] của tệp cấu hình: {0} / section [proof] of the configuration: {0}")]
    Policy(#[from] PolicyError),
}

impl Trouble {
    /// Whether the books are another history than what was signed.
    fn is_rewritten(&self) -> bool {
        matches!(self, Self::Publish(PublishError::RolledBack { .. } | PublishError::Rewritten { .. }))
    }

    /// Whether it needs a person.
    fn is_alarm(&self) -> bool {
        match self {
            Self::Publish(error) => error.is_alarm(),
            Self::Policy(_) => true,
            Self::Ledger(_) => false,
        }
    }
}

impl Press {
    /// Reads the keys, or makes them, and opens the directory. Whatever is wrong with the directory keeps no fund from being
    /// published.
    pub(crate) fn open(config: &Config) -> Result<Self, Trouble> {
        let proof = config.proof.clone();
        let keys = LogKeys::open(&proof.keys, &proof.locks)?;
        let press = Self { keys, data: config.data.clone(), proof, directory: Mutex::new(None) };
        let directory = press.open_directory().unwrap_or_else(|error| {
            tracing::error!(%error, "the directory of logs is not published");
            None
        });
        *press.directory() = directory;
        Ok(press)
    }

    fn open_directory(&self) -> Result<Option<Directory>, Trouble> {
        let origin = format!("{}/{DIRECTORY}", self.proof.domain);
        let lock = Lock::read(&self.proof.locks, DIRECTORY)?;
        let dir = self.data.join(DIRECTORY);
        match Directory::open(&dir, lock, self.keys.signer(&origin)?, &origin) {
            Ok(directory) => {
                self.write_policy(directory.publisher())?;
                Ok(Some(directory))
            }
            Err(PublishError::Open(OpenError::AlreadyOpen { .. })) => {
                tracing::info!("another process has the directory of logs open; the next one adds to it");
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes up the publication of a fund.
    fn publisher(&self, ledger: &Ledger) -> Result<Publisher, Trouble> {
        let fund = ledger.fund();
        let (origin, lock) = self.named(fund);
        let lock = Lock::read(&self.proof.locks, &lock)?;
        let signer = self.keys.signer(&origin)?;
        let publisher = Publisher::open(self.store(fund), lock, signer, &origin, ledger.log())?;
        if publisher.mended() > 0 {
            let files = publisher.mended();
            tracing::warn!(%fund, files, "published files were missing or wrong and were derived from the journal again");
        }
        if let Some(directory) = self.directory().as_ref() {
            directory.bears_out(&publisher, ledger.log())?;
        }
        self.write_policy(&publisher)?;
        Ok(publisher)
    }

    /// Reads all that was published against the journal again, about a second for a million events, before a server adds
    /// to it: nothing is signed on top of a journal that was rewritten.
    fn mend(&self, ledger: &Ledger) -> Result<(), Trouble> {
        let fund = ledger.fund();
        let lock = Lock::read(&self.proof.locks, &self.named(fund).1)?;
        for file in mend(ledger.log(), &self.store(fund), &lock)?.wrong {
            let file = crate::out::path(&file);
            tracing::error!(%fund, file, "a published file was not what follows from the journal, and was derived again");
        }
        Ok(())
    }

    /// The name of a fund's log, and that of its lock.
    fn named(&self, fund: &FundId) -> (String, String) {
        let lock = lock_name(&self.data, fund);
        (format!("{}/fund/{lock}", self.proof.domain), lock)
    }

    fn write_policy(&self, publisher: &Publisher) -> Result<(), Trouble> {
        let witnesses: Vec<_> =
            self.proof.witnesses.iter().map(|known| (known.vkey.clone(), known.url.clone())).collect();
        let policy = policy(publisher.key(), &witnesses, self.proof.quorum)?;
        Ok(publisher.store().write_policy(&policy.to_string()).map_err(PublishError::from)?)
    }

    /// Where a fund's published files lie.
    fn store(&self, fund: &FundId) -> Store {
        store(&self.data, fund)
    }

    /// Tells the directory what a fund has published.
    fn note(&self, fund: &FundId, key: &VerifierKey, published: &Published) -> Result<(), Trouble> {
        if let Some(directory) = self.directory().as_mut() {
            directory.add(fund.as_str(), key, published)?;
        }
        Ok(())
    }

    fn directory(&self) -> MutexGuard<'_, Option<Directory>> {
        self.directory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Under which addition to its name a fund's log is published since a loss was accepted; none where there was none.
pub(crate) fn era(data: &std::path::Path, fund: &FundId) -> Option<String> {
    recovery::era(&data.join("funds").join(fund.as_str()))
}

/// What a fund's lock is called: as the fund, with the addition.
fn lock_name(data: &std::path::Path, fund: &FundId) -> String {
    era(data, fund).map_or_else(|| fund.to_string(), |era| format!("{fund}-{era}"))
}

/// Where a fund's published files lie.
pub(crate) fn store(data: &std::path::Path, fund: &FundId) -> Store {
    Store::at(&data.join("funds").join(fund.as_str()).join("tlog"))
}

/// Keeps books from being written on whose lock knows more of them than they do: their journal was put back to an older
/// state, and whatever were recorded now would stand where something else was signed.
pub(crate) fn guard(config: &Config, ledger: &Ledger) {
    let fund = ledger.fund();
    let signed = Lock::read(&config.proof.locks, &lock_name(&config.data, fund)).ok().and_then(|lock| {
        let note = Note::parse(lock.held()?).ok()?;
        Some(Checkpoint::parse(note.text()).ok()?.size)
    });
    let (head, signed) = (ledger.head().position, signed.unwrap_or(0));
    if signed > head {
        ledger.stop_writing((
            format!(
                "sổ chỉ còn {head} sự kiện mà {signed} sự kiện đã được ký: nhật ký bị lùi về bản cũ; hãy giữ nguyên đĩa và chạy \
                 `sovang doctor --repair --from BẢN-SAO`"
            ),
            format!(
                "the books hold {head} events, but {signed} were signed: the journal was put back to an older state; keep the disk \
                 as it is and run `sovang doctor --repair --from COPY`"
            ),
        ));
    }
}

/// Publishes what a fund has written and nobody has published, as a command does at its end.
pub(crate) fn catch_up(config: &Config, ledger: &Ledger) {
    let publish = || {
        let press = Press::open(config)?;
        press.mend(ledger)?;
        let mut publisher = press.publisher(ledger)?;
        publisher.publish(ledger.log())?;
        witnesses::once(&press.proof, &mut publisher)?;
        let Some(published) = publisher.newest().cloned() else { return Ok(()) };
        press.note(ledger.fund(), publisher.key(), &published)
    };
    if let Err(error) = publish() {
        tell(ledger.fund(), &error);
    }
}

fn tell(fund: &FundId, error: &Trouble) {
    tracing::error!(%fund, %error, "what was recorded stands, but it is not published");
}
