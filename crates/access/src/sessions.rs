//! Sessions: 256 random bits that only the browser has; here lies their SHA-256. A session ends when nobody used it for a
//! while, when it is old, or when somebody ends it. The file lets them outlive a restart.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::digest::{Digest, random};
use crate::durable;
use crate::error::AccessError;
use crate::person::PersonId;
use crate::policy::Policy;
use crate::sign_in::Through;
use crate::signed::Signed;

/// So many sessions a person has at most; the one idle longest makes room.
const EACH: usize = 20;
/// That somebody is still there is written down so often.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);
const LONGEST_DEVICE: usize = 60;

/// The secret half of a session, for the browser alone.
pub struct SessionSecret(String);

impl SessionSecret {
    /// The text of the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Never the text.
impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(..)")
    }
}

/// A session that has just begun.
#[derive(Debug)]
pub struct NewSession {
    /// For the cookie.
    pub secret: SessionSecret,
    /// Whose it is.
    pub signed: Signed,
    /// When it ends at the latest.
    pub lasts: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    pub(crate) sha256: Digest,
    pub(crate) person: PersonId,
    pub(crate) since: Timestamp,
    pub(crate) seen: Timestamp,
    /// What the browser says it is, shortened.
    pub(crate) device: String,
    /// The link through which it began, where it did through an identity provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<String>,
    /// The provider's second factor counts for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) vouched: bool,
}

impl Session {
    /// Names the session in the log and in the list of devices.
    pub(crate) fn name(&self) -> String {
        format!("s-{}", self.sha256.name())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    sessions: Vec<Session>,
}

/// Every session that may still be good.
#[derive(Debug)]
pub(crate) struct Sessions {
    path: PathBuf,
    held: BTreeMap<Digest, Session>,
    noted: Timestamp,
}

impl Sessions {
    /// Those that an earlier server left. A file that cannot be read ends them all: people sign in again.
    pub(crate) fn open(path: &Path) -> Result<Self, AccessError> {
        let bytes =
            durable::read(path).map_err(|source| AccessError::Io { path: path.to_owned(), source })?;
        let file: Option<File> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let held = file.into_iter().flat_map(|file| file.sessions);
        let held = held.map(|session| (session.sha256.clone(), session)).collect();
        Ok(Self { path: path.to_owned(), held, noted: Timestamp::MIN })
    }

    /// Begins a session.
    pub(crate) fn begin(
        &mut self,
        person: &PersonId,
        device: &str,
        through: Option<&Through>,
        now: Timestamp,
    ) -> Result<(SessionSecret, String), AccessError> {
        let secret = URL_SAFE_NO_PAD.encode(random::<32>()?);
        let device = device.chars().filter(|sign| !sign.is_control()).take(LONGEST_DEVICE).collect();
        let link = through.map(|through| through.link.clone());
        let vouched = through.is_some_and(|through| through.vouched);
        let (sha256, since, seen) = (Digest::of(&secret), now, now);
        let session = Session { sha256, person: person.clone(), since, seen, device, link, vouched };
        let name = session.name();
        let own = self.held.values().filter(|session| session.person == *person);
        if own.clone().count() >= EACH {
            let idle = own.min_by_key(|session| session.seen).map(|session| session.sha256.clone());
            idle.and_then(|idle| self.held.remove(&idle));
        }
        self.held.insert(session.sha256.clone(), session);
        self.write()?;
        Ok((SessionSecret(secret), name))
    }

    /// The session of that cookie, if it is still good; it counts as used now.
    pub(crate) fn used(
        &mut self,
        cookie: &str,
        policy: &Policy,
        now: Timestamp,
    ) -> Result<Option<Session>, AccessError> {
        let digest = Digest::of(cookie);
        let Some(session) = self.held.get_mut(&digest) else { return Ok(None) };
        if is_over(session, policy, now) {
            self.held.remove(&digest);
            return Ok(None);
        }
        session.seen = session.seen.max(now);
        let session = session.clone();
        if now.duration_since(self.noted) > NOTED_EVERY {
            self.held.retain(|_, session| !is_over(session, policy, now));
            self.noted = now;
            self.write()?;
        }
        Ok(Some(session))
    }

    /// The sessions of a person, the newest first.
    pub(crate) fn of(&self, person: &PersonId) -> Vec<Session> {
        let mut own: Vec<_> =
            self.held.values().filter(|session| session.person == *person).cloned().collect();
        own.sort_by_key(|session| std::cmp::Reverse(session.since));
        own
    }

    /// The session of that cookie, good or not.
    pub(crate) fn find(&self, cookie: &str) -> Option<&Session> {
        self.held.get(&Digest::of(cookie))
    }

    /// Ends those that are meant. Answers how many.
    pub(crate) fn end(&mut self, meant: impl Fn(&Session) -> bool) -> Result<usize, AccessError> {
        let before = self.held.len();
        self.held.retain(|_, session| !meant(session));
        let ended = before.saturating_sub(self.held.len());
        if ended > 0 {
            self.write()?;
        }
        Ok(ended)
    }

    fn write(&self) -> Result<(), AccessError> {
        let wrong = |source| AccessError::Io { path: self.path.clone(), source };
        let file = File { version: "1".to_owned(), sessions: self.held.values().cloned().collect() };
        let bytes = serde_json::to_vec(&file).map_err(|error| wrong(error.into()))?;
        durable::replace(&self.path, &bytes).map_err(wrong)
    }
}

fn is_over(session: &Session, policy: &Policy, now: Timestamp) -> bool {
    let longer = |since: Timestamp, most: Duration| {
        now.duration_since(since) > SignedDuration::try_from(most).unwrap_or(SignedDuration::MAX)
    };
    longer(session.seen, policy.idle) || longer(session.since, policy.absolute)
}

/// The token that the session's forms carry: made from the session's secret, it is of no use with another, and tells
/// nothing of it. Each drawing has another one, so that the size of a compressed page tells nothing of it either.
pub fn form_token(cookie: &str) -> String {
    // Without random bytes there is no token, and nothing can be sent.
    let made = random::<16>().ok().and_then(|nonce| signed(cookie, &nonce));
    made.unwrap_or_default()
}

/// Whether a form was drawn for this session. Takes the same time wherever the two differ.
pub fn form_token_fits(cookie: &str, token: &str) -> bool {
    let decoded = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    let nonce = decoded.first_chunk::<16>();
    let expected = nonce.and_then(|nonce| signed(cookie, nonce)).unwrap_or_default();
    !cookie.is_empty() && !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()))
}

fn signed(cookie: &str, nonce: &[u8; 16]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(cookie.as_bytes()).ok()?;
    mac.update(b"sovang form 1");
    mac.update(nonce);
    Some(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &mac.finalize().into_bytes()].concat()))
}
