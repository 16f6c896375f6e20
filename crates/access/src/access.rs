//! The handle that everything goes through. Two locks, taken in this order: the books of access, then the sessions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::durable;
use crate::error::AccessError;
use crate::event::{AccessEvent, By, Stored};
use crate::factor::FactorSecret;
use crate::log::Log;
use crate::passkeys::{Ceremonies, Site};
use crate::password::Passwords;
use crate::people::{Edit, Held, People};
use crate::person::PersonId;
use crate::policy::Policy;
use crate::seal::{KeptFactor, Seal};
use crate::seen::Views;
use crate::sessions::Sessions;
use crate::sign_in::Failures;
use crate::state::State;
use crate::throttle::Throttle;
use crate::tokens::TokenStore;

/// Access to the books of a data directory. Calls block; none of them is short enough for an async thread.
pub struct Access {
    pub(crate) policy: Policy,
    pub(crate) passwords: Passwords,
    pub(crate) throttle: Mutex<Throttle>,
    pub(crate) failures: Mutex<Failures>,
    /// What checks passkeys; none where no address is known that they could be bound to.
    pub(crate) passkeys: Option<webauthn_rs::Webauthn>,
    /// Challenges that wait for their answer.
    pub(crate) ceremonies: Mutex<Ceremonies>,
    pub(crate) views: Mutex<Views>,
    /// Second factors that are shown and not confirmed yet.
    pub(crate) offers: Mutex<BTreeMap<PersonId, (FactorSecret, Timestamp)>>,
    pub(crate) seal: Seal,
    tokens: TokenStore,
    path: PathBuf,
    inner: Mutex<Inner>,
    sessions: Mutex<Sessions>,
}

/// The books of access as this process knows them.
pub(crate) struct Inner {
    pub(crate) log: Log,
    pub(crate) state: State,
    pub(crate) held: Held,
}

impl Access {
    /// Opens the access of a data directory, which is made if there is none. Beside a running server the log is only read, and
    /// what is done here is taken over by the server.
    pub fn open(data: &Path, policy: Policy) -> Result<Self, AccessError> {
        let directory = data.join("access");
        let path = directory.join("people.json");
        durable::folder(&directory).map_err(|source| AccessError::Io { path: directory.clone(), source })?;
        let log = Log::open(&directory.join("log"))?;
        let mut inner = Inner { log, state: State::default(), held: Held::default() };
        inner.fold(&path)?;
        inner.take_over(&path)?;
        let keys = policy.keys.clone().unwrap_or_else(|| data.join("keys"));
        let seal = Seal::new(&keys);
        seal_all(&mut inner, &path, &seal)?;
        Ok(Self {
            seal,
            passwords: Passwords::new(&policy)?,
            passkeys: policy.site.as_ref().and_then(Site::checker),
            ceremonies: Mutex::default(),
            policy,
            throttle: Mutex::default(),
            tokens: TokenStore::open(data)?,
            failures: Mutex::default(),
            views: Mutex::default(),
            offers: Mutex::default(),
            sessions: Mutex::new(Sessions::open(&directory.join("sessions.json"))?),
            path,
            inner: Mutex::new(inner),
        })
    }

    /// The rules in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The tokens of the API.
    pub fn tokens(&self) -> &TokenStore {
        &self.tokens
    }

    /// What the log says, now.
    pub fn state(&self) -> Result<State, AccessError> {
        Ok(self.look()?.state.clone())
    }

    /// Entries of the log from a position on, with their positions, oldest first.
    pub fn entries(&self, from: u64) -> Result<Vec<(u64, Stored)>, AccessError> {
        let inner = self.look()?;
        let mut entries = Vec::new();
        inner.log.read(from, |position, stored| entries.push((position, stored)))?;
        Ok(entries)
    }

    /// Reads the log from front to end against its checksums and its chain. Answers how many entries there are.
    pub fn verify(&self) -> Result<u64, AccessError> {
        lock(&self.inner).log.verify()
    }

    /// How many passwords have been computed since the start.
    pub fn passwords_computed(&self) -> u64 {
        self.passwords.computed()
    }

    /// The books of access, brought up to what others wrote meanwhile.
    pub(crate) fn look(&self) -> Result<MutexGuard<'_, Inner>, AccessError> {
        let mut inner = lock(&self.inner);
        if inner.held.is_old(&self.path)? || !inner.log.is_held() {
            inner.take_over(&self.path)?;
        }
        Ok(inner)
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.sessions)
    }

    /// Changes the people's file and the log together: `decide` says what happened, and changes the file.
    pub(crate) fn change<T>(
        &self,
        by: &By,
        now: Timestamp,
        decide: impl FnOnce(&State, &mut People) -> Result<(Vec<AccessEvent>, T), AccessError>,
    ) -> Result<T, AccessError> {
        let mut inner = self.look()?;
        let mut edit = Edit::begin(&self.path)?;
        inner.take_over_with(&self.path, &mut edit)?;
        let before = edit.people.clone();
        let (events, answer) = decide(&inner.state, &mut edit.people)?;
        let stored = events.into_iter().map(|event| Stored::new(now, by.clone(), event));
        if inner.log.is_held() && edit.people == before {
            for stored in stored {
                inner.append(&stored)?;
            }
            return Ok(answer);
        }
        // The file first, with what the log is to get: a crash leaves both or neither.
        edit.people.pending.extend(stored);
        edit.write()?;
        inner.take_over_with(&self.path, &mut edit)?;
        Ok(answer)
    }
}

impl Inner {
    /// An entry that is in the log when this returns.
    pub(crate) fn append(&mut self, stored: &Stored) -> Result<(), AccessError> {
        if self.log.append(stored)? {
            self.state.evolve(stored);
        }
        Ok(())
    }

    /// An entry that nobody waits for: how long it takes must tell a stranger nothing.
    pub(crate) fn append_later(&mut self, stored: &Stored) {
        self.log.append_later(stored);
        self.state.evolve(stored);
    }

    fn fold(&mut self, path: &Path) -> Result<(), AccessError> {
        self.held = Held::read(path)?;
        let mut state = State::default();
        let mut known = BTreeSet::new();
        self.log.read(0, |_, stored| {
            state.evolve(&stored);
            known.insert(stored.id);
        })?;
        if !self.log.is_held() {
            let waiting = self.held.people.pending.iter();
            waiting.filter(|stored| !known.contains(&stored.id)).for_each(|stored| state.evolve(stored));
        }
        self.state = state;
        Ok(())
    }

    /// Reads the file again. Whoever holds the log writes into it what the file carries for it.
    fn take_over(&mut self, path: &Path) -> Result<(), AccessError> {
        if !self.log.is_held() {
            return self.fold(path);
        }
        self.held = Held::read(path)?;
        if self.held.people.pending.is_empty() {
            return Ok(());
        }
        self.take_over_with(path, &mut Edit::begin(path)?)
    }

    fn take_over_with(&mut self, path: &Path, edit: &mut Edit) -> Result<(), AccessError> {
        if !self.log.is_held() {
            return self.fold(path);
        }
        let pending = std::mem::take(&mut edit.people.pending);
        for stored in &pending {
            self.append(stored)?;
        }
        if !pending.is_empty() {
            edit.write()?;
        }
        self.held = Held::read(path)?;
        Ok(())
    }
}

/// Secrets that an older program left open are sealed by whoever holds the log, once there is a place for the key.
fn seal_all(inner: &mut Inner, path: &Path, seal: &Seal) -> Result<(), AccessError> {
    let open = |people: &People| people.rows.iter().any(|it| matches!(it.factor, Some(KeptFactor::Plain(_))));
    if !inner.log.is_held() || !seal.has_directory() || !open(&inner.held.people) {
        return Ok(());
    }
    let mut edit = Edit::begin(path)?;
    for private in &mut edit.people.rows {
        if let Some(KeptFactor::Plain(secret)) = &private.factor {
            private.factor = Some(seal.seal(&private.person, secret)?);
        }
    }
    edit.write()?;
    inner.take_over_with(path, &mut edit)?;
    inner.held = Held::read(path)?;
    Ok(())
}

/// A panic elsewhere leaves nothing half-changed here: what is kept is put in its place whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
