//! Bearer tokens: who may call, in which role. One file, `tokens.json` in the data directory.
//!
//! A token is `sv_` and 32 random bytes; the file keeps only its SHA-256, so a stolen file opens no door. A
//! person is known here by a pseudonym (`t-1a2b3c4d`) and nothing else. The command line edits the file while
//! the server runs; every check looks whether the file has changed and reads it again if so. A file that
//! cannot be read lets nobody in.

mod file;
mod secret;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::Actor;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use file::TokenError;
pub use secret::Secret;

use file::{Edit, Held, Stamp};
use secret::Digest;

/// What a token's holder is to the fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Records receipts, imports statements, settles doubtful lines.
    Treasurer,
    /// Reads every event.
    Auditor,
    /// Opens and closes funds, adds accounts.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Treasurer, Self::Auditor, Self::Admin];

    /// The name used on the command line, in the file and in an actor.
    pub fn name(self) -> &'static str {
        match self {
            Self::Treasurer => "treasurer",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }
}

/// A token as the file keeps it: everything but the secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// Pseudonym of the holder, `t-` and 8 hex digits.
    pub id: String,
    /// What the holder may do.
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

    /// Makes a token. The secret is returned this once and kept nowhere.
    pub fn create(
        &self,
        role: Role,
        note: Option<String>,
        now: Timestamp,
    ) -> Result<(Token, Secret), TokenError> {
        let secret = Secret::random()?;
        let mut edit = Edit::begin(&self.path)?;
        let id = secret::free_pseudonym(&edit.tokens)?;
        let token = Token { id, role, sha256: secret.digest(), created_at: now, note, revoked: false };
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
    fn identity(&self) -> Result<Identity, TokenError> {
        let actor = format!("{}:{}", self.role.name(), self.id).parse()?;
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
        let (token, secret) = command_line.create(Role::Treasurer, Some("quầy 1".into()), now()).unwrap();
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
        let secrets = Role::ALL.map(|role| store.create(role, None, now()).unwrap().1);
        for (role, secret) in Role::ALL.iter().zip(&secrets) {
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
        let (token, secret) = store.create(Role::Auditor, None, now()).unwrap();
        let path = data.path().join("tokens.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(secret.reveal()) && text.contains(&token.id), "{text}");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!format!("{secret:?}").contains(secret.reveal()));
    }

    #[test]
    fn a_broken_file_lets_nobody_in() {
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        let (_, secret) = store.create(Role::Admin, None, now()).unwrap();
        std::fs::write(data.path().join("tokens.json"), "{").unwrap();
        assert!(matches!(store.identify(secret.reveal()), Err(TokenError::Unreadable { .. })));
        assert!(matches!(store.create(Role::Admin, None, now()), Err(TokenError::Unreadable { .. })));
    }
}
