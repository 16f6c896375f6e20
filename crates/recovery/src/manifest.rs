//! The manifest of a backup: what it holds, to the byte. It is replaced last, so whatever a backup that was interrupted
//! has written beside it, it speaks of files that are whole.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{RecoveryError, files};

/// The format that is written.
const FORMAT: u16 = 2;
/// Its name in the backup of one log.
const NAME: &str = "manifest";

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Of the file.
    pub(crate) format: u16,
    /// The fund's short name, or `directory`.
    pub name: String,
    /// The log's id.
    pub log: Uuid,
    /// When the backup was made.
    pub taken_at: Timestamp,
    /// The journal.
    pub journal: Journal,
    /// The rows of personal data; none for the directory log.
    pub rows: Option<Rows>,
    /// Files of evidence: by digest, the SHA-256 of the sealed bytes. None in format 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) evidence: BTreeMap<String, String>,
    /// The published checkpoint, the whole note; none where nothing was published.
    pub checkpoint: Option<String>,
    /// The last signed checkpoint; none where nothing was signed.
    pub lock: Option<String>,
}

/// How far the copy of the journal counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Bytes.
    pub bytes: u64,
    /// Events.
    pub events: u64,
    /// The journal's chain there, in hexadecimal.
    pub chain: String,
}

/// The rows, in chunks that are named by their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Bytes of the file.
    pub bytes: u64,
    /// Its chunks in order.
    pub chunks: Vec<String>,
}

impl Manifest {
    /// Of what is in this backup by now.
    pub(crate) fn new(name: &str, log: Uuid, taken_at: Timestamp, journal: Journal) -> Self {
        let name = name.to_owned();
        Self {
            format: FORMAT,
            name,
            log,
            taken_at,
            journal,
            rows: None,
            evidence: BTreeMap::new(),
            checkpoint: None,
            lock: None,
        }
    }

    /// Reads the manifest of one log's backup; none where there is none yet.
    pub fn read(backup: &Path) -> Result<Option<Self>, RecoveryError> {
        let path = backup.join(NAME);
        let Some(bytes) = files::read(&path)? else { return Ok(None) };
        let damaged = || RecoveryError::BackupDamaged { path: path.clone() };
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        let (body, sum) = text.split_once('\n').ok_or_else(damaged)?;
        if sum.strip_suffix('\n') != Some(&files::digest(body.as_bytes())) {
            return Err(damaged());
        }
        let manifest: Self = serde_json::from_str(body).map_err(|_| damaged())?;
        if manifest.format > FORMAT {
            return Err(RecoveryError::Newer { found: manifest.format, known: FORMAT });
        }
        Ok(Some(manifest))
    }

    /// Puts it in place of the last one: from here on the backup is this.
    pub(crate) fn write(&self, backup: &Path) -> Result<(), RecoveryError> {
        let path = backup.join(NAME);
        let body = serde_json::to_string(self).map_err(|error| RecoveryError::io(&path, error.into()))?;
        files::put(&path, format!("{body}\n{}\n", files::digest(body.as_bytes())).as_bytes())
    }
}
