//! A copy of a log on this machine: its signed checkpoint, and its files as they lie there.

use std::path::{Path, PathBuf};

use transparency::{BundleId, Checkpoint, Hash, Policy, TileId};

use crate::leaves::{Leaves, leaves};
use crate::source::{MAX_BUNDLE, MAX_TEXT, MAX_TILE, read_file};
use crate::trust::{Signed, SignedError, Trust, read_key};
use crate::{MonitorError, SourceError};

/// A copy whose checkpoint its log signed. The rest of it is not checked by opening.
#[derive(Clone, Debug)]
pub struct Copy {
    dir: PathBuf,
    policy: Policy,
    signed: Signed,
    /// Whether the log's key is known from elsewhere than the copy.
    pinned: bool,
}

/// Why there is no copy to speak of.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The disk, or a key that is none.
    #[error(transparent)]
    Monitor(#[from] MonitorError),
    /// A file is not there without which nothing can be said.
    #[error("thiếu tệp {path}: đây chưa phải bản sao của một sổ / {path} is missing: this is no copy of a log yet", path = path.display())]
    Missing {
        /// Which file.
        path: PathBuf,
    },
    /// The checkpoint does not count.
    #[error(transparent)]
    Signed(#[from] SignedError),
}

/// A bundle's bytes, and what they hash to.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) bytes: Vec<u8>,
    pub(crate) leaves: Leaves,
}

impl Copy {
    /// Opens the copy in `dir`: reads its checkpoint, and verifies who signed it.
    pub fn open(dir: &Path, trust: &Trust) -> Result<Self, CopyError> {
        let missing = |name| CopyError::Missing { path: dir.join(name) };
        let bytes = read_file(&dir.join("checkpoint"), MAX_TEXT).map_err(MonitorError::from)?;
        let bytes = bytes.ok_or_else(|| missing("checkpoint"))?;
        let policy = match trust {
            Trust::Policy(policy) => policy.clone(),
            Trust::FirstUse => {
                Policy::of_log(read_key(&dir.join("log.vkey"))?.ok_or_else(|| missing("log.vkey"))?)
            }
        };
        let signed = Signed::read(&bytes, &policy)?;
        Ok(Self { dir: dir.to_owned(), policy, signed, pinned: matches!(trust, Trust::Policy(_)) })
    }

    /// Where it lies.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whose keys its checkpoint was measured by.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Its checkpoint, with who signed it.
    pub fn signed(&self) -> &Signed {
        &self.signed
    }

    /// What its checkpoint says.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.signed.checkpoint
    }

    /// Whether the log's key is known from elsewhere than the copy itself.
    pub fn pinned(&self) -> bool {
        self.pinned
    }

    /// Reads and hashes a bundle; none where it is not there.
    pub(crate) fn bundle(&self, id: BundleId) -> Result<Option<Bundle>, SourceError> {
        bundle_in(&self.dir, id)
    }

    /// Reads a tile; none where it is not there, an error in the tile where it is not of its length.
    pub(crate) fn tile(&self, id: TileId) -> Result<Option<Result<Vec<Hash>, TileLength>>, SourceError> {
        let exact = read_file(&self.dir.join(id.to_string()), MAX_TILE)?;
        let full = TileId { width: 256, ..id };
        let (bytes, holds) = match exact {
            Some(bytes) => (Some(bytes), id.width),
            None => (read_file(&self.dir.join(full.to_string()), MAX_TILE)?, 256),
        };
        Ok(bytes.map(|bytes| {
            let (hashes, rest) = bytes.as_chunks::<{ Hash::BYTES }>();
            let right = rest.is_empty() && hashes.len() == usize::from(holds);
            let hashes = hashes.iter().take(usize::from(id.width)).copied().map(Hash::new);
            if right { Ok(hashes.collect()) } else { Err(TileLength) }
        }))
    }
}

/// A tile is not as long as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TileLength;

/// Reads and hashes a bundle in a directory. One that has been filled since serves for its beginning.
pub(crate) fn bundle_in(dir: &Path, id: BundleId) -> Result<Option<Bundle>, SourceError> {
    let exact = read_file(&dir.join(id.to_string()), MAX_BUNDLE)?;
    let full = BundleId { width: 256, ..id };
    let (bytes, is_exact) = match exact {
        Some(bytes) => (Some(bytes), true),
        None => (read_file(&dir.join(full.to_string()), MAX_BUNDLE)?, false),
    };
    Ok(bytes.map(|bytes| Bundle { leaves: leaves(&bytes, id.width, is_exact), bytes }))
}
