//! What people who have not signed in may ask for: one count of it for the pages and for the API, so that going from one to
//! the other gains nothing.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use crate::caller::Caller;
use crate::crowd::{Crowd, Place};
use crate::pace::{Limit, Pace};

/// Downloads of one address at once, and in all.
const DOWNLOADS: (usize, usize) = (6, 64);
/// Streams of new figures: a telephone network may stand behind one address.
const LISTENERS: (usize, usize) = (200, 2_000);

/// See the module.
#[derive(Debug)]
pub struct Strangers {
    searches: Pace<IpAddr>,
    downloads: Crowd,
    listeners: Crowd,
}

impl Default for Strangers {
    fn default() -> Self {
        let crowd = |(each, all)| Crowd::new(each, all);
        let searches = Pace::new(Limit::SEARCHES);
        Self { searches, downloads: crowd(DOWNLOADS), listeners: crowd(LISTENERS) }
    }
}

impl Strangers {
    /// Counts a search.
    ///
    /// # Errors
    /// How long to wait before the next.
    pub fn search(&self, caller: Caller, now: Instant) -> Result<(), Duration> {
        if caller.is_unnamed() { Ok(()) } else { self.searches.another(caller.network(), now) }
    }

    /// A place for a download, kept until its last byte; none where there are too many.
    pub fn download(&self, caller: Caller, now: Instant) -> Option<Place> {
        self.downloads.enter(caller, now)
    }

    /// A place for one who listens to new figures; none where there are too many.
    pub fn listen(&self, caller: Caller, now: Instant) -> Option<Place> {
        self.listeners.enter(caller, now)
    }
}
