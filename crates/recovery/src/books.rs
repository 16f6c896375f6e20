//! Where the files of one log lie: a fund's, or the directory log's, which has no vault.

use std::path::{Path, PathBuf};

use domain::FundId;
use transparency::VerifierKey;
use vault::KeySource;

/// In a log's home: nothing is written, and the file says why.
pub const READ_ONLY: &str = "read-only";

/// The files of one log.
#[derive(Clone, Debug)]
pub struct Books {
    /// The fund's short name, or `directory`.
    pub name: String,
    /// The directory that holds all of them but the lock and the keys.
    pub home: PathBuf,
    /// The last signed checkpoint.
    pub lock: PathBuf,
    /// The log's key, where it is known otherwise than from the published files.
    pub key: Option<VerifierKey>,
    /// The directory of a fund's data keys, and what wraps them; none for the directory log.
    pub keys: Option<(PathBuf, KeySource)>,
}

impl Books {
    /// A fund's.
    pub fn of_fund(data: &Path, locks: &Path, fund: &FundId, key: Option<VerifierKey>) -> Self {
        let name = fund.as_str().to_owned();
        let lock = locks.join(format!("{name}.checkpoint"));
        Self { home: data.join("funds").join(&name), name, lock, key, keys: None }
    }

    /// The directory log's.
    pub fn of_directory(data: &Path, locks: &Path, key: Option<VerifierKey>) -> Self {
        let name = "directory".to_owned();
        Self { home: data.join(&name), lock: locks.join("directory.checkpoint"), name, key, keys: None }
    }

    /// With the data keys in a directory.
    #[must_use]
    pub fn with_keys(self, keys: PathBuf, source: KeySource) -> Self {
        Self { keys: Some((keys, source)), ..self }
    }

    /// The event log's directory.
    pub fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    /// The published files.
    pub fn tlog(&self) -> PathBuf {
        self.home.join("tlog")
    }

    /// The rows of personal data, ciphertext.
    pub fn rows(&self) -> PathBuf {
        self.home.join("vault").join("rows")
    }
}
