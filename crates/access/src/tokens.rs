//! Bearer tokens: who may call, in which role. One file, `tokens.json` in the data directory.
//!
//! A token is `sv_` and 32 random bytes; the file keeps only its SHA-256, so a stolen file opens no door. A
//! person is known here by a pseudonym (`t-1a2b3c4d`) and nothing else. The command line edits the file while
//! the server runs; every check looks whether the file has changed and reads it again if so. A file that
//! cannot be read lets nobody in.

mod file;
mod role;
mod secret;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::{Actor, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use file::TokenError;
pub use secret::Secret;

use crate::digest::Digest;
use file::{Edit, Held, Stamp};

/// The roles that a token can have: who sits at the machine itself needs none.
pub const TOKEN_ROLES: [Role; 6] =
    [Role::Admin, Role::Approver, Role::Auditor, Role::ChiefAccountant, Role::Storekeeper, Role::Treasurer];

/// A token as the file keeps it: everything but the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// Names the token, `t-` and 8 hex digits.
    pub id: String,
    /// The holder's pseudonym, where it is that of an earlier token: one person in several roles is still one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What the holder may do.
    #[serde(with = "role")]
    pub role: Role,
    /// SHA-256 of the secret, lower-case hex.
    sha256: Digest,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it is for; never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A revoked token opens nothing; its line stays, so that actors of old events can be told.
    #[serde(default)]
    pub revoked: bool,
}

/// Who a valid token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `role:pseudonym`, as the events name it.
    pub actor: Actor,
    /// What the holder may do.
    pub role: Role,
}

/// The tokens of a data directory.
#[derive(Debug)]
pub struct TokenStore {
    path: PathBuf,
    held: Mutex<Held>,
}

impl TokenStore {
    /// The store of the data directory `data`. No file means no tokens.
    pub fn open(data: &Path) -> Result<Self, TokenError> {
        let path = data.join("tokens.json");
        let held = Held::read(&path)?;
        Ok(Self { path, held: Mutex::new(held) })
    }

    /// Makes a token, for a new person or for one who has a token already. The secret is returned this once and kept
    /// nowhere.
    pub fn create(
        &self,
        role: Role,
        person: Option<String>,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<(Token, Secret), TokenError> {
        if !TOKEN_ROLES.contains(&role) {
            return Err(TokenError::NoToken(role.name()));
        }
        let secret = Secret::random()?;
        let mut edit = Edit::begin(&self.path)?;
        // A mistyped pseudonym would make two of one person, who could then approve his own requests.
        if let Some(person) = person.as_ref().filter(|person| !edit.knows(person)) {
            return Err(TokenError::UnknownPerson(person.clone()));
        }
        let id = secret::free_pseudonym(&edit.tokens)?;
        let sha256 = secret.digest();
        let token = Token { id, person, role, sha256, created_at: now, note, revoked: false };
        edit.tokens.push(token.clone());
        edit.commit()?;
        Ok((token, secret))
    }

    /// Every token, revoked ones too, oldest first.
    pub fn list(&self) -> Result<Vec<Token>, TokenError> {
        Ok(Held::read(&self.path)?.tokens)
    }

    /// Takes a token's rights away for good.
    pub fn revoke(&self, id: &str) -> Result<(), TokenError> {
        let mut edit = Edit::begin(&self.path)?;
        let token = edit.tokens.iter_mut().find(|token| token.id == id);
        token.ok_or_else(|| TokenError::Unknown(id.to_owned()))?.revoked = true;
        edit.commit()
    }

    /// Who `bearer` speaks for; `None` for a token that is unknown or revoked.
    pub fn identify(&self, bearer: &str) -> Result<Option<Identity>, TokenError> {
        let digest = Digest::of(bearer);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.stamp != Stamp::of(&self.path)? {
            *held = Held::read(&self.path)?;
        }
        // Every line is compared in full: the time taken tells nothing of where, or whether, one fits.
        let matching = held.tokens.iter().fold(None, |found, token| {
            let fits = token.sha256.same_as(&digest) && !token.revoked;
            if fits { Some(token) } else { found }
        });
        matching.map(Token::identity).transpose()
    }
}

impl Token {
    /// The pseudonym under which events name the holder.
    pub fn person(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.id)
    }

    fn identity(&self) -> Result<Identity, TokenError> {
        let actor = format!("{}:{}", self.role.name(), self.person()).parse()?;
        Ok(Identity { actor, role: self.role })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2024-09-10T01:02:03Z".parse().unwrap()
    }

    #[test]
    fn a_token_speaks_for_its_pseudonym_until_it_is_revoked() {
        let data = tempfile::tempdir().unwrap();
        let server = TokenStore::open(data.path()).unwrap();
        let command_line = TokenStore::open(data.path()).unwrap();
        let (token, secret) =
            command_line.create(Role::Treasurer, None, Some("quầy 1".into()), now()).unwrap();
        let identity = server.identify(secret.reveal()).unwrap().unwrap();
        assert_eq!(identity.role, Role::Treasurer);
        assert_eq!(identity.actor.to_string(), format!("treasurer:{}", token.id));
        command_line.revoke(&token.id).unwrap();
        assert_eq!(server.identify(secret.reveal()).unwrap(), None);
        assert!(server.list().unwrap()[0].revoked);
    }

    #[test]
    fn strangers_are_told_from_holders() {
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        assert_eq!(store.identify("sv_x").unwrap(), None, "no file, no tokens");
        let secrets = TOKEN_ROLES.map(|role| store.create(role, None, None, now()).unwrap().1);
        for (role, secret) in TOKEN_ROLES.iter().zip(&secrets) {
            assert_eq!(store.identify(secret.reveal()).unwrap().unwrap().role, *role);
            let cut = &secret.reveal()[..secret.reveal().len() - 1];
            for wrong in [cut, "", "sv_", &secret.reveal().to_lowercase()] {
                assert_eq!(store.identify(wrong).unwrap(), None);
            }
        }
        assert!(matches!(store.revoke("t-00000000"), Err(TokenError::Unknown(_))));
    }

    #[test]
    fn the_file_holds_no_secret_and_only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        let (token, secret) = store.create(Role::Auditor, None, None, now()).unwrap();
        let path = data.path().join("tokens.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(secret.reveal()) && text.contains(&token.id), "{text}");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!format!("{secret:?}").contains(secret.reveal()));
    }

    #[test]
    fn one_person_in_two_roles_is_one_person() {
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        let (token, _) = store.create(Role::Treasurer, None, None, now()).unwrap();
        let person = Some(token.id.clone());
        let (second, secret) = store.create(Role::Approver, person, None, now()).unwrap();
        let identity = store.identify(secret.reveal()).unwrap().unwrap();
        assert_ne!(second.id, token.id);
        assert_eq!(identity.actor.to_string(), format!("approver:{}", token.id));
        let unknown = store.create(Role::Approver, Some("t-00000000".into()), None, now());
        assert!(matches!(unknown, Err(TokenError::UnknownPerson(_))));
        assert!(matches!(store.create(Role::Operator, None, None, now()), Err(TokenError::NoToken(_))));
    }

    #[test]
    fn a_file_of_three_roles_is_still_read() {
        let data = tempfile::tempdir().unwrap();
        let line = |role: &str| {
            let sha = "0".repeat(64);
            format!(r#"{{"id":"t-1","role":"{role}","sha256":"{sha}","created_at":"2024-09-10T01:02:03Z"}}"#)
        };
        let write = |role: &str| {
            let text = format!(r#"{{"version":"1","tokens":[{}]}}"#, line(role));
            std::fs::write(data.path().join("tokens.json"), text).unwrap();
            TokenStore::open(data.path())
        };
        for role in ["admin", "auditor", "treasurer"] {
            assert_eq!(write(role).unwrap().list().unwrap()[0].role.name(), role);
        }
        for role in ["operator", "Admin", ""] {
            assert!(write(role).is_err(), "{role}");
        }
    }

    #[test]
    fn a_broken_file_lets_nobody_in() {
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        let (_, secret) = store.create(Role::Admin, None, None, now()).unwrap();
        std::fs::write(data.path().join("tokens.json"), "{").unwrap();
        assert!(matches!(store.identify(secret.reveal()), Err(TokenError::Unreadable { .. })));
        assert!(matches!(store.create(Role::Admin, None, None, now()), Err(TokenError::Unreadable { .. })));
    }
}
