//! Signing in, and who a session belongs to. Unknown name, wrong password, wrong digits and ended access get one answer after
//! the same work: one password computed.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::access::{Access, lock};
use crate::error::AccessError;
use crate::event::{AccessEvent, By, Stored, Why};
use crate::people::Private;
use crate::person::PersonId;
use crate::sessions::{NewSession, Session};
use crate::signed::Signed;
use crate::state::Standing;
use crate::throttle::Keys;

mod through;

pub(crate) use through::Through;
pub use through::Vouched;

/// Failed tries under one name are written down at most so often, summed up: whoever tries cannot fill the disk.
const TOLD_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// What somebody typed.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The sign-in name.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// The six digits; empty for whoever has no second factor.
    pub code: &'a str,
}

/// From where somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The address that tries are counted under. It is not kept.
    pub address: IpAddr,
    /// What the browser says it is, for the person's own list of devices.
    pub device: &'a str,
    /// The cookie of a session that the browser has; it ends.
    pub previous: Option<&'a str>,
}

/// How far somebody came.
#[derive(Debug)]
pub enum Entered {
    /// They are in.
    In(NewSession),
    /// The password was right; a passkey is asked for, or the digits.
    Half(SecondStep),
}

/// What is asked for after the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondStep {
    /// Names the sign-in that waits; it comes back with the answer.
    pub ceremony: String,
    /// What `navigator.credentials` takes, as JSON; none where passkeys cannot be checked.
    pub options: Option<String>,
    /// Whether the six digits serve as well.
    pub digits: bool,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name, password or digits are wrong; which of them is not said.
    #[error("tên đăng nhập, mật khẩu hoặc mã 6 số không đúng / sign-in name, password or digits are wrong")]
    Wrong,
    /// Too many tries, for this name or from this address.
    #[error("đã thử quá nhiều lần, hãy chờ {} giây / too many tries, wait {} seconds", .wait.as_secs(), .wait.as_secs())]
    TooMany {
        /// Until the next try.
        wait: Duration,
    },
    /// The house has a problem.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// Failed tries that are not written down yet; under none those for names that nobody has.
#[derive(Debug, Default)]
pub(crate) struct Failures(BTreeMap<Option<PersonId>, Tally>);

#[derive(Clone, Copy, Debug)]
struct Tally {
    count: u64,
    since: Timestamp,
    told: Option<Timestamp>,
}

impl Access {
    /// Signs somebody in, with a new session, whatever session there was. Who has passkeys and typed no digits is asked for one
    /// of them next, and so learns that the password was right.
    pub fn sign_in(
        &self,
        typed: &Credentials<'_>,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<Entered, SignInError> {
        let login = login(typed.login);
        let keys = lock(&self.throttle).keys(&login, place.address);
        let keys = self.count(keys, now)?;
        let (known, alive) = self.known(&login)?;
        let kept = alive.as_ref().and_then(|it| it.password.as_ref());
        let fits = self.passwords.fits(typed.password, kept, keys.of_address());
        let fits = fits.inspect_err(|_| lock(&self.throttle).forgive(keys))?;
        let right = alive.filter(|_| fits);
        let entered = right.map(|private| self.enter(&private, typed.code, place, keys, now));
        match entered.unwrap_or(Err(SignInError::Wrong)) {
            Err(SignInError::Wrong) => {
                self.note_failure(known, keys, now)?;
                Err(SignInError::Wrong)
            }
            entered => entered,
        }
    }

    /// Counts a try under its name and address, or says how long to wait.
    pub(crate) fn count(&self, keys: Keys, now: Timestamp) -> Result<Keys, SignInError> {
        lock(&self.throttle).begin(keys, now).map_err(|wait| SignInError::TooMany { wait })
    }

    /// Whoever the session of this cookie belongs to. None if it is over.
    pub fn session(&self, cookie: &str, now: Timestamp) -> Result<Option<Signed>, AccessError> {
        let inner = self.look()?;
        let Some(session) = self.sessions().used(cookie, &self.policy, now)? else { return Ok(None) };
        let standing = inner.state.person(&session.person);
        let standing = standing.filter(|it| it.ended_at.is_none() && session.since >= it.sessions_from);
        let private = inner.held.people.of(&session.person);
        Ok(standing.zip(private).map(|(standing, private)| self.signed(private, standing, &session)))
    }

    /// Ends the session of this cookie.
    pub fn sign_out(&self, cookie: &str, now: Timestamp) -> Result<(), AccessError> {
        let Some(session) = self.sessions().find(cookie).cloned() else { return Ok(()) };
        self.sessions().end(|other| other.sha256 == session.sha256)?;
        let (person, session) = (session.person.clone(), session.name());
        let ended = AccessEvent::SessionEnded { person: person.clone(), session, why: Why::SignedOut };
        self.change(&By::Person(person), now, |_, _| Ok((vec![ended], ())))
    }

    /// Begins a session for somebody who has proved who they are. `step` is the half-minute of the digits.
    pub(crate) fn begin(
        &self,
        private: &Private,
        step: Option<u64>,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<Option<NewSession>, AccessError> {
        self.begin_by(private, (step, None), place, now)
    }

    /// The same, maybe through an identity provider.
    fn begin_by(
        &self,
        private: &Private,
        (step, through): (Option<u64>, Option<&Through>),
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<Option<NewSession>, AccessError> {
        let mut inner = self.look()?;
        let used = inner.state.person(&private.person).and_then(|standing| standing.used_step);
        // Asked again behind the lock: of two with the same digits, one gets in.
        if step.is_some_and(|step| used.is_some_and(|used| step <= used)) {
            return Ok(None);
        }
        let mut sessions = self.sessions();
        if let Some(previous) = place.previous.and_then(|cookie| sessions.find(cookie)).cloned() {
            sessions.end(|session| session.sha256 == previous.sha256)?;
        }
        let (secret, session) = sessions.begin(&private.person, place.device, through, now)?;
        let person = private.person.clone();
        let event = match through {
            Some(through) => through.signed_in(person.clone(), session, step),
            None => AccessEvent::SignedIn { person: person.clone(), session, step },
        };
        inner.append(&Stored::new(now, By::Person(person), event))?;
        let begun = sessions.find(secret.reveal()).zip(inner.state.person(&private.person));
        let signed = begun.map(|(session, standing)| self.signed(private, standing, session));
        Ok(signed.map(|signed| NewSession { secret, signed, lasts: self.policy.absolute }))
    }

    /// The person of that name, and what is kept of them unless their access has ended.
    fn known(&self, login: &str) -> Result<(Option<PersonId>, Option<Private>), AccessError> {
        let inner = self.look()?;
        let private = inner.held.people.by_login(login).cloned();
        let ended = |it: &Private| inner.state.person(&it.person).is_none_or(|it| it.ended_at.is_some());
        let alive = private.clone().filter(|it| !ended(it));
        Ok((private.map(|it| it.person), alive))
    }

    /// The password was right: are the digits?
    fn enter(
        &self,
        private: &Private,
        code: &str,
        place: &Place<'_>,
        keys: Keys,
        now: Timestamp,
    ) -> Result<Entered, SignInError> {
        let step = match &private.factor {
            Some(factor) if private.passkeys.is_empty() || !code.trim().is_empty() => {
                let factor = self.seal.open(&private.person, factor)?;
                Some(factor.step_of(code, now, None).ok_or(SignInError::Wrong)?)
            }
            None if private.passkeys.is_empty() => None,
            _ => {
                // The second half is what counts: else whoever signs in would be counted twice.
                lock(&self.throttle).forgive(keys);
                return Ok(Entered::Half(self.second_step(private, None, now)?));
            }
        };
        self.let_in(private, (step, None), place, keys, now).map(Entered::In)
    }

    /// Everything was right: a session begins, and the name is free again.
    pub(crate) fn let_in(
        &self,
        private: &Private,
        by: (Option<u64>, Option<&Through>),
        place: &Place<'_>,
        keys: Keys,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let session = self.begin_by(private, by, place, now)?.ok_or(SignInError::Wrong)?;
        self.tell_failures(Some(&private.person), now)?;
        lock(&self.throttle).succeeded(keys);
        Ok(session)
    }

    fn signed(&self, private: &Private, standing: &Standing, session: &Session) -> Signed {
        Signed {
            person: private.person.clone(),
            name: private.name.clone(),
            session: session.name(),
            since: session.since,
            needs_factor: !session.vouched && self.needs_factor(standing),
            roles: standing.roles.clone(),
        }
    }

    /// Whether a role asks for a second factor that is not there.
    pub(crate) fn needs_factor(&self, standing: &Standing) -> bool {
        let has_one = standing.factor || !standing.passkeys.is_empty();
        !has_one && standing.roles.iter().any(|grant| self.policy.factor.contains(&grant.role))
    }

    pub(crate) fn note_failure(
        &self,
        person: Option<PersonId>,
        keys: Keys,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let locked = lock(&self.throttle).name_locked(keys, now);
        let due = lock(&self.failures).add(person.clone(), now);
        let mut events: Vec<_> = due.into_iter().collect();
        if let Some((person, wait)) = person.zip(locked) {
            events.push(AccessEvent::LockedOut { person, seconds: wait.as_secs() });
        }
        let mut inner = self.look()?;
        for event in events {
            inner.append_later(&Stored::new(now, By::Nobody, event));
        }
        Ok(())
    }

    fn tell_failures(&self, person: Option<&PersonId>, now: Timestamp) -> Result<(), AccessError> {
        let Some(event) = lock(&self.failures).take(person) else { return Ok(()) };
        self.look()?.append(&Stored::new(now, By::Nobody, event))
    }
}

impl Failures {
    /// Counts one more; answers what is to be written down now.
    fn add(&mut self, person: Option<PersonId>, now: Timestamp) -> Option<AccessEvent> {
        let tally = self.0.entry(person.clone()).or_insert(Tally { count: 0, since: now, told: None });
        if tally.count == 0 {
            tally.since = now;
        }
        tally.count = tally.count.saturating_add(1);
        if tally.told.is_some_and(|told| now.duration_since(told) < TOLD_EVERY) {
            return None;
        }
        tally.told = Some(now);
        let (count, since) = (std::mem::take(&mut tally.count), tally.since);
        Some(AccessEvent::SignInFailed { person, count, since })
    }

    /// What is left of a person's.
    fn take(&mut self, person: Option<&PersonId>) -> Option<AccessEvent> {
        let tally = self.0.remove(&person.cloned()).filter(|tally| tally.count > 0)?;
        Some(AccessEvent::SignInFailed { person: person.cloned(), count: tally.count, since: tally.since })
    }
}

/// A sign-in name as it is kept, whatever was typed.
pub(crate) fn login(typed: &str) -> String {
    typed.trim().to_lowercase().chars().take(64).collect()
}
