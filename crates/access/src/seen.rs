//! Who sees names, written down before they do: once for a session and a page in some minutes, however often the page is drawn
//! and however many rows stand on it, so that what matters can be found in the log.

use std::collections::HashMap;

use domain::FundId;
use jiff::{SignedDuration, Timestamp};

use crate::access::{Access, lock};
use crate::error::AccessError;
use crate::event::{By, Seen};
use crate::signed::Signed;

/// For so long a page that was written down is not written down again.
const ONCE_IN: SignedDuration = SignedDuration::from_mins(15);
/// So many are remembered; beyond, some are written down once more.
const REMEMBERED: usize = 10_000;
/// Longer than any address of ours: what somebody makes up fills no log.
const LONGEST: usize = 100;

/// What was written down not long ago.
#[derive(Debug, Default)]
pub(crate) struct Views(HashMap<(String, Option<FundId>, String), Timestamp>);

impl Access {
    /// Writes down that somebody who has signed in sees names; `page` is where, without anything that was typed. The names are
    /// not to be shown before this returns.
    pub fn note_page(
        &self,
        signed: &Signed,
        fund: Option<&FundId>,
        what: Seen,
        page: &str,
        now: Timestamp,
    ) -> Result<(), AccessError> {
        let page: String = page.chars().take(LONGEST).collect();
        let key = (signed.session.clone(), fund.cloned(), page);
        if lock(&self.views).is_fresh(&key, now) {
            return Ok(());
        }
        self.note_seen(&By::Person(signed.person.clone()), fund, what, Some(&key.2), now)?;
        // Only now: what could not be written down is tried again.
        lock(&self.views).keep(key, now);
        Ok(())
    }
}

impl Views {
    fn is_fresh(&self, key: &(String, Option<FundId>, String), now: Timestamp) -> bool {
        self.0.get(key).is_some_and(|at| now.duration_since(*at) < ONCE_IN)
    }

    fn keep(&mut self, key: (String, Option<FundId>, String), now: Timestamp) {
        if self.0.len() >= REMEMBERED {
            self.0.retain(|_, at| now.duration_since(*at) < ONCE_IN);
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(key, now);
    }
}
