//! What was begun and not finished: kept in memory, good once and for ten minutes, in the browser that began it. Two tabs
//! of a browser are two attempts under one cookie.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use openidconnect::{Nonce, PkceCodeVerifier};
use sha2::{Digest as _, Sha256};

use crate::refused::Refused;

/// Somebody types a password and reads a phone meanwhile.
const GOOD_FOR: SignedDuration = SignedDuration::from_mins(10);
/// So many at once; the oldest makes room.
const MOST: usize = if cfg!(test) { 200 } else { 10_000 };
/// A whole office may stand behind one address.
const EACH_ADDRESS: usize = 60;

/// What a provider was asked with, and its answer is held against.
#[derive(Debug)]
pub struct Begun {
    pub(crate) state: String,
    pub(crate) nonce: Nonce,
    pub(crate) verifier: PkceCodeVerifier,
}

#[derive(Debug)]
struct Attempt<C> {
    provider: String,
    browser: [u8; 32],
    address: IpAddr,
    at: Timestamp,
    begun: Begun,
    carried: C,
}

/// See the module. `C` is what whoever begins wants back at the end.
#[derive(Debug)]
pub struct Attempts<C>(Mutex<BTreeMap<[u8; 32], Attempt<C>>>);

impl<C> Default for Attempts<C> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<C> Attempts<C> {
    /// Keeps what was begun with a provider. Answers the secret of the browser's cookie: `browser`, the one that it has, where
    /// something else that was begun under it is still open, or else a new one.
    pub fn keep(
        &self,
        provider: &str,
        begun: Begun,
        carried: C,
        (browser, address): (Option<&str>, IpAddr),
        now: Timestamp,
    ) -> Result<String, Refused> {
        let mut open = self.lock();
        open.retain(|_, attempt| is_good(attempt.at, now));
        let own: Vec<Timestamp> =
            open.values().filter(|attempt| attempt.address == address).map(|attempt| attempt.at).collect();
        if own.len() >= EACH_ADDRESS {
            let oldest = own.into_iter().min().unwrap_or(now);
            let wait = GOOD_FOR.saturating_sub(now.duration_since(oldest)).unsigned_abs();
            return Err(Refused::TooMany { wait });
        }
        if open.len() >= MOST {
            let oldest = open.iter().min_by_key(|(_, attempt)| attempt.at).map(|(state, _)| *state);
            oldest.and_then(|oldest| open.remove(&oldest));
        }
        let known = |browser: &&str| open.values().any(|attempt| attempt.browser == hash(browser));
        let secret = match browser.filter(known) {
            Some(browser) => browser.to_owned(),
            None => random()?,
        };
        let browser = hash(&secret);
        let attempt = Attempt { provider: provider.to_owned(), browser, address, at: now, begun, carried };
        open.insert(hash(&attempt.begun.state), attempt);
        Ok(secret)
    }

    /// Takes out what is finished by an answer with this state, from this provider's address, in this browser.
    pub fn take(
        &self,
        provider: &str,
        state: &str,
        browser: Option<&str>,
        now: Timestamp,
    ) -> Result<(Begun, C), Refused> {
        let mut open = self.lock();
        let browser = browser.map(hash).ok_or(Refused::Stale)?;
        let fits = |attempt: &Attempt<C>| {
            attempt.browser == browser && attempt.provider == provider && is_good(attempt.at, now)
        };
        let state = hash(state);
        // What does not fit stays: nobody else can end what this browser began.
        if !open.get(&state).is_some_and(fits) {
            return Err(Refused::Stale);
        }
        let attempt = open.remove(&state).ok_or(Refused::Stale)?;
        Ok((attempt.begun, attempt.carried))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], Attempt<C>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_good(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) <= GOOD_FOR
}

/// Secrets are compared by their hashes: how long it takes tells nothing of them.
fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

fn random() -> Result<String, Refused> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Refused::Unreachable(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(state: &str) -> Begun {
        let (state, nonce) = (state.to_owned(), Nonce::new("n".to_owned()));
        Begun { state, nonce, verifier: PkceCodeVerifier::new("v".repeat(43)) }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn keep(attempts: &Attempts<u8>, state: &str, browser: Option<&str>, second: i64) -> String {
        attempts.keep("a", begun(state), 7, (browser, [10, 0, 0, 1].into()), at(second)).unwrap()
    }

    #[track_caller]
    fn stale(attempts: &Attempts<u8>, provider: &str, state: &str, browser: Option<&str>, second: i64) {
        assert_eq!(attempts.take(provider, state, browser, at(second)).unwrap_err(), Refused::Stale);
    }

    #[test]
    fn an_attempt_is_good_once_in_its_browser_with_its_provider_for_ten_minutes() {
        let attempts = Attempts::default();
        let browser = keep(&attempts, "s", None, 0);
        stale(&attempts, "a", "s", None, 1);
        stale(&attempts, "a", "s", Some("another"), 1);
        stale(&attempts, "b", "s", Some(&browser), 1);
        stale(&attempts, "a", "t", Some(&browser), 1);
        stale(&attempts, "a", "s", Some(&browser), 601);
        assert_eq!(attempts.take("a", "s", Some(&browser), at(600)).unwrap().1, 7);
        stale(&attempts, "a", "s", Some(&browser), 600);
    }

    #[test]
    fn two_tabs_share_a_cookie_and_a_planted_one_is_not_taken_up() {
        let attempts = Attempts::default();
        let first = keep(&attempts, "s", Some("planted"), 0);
        assert_ne!(first, "planted");
        assert_eq!(keep(&attempts, "t", Some(&first), 1), first);
        attempts.take("a", "t", Some(&first), at(2)).unwrap();
        attempts.take("a", "s", Some(&first), at(2)).unwrap();
        assert_ne!(keep(&attempts, "u", Some(&first), 3), first, "nothing is open under it any more");
    }

    #[test]
    fn one_address_cannot_fill_the_memory_and_many_only_to_a_bound() {
        let attempts = Attempts::default();
        for n in 0..EACH_ADDRESS {
            keep(&attempts, &n.to_string(), None, 0);
        }
        let more = attempts.keep("a", begun("x"), 7, (None, [10, 0, 0, 1].into()), at(200));
        assert!(matches!(more, Err(Refused::TooMany { wait }) if wait.as_secs() == 400), "{more:?}");
        keep(&attempts, "later", None, 601);
        for n in 0..u32::try_from(MOST).unwrap() + 5 {
            let place = (None, IpAddr::V4(n.into()));
            attempts.keep("a", begun(&format!("m{n}")), 7, place, at(601)).unwrap();
        }
        assert_eq!(attempts.lock().len(), MOST);
    }
}
