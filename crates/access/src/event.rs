//! What happened to access, as the access log keeps it. No personal data: people are pseudonyms, devices are not described,
//! addresses are not kept. A stored shape never changes; a new one gets a new schema number.

use std::fmt;
use std::str::FromStr;

use domain::{FundId, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::person::PersonId;

/// The schema that is written. 2 has passkeys and identity providers; the events of 1 stand as they were.
pub(crate) const SCHEMA: u16 = 2;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum By {
    /// Somebody who had not said who they are, or could not prove it.
    Nobody,
    /// Whoever sits at the machine itself.
    Operator,
    /// A person.
    Person(PersonId),
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.pad("nobody"),
            Self::Operator => f.pad("operator"),
            Self::Person(person) => f.pad(person.as_str()),
        }
    }
}

impl TryFrom<String> for By {
    type Error = domain::InvalidId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Ok(match text.as_str() {
            "nobody" => Self::Nobody,
            "operator" => Self::Operator,
            person => Self::Person(PersonId::from_str(person)?),
        })
    }
}

impl From<By> for String {
    fn from(by: By) -> Self {
        by.to_string()
    }
}

/// Why a session ended before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The person signed out.
    SignedOut,
    /// The person ended it from another device.
    EndedByPerson,
    /// An administrator, or whoever sits at the machine, ended all of them.
    EndedForPerson,
}

/// What of personal data somebody looked at or took away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// A donor's own copy of a receipt, which opens the name.
    PrivateCopy,
    /// A printed paper with names.
    Paper,
    /// A list with names, on the screen or as a file.
    List,
    /// The names behind an erasure.
    Erasure,
}

/// What happened.
#[allow(missing_docs, reason = "each event says what it means; its fields are called after what they are")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AccessEvent {
    /// A person was taken up.
    PersonAdded { person: PersonId },
    /// A person's access ended for good.
    PersonEnded { person: PersonId },
    /// A one-time code to set a password was made for a person.
    SetUpGiven { person: PersonId },
    /// A person set a password. Sessions from before are over.
    PasswordSet { person: PersonId },
    /// A person took up a second factor.
    FactorAdded { person: PersonId },
    /// A person's second factor was taken away.
    FactorRemoved { person: PersonId },
    /// A person was given a role, for a fund or, without one, for all.
    RoleGiven {
        person: PersonId,
        #[serde(with = "role_name")]
        role: Role,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fund: Option<FundId>,
    },
    /// A person took up a passkey. The passkey's name is its number here: what the person calls it is their own.
    PasskeyAdded { person: PersonId, passkey: String },
    /// A person called a passkey something else.
    PasskeyRenamed { person: PersonId, passkey: String },
    /// A person's passkey was taken away.
    PasskeyRemoved { person: PersonId, passkey: String },
    /// A passkey proved who is there, beside a password or instead of one. The session's entry follows.
    PasskeyUsed { person: PersonId, passkey: String },
    /// A passkey counted backwards, as a copy of it would. Nobody was let in.
    PasskeyCopied { person: PersonId, passkey: String },
    /// A role was taken from a person.
    RoleTaken {
        person: PersonId,
        #[serde(with = "role_name")]
        role: Role,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fund: Option<FundId>,
    },
    /// A person signed in. `step` is the half-minute whose factor code is used up by it.
    SignedIn {
        person: PersonId,
        session: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u64>,
    },
    /// A person signed in through an identity provider, by a link. `step` is that of the house's own digits where they were
    /// asked for; `vouched` says that the provider's second factor counted in their place.
    SignedInThrough {
        person: PersonId,
        provider: String,
        link: String,
        session: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<u64>,
        vouched: bool,
    },
    /// A person said whom an identity provider knows them as. The link has a name of its own: who that is lies beside the log.
    ProviderLinked { person: PersonId, provider: String, link: String },
    /// A link was taken away.
    ProviderUnlinked { person: PersonId, provider: String, link: String },
    /// Sign-ins failed: so many since then, under a person's name or under names that nobody has.
    SignInFailed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<PersonId>,
        count: u64,
        since: Timestamp,
    },
    /// A person's name takes no sign-in for a while, from anywhere.
    LockedOut { person: PersonId, seconds: u64 },
    /// A session was ended.
    SessionEnded { person: PersonId, session: String, why: Why },
    /// All sessions of a person were ended.
    SessionsEnded { person: PersonId, why: Why },
    /// Somebody who knows a person's sign-in name says that password or factor is lost.
    RecoveryAsked { person: PersonId },
    /// An administrator, or whoever sits at the machine, agreed.
    RecoveryGranted { person: PersonId },
    /// An administrator refused.
    RecoveryRefused { person: PersonId },
    /// A token of the API was made.
    TokenMade {
        person: PersonId,
        token: String,
        #[serde(with = "role_name")]
        role: Role,
    },
    /// A token of the API was revoked.
    TokenRevoked { token: String },
    /// A person opened or took away personal data.
    NamesSeen {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fund: Option<FundId>,
        what: Seen,
        /// Which: a receipt's number, a voucher, a report's name. Never a person's name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<String>,
    },
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: By,
    /// What happened.
    pub event: AccessEvent,
    /// Its own id: the log takes each once.
    pub id: Uuid,
    schema: u16,
}

impl Stored {
    pub(crate) fn new(at: Timestamp, by: By, event: AccessEvent) -> Self {
        Self { at, by, event, id: Uuid::now_v7(), schema: SCHEMA }
    }

    /// Whether this program knows the shape.
    pub(crate) fn known(&self) -> bool {
        (1..=SCHEMA).contains(&self.schema)
    }
}

impl AccessEvent {
    /// The person that it happened to.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::PersonAdded { person }
            | Self::PersonEnded { person }
            | Self::SetUpGiven { person }
            | Self::PasswordSet { person }
            | Self::FactorAdded { person }
            | Self::FactorRemoved { person }
            | Self::PasskeyAdded { person, .. }
            | Self::PasskeyRenamed { person, .. }
            | Self::PasskeyRemoved { person, .. }
            | Self::PasskeyUsed { person, .. }
            | Self::PasskeyCopied { person, .. }
            | Self::RoleGiven { person, .. }
            | Self::RoleTaken { person, .. }
            | Self::SignedIn { person, .. }
            | Self::SignedInThrough { person, .. }
            | Self::ProviderLinked { person, .. }
            | Self::ProviderUnlinked { person, .. }
            | Self::LockedOut { person, .. }
            | Self::SessionEnded { person, .. }
            | Self::SessionsEnded { person, .. }
            | Self::RecoveryAsked { person }
            | Self::RecoveryGranted { person }
            | Self::RecoveryRefused { person }
            | Self::TokenMade { person, .. } => Some(person),
            Self::SignInFailed { person, .. } => person.as_ref(),
            Self::TokenRevoked { .. } | Self::NamesSeen { .. } => None,
        }
    }
}

/// A role by its name.
pub(crate) mod role_name {
    use domain::Role;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(crate) fn serialize<S: Serializer>(role: &Role, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(role.name())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
        let name = String::deserialize(deserializer)?;
        Role::of(&name).ok_or_else(|| serde::de::Error::custom(format!("no role is called {name}")))
    }
}
