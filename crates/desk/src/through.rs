//! The identity providers that people of the house may sign in through: which there are, what was begun with them, and the
//! cookie that binds it to a browser. What they say is verified in `identity`; who somebody is here, `access` knows.

use axum::http::{HeaderMap, HeaderValue};
use identity::{Attempts, Begun, Provider, Refused};
use jiff::Timestamp;
use web::Lang;

use crate::door::Door;
use crate::hall::Caller;

/// No other host and no path can set it.
const SECURE: &str = "__Host-sovang-qua";
/// On the machine itself, without https.
const PLAIN: &str = "sovang-qua";

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Through {
    pub(crate) providers: Vec<Provider>,
    attempts: Attempts<Errand>,
}

/// What somebody was sent to a provider for.
#[derive(Clone, Debug)]
pub(crate) struct Errand {
    pub(crate) lang: Lang,
    pub(crate) aim: Aim,
}

#[derive(Clone, Debug)]
pub(crate) enum Aim {
    /// To sign in, and to go on to that page of this site.
    Enter { back: String },
    /// To be linked, in the session of that name.
    Link { session: String },
}

/// A provider as a page offers it.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Where one begins, with the language's prefix.
    pub(crate) href: String,
}

impl Through {
    pub(crate) fn of(providers: Vec<Provider>) -> Self {
        Self { providers, attempts: Attempts::default() }
    }

    pub(crate) fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.settings().id == id)
    }

    /// What a provider is called; one that is configured no longer is called by its id.
    pub(crate) fn called(&self, lang: Lang, id: &str) -> String {
        self.provider(id).map_or_else(|| id.to_owned(), |provider| name(lang, provider).to_owned())
    }

    /// All of them, to sign in through and then go on to `back`.
    pub(crate) fn offered(&self, lang: Lang, back: &str) -> Vec<Offered> {
        let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        let offered = |provider: &Provider| {
            let id = provider.settings().id.clone();
            let href = format!("{}/dang-nhap/qua/{id}?ve={back}", lang.prefix());
            Offered { id, name: name(lang, provider).to_owned(), href }
        };
        self.providers.iter().map(offered).collect()
    }

    /// Begins an errand. Answers where to send the browser, and the cookie that it is to have.
    pub(crate) fn begin(
        &self,
        caller: &Caller,
        provider: &Provider,
        aim: Aim,
        now: Timestamp,
    ) -> Result<(String, HeaderValue), Refused> {
        let (lang, door) = (caller.lang(), &caller.desk.door);
        let (url, begun) = provider.begin(now)?;
        let held = held(door, &caller.headers);
        let browser = (held.map(|(secret, _)| secret), caller.address);
        let id = &provider.settings().id;
        let secret = self.attempts.keep(id, begun, Errand { lang, aim }, browser, now)?;
        let tag = lang.say("vi", "en");
        let (name, secure) =
            if door.over_https(&caller.headers) { (SECURE, "; Secure") } else { (PLAIN, "") };
        let cookie = format!("{name}={secret}.{tag}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600{secure}");
        Ok((url, HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))))
    }

    /// Takes out what comes back to a provider's address, in the browser that began it.
    pub(crate) fn take(
        &self,
        caller: &Caller,
        provider: &str,
        now: Timestamp,
    ) -> Result<(Begun, Errand), Refused> {
        let held = held(&caller.desk.door, &caller.headers);
        self.attempts.take(provider, caller.asked("state"), held.map(|(secret, _)| secret), now)
    }
}

/// The language in which this browser began something; Vietnamese where it did not.
pub(crate) fn lang_of(caller: &Caller) -> Lang {
    match held(&caller.desk.door, &caller.headers) {
        Some((_, "en")) => Lang::En,
        _ => Lang::Vi,
    }
}

/// The secret of the browser's cookie, and the language beside it.
fn held<'a>(door: &Door, headers: &'a HeaderMap) -> Option<(&'a str, &'a str)> {
    let strict = wire::cookie(headers, SECURE);
    let held = strict.or_else(|| if door.over_https(headers) { None } else { wire::cookie(headers, PLAIN) });
    held?.rsplit_once('.')
}

pub(crate) fn name(lang: Lang, provider: &Provider) -> &str {
    let settings = provider.settings();
    lang.say(&settings.name_vi, &settings.name_en)
}
