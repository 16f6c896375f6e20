//! What administrators do with people, and people with their own access.

use std::net::IpAddr;

use domain::Role;
use jiff::{SignedDuration, Timestamp};

use crate::access::{Access, lock};
use crate::codes;
use crate::digest::Digest;
use crate::error::{AccessError, Refusal};
use crate::event::{AccessEvent, By, Seen, Stored, Why};
use crate::factor::{FactorOffer, FactorSecret};
use crate::people::{OneTime, People, Private};
use crate::person::PersonId;
use crate::sessions::NewSession;
use crate::sign_in::{Place, SignInError, login};
use crate::signed::{Grant, Signed};
use crate::state::{Standing, State};
use crate::tokens::TOKEN_ROLES;

mod links;
pub(crate) mod own;

pub use links::Link;

/// A person with the name, for administrators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The pseudonym.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The sign-in name.
    pub login: String,
    /// A one-time code is out, until then.
    pub one_time_until: Option<Timestamp>,
    /// What the log says.
    pub standing: Standing,
}

/// A session, for the person whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Names the session.
    pub session: String,
    /// What the browser said it is.
    pub device: String,
    /// Since when.
    pub since: Timestamp,
    /// Used last.
    pub seen: Timestamp,
}

impl Access {
    /// Takes up a person. Answers the pseudonym, and the one-time code with which the person sets a password; it is shown
    /// this once.
    pub fn add_person(
        &self,
        by: &By,
        name: &str,
        login: &str,
        roles: &[Grant],
        now: Timestamp,
    ) -> Result<(PersonId, String), AccessError> {
        self.take_up(by, None, (name, login), roles, now)
    }

    /// The same for somebody whom the books know already, by a token of theirs or from before. Only whoever sits at the machine
    /// says so: it makes them one with what stands in the books.
    pub fn add_person_known_as(
        &self,
        person: PersonId,
        name: &str,
        login: &str,
        roles: &[Grant],
        now: Timestamp,
    ) -> Result<String, AccessError> {
        self.take_up(&By::Operator, Some(person), (name, login), roles, now).map(|(_, code)| code)
    }

    fn take_up(
        &self,
        by: &By,
        known_as: Option<PersonId>,
        (name, login): (&str, &str),
        roles: &[Grant],
        now: Timestamp,
    ) -> Result<(PersonId, String), AccessError> {
        let (name, login) = (well_formed_name(name)?, well_formed_login(login)?);
        roles.iter().try_for_each(|grant| givable(grant.role))?;
        let until = self.one_time_until(now);
        let (code, sha256) = codes::fresh()?;
        let tokens = self.tokens().list()?;
        self.change(by, now, |state, people| {
            self.allow(by, state)?;
            if people.by_login(&login).is_some() {
                return Err(Refusal::LoginTaken.into());
            }
            let taken = |id: &PersonId| state.person(id).is_some() || people.of(id).is_some();
            let of_a_token = |id: &PersonId| tokens.iter().any(|token| token.person() == id.as_str());
            let person = match known_as {
                Some(person) if taken(&person) => return Err(Refusal::PersonTaken(person).into()),
                Some(person) => person,
                None => PersonId::fresh(|id| taken(id) || of_a_token(id))?,
            };
            let one_time = Some(OneTime { sha256, until, drops_factor: false });
            people.rows.push(Private { one_time, ..Private::new(person.clone(), name, login) });
            let of = || person.clone();
            let given = |Grant { role, fund }: &Grant| AccessEvent::RoleGiven {
                person: of(),
                role: *role,
                fund: fund.clone(),
            };
            let mut events = vec![AccessEvent::PersonAdded { person: of() }];
            events.extend(roles.iter().map(given));
            events.push(AccessEvent::SetUpGiven { person: of() });
            Ok((events, (person, code)))
        })
    }

    /// Makes a new one-time code for somebody who has never set a password. For the others there is recovery.
    pub fn set_up_again(&self, by: &By, person: &PersonId, now: Timestamp) -> Result<String, AccessError> {
        let until = self.one_time_until(now);
        let (code, sha256) = codes::fresh()?;
        self.change(by, now, |state, people| {
            self.allow(by, state)?;
            if alive(state, person)?.password_set_at.is_some() {
                return Err(Refusal::NoRecovery.into());
            }
            let private = private(people, person)?;
            private.one_time = Some(OneTime { sha256, until, drops_factor: false });
            Ok((vec![AccessEvent::SetUpGiven { person: person.clone() }], code))
        })
    }

    /// Gives a person a role, for a fund or for all.
    pub fn give_role(
        &self,
        by: &By,
        person: &PersonId,
        grant: &Grant,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        givable(grant.role)?;
        self.change(by, now, |state, _| {
            self.allow(by, state)?;
            if alive(state, person)?.roles.contains(grant) {
                return Err(Refusal::RoleHeld.into());
            }
            let (person, Grant { role, fund }) = (person.clone(), grant.clone());
            Ok((vec![AccessEvent::RoleGiven { person, role, fund }], ()))
        })
    }

    /// Takes a role from a person.
    pub fn take_role(
        &self,
        by: &By,
        person: &PersonId,
        grant: &Grant,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        self.change(by, now, |state, _| {
            self.allow(by, state)?;
            if !alive(state, person)?.roles.contains(grant) {
                return Err(Refusal::RoleNotHeld.into());
            }
            if *grant == (Grant { role: Role::Admin, fund: None }) {
                one_admin_stays(by, state, person)?;
            }
            let (person, Grant { role, fund }) = (person.clone(), grant.clone());
            Ok((vec![AccessEvent::RoleTaken { person, role, fund }], ()))
        })
    }

    /// Ends a person's access for good. Their pseudonym stays, so that old events can be read.
    pub fn end_person(&self, by: &By, person: &PersonId, now: Timestamp) -> Result<(), AccessError> {
        self.change(by, now, |state, people| {
            self.allow(by, state)?;
            if alive(state, person)?.is_admin() {
                one_admin_stays(by, state, person)?;
            }
            let private = private(people, person)?;
            let Private { name, login, .. } = private.clone();
            *private = Private::new(person.clone(), name, login);
            Ok((vec![AccessEvent::PersonEnded { person: person.clone() }], ()))
        })?;
        self.sessions().end(|session| session.person == *person).map(drop)
    }

    /// Ends all sessions of a person.
    pub fn end_sessions(&self, by: &By, person: &PersonId, now: Timestamp) -> Result<(), AccessError> {
        self.change(by, now, |state, _| {
            self.allow(by, state)?;
            alive(state, person)?;
            let why = Why::EndedForPerson;
            Ok((vec![AccessEvent::SessionsEnded { person: person.clone(), why }], ()))
        })?;
        self.sessions().end(|session| session.person == *person).map(drop)
    }

    /// Everybody, with names, by pseudonym.
    pub fn people(&self) -> Result<Vec<Listed>, AccessError> {
        let inner = self.look()?;
        let people = &inner.held.people;
        let listed = inner.state.people().filter_map(|(person, standing)| {
            let Private { name, login, one_time, .. } = people.of(person)?.clone();
            let one_time_until = one_time.map(|one_time| one_time.until);
            Some(Listed { person: person.clone(), name, login, one_time_until, standing: standing.clone() })
        });
        Ok(listed.collect())
    }

    /// Writes down that somebody opened or took away personal data. The data is not to be shown before this returns.
    pub fn note_seen(
        &self,
        by: &By,
        fund: Option<&domain::FundId>,
        what: Seen,
        subject: Option<&str>,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let event = AccessEvent::NamesSeen { fund: fund.cloned(), what, subject: subject.map(str::to_owned) };
        let stored = Stored::new(now, by.clone(), event);
        self.look()?.append(&stored)
    }

    /// Writes down what happened to a token of the API.
    pub fn note_token(&self, by: &By, event: AccessEvent, now: Timestamp) -> Result<(), AccessError> {
        self.change(by, now, |_, _| Ok((vec![event], ())))
    }

    /// Only an administrator of all funds whose own access is complete, or whoever sits at the machine.
    pub(crate) fn allow(&self, by: &By, state: &State) -> Result<(), Refusal> {
        let admin = |person| {
            let standing = state.person(person);
            standing.is_some_and(|it| {
                it.ended_at.is_none() && it.is_admin() && (it.vouched || !self.needs_factor(it))
            })
        };
        match by {
            By::Operator => Ok(()),
            By::Person(person) if admin(person) => Ok(()),
            By::Person(_) | By::Nobody => Err(Refusal::AdminOnly),
        }
    }

    pub(crate) fn one_time_until(&self, now: Timestamp) -> Timestamp {
        let lasts = SignedDuration::try_from(self.policy.one_time).unwrap_or(SignedDuration::ZERO);
        now.saturating_add(lasts).unwrap_or(now)
    }
}

/// The person, whose access has not ended.
pub(crate) fn alive<'a>(state: &'a State, person: &PersonId) -> Result<&'a Standing, Refusal> {
    let standing = state.person(person).ok_or_else(|| Refusal::UnknownPerson(person.clone()))?;
    if standing.ended_at.is_some() { Err(Refusal::Ended(person.clone())) } else { Ok(standing) }
}

pub(crate) fn private<'a>(people: &'a mut People, person: &PersonId) -> Result<&'a mut Private, Refusal> {
    people.of_mut(person).ok_or_else(|| Refusal::UnknownPerson(person.clone()))
}

fn givable(role: Role) -> Result<(), Refusal> {
    if TOKEN_ROLES.contains(&role) { Ok(()) } else { Err(Refusal::NoSuchRole) }
}

/// Whoever sits at the machine may take the last one away: they can make another.
fn one_admin_stays(by: &By, state: &State, person: &PersonId) -> Result<(), Refusal> {
    let others = state.admins().any(|admin| admin != person);
    if others || *by == By::Operator { Ok(()) } else { Err(Refusal::LastAdmin) }
}

pub(crate) fn well_formed_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=120).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(Refusal::NameMalformed) }
}

fn well_formed_login(typed: &str) -> Result<String, Refusal> {
    let login = login(typed);
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || ".-_@".contains(sign);
    let fits = (2..=64).contains(&login.len()) && login.chars().all(sign) && typed.trim().len() <= 64;
    if fits { Ok(login) } else { Err(Refusal::LoginMalformed) }
}
