//! Secrets of phones, sealed. The people's file lies beside the books and goes into their copies; its key lies in the key
//! directory, like every other: who has a copy of the one has no digits.

use std::path::{Path, PathBuf};

use aes_gcm_siv::{AeadInOut as _, Aes256GcmSiv, KeyInit as _, Nonce, Tag};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::digest::random;
use crate::durable;
use crate::error::AccessError;
use crate::factor::FactorSecret;
use crate::person::PersonId;

const NONCE: usize = 12;
const TAG: usize = 16;

/// A phone's secret as the file keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum KeptFactor {
    /// Nonce, tag and sealed text, base64.
    Sealed { sealed: String },
    /// As older programs wrote it; sealed at the next opening.
    Plain(FactorSecret),
}

/// The key, by where it lies.
#[derive(Debug)]
pub(crate) struct Seal {
    path: PathBuf,
}

impl Seal {
    pub(crate) fn new(keys: &Path) -> Self {
        Self { path: keys.join("access.key") }
    }

    /// Whether there is a directory for the key.
    pub(crate) fn has_directory(&self) -> bool {
        self.path.parent().is_some_and(Path::is_dir)
    }

    /// Seals a secret for a person; the first makes the key. To be called behind the lock of the people's file.
    pub(crate) fn seal(&self, person: &PersonId, secret: &FactorSecret) -> Result<KeptFactor, AccessError> {
        let cipher = match self.cipher() {
            Err(AccessError::KeyMissing { .. }) if self.has_directory() => {
                durable::replace(&self.path, random::<32>()?.as_slice())
                    .map_err(|source| AccessError::Io { path: self.path.clone(), source })?;
                self.cipher()?
            }
            cipher => cipher?,
        };
        let nonce = random::<NONCE>()?;
        let mut text = secret.kept().as_bytes().to_vec();
        let bound = person.as_str().as_bytes();
        let tag = cipher.encrypt_inout_detached(&Nonce::from(nonce), bound, text.as_mut_slice().into());
        let tag = tag.map_err(|_| self.wrong())?;
        let sealed = [nonce.as_slice(), tag.as_slice(), &text].concat();
        Ok(KeptFactor::Sealed { sealed: STANDARD_NO_PAD.encode(sealed) })
    }

    /// The secret of that person.
    pub(crate) fn open(&self, person: &PersonId, kept: &KeptFactor) -> Result<FactorSecret, AccessError> {
        let sealed = match kept {
            KeptFactor::Plain(secret) => return Ok(secret.clone()),
            KeptFactor::Sealed { sealed } => STANDARD_NO_PAD.decode(sealed).map_err(|_| self.wrong())?,
        };
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or_else(|| self.wrong())?;
        let (tag, text) = rest.split_first_chunk::<TAG>().ok_or_else(|| self.wrong())?;
        let (mut text, bound) = (Zeroizing::new(text.to_vec()), person.as_str().as_bytes());
        let (nonce, tag) = (Nonce::from(*nonce), Tag::from(*tag));
        let opened = self.cipher()?.decrypt_inout_detached(&nonce, bound, text.as_mut_slice().into(), &tag);
        opened.map_err(|_| self.wrong())?;
        Ok(FactorSecret::of(std::str::from_utf8(&text).map_err(|_| self.wrong())?))
    }

    fn cipher(&self) -> Result<Aes256GcmSiv, AccessError> {
        let read = durable::read(&self.path);
        let read = read.map_err(|source| AccessError::Io { path: self.path.clone(), source })?;
        let Some(bytes) = read.map(Zeroizing::new) else {
            return Err(AccessError::KeyMissing { path: self.path.clone() });
        };
        Aes256GcmSiv::new_from_slice(&bytes).map_err(|_| self.wrong())
    }

    fn wrong(&self) -> AccessError {
        AccessError::KeyWrong { path: self.path.clone() }
    }
}
