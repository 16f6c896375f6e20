//! The keys that sign a ledger's logs: one seed on the disk, and for every log a key of its own that follows from the seed
//! and the log's name (tlog-policy forbids one key for two logs).

use std::fs;
use std::io;
use std::path::Path;

use hkdf::Hkdf;
use sha2::Sha256;
use transparency::{KeyKind, Signer};
use zeroize::Zeroizing;

use crate::{PublishError, durable};

/// The file in the directory of keys: 32 random bytes that only the owner may read.
const SEED: &str = "log.seed";

/// See the module. Wiped from memory when it is dropped.
pub struct LogKeys {
    seed: Zeroizing<[u8; 32]>,
}

impl LogKeys {
    /// Reads the seed in the directory `keys`. Where there is none it is made, unless `locks` shows that a log has been
    /// signed: with another key every reader would have to be told, so a lost seed is restored and never replaced.
    pub fn open(keys: &Path, locks: &Path) -> Result<Self, PublishError> {
        let path = keys.join(SEED);
        let io = |source| PublishError::Io { path: path.clone(), source };
        let bytes = match fs::read(&path) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if has_signed(locks).map_err(io)? {
                    return Err(PublishError::SeedLost { path });
                }
                let mut seed = Zeroizing::new([0; 32]);
                getrandom::fill(&mut *seed).map_err(|error| io(io::Error::other(error)))?;
                durable::create_secret(&path, &*seed).map_err(io)?;
                // Another process may have been first.
                Zeroizing::new(fs::read(&path).map_err(io)?)
            }
            Err(error) => return Err(io(error)),
        };
        let seed = bytes.as_slice().try_into().map_err(|_| PublishError::SeedLost { path })?;
        Ok(Self { seed: Zeroizing::new(seed) })
    }

    /// The key of the log of that name: Ed25519 from HKDF-SHA-256 over the seed.
    pub fn signer(&self, origin: &str) -> Result<Signer, PublishError> {
        let mut key = Zeroizing::new([0; 32]);
        // Refused only for more than 255 times 32 bytes.
        let derived = Hkdf::<Sha256>::new(None, &*self.seed).expand(origin.as_bytes(), &mut *key);
        derived.map_err(|_| transparency::KeyError::Form)?;
        Ok(Signer::new(origin, KeyKind::Note, &key)?)
    }
}

/// Whether a log's lock lies in the directory.
fn has_signed(locks: &Path) -> io::Result<bool> {
    let files = match fs::read_dir(locks) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        files => files?,
    };
    let is_lock = |file: fs::DirEntry| file.path().extension().is_some_and(|ending| ending == "checkpoint");
    Ok(files.collect::<io::Result<Vec<_>>>()?.into_iter().any(is_lock))
}
