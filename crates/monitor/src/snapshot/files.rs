//! What lies at a source of the files that a snapshot lists.

use sha2::{Digest, Sha256};
use transparency::{Snapshot, SnapshotFile};

use crate::{Source, SourceError};

/// By how much a file may be longer than the signed one and still be read: its head tells lines that were left out.
const HEAD: u64 = 256;

/// A file of the list, as it was found.
pub(super) enum Found {
    /// It has the digest of the list.
    Same,
    /// It is not there.
    Missing,
    /// It cannot be had; why, in both languages.
    Unreadable(String),
    /// It is longer than what was signed.
    TooLong,
    /// It is another.
    Other(Vec<u8>),
}

/// Every file of the list, in its order. Names of a list are never paths.
pub(super) fn look(source: &Source, snapshot: &Snapshot) -> Vec<Found> {
    snapshot.files.iter().map(|file| found(source, file)).collect()
}

fn found(source: &Source, file: &SnapshotFile) -> Found {
    match source.get(&file.name, file.bytes.saturating_add(HEAD)) {
        Ok(Some(bytes)) => {
            let same =
                bytes.len() as u64 == file.bytes && file.digest == <[u8; 32]>::from(Sha256::digest(&bytes));
            if same { Found::Same } else { Found::Other(bytes) }
        }
        Ok(None) => Found::Missing,
        Err(SourceError::TooLarge { .. }) => Found::TooLong,
        Err(error) => Found::Unreadable(error.to_string()),
    }
}
