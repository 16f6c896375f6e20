//! The file of what the log must not hold: names, sign-in names, hashes of passwords, secrets of factors, one-time codes.
//! It also carries the events of those who could not reach the log, until whoever holds the log takes them over.

use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::durable::{self, Stamp};
use crate::error::AccessError;
use crate::event::Stored;
use crate::passkeys::Passkeys;
use crate::password::PasswordHash;
use crate::person::PersonId;
use crate::seal::KeptFactor;

/// A person, as far as it is personal or secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Private {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) login: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<PasswordHash>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) factor: Option<KeptFactor>,
    #[serde(default, skip_serializing_if = "Passkeys::is_unused")]
    pub(crate) passkeys: Passkeys,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) one_time: Option<OneTime>,
    /// Whom identity providers know them as.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) links: Vec<Linked>,
}

/// Whom an identity provider knows somebody as: the two are never given to anybody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Linked {
    /// The name that the log has for it; made at random.
    pub(crate) name: String,
    /// The provider, as the configuration names it.
    pub(crate) provider: String,
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) since: Timestamp,
}

/// A code that sets a password once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OneTime {
    pub(crate) sha256: Digest,
    pub(crate) until: Timestamp,
    /// A recovery takes the second factor away too: it may be what was lost.
    pub(crate) drops_factor: bool,
}

/// The file's form. A newer form is refused by its unknown fields or version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    version: Version,
    #[serde(rename = "people")]
    pub(crate) rows: Vec<Private>,
    /// Events that the log has not got yet, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pending: Vec<Stored>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Version {
    #[serde(rename = "1")]
    One,
}

impl Default for People {
    fn default() -> Self {
        Self { version: Version::One, rows: Vec::new(), pending: Vec::new() }
    }
}

impl Private {
    /// Somebody who has neither password nor factor.
    pub(crate) fn new(person: PersonId, name: String, login: String) -> Self {
        let (password, factor, one_time) = (None, None, None);
        let (passkeys, links) = (Passkeys::default(), Vec::new());
        Self { person, name, login, password, factor, passkeys, one_time, links }
    }
}

impl People {
    pub(crate) fn of(&self, person: &PersonId) -> Option<&Private> {
        self.rows.iter().find(|private| private.person == *person)
    }

    pub(crate) fn of_mut(&mut self, person: &PersonId) -> Option<&mut Private> {
        self.rows.iter_mut().find(|private| private.person == *person)
    }

    /// Whoever is known to a provider so, by which link.
    pub(crate) fn linked(&self, issuer: &str, subject: &str) -> Option<(&Private, &Linked)> {
        let same = |link: &&Linked| link.issuer == issuer && link.subject == subject;
        self.rows.iter().find_map(|private| Some((private, private.links.iter().find(same)?)))
    }

    pub(crate) fn by_login(&self, login: &str) -> Option<&Private> {
        self.rows.iter().find(|private| private.login == login)
    }
}

/// The file as last read.
#[derive(Debug, Default)]
pub(crate) struct Held {
    pub(crate) stamp: Stamp,
    pub(crate) people: People,
}

impl Held {
    /// The stamp is taken before the contents: a change in between is seen at the next look.
    pub(crate) fn read(path: &Path) -> Result<Self, AccessError> {
        let io = |source| AccessError::Io { path: path.to_owned(), source };
        let stamp = Stamp::of(path).map_err(io)?;
        let people = match durable::read(path).map_err(io)? {
            None => People::default(),
            Some(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| AccessError::Unreadable { path: path.to_owned(), source })?,
        };
        Ok(Self { stamp, people })
    }

    /// Whether the file has changed since.
    pub(crate) fn is_old(&self, path: &Path) -> Result<bool, AccessError> {
        let stamp = Stamp::of(path).map_err(|source| AccessError::Io { path: path.to_owned(), source })?;
        Ok(stamp != self.stamp)
    }
}

/// A change of the file. While it lives, a second editor waits.
pub(crate) struct Edit {
    path: PathBuf,
    pub(crate) people: People,
    _lock: File,
}

impl Edit {
    pub(crate) fn begin(path: &Path) -> Result<Self, AccessError> {
        let lock = durable::locked(&path.with_extension("lock"))
            .map_err(|source| AccessError::Io { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), people: Held::read(path)?.people, _lock: lock })
    }

    /// Puts the file as it is now into its place.
    pub(crate) fn write(&self) -> Result<(), AccessError> {
        let wrong = |source| AccessError::Io { path: self.path.clone(), source };
        let mut bytes = serde_json::to_vec_pretty(&self.people).map_err(|error| wrong(error.into()))?;
        bytes.push(b'\n');
        durable::replace(&self.path, &bytes).map_err(wrong)
    }
}
