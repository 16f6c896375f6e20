//! The secret under which commands are digested.
//!
//! The log keeps a digest of every command, to tell a repeated one from another under the same id. A command may
//! hold a name and a memo, and a plain hash of a name can be guessed; a keyed one cannot. The key lies beside
//! the vault and never in the log.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use domain::{AccountId, Actor};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::entry::Entry;
use crate::error::OpenError;

const FILE: &str = "digest-key";

/// The key.
pub(crate) struct Secret([u8; 32]);

impl Secret {
    /// Makes a new key in `dir` and brings it to the disk.
    pub(crate) fn create(dir: &Path) -> Result<(), OpenError> {
        let path = dir.join(FILE);
        let written = || {
            let mut key = [0; 32];
            getrandom::fill(&mut key).map_err(|error| io::Error::other(error.to_string()))?;
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
            file.write_all(&key)?;
            file.sync_all()?;
            fs::File::open(dir)?.sync_all()
        };
        written().map_err(|source| OpenError::Io { path: path.clone(), source })
    }

    /// Reads the key of `dir`.
    pub(crate) fn read(dir: &Path) -> Result<Self, OpenError> {
        let path = dir.join(FILE);
        let key = fs::read(&path).and_then(|bytes| {
            bytes.try_into().map_err(|_| io::Error::other("không đủ 32 byte / it has not 32 bytes"))
        });
        key.map(Self).map_err(|source| OpenError::Io { path, source })
    }

    /// The digest of an import: the file's own digest stands for what it holds.
    pub(crate) fn digest_of_file(
        &self,
        actor: &Actor,
        account: &AccountId,
        file: &str,
    ) -> io::Result<[u8; 32]> {
        self.mac(format!("import {actor} {account} {file}").as_bytes())
    }

    /// HMAC-SHA-256 over what the entry asks and by whom; its id is not part of it.
    pub(crate) fn digest(&self, entry: &Entry) -> io::Result<[u8; 32]> {
        self.mac(&serde_json::to_vec(&(&entry.actor, &entry.command, &entry.personal))?)
    }

    fn mac(&self, asked: &[u8]) -> io::Result<[u8; 32]> {
        let mac =
            Hmac::<Sha256>::new_from_slice(&self.0).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(mac.chain_update(asked).finalize().into_bytes().into())
    }
}
