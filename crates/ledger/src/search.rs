//! Search over the gifts as published. The index is a cache of what passed the public mask: it is filled in the background
//! when the books are opened, brought up with what came since by whoever searches, and thrown away with the process.
//!
//! A search sees every gift, and none as it was before it changed: it waits for the index where little is missing. Where many
//! gifts are still being gathered, it answers from those that are there, and says so in its count.

mod gather;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};

use domain::ReceiptNo;
use projection_public::{Hits, Query, SearchIndex};

use crate::error::LedgerError;
use crate::gifts::{Facts, PublicGift, facts};
use crate::ledger::Ledger;

/// How many gifts match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many, of all gifts.
    Exact(u64),
    /// So many of those that could be searched so far: the index is still being made.
    AtLeast(u64),
}

impl Default for Total {
    fn default() -> Self {
        Self::Exact(0)
    }
}

impl Total {
    /// The number.
    pub fn count(self) -> u64 {
        match self {
            Self::Exact(count) | Self::AtLeast(count) => count,
        }
    }
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many match in all.
    pub total: Total,
    /// Those that were asked for: what fits best first, then the newest.
    pub gifts: Vec<PublicGift>,
    /// Nothing fits as it was typed; these do with typing errors forgiven.
    pub forgiven: bool,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Search {
    /// What searches read.
    shown: RwLock<Shown>,
    /// Held by the one who brings the index up.
    gathering: Mutex<()>,
    /// That will take its time.
    long: AtomicBool,
}

#[derive(Clone, Default)]
struct Shown {
    index: Arc<SearchIndex>,
    seen: Seen,
}

/// How much of the public book there is, or is in the index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    gifts: usize,
    changed: usize,
    relistings: u64,
    /// Read-only books show no names.
    read_only: bool,
}

impl Seen {
    /// Whether what was gathered in the one is what would be gathered in the other, but for what came or changed since.
    fn is_continued_by(self, now: Self) -> bool {
        (self.relistings, self.read_only) == (now.relistings, now.read_only)
    }
}

/// An index, and whether it holds every gift.
struct Ready {
    index: Arc<SearchIndex>,
    whole: bool,
}

impl Ledger {
    /// Gifts that match all words of `query`, from the `skip`-th on: what fits best first, then the newest.
    pub fn search(&self, query: &str, skip: usize, limit: usize) -> Result<Found, LedgerError> {
        let (ready, query) = (self.ready()?, Query::new(query));
        if query.is_empty() && !ready.whole {
            return self.all(skip, limit);
        }
        let Hits { total, ids, forgiven } = ready.index.search(&query, limit, skip);
        let found: Vec<Facts> = {
            let views = self.views();
            ids.iter().filter_map(|id| facts(&views.public, ReceiptNo::new(*id))).collect()
        };
        let gifts = found.into_iter().map(|facts| self.present(facts)).collect::<Result<_, _>>()?;
        let total = total as u64;
        let total = if ready.whole { Total::Exact(total) } else { Total::AtLeast(total) };
        Ok(Found { total, gifts, forgiven })
    }

    /// All that are listed, newest first, without the index.
    fn all(&self, skip: usize, limit: usize) -> Result<Found, LedgerError> {
        let (total, page) = {
            let views = self.views();
            let book = &views.public;
            let numbers = (1..=book.gifts().len() as u64).rev().map(ReceiptNo::new);
            let listed = numbers.filter(|number| book.gift(*number).is_some_and(|gift| book.is_listed(gift)));
            let page = listed.skip(skip).take(limit).filter_map(|number| facts(book, number));
            (book.shown().listed, page.collect::<Vec<_>>())
        };
        let gifts = page.into_iter().map(|facts| self.present(facts)).collect::<Result<_, _>>()?;
        Ok(Found { total: Total::Exact(total), gifts, forgiven: false })
    }

    /// Brings the search index up to the views, however long it takes: some seconds for a million gifts, nothing when there
    /// is nothing new.
    pub fn index_gifts(&self) -> Result<(), LedgerError> {
        let gathering = self.search.gathering.lock().unwrap_or_else(PoisonError::into_inner);
        self.gather(&gathering)
    }

    /// Takes what is no longer to be found out of the index now, if there is one: an erased name stays in no memory.
    pub(crate) fn forget_in_search(&self) {
        if self.search.shown().seen == Seen::default() {
            return;
        }
        if let Err(error) = self.index_gifts() {
            tracing::error!(fund = %self.fund, %error, "the gifts cannot be searched");
        }
    }

    fn ready(&self) -> Result<Ready, LedgerError> {
        let shown = self.search.shown();
        if shown.seen == self.there_is() {
            return Ok(Ready { index: shown.index, whole: true });
        }
        match self.search.gathering.try_lock() {
            Ok(gathering) => self.gather(&gathering)?,
            Err(TryLockError::Poisoned(poisoned)) => self.gather(&poisoned.into_inner())?,
            Err(TryLockError::WouldBlock) if self.search.long.load(Ordering::Acquire) => {
                return Ok(Ready { index: self.so_far(), whole: false });
            }
            Err(TryLockError::WouldBlock) => self.index_gifts()?,
        }
        Ok(Ready { index: self.search.shown().index, whole: true })
    }

    /// What was gathered so far, without the gifts that changed meanwhile.
    fn so_far(&self) -> Arc<SearchIndex> {
        let Shown { index, seen } = self.search.shown();
        if !seen.is_continued_by(self.there_is()) {
            return Arc::default();
        }
        let changed: Vec<u64> = {
            let views = self.views();
            let changed = views.public.changed().get(seen.changed..).unwrap_or_default();
            changed.iter().map(|number| number.get()).collect()
        };
        if changed.is_empty() {
            return index;
        }
        let mut index = SearchIndex::clone(&index);
        index.update(&changed, &[]);
        Arc::new(index)
    }

    fn there_is(&self) -> Seen {
        let read_only = self.read_only().is_some();
        let views = self.views();
        let book = &views.public;
        Seen {
            gifts: book.gifts().len(),
            changed: book.changed().len(),
            relistings: book.relistings(),
            read_only,
        }
    }
}

impl Search {
    fn shown(&self) -> Shown {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Only the one who gathers shows anything.
    fn show(&self, index: Arc<SearchIndex>, seen: Seen, _: &MutexGuard<'_, ()>) {
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Shown { index, seen };
    }
}

#[cfg(test)]
mod tests;
