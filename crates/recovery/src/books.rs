//! Where the files of one log lie: a fund's, or the directory log's, which has no vault.

use std::path::{Path, PathBuf};

use domain::FundId;
use transparency::VerifierKey;
use vault::KeySource;

use crate::{RecoveryError, files};

/// In a log's home: nothing is written, and the file says why.
pub const READ_ONLY: &str = "read-only";

/// In a log's home: the addition to its name since a loss was accepted.
const ERA: &str = "era";

/// The addition to the name of a log whose loss was accepted: `e2` the first time. None where there was none.
pub fn era(home: &Path) -> Option<String> {
    let text = std::fs::read_to_string(home.join(ERA)).ok()?;
    let era = text.trim();
    let number = era.strip_prefix('e')?.parse::<u32>().ok()?;
    (format!("e{number}") == era).then(|| era.to_owned())
}

/// Gives the log another name from now on.
pub(crate) fn next_era(home: &Path) -> Result<String, RecoveryError> {
    let number = era(home).and_then(|era| era.get(1..)?.parse::<u32>().ok()).unwrap_or(1);
    let era = format!("e{}", number.saturating_add(1));
    files::put(&home.join(ERA), format!("{era}\n").as_bytes())?;
    Ok(era)
}

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
        let home = data.join("funds").join(&name);
        let lock = era(&home).map_or_else(|| name.clone(), |era| format!("{name}-{era}"));
        let lock = locks.join(format!("{lock}.checkpoint"));
        Self { home, name, lock, key, keys: None }
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

    /// The files of evidence, sealed.
    pub fn evidence(&self) -> PathBuf {
        self.home.join("evidence")
    }

    /// The rows of personal data, ciphertext.
    pub fn rows(&self) -> PathBuf {
        self.home.join("vault").join("rows")
    }
}
