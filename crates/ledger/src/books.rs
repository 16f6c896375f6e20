//! All funds of a data directory, one set of books each: `<data>/funds/<fund>/{log,vault,snapshot}`, and their keys:
//! `<keys>/<fund>/{keys,epoch-<n>.key,secret}`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use domain::{FundId, Given, Rejection, State, decide};
use jiff::Timestamp;

use crate::clock::today;
use crate::entry::Entry;
use crate::error::{LedgerError, OpenError};
use crate::ledger::Ledger;
use crate::open::{self, Opened};
use crate::places::Places;

/// The open books of all funds.
pub struct Books {
    places: Places,
    funds: RwLock<BTreeMap<FundId, Arc<Ledger>>>,
    opened: Vec<(FundId, Opened)>,
    broken: Vec<(FundId, OpenError)>,
}

impl Books {
    /// Opens every fund of the data directory; there may be none yet. One that cannot be opened keeps none of the
    /// others closed: see [`Books::broken`].
    pub fn open(places: impl Into<Places>) -> Result<Self, OpenError> {
        let places = places.into();
        let dir = places.funds();
        fs::create_dir_all(&dir).map_err(|source| OpenError::Io { path: dir.clone(), source })?;
        let (mut funds, mut opened, mut broken) = (BTreeMap::new(), Vec::new(), Vec::new());
        for fund in Self::list(&places.data) {
            match Self::open_fund(&places, &fund) {
                Ok((ledger, found)) => {
                    funds.insert(fund.clone(), Arc::new(ledger));
                    opened.push((fund, found));
                }
                Err(error) => broken.push((fund, error)),
            }
        }
        Ok(Self { places, funds: RwLock::new(funds), opened, broken })
    }

    /// Opens one fund alone, as the command line does.
    pub fn open_fund(places: impl Into<Places>, fund: &FundId) -> Result<(Ledger, Opened), OpenError> {
        let places = places.into().of(fund);
        if !journal(&places.dir).exists() && holds_data(&places.dir) {
            return Err(OpenError::JournalMissing { path: places.dir });
        }
        open::open(&places)
    }

    /// The funds that have books in a data directory, without opening them.
    pub fn list(data: &Path) -> Vec<FundId> {
        let entries = fs::read_dir(data.join("funds")).into_iter().flatten();
        let mut funds: Vec<_> = entries.filter_map(|entry| fund_at(&entry.ok()?.path())).collect();
        funds.sort();
        funds
    }

    /// Makes empty books for a fund.
    pub fn create(&self, fund: &FundId) -> Result<Arc<Ledger>, OpenError> {
        let mut funds = self.funds.write().unwrap_or_else(PoisonError::into_inner);
        if funds.contains_key(fund) {
            return Err(OpenError::Exists(fund.clone()));
        }
        let making = self.only_maker()?;
        let places = self.places.of(fund);
        if journal(&places.dir).exists() {
            return Err(OpenError::Exists(fund.clone()));
        }
        remove_half_made(&places.dir)?;
        open::create(&places)?;
        let ledger = Arc::new(open::open(&places)?.0);
        drop(making);
        funds.insert(fund.clone(), Arc::clone(&ledger));
        Ok(ledger)
    }

    /// Keeps other processes from making books at the same time.
    fn only_maker(&self) -> Result<fs::File, OpenError> {
        let path = self.places.funds().join(".making");
        let locked = || {
            let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
            file.lock()?;
            Ok(file)
        };
        locked().map_err(|source| OpenError::Io { path: path.clone(), source })
    }

    /// Funds whose books could not be opened, and why.
    pub fn broken(&self) -> &[(FundId, OpenError)] {
        &self.broken
    }

    /// Begins the books of a fund with these entries. They are decided on empty books first: where one is refused,
    /// nothing is made. Books that a crash left without an entry are begun again.
    pub fn begin(&self, fund: &FundId, entries: Vec<Entry>) -> Result<Arc<Ledger>, LedgerError> {
        let mut state = State::default();
        for entry in &entries {
            let given = Given { actor: &entry.actor, today: today(Timestamp::now()) };
            let facts = decide(&state, entry.command.clone(), given)?;
            facts.for_each(|fact| state.evolve(&entry.actor, fact.effective_on, &fact.event));
        }
        let ledger = match self.fund(fund) {
            Some(ledger) if ledger.head().position == 0 => ledger,
            Some(_) => return Err(Rejection::FundAlreadyOpen(fund.clone()).into()),
            None => self.create(fund)?,
        };
        for entry in entries {
            ledger.execute(entry)?;
        }
        Ok(ledger)
    }

    /// The books of a fund.
    pub fn fund(&self, id: &FundId) -> Option<Arc<Ledger>> {
        self.funds.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// All books, by the fund's short name.
    pub fn funds(&self) -> Vec<Arc<Ledger>> {
        self.funds.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// What opening found of each fund.
    pub fn opened(&self) -> &[(FundId, Opened)] {
        &self.opened
    }
}

/// The fund whose books lie at `path`: with a journal, or with what is left of a fund that has lost it.
fn fund_at(path: &Path) -> Option<FundId> {
    let fund = path.file_name()?.to_str()?.parse().ok()?;
    (journal(path).exists() || holds_data(path)).then_some(fund)
}

fn journal(dir: &Path) -> PathBuf {
    dir.join("log").join("journal")
}

/// Whether a directory holds more than a crash leaves that came while its books were made: a snapshot, an index of a
/// log, or a row of the vault.
fn holds_data(dir: &Path) -> bool {
    let rows = fs::metadata(dir.join("vault").join("rows")).map_or(0, |file| file.len());
    rows > vault::EMPTY_BYTES
        || ["snapshot", "log/verified", "log/sled"].iter().any(|file| dir.join(file).exists())
}

/// A crash while books were made leaves a directory without a journal; it holds nothing yet.
fn remove_half_made(dir: &Path) -> Result<(), OpenError> {
    if holds_data(dir) {
        return Err(OpenError::JournalMissing { path: dir.to_owned() });
    }
    let removed = if dir.exists() { fs::remove_dir_all(dir) } else { Ok(()) };
    removed.map_err(|source| OpenError::Io { path: dir.to_owned(), source })
}
