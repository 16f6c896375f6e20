//! Getting back in after password or factor is lost: somebody asks, two administrators agree, or whoever sits at the
//! machine, and a one-time code is handed over. Nobody grants their own.

use jiff::{SignedDuration, Timestamp};

use crate::access::{Access, lock};
use crate::codes;
use crate::error::{AccessError, Refusal};
use crate::event::{AccessEvent, By, Stored};
use crate::manage::{alive, private};
use crate::people::OneTime;
use crate::person::PersonId;
use crate::sign_in::{Place, SignInError, login};
use crate::state::{Recovery, Standing, State};

/// How many people must agree.
const GRANTS: usize = 2;

/// What became of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// Another administrator must agree too.
    Waits,
    /// The one-time code to hand over; it is shown this once.
    Code(String),
}

impl Access {
    /// Somebody who is not signed in says that the password or the factor of this name is lost. Whoever asks learns nothing of
    /// whether the name exists.
    pub fn ask_recovery(&self, typed: &str, place: &Place<'_>, now: Timestamp) -> Result<(), SignInError> {
        let login = login(typed);
        let keys = lock(&self.throttle).keys(&format!("recovery {login}"), place.address);
        self.count(keys, now)?;
        let mut inner = self.look()?;
        let person = inner.held.people.by_login(&login).map(|private| private.person.clone());
        let standing = person.as_ref().and_then(|person| inner.state.person(person));
        // Who asks again while it is open changes nothing: the log cannot be filled from outside.
        let asks = standing.is_some_and(|it| it.ended_at.is_none() && !self.recovery_is_open(it, now));
        if let Some(person) = person.filter(|_| asks) {
            inner.append_later(&Stored::new(now, By::Nobody, AccessEvent::RecoveryAsked { person }));
        }
        Ok(())
    }

    /// Agrees to a recovery that somebody asked for.
    pub fn grant_recovery(&self, by: &By, person: &PersonId, now: Timestamp) -> Result<Granted, AccessError> {
        let until = self.one_time_until(now);
        let (code, sha256) = codes::fresh()?;
        self.change(by, now, |state, people| {
            self.allow(by, state)?;
            if *by == By::Person(person.clone()) {
                return Err(Refusal::OwnRecovery.into());
            }
            let standing = alive(state, person)?;
            let granted = AccessEvent::RecoveryGranted { person: person.clone() };
            let open = standing.recovery.as_ref().filter(|_| self.recovery_is_open(standing, now));
            let mut events = Vec::new();
            match open {
                // Whoever sits at the machine need not be asked from outside.
                None if *by == By::Operator => {
                    events.push(AccessEvent::RecoveryAsked { person: person.clone() });
                }
                None => return Err(Refusal::NoRecovery.into()),
                Some(recovery) if recovery.granted_by.contains(by) => {
                    return Err(Refusal::GrantedAlready.into());
                }
                Some(recovery) if self.one_hand(state, recovery, by, now) => {
                    return Err(
                        Refusal::OneHand(self.policy.one_hand.as_secs().div_ceil(24 * 60 * 60)).into()
                    );
                }
                Some(_) => {}
            }
            events.push(granted);
            // Who agreed and is an administrator no longer does not count.
            let before = open.map_or(0, |recovery| {
                recovery.granted_by.iter().filter(|by| self.allow(by, state).is_ok()).count()
            });
            if *by != By::Operator && before.saturating_add(1) < GRANTS {
                return Ok((events, Granted::Waits));
            }
            private(people, person)?.one_time = Some(OneTime { sha256, until, drops_factor: true });
            events.push(AccessEvent::SetUpGiven { person: person.clone() });
            Ok((events, Granted::Code(code)))
        })
    }

    /// Refuses a recovery.
    pub fn refuse_recovery(&self, by: &By, person: &PersonId, now: Timestamp) -> Result<(), AccessError> {
        self.change(by, now, |state, _| {
            self.allow(by, state)?;
            alive(state, person)?.recovery.as_ref().ok_or(Refusal::NoRecovery)?;
            Ok((vec![AccessEvent::RecoveryRefused { person: person.clone() }], ()))
        })
    }

    /// Whether somebody who agreed already may be the same human: one of the two made the other an administrator, or a third
    /// one made both, not long ago.
    fn one_hand(&self, state: &State, recovery: &Recovery, by: &By, now: Timestamp) -> bool {
        let By::Person(by) = by else { return false };
        let lasts = SignedDuration::try_from(self.policy.one_hand).unwrap_or(SignedDuration::MAX);
        let since = now.checked_sub(lasts).unwrap_or(Timestamp::MIN);
        let own = state.hands(by, since);
        recovery.granted_by.iter().any(|other| match other {
            By::Person(other) => !state.hands(other, since).is_disjoint(&own),
            By::Operator | By::Nobody => false,
        })
    }

    /// Whether a recovery is asked for and not too old.
    pub fn recovery_is_open(&self, standing: &Standing, now: Timestamp) -> bool {
        let lasts = SignedDuration::try_from(self.policy.one_time).unwrap_or(SignedDuration::ZERO);
        let recovery = standing.recovery.as_ref();
        recovery.is_some_and(|recovery| now.duration_since(recovery.asked_at) <= lasts)
    }
}
