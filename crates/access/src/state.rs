//! Who may what, as the access log tells it: a fold, one event at a time, that cannot fail. It reads no clock and no file.

use std::collections::{BTreeMap, BTreeSet};

use domain::{FundId, Role};
use jiff::Timestamp;

use crate::event::{AccessEvent, By, Stored};
use crate::person::PersonId;
use crate::signed::Grant;

/// Everybody whom the log knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    people: BTreeMap<PersonId, Standing>,
}

/// What the log says of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When the person was taken up.
    pub added_at: Timestamp,
    /// When the person's access ended.
    pub ended_at: Option<Timestamp>,
    /// The roles, each for a fund or for all.
    pub roles: BTreeSet<Grant>,
    /// When the password was set last.
    pub password_set_at: Option<Timestamp>,
    /// Whether a phone computes digits as second factor.
    pub factor: bool,
    /// The passkeys, by their numbers.
    pub passkeys: BTreeSet<String>,
    /// The half-minute whose code was used last: none up to it is taken again.
    pub used_step: Option<u64>,
    /// Sessions that began before are over.
    pub sessions_from: Timestamp,
    /// When the person signed in last.
    pub signed_in_at: Option<Timestamp>,
    /// The identity providers that may say that it is this person, by the names of the links.
    pub links: BTreeMap<String, String>,
    /// A linked provider asked for a second factor that counts, when the person last came in through it.
    pub vouched: bool,
    /// A recovery that is asked for.
    pub recovery: Option<Recovery>,
    /// Who took them up, made them administrator or had a one-time code for them, and when last.
    pub made_by: BTreeMap<PersonId, Timestamp>,
}

/// A recovery that waits for grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Since when.
    pub asked_at: Timestamp,
    /// Who agreed so far.
    pub granted_by: BTreeSet<By>,
}

impl State {
    /// Everybody, by pseudonym.
    pub fn people(&self) -> impl Iterator<Item = (&PersonId, &Standing)> {
        self.people.iter()
    }

    /// One of them.
    pub fn person(&self, person: &PersonId) -> Option<&Standing> {
        self.people.get(person)
    }

    /// Those who can give roles now, for all funds.
    pub(crate) fn admins(&self) -> impl Iterator<Item = &PersonId> {
        let admin = |standing: &Standing| standing.ended_at.is_none() && standing.is_admin();
        self.people.iter().filter(move |(_, standing)| admin(standing)).map(|(person, _)| person)
    }

    /// Everybody who may be behind what this person does: the person, who made them an administrator since then, and so on.
    pub(crate) fn hands(&self, person: &PersonId, since: Timestamp) -> BTreeSet<PersonId> {
        let (mut hands, mut next) = (BTreeSet::new(), vec![person]);
        while let Some(person) = next.pop() {
            if hands.insert(person.clone()) {
                let made = self.people.get(person).map(|standing| &standing.made_by);
                next.extend(made.into_iter().flatten().filter(|(_, at)| **at > since).map(|(by, _)| by));
            }
        }
        hands
    }

    /// Takes in what happened.
    pub(crate) fn evolve(&mut self, stored: &Stored) {
        if let AccessEvent::PersonAdded { person } = &stored.event {
            let mut added = Standing { added_at: stored.at, ..Standing::default() };
            added.is_made(stored);
            self.people.entry(person.clone()).or_insert(added);
        } else if let Some(standing) = stored.event.person().and_then(|person| self.people.get_mut(person)) {
            standing.evolve(stored);
        }
    }
}

impl Standing {
    /// Whether the person gives roles in all funds.
    pub fn is_admin(&self) -> bool {
        self.roles.contains(&Grant { role: Role::Admin, fund: None })
    }

    /// The roles in a fund: those for it and those for all.
    pub fn roles_in(&self, fund: &FundId) -> BTreeSet<Role> {
        let here = |grant: &&Grant| grant.fund.as_ref().is_none_or(|of| of == fund);
        self.roles.iter().filter(here).map(|grant| grant.role).collect()
    }

    fn is_made(&mut self, Stored { at, by, .. }: &Stored) {
        if let By::Person(maker) = by {
            self.made_by.insert(maker.clone(), *at);
        }
    }

    /// Passkeys and links to identity providers.
    fn way_in(&mut self, event: &AccessEvent) {
        match event {
            AccessEvent::PasskeyAdded { passkey, .. } => {
                self.passkeys.insert(passkey.clone());
            }
            AccessEvent::PasskeyRemoved { passkey, .. } => {
                self.passkeys.remove(passkey);
            }
            AccessEvent::ProviderLinked { provider, link, .. } => {
                self.links.insert(link.clone(), provider.clone());
            }
            AccessEvent::ProviderUnlinked { link, .. } => {
                self.links.remove(link);
                self.vouched &= !self.links.is_empty();
            }
            AccessEvent::SignedInThrough { vouched, .. } => self.vouched = *vouched,
            _ => {}
        }
    }

    fn evolve(&mut self, stored: &Stored) {
        let Stored { at, by, event, .. } = stored;
        if let AccessEvent::SetUpGiven { .. } | AccessEvent::RoleGiven { role: Role::Admin, fund: None, .. } =
            event
        {
            self.is_made(stored);
        }
        match event {
            AccessEvent::PersonEnded { .. } => {
                self.ended_at = Some(*at);
                self.roles.clear();
                self.recovery = None;
                self.links.clear();
                self.vouched = false;
                self.sessions_from = *at;
            }
            AccessEvent::PasswordSet { .. } => {
                self.password_set_at = Some(*at);
                self.recovery = None;
                self.sessions_from = *at;
            }
            AccessEvent::FactorAdded { .. } => self.factor = true,
            AccessEvent::FactorRemoved { .. } => {
                self.factor = false;
                self.used_step = None;
            }
            AccessEvent::RoleGiven { role, fund, .. } => {
                self.roles.insert(Grant { role: *role, fund: fund.clone() });
            }
            AccessEvent::RoleTaken { role, fund, .. } => {
                self.roles.remove(&Grant { role: *role, fund: fund.clone() });
            }
            AccessEvent::SignedIn { step, .. } | AccessEvent::SignedInThrough { step, .. } => {
                self.signed_in_at = Some(*at);
                self.used_step = self.used_step.max(*step);
                self.way_in(event);
            }
            AccessEvent::SessionsEnded { .. } => self.sessions_from = *at,
            AccessEvent::RecoveryAsked { .. } => {
                self.recovery = Some(Recovery { asked_at: *at, granted_by: BTreeSet::new() });
            }
            AccessEvent::RecoveryGranted { .. } => {
                if let Some(recovery) = &mut self.recovery {
                    recovery.granted_by.insert(by.clone());
                }
            }
            // Whoever has the code need not ask any more; whoever loses it asks again.
            AccessEvent::RecoveryRefused { .. } | AccessEvent::SetUpGiven { .. } => self.recovery = None,
            AccessEvent::PasskeyAdded { .. }
            | AccessEvent::PasskeyRemoved { .. }
            | AccessEvent::ProviderLinked { .. }
            | AccessEvent::ProviderUnlinked { .. } => self.way_in(event),
            AccessEvent::PersonAdded { .. }
            | AccessEvent::PasskeyRenamed { .. }
            | AccessEvent::PasskeyUsed { .. }
            | AccessEvent::PasskeyCopied { .. }
            | AccessEvent::SignInFailed { .. }
            | AccessEvent::LockedOut { .. }
            | AccessEvent::SessionEnded { .. }
            | AccessEvent::TokenMade { .. }
            | AccessEvent::TokenRevoked { .. }
            | AccessEvent::NamesSeen { .. } => {}
        }
    }
}
