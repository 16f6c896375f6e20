//! Signing in through an identity provider. It says who somebody is there; who that is here, they have said themselves
//! before. Lock-out, ended access and roles are the house's own, and so is the second factor, unless the provider's counts.

use jiff::{SignedDuration, Timestamp};

use super::{Place, SignInError};
use crate::access::{Access, lock};
use crate::digest::{Digest, random};
use crate::error::{AccessError, Refusal};
use crate::event::AccessEvent;
use crate::people::{Linked, Private};
use crate::person::PersonId;
use crate::sessions::NewSession;

/// The digits are owed so long after the provider has let somebody in.
const OWED_FOR: SignedDuration = SignedDuration::from_mins(10);

/// What an identity provider says, already verified.
#[derive(Clone, Copy)]
pub struct Vouched<'a> {
    /// The provider, as the configuration names it.
    pub provider: &'a str,
    /// The provider's own address.
    pub issuer: &'a str,
    /// The person there. Personal data.
    pub subject: &'a str,
    /// It asked for a second factor that the configuration counts.
    pub second_factor: bool,
}

/// How far somebody came.
#[derive(Debug)]
pub enum Entered {
    /// They are in.
    Session(NewSession),
    /// The digits of the phone are owed; the secret to come back with, within ten minutes.
    Digits(String),
}

/// By which link somebody comes in.
#[derive(Clone, Debug)]
pub(crate) struct Through {
    pub(crate) provider: String,
    pub(crate) link: String,
    pub(crate) vouched: bool,
}

impl Through {
    pub(super) fn signed_in(&self, person: PersonId, session: String, step: Option<u64>) -> AccessEvent {
        let Self { provider, link, vouched } = self.clone();
        AccessEvent::SignedInThrough { person, provider, link, session, step, vouched }
    }
}

/// Somebody whom a provider has let in and who owes the digits.
#[derive(Clone, Debug)]
pub(crate) struct Halfway {
    person: PersonId,
    through: Through,
    since: Timestamp,
}

impl Access {
    /// Signs in whoever has linked themselves to this, with a new session, whatever session there was.
    pub fn sign_in_through(
        &self,
        vouched: &Vouched<'_>,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<Entered, SignInError> {
        // A subject that nobody has is a failed try from that address; nobody else waits for it.
        let strangers = lock(&self.throttle).keys(&format!(" through {}", place.address), place.address);
        self.count(strangers, now)?;
        let Some((private, through)) = self.linked(vouched)? else {
            self.note_failure(None, strangers, now)?;
            return Err(AccessError::from(Refusal::NotLinked).into());
        };
        lock(&self.throttle).succeeded(strangers);
        let keys = lock(&self.throttle).keys(&private.login, place.address);
        self.count(keys, now)?;
        if private.factor.is_some() && !vouched.second_factor {
            lock(&self.throttle).forgive(keys);
            return Ok(Entered::Digits(self.owe(&private, through, now)?));
        }
        let session = self.begin_by(&private, (None, Some(&through)), place, now)?;
        lock(&self.throttle).succeeded(keys);
        self.tell_failures(Some(&private.person), now)?;
        session.map(Entered::Session).ok_or(SignInError::Wrong)
    }

    /// The digits that were owed. `secret` is what [`Entered::Digits`] gave.
    pub fn sign_in_digits(
        &self,
        secret: &str,
        code: &str,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let over = || SignInError::from(AccessError::from(Refusal::HalfwayOver));
        let digest = Digest::of(secret);
        let halfway = lock(&self.halfway).get(&digest).cloned();
        let halfway = halfway.filter(|it| now.duration_since(it.since) <= OWED_FOR).ok_or_else(over)?;
        let private = self.still_linked(&halfway)?.ok_or_else(over)?;
        let keys = lock(&self.throttle).keys(&private.login, place.address);
        self.count(keys, now)?;
        let step = private.factor.as_ref().and_then(|factor| factor.step_of(code, now, None));
        let through = (step, Some(&halfway.through));
        let entered = step.map(|_| self.begin_by(&private, through, place, now)).transpose()?.flatten();
        let Some(session) = entered else {
            self.note_failure(Some(private.person), keys, now)?;
            return Err(AccessError::from(Refusal::CodeWrong).into());
        };
        lock(&self.halfway).remove(&digest);
        lock(&self.throttle).succeeded(keys);
        self.tell_failures(Some(&private.person), now)?;
        Ok(session)
    }

    /// The person who is linked to it, unless their access has ended.
    fn linked(&self, vouched: &Vouched<'_>) -> Result<Option<(Private, Through)>, AccessError> {
        let inner = self.look()?;
        let found = inner.held.people.linked(vouched.issuer, vouched.subject);
        let alive = |it: &Private| inner.state.person(&it.person).is_some_and(|it| it.ended_at.is_none());
        let found = found.filter(|(private, _)| alive(private));
        Ok(found.map(|(private, Linked { name, .. })| {
            let (provider, link) = (vouched.provider.to_owned(), name.clone());
            (private.clone(), Through { provider, link, vouched: vouched.second_factor })
        }))
    }

    /// What is kept of somebody who owes digits, unless the link or their access is gone meanwhile.
    fn still_linked(&self, halfway: &Halfway) -> Result<Option<Private>, AccessError> {
        let inner = self.look()?;
        let standing = inner.state.person(&halfway.person);
        let alive = standing.is_some_and(|it| it.ended_at.is_none());
        let linked = |it: &&Private| it.links.iter().any(|link| link.name == halfway.through.link);
        Ok(inner.held.people.of(&halfway.person).filter(linked).filter(|_| alive).cloned())
    }

    fn owe(&self, private: &Private, through: Through, now: Timestamp) -> Result<String, AccessError> {
        let secret = crate::digest::hex(&random::<32>()?);
        let halfway = Halfway { person: private.person.clone(), through, since: now };
        let mut all = lock(&self.halfway);
        all.retain(|_, it| now.duration_since(it.since) <= OWED_FOR);
        all.insert(Digest::of(&secret), halfway);
        Ok(secret)
    }
}
