//! Who comes in: the session of a request's cookie, and the cookie itself. Everything else is `access`'s.

use std::fmt;
use std::sync::Arc;

use access::{Access, AccessError, NewSession};
use axum::http::{HeaderMap, HeaderValue};
use domain::{Action, Actor, FundId, Role, Sight};
use jiff::Timestamp;
use wire::{PLAIN_COOKIE, SECURE_COOKIE, session_cookie};

/// Somebody who has signed in, before the books of one fund.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The pseudonym, as the events name them.
    pub person: String,
    /// What the pages call them. Personal: shown to them alone.
    pub name: String,
    /// What they are to this fund.
    pub roles: Vec<Role>,
    /// What their forms carry, so that no other site can send one.
    pub csrf: String,
    /// Who they are to the whole house.
    pub(crate) access: access::Signed,
    cookie: Cookie,
}

/// The secret of a session, which no log shows.
#[derive(Clone)]
pub(crate) struct Cookie(String);

impl fmt::Debug for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cookie(..)")
    }
}

impl Cookie {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether a form with this token was drawn for this session.
    pub(crate) fn sent(&self, csrf: &str) -> bool {
        access::form_token_fits(&self.0, csrf)
    }
}

impl Signed {
    /// Whether one of their roles may do this.
    pub fn may(&self, action: Action) -> bool {
        self.roles.iter().any(|role| action.roles().contains(role))
    }

    /// Whether one of their roles may read this.
    pub fn sees(&self, sight: Sight) -> bool {
        self.roles.iter().any(|role| sight.roles().contains(role))
    }

    /// As whom they do this: in the role that may; in any, to be refused by the rules, where none may.
    pub fn actor_for(&self, action: Action) -> Option<Actor> {
        let fitting = self.roles.iter().find(|role| action.roles().contains(role));
        let role = fitting.or_else(|| self.roles.first())?;
        self.access.person.actor(*role).ok()
    }

    /// Whether a form is theirs.
    pub(crate) fn sent(&self, csrf: &str) -> bool {
        self.cookie.sent(csrf)
    }
}

/// See the module.
pub struct Door {
    pub(crate) access: Arc<Access>,
    secure: bool,
}

impl Door {
    /// The door of a house. `secure` where the site is reached over https: its cookie goes over nothing else.
    pub fn new(access: Arc<Access>, secure: bool) -> Self {
        Self { access, secure }
    }

    /// Who has signed in, and the secret of the session. Waits for the disk now and then.
    pub(crate) fn guest(&self, headers: &HeaderMap) -> Result<Option<(access::Signed, Cookie)>, AccessError> {
        let Some(cookie) = self.cookie(headers) else { return Ok(None) };
        let signed = self.access.session(cookie.reveal(), Timestamp::now())?;
        Ok(signed.map(|signed| (signed, cookie)))
    }

    /// The same on a thread that may wait. Whatever is wrong with the house lets nobody in.
    pub(crate) async fn entered(self: &Arc<Self>, headers: &HeaderMap) -> Option<(access::Signed, Cookie)> {
        let (door, headers) = (Arc::clone(self), headers.clone());
        let guest = tokio::task::spawn_blocking(move || door.guest(&headers)).await.ok()?;
        guest.inspect_err(|error| tracing::error!(%error, "ALARM: nobody can be let in")).ok().flatten()
    }

    /// The session's cookie, good or not.
    pub(crate) fn cookie(&self, headers: &HeaderMap) -> Option<Cookie> {
        session_cookie(headers, self.secure).map(|value| Cookie(value.to_owned()))
    }

    /// The header that gives a new session's secret to the browser.
    pub(crate) fn hand_out(&self, session: &NewSession, headers: &HeaderMap) -> HeaderValue {
        self.header(session.secret.reveal(), "", headers)
    }

    /// The header that takes it back.
    pub(crate) fn take_back(&self, headers: &HeaderMap) -> HeaderValue {
        self.header("", "; Max-Age=0", headers)
    }

    /// Whether this browser speaks https with the site.
    pub(crate) fn over_https(&self, headers: &HeaderMap) -> bool {
        self.secure || said_https(headers)
    }

    /// No script reads it, no other site sends it along with a form, and it ends with the browser.
    fn header(&self, value: &str, more: &str, headers: &HeaderMap) -> HeaderValue {
        let (name, secure) =
            if self.over_https(headers) { (SECURE_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }
}

/// A guest before the books of a fund; none where they have no role there.
pub(crate) fn at(fund: &FundId, access: access::Signed, cookie: Cookie) -> Option<Signed> {
    let roles: Vec<Role> = access.roles_in(fund).into_iter().collect();
    let (person, name) = (access.person.to_string(), access.name.clone());
    let csrf = access::form_token(cookie.reveal());
    (!roles.is_empty()).then_some(Signed { person, name, roles, csrf, access, cookie })
}

/// A proxy says that the browser speaks https with it. Whoever makes it up gets a stricter cookie.
fn said_https(headers: &HeaderMap) -> bool {
    headers.get("x-forwarded-proto").is_some_and(|value| value == "https")
}
