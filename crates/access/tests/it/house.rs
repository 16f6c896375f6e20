//! A house with people in it, and its clock.

use access::{
    Access, AccessError, AccessEvent, By, Credentials, Entered, Grant, NewSession, PersonId, Place, Policy,
    Refusal, SignInError, Stored,
};
use domain::Role;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "con đường làng mùa nước nổi";

pub(crate) struct House {
    pub(crate) access: Access,
    pub(crate) data: TempDir,
}

/// A second of the test's time.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

pub(crate) fn hours(hours: i64) -> Timestamp {
    at(0).checked_add(SignedDuration::from_hours(hours)).unwrap()
}

pub(crate) fn place(address: u8) -> Place<'static> {
    Place { address: [10, 0, 0, address].into(), device: "Thử", previous: None }
}

pub(crate) fn everywhere(role: Role) -> Grant {
    Grant { role, fund: None }
}

impl House {
    /// Without second factors.
    pub(crate) fn new() -> Self {
        Self::with(Policy { factor: Vec::new(), ..Policy::default() })
    }

    pub(crate) fn with(policy: Policy) -> Self {
        let data = tempfile::tempdir().unwrap();
        let policy = Policy { hash_kib: 64, ..policy };
        std::fs::create_dir(data.path().join("keys")).unwrap();
        Self { access: Access::open(data.path(), policy).unwrap(), data }
    }

    /// The server stops and starts.
    pub(crate) fn reopened(self) -> Self {
        let Self { access, data } = self;
        let policy = access.policy().clone();
        drop(access);
        Self { access: Access::open(data.path(), policy).unwrap(), data }
    }

    /// A person who has set the password.
    pub(crate) fn person(&self, login: &str, roles: &[Role]) -> PersonId {
        let grants: Vec<_> = roles.iter().copied().map(everywhere).collect();
        let (person, code) =
            self.access.add_person(&By::Operator, "Người Thử", login, &grants, at(0)).unwrap();
        self.access.set_up(&code, PASSWORD, PASSWORD, &place(200), at(0)).unwrap();
        person
    }

    pub(crate) fn sign_in(
        &self,
        login: &str,
        password: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        self.in_by(&Credentials { login, password, code }, &place(1), now)
    }

    /// The same from a place; nothing else is asked for.
    pub(crate) fn in_by(
        &self,
        typed: &Credentials<'_>,
        place: &Place<'_>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        match self.access.sign_in(typed, place, now)? {
            Entered::In(session) => Ok(session),
            Entered::Half(step) => panic!("a second step: {step:?}"),
        }
    }

    /// A session of somebody with the password.
    pub(crate) fn session(&self, login: &str, now: Timestamp) -> NewSession {
        self.sign_in(login, PASSWORD, "", now).unwrap()
    }

    pub(crate) fn is_good(&self, session: &NewSession, now: Timestamp) -> bool {
        self.access.session(session.secret.reveal(), now).unwrap().is_some()
    }

    pub(crate) fn log(&self) -> Vec<Stored> {
        self.access.entries(0).unwrap().into_iter().map(|(_, stored)| stored).collect()
    }

    pub(crate) fn count(&self, meant: impl Fn(&AccessEvent) -> bool) -> usize {
        self.log().iter().filter(|stored| meant(&stored.event)).count()
    }
}

#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, AccessError>, expected: &Refusal) {
    match answer {
        Err(AccessError::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{other:?}, not {expected:?}"),
    }
}

#[track_caller]
pub(crate) fn turned_away<T: std::fmt::Debug>(answer: Result<T, SignInError>, expected: &Refusal) {
    match answer {
        Err(SignInError::Access(error)) => refused(Err::<(), _>(error), expected),
        other => panic!("{other:?}, not {expected:?}"),
    }
}
