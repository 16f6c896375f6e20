//! Search over the gifts as published. The index is filled when somebody searches, with what came since.

use std::sync::PoisonError;

use domain::ReceiptNo;
use projection_public::{Published, SearchIndex};

use crate::error::LedgerError;
use crate::gifts::{Facts, GiftPage, PublicGift, facts};
use crate::ledger::Ledger;

/// The index, and how much of the public book it has seen.
#[derive(Default)]
pub(crate) struct Search {
    index: SearchIndex,
    gifts: usize,
    changed: usize,
    relistings: u64,
}

/// Gifts that are copied out of the views at a time, so that a search never holds up the log.
const CHUNK: usize = 4096;

impl Ledger {
    /// Gifts that match all words of `query`, newest first, from the `skip`-th on. The count is of all that match.
    pub fn search(&self, query: &str, skip: usize, limit: usize) -> Result<GiftPage, LedgerError> {
        self.index_gifts()?;
        let hits = {
            let search = self.search.read().unwrap_or_else(PoisonError::into_inner);
            search.index.search(query, limit, skip)
        };
        let found: Vec<Facts> = {
            let views = self.views();
            hits.ids.iter().filter_map(|id| facts(&views.public, ReceiptNo::new(*id))).collect()
        };
        let gifts = found.into_iter().map(|facts| self.present(facts)).collect::<Result<_, _>>()?;
        Ok(GiftPage { total: hits.total as u64, gifts, before: None })
    }

    /// Brings the search index up to the views. Takes about two seconds for a million gifts, nothing when there is
    /// nothing new.
    pub fn index_gifts(&self) -> Result<(), LedgerError> {
        let current = |search: &Search| {
            let views = self.views();
            let book = &views.public;
            (search.gifts, search.changed, search.relistings)
                == (book.gifts().len(), book.changed().len(), book.relistings())
        };
        if current(&self.search.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(());
        }
        let mut search = self.search.write().unwrap_or_else(PoisonError::into_inner);
        while !current(&search) {
            let next = self.next_chunk(&search);
            if next.relistings != search.relistings {
                *search = Search { relistings: next.relistings, ..Search::default() };
                continue;
            }
            search.gifts = search.gifts.saturating_add(next.new);
            search.changed = search.changed.saturating_add(next.changed);
            // One that changed stands in the index as it was, if it was listed; it may no longer be.
            for number in next.again {
                search.index.remove(number.get());
            }
            for gift in self.present_all(next.facts)? {
                insert(&mut search.index, &gift);
            }
        }
        Ok(())
    }

    fn next_chunk(&self, search: &Search) -> Chunk {
        let views = self.views();
        let book = &views.public;
        let new = book.gifts().len().saturating_sub(search.gifts).min(CHUNK);
        let first = (search.gifts as u64).saturating_add(1);
        let numbers = (first..).take(new).map(ReceiptNo::new);
        // One changed before the index saw it is inserted with the new ones.
        let again = book.changed().get(search.changed..).unwrap_or_default();
        let mut again: Vec<_> = again.iter().copied().filter(|number| number.get() < first).collect();
        again.sort_unstable();
        again.dedup();
        let facts = numbers.chain(again.iter().copied()).filter_map(|number| facts(book, number)).collect();
        let changed = book.changed().len().saturating_sub(search.changed);
        Chunk { facts, again, new, changed, relistings: book.relistings() }
    }
}

struct Chunk {
    facts: Vec<Facts>,
    again: Vec<ReceiptNo>,
    new: usize,
    changed: usize,
    relistings: u64,
}

fn insert(index: &mut SearchIndex, gift: &PublicGift) {
    let texts = [&gift.name, &gift.memo, &gift.reference].map(|text| text.as_deref().unwrap_or_default());
    let number = gift.number.get().to_string();
    let texts = [texts[0], texts[1], texts[2], &number];
    index.insert(&Published { id: gift.number.get(), amount: gift.amount, date: gift.date, texts: &texts });
}
