//! On what terms the fund takes gifts: from when to when, and the codes that tie a gift to something.

use domain::giving::Event;
use domain::{Code, Earmark};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// From when to when gifts are received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    #[serde(with = "domain::compact::day")]
    pub first: Date,
    /// Last day, as extended or closed.
    #[serde(with = "domain::compact::day")]
    pub last: Date,
    /// The decision that said so last.
    pub decision: String,
    /// Closed by decision before its day.
    pub closed: bool,
}

/// A code that donors write into the memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCode {
    /// As it was declared.
    pub code: Code,
    /// What a gift with it is tied to; none is free.
    pub earmark: Option<Earmark>,
}

/// The terms, after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The receiving windows, oldest first.
    pub windows: Vec<Window>,
    /// The codes, in the order of their declaration; one declared again has its last meaning.
    pub codes: Vec<GiftCode>,
}

impl Terms {
    pub(crate) fn evolve(&mut self, on: Date, event: &Event) {
        match event {
            Event::WindowOpened(opened) => self.windows.push(Window {
                first: opened.first,
                last: opened.last,
                decision: opened.decision.clone(),
                closed: false,
            }),
            Event::WindowExtended(extended) => {
                if let Some(window) = self.windows.last_mut() {
                    window.last = extended.last;
                    window.decision.clone_from(&extended.decision);
                }
            }
            Event::WindowClosed(closed) => {
                if let Some(window) = self.windows.last_mut() {
                    window.last = window.last.min(on);
                    window.decision.clone_from(&closed.decision);
                    window.closed = true;
                }
            }
            Event::GiftCodeDeclared(declared) => {
                let earmark = declared.earmark.clone();
                match self.codes.iter_mut().find(|known| known.code == declared.code) {
                    Some(known) => known.earmark = earmark,
                    None => self.codes.push(GiftCode { code: declared.code.clone(), earmark }),
                }
            }
            _ => {}
        }
    }
}
