//! A person's pseudonym: `t-` and 8 hex digits, the same that events name as actor. Never a name.

use std::fmt;
use std::str::FromStr;

use domain::{Actor, InvalidId, Role};
use serde::{Deserialize, Serialize};

use crate::digest::{hex, random};
use crate::error::AccessError;

/// Who somebody is to the books.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(String);

impl PersonId {
    /// A pseudonym that none of `taken` answers to.
    pub(crate) fn fresh(taken: impl Fn(&Self) -> bool) -> Result<Self, AccessError> {
        loop {
            let id = Self(format!("t-{}", hex(&random::<4>()?)));
            if !taken(&id) {
                return Ok(id);
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The person in that role, as events name them.
    pub fn actor(&self, role: Role) -> Result<Actor, InvalidId> {
        format!("{}:{}", role.name(), self.0).parse()
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for PersonId {
    type Err = InvalidId;

    /// Whatever can stand behind an actor's colon: tokens made by older programs are people too.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let actor: Actor = format!("admin:{text}").parse()?;
        Ok(Self(actor.as_str().strip_prefix("admin:").unwrap_or(text).to_owned()))
    }
}

impl TryFrom<String> for PersonId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<PersonId> for String {
    fn from(id: PersonId) -> Self {
        id.0
    }
}
