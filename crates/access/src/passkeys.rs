//! Passkeys: keys on a person's own devices, which the device gives out after a finger, a face or a PIN. One serves beside
//! the password, or instead of it: the device has checked who holds it, and says so under the key's signature.
//!
//! What is kept is public: the key, how often it was used, what the person calls it. All cryptography is `webauthn-rs`'s.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use webauthn_rs::prelude as webauthn;

use crate::digest::{hex, random};
use crate::error::{AccessError, Refusal};

mod ceremonies;
mod own;
mod refusal;
mod sign_in;
mod site;

pub(crate) use ceremonies::Ceremonies;
pub use refusal::PasskeyRefusal;
pub use site::Site;

/// So many a person has at most.
const EACH: usize = 10;
/// What a browser answers with is some hundred bytes; with the chain of a maker's certificates, some thousand.
const LONGEST_ANSWER: usize = 32 * 1024;

/// A challenge for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Names the challenge; it comes back with the answer.
    pub ceremony: String,
    /// What `navigator.credentials` takes, as JSON.
    pub options: String,
}

/// A passkey, for the person whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Names it here and in the log.
    pub passkey: String,
    /// What the person calls it.
    pub name: String,
    /// When it was taken up.
    pub added_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// A person's passkeys, as the file keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Passkeys {
    /// By what the devices know the person: random, and the same on all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handle: Option<Uuid>,
    #[serde(default)]
    kept: Vec<Kept>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kept {
    id: String,
    name: String,
    added_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used_at: Option<Timestamp>,
    /// In the library's own form; it changes with the counter, which the library's comparison does not see.
    key: serde_json::Value,
}

impl Passkeys {
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether there is nothing to keep: not even the handle that a first passkey was asked for with.
    pub(crate) fn is_unused(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets them all. Answers which.
    pub(crate) fn clear(&mut self) -> Vec<String> {
        std::mem::take(self).kept.into_iter().map(|kept| kept.id).collect()
    }

    fn of_mut(&mut self, id: &str) -> Result<&mut Kept, PasskeyRefusal> {
        self.kept.iter_mut().find(|kept| kept.id == id).ok_or(PasskeyRefusal::Unknown)
    }

    fn by_credential(&mut self, credential: &[u8]) -> Option<(&mut Kept, webauthn::Passkey)> {
        let mut read = self.kept.iter_mut().filter_map(|kept| Some((kept.key().ok()?, kept)));
        let (key, kept) = read.find(|(key, _)| key.cred_id().as_slice() == credential)?;
        Some((kept, key))
    }

    /// Those that can be read, in the library's form.
    fn keys(&self) -> Vec<webauthn::Passkey> {
        self.kept.iter().filter_map(|kept| kept.key().ok()).collect()
    }
}

impl Kept {
    fn new(name: String, key: &webauthn::Passkey, now: Timestamp) -> Result<Self, AccessError> {
        let id = format!("k-{}", hex(&random::<4>()?));
        Ok(Self { id, name, added_at: now, used_at: None, key: of_library(key)? })
    }

    fn key(&self) -> Result<webauthn::Passkey, serde_json::Error> {
        webauthn::Passkey::deserialize(&self.key)
    }

    fn shown(&self) -> Passkey {
        let Self { id, name, added_at, used_at, .. } = self.clone();
        Passkey { passkey: id, name, added_at, used_at }
    }
}

fn of_library(key: &webauthn::Passkey) -> Result<serde_json::Value, AccessError> {
    serde_json::to_value(key).map_err(|_| PasskeyRefusal::Unreadable.into())
}

/// What a browser answered. The size is looked at first.
fn read<'a, T: Deserialize<'a>>(answer: &'a str) -> Result<T, PasskeyRefusal> {
    if answer.len() > LONGEST_ANSWER {
        return Err(PasskeyRefusal::Unreadable);
    }
    serde_json::from_str(answer).map_err(|_| PasskeyRefusal::Unreadable)
}

impl From<PasskeyRefusal> for AccessError {
    fn from(refusal: PasskeyRefusal) -> Self {
        Refusal::Passkey(refusal).into()
    }
}
