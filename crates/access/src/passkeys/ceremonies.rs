//! Challenges that wait for their answer: in memory, some minutes, each answered once. Whoever asks for many takes room from
//! their own, not from others'.

use std::collections::BTreeMap;
use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use super::site::PATIENCE;
use crate::digest::{Digest, hex, random};
use crate::error::AccessError;
use crate::person::PersonId;
use crate::sign_in::Through;

const ALL: usize = 4096;
const EACH: usize = 8;
/// A whole office may stand behind one address.
const EACH_ADDRESS: usize = 64;

/// Who alone may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Somebody who is signed in, in this session.
    Session(PersonId, String),
    /// Somebody whose password was right, or whom a provider has let in.
    Person(PersonId),
    /// Somebody unknown, from this network.
    Address(IpAddr),
}

/// What the answer is for.
#[derive(Debug)]
pub(super) enum Kind {
    /// Taking up a passkey under that name.
    Register(String, Box<PasskeyRegistration>),
    /// Signing in; without a challenge only digits can be the answer. Maybe through the identity provider that let them in
    /// so far.
    SignIn(Option<Box<DiscoverableAuthentication>>, Option<Through>),
}

/// A challenge.
#[derive(Debug)]
pub(super) struct Ceremony {
    pub(super) owner: Owner,
    pub(super) kind: Kind,
    pub(super) since: Timestamp,
}

/// See the module. Under the hash of what the browser brings back.
#[derive(Debug, Default)]
pub(crate) struct Ceremonies(BTreeMap<Digest, Ceremony>);

impl Ceremonies {
    /// Keeps a challenge. Answers what names it.
    pub(super) fn begin(&mut self, owner: Owner, kind: Kind, now: Timestamp) -> Result<String, AccessError> {
        self.0.retain(|_, ceremony| !ceremony.is_over(now));
        let most = if matches!(owner, Owner::Address(_)) { EACH_ADDRESS } else { EACH };
        self.make_room(most, |other| other.owner == owner);
        self.make_room(ALL, |_| true);
        let name = hex(&random::<32>()?);
        self.0.insert(Digest::of(&name), Ceremony { owner, kind, since: now });
        Ok(name)
    }

    /// The challenge of that name, for the only time.
    pub(super) fn take(&mut self, name: &str, now: Timestamp) -> Option<Ceremony> {
        self.0.remove(&Digest::of(name)).filter(|ceremony| !ceremony.is_over(now))
    }

    fn make_room(&mut self, most: usize, meant: impl Fn(&Ceremony) -> bool) {
        let own = self.0.iter().filter(|(_, ceremony)| meant(ceremony));
        if own.clone().count() >= most {
            let oldest = own.min_by_key(|(_, ceremony)| ceremony.since).map(|(name, _)| name.clone());
            oldest.and_then(|oldest| self.0.remove(&oldest));
        }
    }
}

impl Ceremony {
    fn is_over(&self, now: Timestamp) -> bool {
        now.duration_since(self.since) > SignedDuration::try_from(PATIENCE).unwrap_or(SignedDuration::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_take_room_from_their_own() {
        let mut ceremonies = Ceremonies::default();
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let mut begin = |last: u32| {
            let owner = Owner::Address(IpAddr::V4((last % 100).into()));
            ceremonies.begin(owner, Kind::SignIn(None, None), now).unwrap()
        };
        let others = begin(7);
        let floods: Vec<String> = (0..300).map(|_| begin(1)).collect();
        assert_eq!(ceremonies.0.len(), 1 + EACH_ADDRESS);
        assert!(ceremonies.take(&others, now).is_some() && ceremonies.take(&others, now).is_none());
        let left = floods.iter().filter(|name| ceremonies.take(name, now).is_some()).count();
        assert_eq!(left, EACH_ADDRESS);
    }

    #[test]
    fn a_challenge_does_not_wait_for_ever() {
        let mut ceremonies = Ceremonies::default();
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let owner = Owner::Address(IpAddr::V4(1.into()));
        let name = ceremonies.begin(owner, Kind::SignIn(None, None), now).unwrap();
        let late = now.checked_add(SignedDuration::from_secs(301)).unwrap();
        assert!(ceremonies.take(&name, late).is_none());
    }
}
