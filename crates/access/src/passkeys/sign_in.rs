//! Signing in with a passkey: after the password, or instead of it. One way to check both: against the key as it is kept at
//! that moment, behind the lock, so that a counter that goes back is seen whoever else signs in meanwhile.

use jiff::Timestamp;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::ceremonies::{Ceremony, Kind, Owner};
use super::{Asked, PasskeyRefusal, of_library, read};
use crate::access::{Access, lock};
use crate::error::AccessError;
use crate::event::{AccessEvent, By};
use crate::manage::{alive, private};
use crate::people::Private;
use crate::person::PersonId;
use crate::sessions::NewSession;
use crate::sign_in::{Place, SecondStep, SignInError, Through};
use crate::throttle::subnet;

/// Who owes a second step, the challenge, and the provider that let them in so far.
type Waiting = (Private, Option<DiscoverableAuthentication>, Option<Through>);

/// Stands for the name of whoever is not known yet.
const UNKNOWN: &str = " passkey";

impl Access {
    /// A challenge for somebody who has not said who they are: the device knows.
    pub fn ask_passkey(&self, place: &Place<'_>, now: Timestamp) -> Result<Asked, AccessError> {
        let (options, state) = self.any_passkey()?;
        let owner = Owner::Address(subnet(place.address));
        let kind = Kind::SignIn(Some(Box::new(state)), None);
        let ceremony = lock(&self.ceremonies).begin(owner, kind, now)?;
        Ok(Asked { ceremony, options: options.to_string() })
    }

    /// Signs in whoever the device says they are. It has checked who holds it; no password is asked for.
    pub fn sign_in_with_passkey(
        &self,
        ceremony: &str,
        answer: &str,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let asked = lock(&self.ceremonies).take(ceremony, now);
        let answer: Result<PublicKeyCredential, _> = read(answer);
        let known = answer.as_ref().ok().map(|answer| self.of_device(answer)).transpose()?.flatten();
        let login = known.as_ref().map_or(UNKNOWN, |private| &private.login);
        let keys = lock(&self.throttle).keys(login, place.address);
        let keys = self.count(keys, now)?;
        let proved = || {
            let Some(Ceremony { owner: Owner::Address(_), kind: Kind::SignIn(Some(state), _), .. }) = asked
            else {
                return Err(PasskeyRefusal::Over.into());
            };
            let person = known.as_ref().map(|private| &private.person).ok_or(PasskeyRefusal::Wrong);
            let answer = answer?;
            self.used(person?, *state, &answer, now)
        };
        match proved() {
            Ok(private) => self.let_in(&private, (None, None), place, keys, now),
            Err(error) => {
                self.note_failure(known.map(|private| private.person), keys, now)?;
                Err(error.into())
            }
        }
    }

    /// The second half of a sign-in: the browser's answer, or the six digits where there is none.
    pub fn finish_sign_in(
        &self,
        ceremony: &str,
        answer: &str,
        digits: &str,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let asked = lock(&self.ceremonies).take(ceremony, now);
        let waiting = asked.map(|asked| self.waiting(asked)).transpose()?.flatten();
        let login = waiting.as_ref().map_or(UNKNOWN, |(private, ..)| &private.login);
        let keys = lock(&self.throttle).keys(login, place.address);
        let keys = self.count(keys, now)?;
        let (private, state, through) = waiting.ok_or(PasskeyRefusal::Over).map_err(AccessError::from)?;
        let fitting = || {
            let Some(factor) = &private.factor else { return Ok(None) };
            Ok::<_, AccessError>(self.seal.open(&private.person, factor)?.step_of(digits, now, None))
        };
        let proved = match (answer, state) {
            ("", _) => {
                fitting().map_err(SignInError::from).and_then(|step| step.ok_or(SignInError::Wrong)).map(Some)
            }
            (_, None) => Err(AccessError::from(PasskeyRefusal::Nowhere).into()),
            (answer, Some(state)) => {
                let used = read(answer).map_err(AccessError::from);
                let used = used.and_then(|answer| self.used(&private.person, state, &answer, now));
                used.map(|_| None).map_err(SignInError::from)
            }
        };
        let entered =
            proved.and_then(|step| self.let_in(&private, (step, through.as_ref()), place, keys, now));
        if entered.is_err() {
            self.note_failure(Some(private.person), keys, now)?;
        }
        entered
    }

    /// The password was right, or a provider has let them in: what is asked for next.
    pub(crate) fn second_step(
        &self,
        private: &Private,
        through: Option<Through>,
        now: Timestamp,
    ) -> Result<SecondStep, AccessError> {
        let has_one = self.passkeys.is_some() && !private.passkeys.is_empty();
        let asked = has_one.then(|| self.one_of(private)).transpose()?;
        let (options, state) = asked.unzip();
        let owner = Owner::Person(private.person.clone());
        let kind = Kind::SignIn(state.map(Box::new), through);
        let ceremony = lock(&self.ceremonies).begin(owner, kind, now)?;
        let options = options.map(|options: serde_json::Value| options.to_string());
        Ok(SecondStep { ceremony, options, digits: private.factor.is_some() })
    }

    /// A challenge that any device may answer.
    fn any_passkey(&self) -> Result<(serde_json::Value, DiscoverableAuthentication), AccessError> {
        let asked = self.checker()?.start_discoverable_authentication();
        let (mut options, state) = asked.map_err(PasskeyRefusal::from)?;
        // The person presses a button; the browser is not to wait until somebody types a name.
        options.mediation = None;
        let options = serde_json::to_value(options).map_err(|_| PasskeyRefusal::Unreadable)?;
        Ok((options, state))
    }

    /// The same for one person, with the names of their passkeys: a device that keeps no names needs them.
    fn one_of(
        &self,
        private: &Private,
    ) -> Result<(serde_json::Value, DiscoverableAuthentication), AccessError> {
        let (mut options, state) = self.any_passkey()?;
        let named = self.checker()?.start_passkey_authentication(&private.passkeys.keys());
        let (named, _) = named.map_err(PasskeyRefusal::from)?;
        let mut named = serde_json::to_value(named).map_err(|_| PasskeyRefusal::Unreadable)?;
        let allowed = named.pointer_mut("/publicKey/allowCredentials").map(serde_json::Value::take);
        if let (Some(slot), Some(allowed)) = (options.pointer_mut("/publicKey"), allowed) {
            slot["allowCredentials"] = allowed;
        }
        Ok((options, state))
    }

    /// Whom the device names.
    fn of_device(&self, answer: &PublicKeyCredential) -> Result<Option<Private>, AccessError> {
        let identified = self.checker()?.identify_discoverable_authentication(answer);
        let Ok((handle, _)) = identified else { return Ok(None) };
        let inner = self.look()?;
        let of_handle = |private: &&Private| private.passkeys.handle == Some(handle);
        Ok(inner.held.people.rows.iter().find(of_handle).cloned())
    }

    /// Whose second step it is, unless the password has changed since the first, or the link to the provider is gone.
    fn waiting(&self, asked: Ceremony) -> Result<Option<Waiting>, AccessError> {
        let Ceremony { owner: Owner::Person(person), kind: Kind::SignIn(state, through), since } = asked
        else {
            return Ok(None);
        };
        let inner = self.look()?;
        let standing = inner.state.person(&person);
        let stands = standing.is_some_and(|it| it.ended_at.is_none() && it.sessions_from <= since);
        let linked = |private: &&Private| {
            let still = |through: &Through| private.links.iter().any(|link| link.name == through.link);
            through.as_ref().is_none_or(still)
        };
        let private = inner.held.people.of(&person).filter(|_| stands).filter(linked).cloned();
        Ok(private.map(|private| (private, state.map(|state| *state), through)))
    }

    /// Checks an answer against the person's passkey, and keeps the counter.
    fn used(
        &self,
        person: &PersonId,
        asked: DiscoverableAuthentication,
        answer: &PublicKeyCredential,
        now: Timestamp,
    ) -> Result<Private, AccessError> {
        let checker = self.checker()?;
        let used = self.change(&By::Person(person.clone()), now, |state, people| {
            alive(state, person).map_err(|_| PasskeyRefusal::Wrong)?;
            let private = private(people, person)?;
            let handle = private.passkeys.handle;
            let named = answer.get_user_unique_id();
            if named.is_some_and(|named| handle.is_none_or(|handle| handle.as_bytes() != named)) {
                return Err(PasskeyRefusal::Wrong.into());
            }
            let found = private.passkeys.by_credential(answer.get_credential_id());
            let (kept, mut key) = found.ok_or(PasskeyRefusal::Wrong)?;
            let passkey = kept.id.clone();
            match checker.finish_discoverable_authentication_v2(answer, asked, &key).map_err(Into::into) {
                Ok(result) => {
                    key.update_credential(&result);
                    kept.key = of_library(&key)?;
                    kept.used_at = Some(now);
                    let event = AccessEvent::PasskeyUsed { person: person.clone(), passkey };
                    Ok((vec![event], Ok(private.clone())))
                }
                Err(PasskeyRefusal::Copied) => Ok((Vec::new(), Err(passkey))),
                Err(refusal) => Err(refusal.into()),
            }
        })?;
        used.or_else(|passkey| {
            let event = AccessEvent::PasskeyCopied { person: person.clone(), passkey };
            self.change(&By::Nobody, now, |_, _| Ok((vec![event], ())))?;
            Err(PasskeyRefusal::Copied.into())
        })
    }
}
