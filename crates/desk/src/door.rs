//! Who may come in: sessions by their cookie.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, header};
use domain::{Action, Actor, Role};
use subtle::ConstantTimeEq as _;

/// The cookie of a session.
pub(crate) const COOKIE: &str = "sovang";

/// Somebody who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The pseudonym, as the events name them.
    pub person: String,
    /// What the pages call them. Personal: shown to them alone.
    pub name: String,
    /// What they are to this fund.
    pub roles: Vec<Role>,
    /// What their forms carry, so that no other site can send one.
    pub csrf: String,
}

impl Signed {
    /// Whether one of their roles may do this.
    pub fn may(&self, action: Action) -> bool {
        self.roles.iter().any(|role| action.roles().contains(role))
    }

    /// As whom they do this: in the role that may; in any, to be refused by the rules, where none may.
    pub fn actor_for(&self, action: Action) -> Option<Actor> {
        let fitting = self.roles.iter().find(|role| action.roles().contains(role));
        let role = fitting.or_else(|| self.roles.first())?;
        format!("{}:{}", role.name(), self.person).parse().ok()
    }

    /// Whether a form is theirs.
    pub(crate) fn sent(&self, csrf: &str) -> bool {
        self.csrf.as_bytes().ct_eq(csrf.as_bytes()).into()
    }
}

/// The sessions.
#[derive(Default)]
pub struct Door {
    sessions: Mutex<HashMap<String, Signed>>,
}

impl Door {
    /// Lets somebody in; answers with the cookie's value.
    pub fn let_in(&self, person: &str, name: &str, roles: &[Role]) -> String {
        let signed = Signed {
            person: person.to_owned(),
            name: name.to_owned(),
            roles: roles.to_vec(),
            csrf: random(),
        };
        let cookie = random();
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).insert(cookie.clone(), signed);
        cookie
    }

    /// Who asks.
    pub(crate) fn signed(&self, headers: &HeaderMap) -> Option<Signed> {
        let cookie = cookie(headers)?;
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).get(cookie).cloned()
    }
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value).next()
}

fn random() -> String {
    let mut bytes = [0; 32];
    // Without random bytes nobody comes in: the value is one that no cookie has.
    let filled = getrandom::fill(&mut bytes).is_ok();
    let hex = bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    if filled { hex } else { String::from("-") }
}
