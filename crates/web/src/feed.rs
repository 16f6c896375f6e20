//! Atom feeds (RFC 4287): what is new, for those who want to hear of it without giving an address.
//!
//! A feed has no person's name but what the pages show of a gift. Addresses in it are relative to the site.

use askama::Template;
use domain::FundId;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use ledger::hex;
use sha2::{Digest, Sha256};

use crate::lang::Lang;

/// One thing that is new.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A name that stays the same for ever.
    id: String,
    /// What is new.
    title: String,
    /// Its page, without the language's prefix.
    href: String,
    updated: String,
    /// More of it.
    summary: Option<String>,
}

impl Entry {
    /// `name` tells it from every other of the fund and stays.
    pub fn new(fund: &FundId, name: &str, on: (Date, Option<Time>), title: &str, href: String) -> Self {
        let (day, time) = on;
        let time = time.unwrap_or(Time::midnight());
        Self {
            id: id(fund, name),
            title: plain(title),
            href,
            updated: format!("{day}T{}+07:00", time.strftime("%H:%M:%S")),
            summary: None,
        }
    }

    /// With more of it.
    #[must_use]
    pub fn with(self, summary: Option<String>) -> Self {
        Self { summary: summary.map(|summary| plain(&summary)), ..self }
    }
}

/// A feed.
#[derive(Clone, Debug, Template)]
#[template(path = "feed.xml")]
pub struct Feed {
    lang: Lang,
    id: String,
    title: String,
    author: String,
    updated: String,
    own: String,
    page: String,
    entries: Vec<Entry>,
}

impl Feed {
    /// A feed at `own` about `page`, both without the language's prefix; `at` is when the books last grew.
    pub fn new(
        lang: Lang,
        fund: &FundId,
        (title, author): (&str, &str),
        (own, page): (String, String),
        at: Option<Timestamp>,
        entries: Vec<Entry>,
    ) -> Self {
        let updated = at.unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let id = id(fund, &format!("{}{own}", lang.prefix()));
        Self { lang, id, title: plain(title), author: plain(author), updated, own, page, entries }
    }

    fn to(&self, path: &str) -> String {
        format!("{}{path}", self.lang.prefix())
    }
}

/// A UUID (version 8) made of a name: the same everywhere and for ever.
fn id(fund: &FundId, name: &str) -> String {
    let digest = Sha256::digest(format!("sovang feed\n{fund}\n{name}"));
    let hex = hex(&digest);
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// XML has no way to write some characters.
fn plain(text: &str) -> String {
    let allowed = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(allowed).collect()
}
