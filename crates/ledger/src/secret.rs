//! The secret under which commands are digested, and from which the codes are made that open what is one's own.
//!
//! The log keeps a digest of every command, to tell a repeated one from another under the same id. A command may
//! hold a name and a memo, and a plain hash of a name can be guessed; a keyed one cannot. It lies with the keys of
//! personal data, where no backup of the books has it, and never in the log.

mod code;

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use domain::{AccountId, Actor};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::entry::Entry;
use crate::error::OpenError;
use crate::places::FundPlaces;

pub(crate) use code::Use;

/// In the key directory.
const FILE: &str = "secret";
/// Where an older program kept it: beside the vault.
const OLD: &str = "digest-key";

/// The key.
pub(crate) struct Secret([u8; 32]);

impl Secret {
    /// Makes a new secret. One that a crash left while the books were made is taken.
    pub(crate) fn create(places: &FundPlaces) -> Result<(), OpenError> {
        let path = places.keys.join(FILE);
        let written = || {
            if path.exists() {
                return Ok(());
            }
            let mut key = [0; 32];
            getrandom::fill(&mut key).map_err(|error| io::Error::other(error.to_string()))?;
            put(&path, &key)
        };
        written().map_err(|source| OpenError::Io { path: path.clone(), source })
    }

    /// Reads the secret. One that lies beside the vault, as an older program left it, is brought to the keys first.
    pub(crate) fn open(places: &FundPlaces) -> Result<Self, OpenError> {
        let (path, old) = (places.keys.join(FILE), places.vault().join(OLD));
        let brought = || {
            if !path.exists() && old.exists() {
                put(&path, &read(&old)?)?;
            }
            // The copy is on the disk.
            if old.exists() { shred(&old) } else { Ok(()) }
        };
        let key = brought().and_then(|()| read(&path));
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

fn read(path: &Path) -> io::Result<[u8; 32]> {
    let bytes = fs::read(path)?;
    bytes.try_into().map_err(|_| io::Error::other("không đủ 32 byte / it has not 32 bytes"))
}

/// The whole file or none.
fn put(path: &Path, key: &[u8; 32]) -> io::Result<()> {
    let aside = path.with_added_extension("new");
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    file.write_all(key)?;
    file.sync_all()?;
    fs::rename(aside, path)?;
    sync_parent(path)
}

/// Leaves nothing of the old file.
fn shred(path: &Path) -> io::Result<()> {
    let file = fs::OpenOptions::new().write(true).open(path)?;
    file.write_all_at(&[0; 32], 0)?;
    file.sync_all()?;
    fs::remove_file(path)?;
    sync_parent(path)
}

fn sync_parent(path: &Path) -> io::Result<()> {
    let parent = path.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    fs::File::open(parent)?.sync_all()
}
