//! Signing in through an identity provider. It says who somebody is there; who that is here, they have said themselves
//! before. Lock-out, ended access and roles are the house's own, and so is the second factor, unless the provider's counts.

use jiff::Timestamp;

use super::{Entered, Place, SignInError};
use crate::access::{Access, lock};
use crate::error::{AccessError, Refusal};
use crate::event::AccessEvent;
use crate::people::{Linked, Private};
use crate::person::PersonId;

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
        let strangers = self.count(strangers, now)?;
        let Some((private, through)) = self.linked(vouched)? else {
            self.note_failure(None, strangers, now)?;
            return Err(AccessError::from(Refusal::NotLinked).into());
        };
        lock(&self.throttle).succeeded(strangers);
        let keys = lock(&self.throttle).keys(&private.login, place.address);
        let keys = self.count(keys, now)?;
        let owes = private.factor.is_some() || !private.passkeys.is_empty();
        if owes && !vouched.second_factor {
            lock(&self.throttle).forgive(keys);
            return Ok(Entered::Half(self.second_step(&private, Some(through), now)?));
        }
        self.let_in(&private, (None, Some(&through)), place, keys, now).map(Entered::In)
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
}
