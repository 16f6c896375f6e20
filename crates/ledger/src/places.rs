//! Where the books of all funds lie, and where their keys do: apart, so that no backup of the one holds the other.

use std::path::{Path, PathBuf};

use domain::FundId;
use vault::KeySource;

/// The directories of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The books: `<data>/funds/<fund>`.
    pub data: PathBuf,
    /// The keys of personal data: `<keys>/<fund>`. Never backed up with the data.
    pub keys: PathBuf,
    /// What the keys are wrapped by.
    pub source: KeySource,
}

impl Places {
    /// Everything under one directory, as it is by default: the keys in `<data>/keys`.
    pub fn under(data: &Path) -> Self {
        Self { data: data.to_owned(), keys: data.join("keys"), source: KeySource::Directory }
    }

    /// The directory of all books.
    pub(crate) fn funds(&self) -> PathBuf {
        self.data.join("funds")
    }

    /// The places of one fund.
    pub(crate) fn of(&self, fund: &FundId) -> FundPlaces {
        let (dir, keys) = (self.funds().join(fund.as_str()), self.keys.join(fund.as_str()));
        FundPlaces { fund: fund.clone(), dir, keys, source: self.source.clone() }
    }
}

impl From<&Path> for Places {
    fn from(data: &Path) -> Self {
        Self::under(data)
    }
}

impl From<&PathBuf> for Places {
    fn from(data: &PathBuf) -> Self {
        Self::under(data)
    }
}

impl From<&Self> for Places {
    fn from(places: &Self) -> Self {
        places.clone()
    }
}

/// The directories of one fund.
#[derive(Clone, Debug)]
pub(crate) struct FundPlaces {
    pub(crate) fund: FundId,
    /// Its log, vault and snapshot.
    pub(crate) dir: PathBuf,
    /// Its keys and its secret.
    pub(crate) keys: PathBuf,
    pub(crate) source: KeySource,
}

impl FundPlaces {
    pub(crate) fn log(&self) -> PathBuf {
        self.dir.join("log")
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.dir.join("vault")
    }

    /// The files that events name, and the keys that they are sealed by.
    pub(crate) fn evidence(&self) -> (PathBuf, PathBuf) {
        (self.dir.join("evidence"), self.keys.join("evidence"))
    }
}
