//! What people do with their own access: set and change the password, take up a second factor, end a session.

use super::{
    Access, AccessError, AccessEvent, By, Device, Digest, FactorOffer, FactorSecret, IpAddr, NewSession,
    Place, Private, Refusal, SignInError, Signed, SignedDuration, Timestamp, Why, codes, lock, private,
};

/// A second factor that is shown stays the same so long, however often the page is drawn.
const OFFERED_FOR: SignedDuration = SignedDuration::from_mins(15);
/// Stands for the name where a one-time code is typed.
const ONE_TIME: &str = " one-time";

impl Access {
    /// Sets a password with a one-time code, and signs in. After a recovery the second factors are gone and the old
    /// sessions are over.
    pub fn set_up(
        &self,
        code: &str,
        password: &str,
        again: &str,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let keys = lock(&self.throttle).keys(ONE_TIME, place.address);
        let keys = self.count(keys, now)?;
        let digest = codes::digest(code);
        let found = self.with_code(&digest, now)?.ok_or_else(|| refused(Refusal::OneTimeCodeWrong))?;
        lock(&self.throttle).succeeded(keys);
        let hash = self.taken(password, again, &found.login)?;
        let person = found.person.clone();
        let private = self.change(&By::Person(person.clone()), now, |_, people| {
            let private = private(people, &person)?;
            // Asked again behind the lock: it is good once.
            let one_time = private.one_time.take().filter(|one_time| one_time.sha256.same_as(&digest));
            let one_time = one_time.ok_or(Refusal::OneTimeCodeWrong)?;
            private.password = Some(hash);
            let mut events = vec![AccessEvent::PasswordSet { person: person.clone() }];
            if one_time.drops_factor && private.factor.take().is_some() {
                events.push(AccessEvent::FactorRemoved { person: person.clone() });
            }
            if one_time.drops_factor {
                // Whoever took the account over may have left themselves this way back in.
                let gone = private.links.drain(..).map(|link| link.removed(&person));
                events.extend(gone);
                let gone = private.passkeys.clear();
                let removed = |passkey| AccessEvent::PasskeyRemoved { person: person.clone(), passkey };
                events.extend(gone.into_iter().map(removed));
            }
            Ok((events, private.clone()))
        })?;
        self.sessions().end(|session| session.person == person)?;
        self.begin(&private, None, place, now)?.ok_or_else(|| refused(Refusal::OneTimeCodeWrong))
    }

    /// Changes the password of whoever is signed in. All sessions end, and a new one begins.
    pub fn change_password(
        &self,
        signed: &Signed,
        current: &str,
        password: &str,
        again: &str,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let own = self.proved(signed, current, place.address, now)?;
        let hash = self.taken(password, again, &own.login)?;
        let person = signed.person.clone();
        let private = self.change(&By::Person(person.clone()), now, |_, people| {
            let private = private(people, &person)?;
            private.password = Some(hash);
            Ok((vec![AccessEvent::PasswordSet { person: person.clone() }], private.clone()))
        })?;
        self.sessions().end(|session| session.person == person)?;
        self.begin(&private, None, place, now)?.ok_or(SignInError::Wrong)
    }

    /// A second factor to take up; `house` is what the phone shows it under, in letters and digits. Nothing changes before it
    /// is confirmed.
    pub fn offer_factor(
        &self,
        signed: &Signed,
        house: &str,
        now: Timestamp,
    ) -> Result<FactorOffer, AccessError> {
        let login = self.own(signed)?.login;
        let mut offers = lock(&self.offers);
        offers.retain(|_, (_, since)| now.duration_since(*since) < OFFERED_FOR);
        let secret = match offers.get(&signed.person) {
            Some((secret, _)) => secret.clone(),
            None => FactorSecret::random()?,
        };
        offers.entry(signed.person.clone()).or_insert_with(|| (secret.clone(), now));
        Ok(secret.offer(house, &login))
    }

    /// Takes up the offered factor, in the place of one that is there: the password proves who asks, the digits that the
    /// phone has it.
    pub fn confirm_factor(
        &self,
        signed: &Signed,
        current: &str,
        digits: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<(), SignInError> {
        self.proved(signed, current, address, now)?;
        let offered = lock(&self.offers).get(&signed.person).map(|(secret, _)| secret.clone());
        let secret = offered.filter(|secret| secret.step_of(digits, now, None).is_some());
        let secret = secret.ok_or_else(|| refused(Refusal::CodeWrong))?;
        let person = signed.person.clone();
        self.change(&By::Person(person.clone()), now, |_, people| {
            let private = private(people, &person)?;
            let mut events = Vec::new();
            if private.factor.replace(self.seal.seal(&person, &secret)?).is_some() {
                events.push(AccessEvent::FactorRemoved { person: person.clone() });
            }
            events.push(AccessEvent::FactorAdded { person: person.clone() });
            Ok((events, ()))
        })?;
        lock(&self.offers).remove(&signed.person);
        Ok(())
    }

    /// The sessions of whoever is signed in, the newest first.
    pub fn devices(&self, signed: &Signed) -> Vec<Device> {
        let own = self.sessions().of(&signed.person);
        let device = |session: crate::sessions::Session| Device {
            session: session.name(),
            since: session.since,
            seen: session.seen,
            device: session.device,
        };
        own.into_iter().map(device).collect()
    }

    /// Ends one of one's own sessions.
    pub fn end_device(&self, signed: &Signed, session: &str, now: Timestamp) -> Result<(), AccessError> {
        let meant =
            |other: &crate::sessions::Session| other.person == signed.person && other.name() == session;
        if self.sessions().end(meant)? == 0 {
            return Err(Refusal::UnknownDevice.into());
        }
        let (person, session) = (signed.person.clone(), session.to_owned());
        let event = AccessEvent::SessionEnded { person, session, why: Why::EndedByPerson };
        self.change(&By::Person(signed.person.clone()), now, |_, _| Ok((vec![event], ())))
    }

    pub(crate) fn own(&self, signed: &Signed) -> Result<Private, AccessError> {
        let inner = self.look()?;
        let private = inner.held.people.of(&signed.person).cloned();
        private.ok_or_else(|| Refusal::UnknownPerson(signed.person.clone()).into())
    }

    /// Whoever is signed in, who has typed the password once more.
    pub(crate) fn proved(
        &self,
        signed: &Signed,
        current: &str,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<Private, SignInError> {
        let own = self.own(signed)?;
        let keys = lock(&self.throttle).keys(&own.login, address);
        let keys = self.count(keys, now)?;
        if !self.passwords.fits(current, own.password.as_ref(), keys.of_address())? {
            return Err(refused(Refusal::PasswordWrong));
        }
        lock(&self.throttle).succeeded(keys);
        Ok(own)
    }

    /// The hash of a password that may be taken up.
    fn taken(
        &self,
        password: &str,
        again: &str,
        login: &str,
    ) -> Result<crate::password::PasswordHash, AccessError> {
        self.passwords.check(password, login)?;
        if password != again {
            return Err(Refusal::PasswordsDiffer.into());
        }
        self.passwords.hash(password)
    }

    /// Whose code it is.
    fn with_code(&self, digest: &Digest, now: Timestamp) -> Result<Option<Private>, AccessError> {
        let inner = self.look()?;
        let fits = |private: &&Private| {
            let one_time = private.one_time.as_ref();
            one_time.is_some_and(|one_time| one_time.sha256.same_as(digest) && now <= one_time.until)
        };
        let found = inner.held.people.rows.iter().rfind(fits);
        let lives = |it: &&Private| inner.state.person(&it.person).is_some_and(|it| it.ended_at.is_none());
        Ok(found.filter(lives).cloned())
    }
}

pub(crate) fn refused(refusal: Refusal) -> SignInError {
    AccessError::from(refusal).into()
}
