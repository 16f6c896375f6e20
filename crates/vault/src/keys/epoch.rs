//! Epoch keys: each wraps the data keys of its time. Where one lies is the operator's choice: in a file that only the
//! owner can read, or wrapped by a key that never leaves a PKCS#11 token.
//!
//! An epoch that is over is destroyed: then whatever remains of its slots on the medium opens nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use aes_kw::KwAes256;
use aes_kw::cipher::consts::U32;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::slot::WRAPPED;
use super::token::{Token, TokenSettings};
use crate::seal::DataKey;
use crate::{VaultError, durable};

/// Where the epoch keys are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum KeySource {
    /// In the key directory, one file of 32 bytes an epoch.
    #[default]
    Directory,
    /// In the key directory too, but wrapped by a key of a PKCS#11 token.
    Token(TokenSettings),
}

/// An epoch key, ready for use. Wiped when dropped.
pub(crate) struct EpochKey {
    wrap: KwAes256,
    check: [u8; 16],
}

impl EpochKey {
    fn new(secret: &Zeroizing<[u8; 32]>, fund: &str, epoch: u32) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_slice()).ok();
        let said = format!("sovang/epoch/v1\n{fund}\n{epoch}");
        let sum = mac.map(|mac| mac.chain_update(said).finalize().into_bytes());
        let check = sum.and_then(|sum| sum.first_chunk().copied()).unwrap_or_default();
        Self { wrap: KwAes256::new(&(**secret).into()), check }
    }

    /// What the header of a store says of its epoch key.
    pub(crate) const fn check(&self) -> [u8; 16] {
        self.check
    }

    /// Wraps a data key (RFC 3394).
    pub(crate) fn wrap(&self, key: &DataKey) -> [u8; WRAPPED] {
        self.wrap.wrap_fixed_key::<U32>(&(**key).into()).into()
    }

    /// The data key; none where the bytes were not wrapped by this epoch key.
    pub(crate) fn unwrap(&self, wrapped: &[u8; WRAPPED]) -> Option<DataKey> {
        let mut key = DataKey::default();
        self.wrap.unwrap_key(wrapped, key.as_mut_slice()).ok()?;
        Some(key)
    }
}

/// The epoch keys of one fund's store.
pub(crate) struct Epochs<'a> {
    pub(crate) dir: &'a Path,
    pub(crate) fund: &'a str,
    pub(crate) source: &'a KeySource,
}

impl Epochs<'_> {
    fn path(&self, epoch: u32) -> PathBuf {
        let ending = match self.source {
            KeySource::Directory => "key",
            KeySource::Token(_) => "token",
        };
        self.dir.join(format!("epoch-{epoch}.{ending}"))
    }

    /// Makes the key of an epoch and brings it to the disk. One that a crash left under the same number is replaced: no
    /// store names it.
    pub(crate) fn make(&self, epoch: u32) -> Result<EpochKey, VaultError> {
        self.destroy(epoch)?;
        let path = self.path(epoch);
        let mut secret = Zeroizing::new([0; 32]);
        durable::random(secret.as_mut_slice()).map_err(|error| VaultError::keys(&path, error))?;
        match self.source {
            KeySource::Directory => durable::put(&path, secret.as_slice()),
            KeySource::Token(settings) => {
                let wrapped = Token::log_in(settings)?.make_and_wrap(self.fund, epoch, &secret)?;
                durable::put(&path, &wrapped)
            }
        }
        .map_err(|error| VaultError::keys(&path, error))?;
        Ok(EpochKey::new(&secret, self.fund, epoch))
    }

    /// Reads the key of an epoch.
    pub(crate) fn read(&self, epoch: u32) -> Result<EpochKey, VaultError> {
        let path = self.path(epoch);
        let read = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => VaultError::EpochKeyMissing { path: path.clone(), epoch },
            io::ErrorKind::InvalidData => VaultError::WrongEpochKey(path.clone()),
            _ => VaultError::keys(&path, error),
        };
        let secret = match self.source {
            KeySource::Directory => durable::read_exactly(&path).map_err(read)?,
            KeySource::Token(settings) => {
                let wrapped = fs::read(&path).map_err(read)?;
                Token::log_in(settings)?.unwrap(self.fund, epoch, &wrapped)?
            }
        };
        Ok(EpochKey::new(&secret, self.fund, epoch))
    }

    /// Destroys the key of an epoch that is over; nothing to do where it is gone already.
    pub(crate) fn destroy(&self, epoch: u32) -> Result<(), VaultError> {
        let path = self.path(epoch);
        if let KeySource::Token(settings) = self.source
            && path.exists()
        {
            Token::log_in(settings)?.destroy(self.fund, epoch)?;
        }
        durable::shred(&path).map_err(|error| VaultError::keys(&path, error))
    }

    /// The epochs whose keys are there.
    pub(crate) fn all(&self) -> impl Iterator<Item = u32> + use<> {
        let names = fs::read_dir(self.dir).into_iter().flatten().flatten();
        let number = |name: &str| name.strip_prefix("epoch-")?.split('.').next()?.parse::<u32>().ok();
        names.filter_map(move |entry| number(entry.file_name().to_str()?))
    }
}
