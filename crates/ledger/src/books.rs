//! All funds of a data directory, one set of books each: `<data>/funds/<fund>/{log,vault,snapshot}`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use domain::{FundId, Rejection, State, decide};
use jiff::Timestamp;

use crate::clock::today;
use crate::entry::Entry;
use crate::error::{LedgerError, OpenError};
use crate::ledger::Ledger;
use crate::open::{self, Opened};

/// The open books of all funds.
pub struct Books {
    dir: PathBuf,
    funds: RwLock<BTreeMap<FundId, Arc<Ledger>>>,
    opened: Vec<(FundId, Opened)>,
}

impl Books {
    /// Opens every fund of the data directory; there may be none yet.
    pub fn open(data: &Path) -> Result<Self, OpenError> {
        let dir = data.join("funds");
        let io = |source| OpenError::Io { path: dir.clone(), source };
        fs::create_dir_all(&dir).map_err(io)?;
        let (mut funds, mut opened) = (BTreeMap::new(), Vec::new());
        for entry in fs::read_dir(&dir).map_err(io)? {
            let path = entry.map_err(io)?.path();
            let Some(fund) = fund_at(&path) else { continue };
            let (ledger, found) = open::open(&fund, &path)?;
            funds.insert(fund.clone(), Arc::new(ledger));
            opened.push((fund, found));
        }
        Ok(Self { dir, funds: RwLock::new(funds), opened })
    }

    /// Opens one fund alone, as the command line does.
    pub fn open_fund(data: &Path, fund: &FundId) -> Result<(Ledger, Opened), OpenError> {
        open::open(fund, &data.join("funds").join(fund.as_str()))
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
        let dir = self.dir.join(fund.as_str());
        remove_half_made(&dir)?;
        open::create(&dir)?;
        let ledger = Arc::new(open::open(fund, &dir)?.0);
        funds.insert(fund.clone(), Arc::clone(&ledger));
        Ok(ledger)
    }

    /// Begins the books of a fund with these entries. They are decided on empty books first: where one is refused,
    /// nothing is made. Books that a crash left without an entry are begun again.
    pub fn begin(&self, fund: &FundId, entries: Vec<Entry>) -> Result<Arc<Ledger>, LedgerError> {
        let mut state = State::default();
        for entry in &entries {
            let facts = decide(&state, entry.command.clone(), today(Timestamp::now()))?;
            facts.for_each(|fact| state.evolve(fact.effective_on, &fact.event));
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

/// The fund whose books lie at `path`.
fn fund_at(path: &Path) -> Option<FundId> {
    let fund = path.file_name()?.to_str()?.parse().ok()?;
    path.join("log").join("journal").exists().then_some(fund)
}

/// A crash while books were made leaves a directory without a log; it holds nothing yet.
fn remove_half_made(dir: &Path) -> Result<(), OpenError> {
    let io = |source| OpenError::Io { path: dir.to_owned(), source };
    if dir.join("log").join("journal").exists() {
        return Err(OpenError::Io { path: dir.to_owned(), source: std::io::ErrorKind::AlreadyExists.into() });
    }
    if dir.exists() { fs::remove_dir_all(dir).map_err(io) } else { Ok(()) }
}
