//! Bringing the search index up: a few gifts one by one, many of them in blocks on several threads. Most of the work is
//! opening what is sealed.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use domain::ReceiptNo;
use projection_public::{Block, BlockBuilder, Published, SearchIndex};

use super::{Seen, Shown};
use crate::error::LedgerError;
use crate::gifts::{Facts, PublicGift, facts};
use crate::ledger::Ledger;

/// Gifts that are copied out of the views at a time, so that a search never holds up the log.
const CHUNK: usize = 1024;
/// More threads would take the machine from those who are served.
const THREADS: usize = 2;

impl Ledger {
    /// See [`Ledger::index_gifts`]. A failure leaves no index, so that nothing stays of what was half gathered.
    pub(super) fn gather(&self, turn: &MutexGuard<'_, ()>) -> Result<(), LedgerError> {
        let gathered = self.try_to_gather(turn);
        self.search.long.store(false, Ordering::Release);
        if gathered.is_err() {
            self.search.show(Arc::default(), Seen::default(), turn);
        }
        gathered
    }

    fn try_to_gather(&self, turn: &MutexGuard<'_, ()>) -> Result<(), LedgerError> {
        loop {
            let Shown { index, mut seen } = self.search.shown();
            let now = self.there_is();
            if seen == now {
                return Ok(());
            }
            let mut index = SearchIndex::clone(&index);
            if !seen.is_continued_by(now) {
                (index, seen) = (SearchIndex::default(), Seen { gifts: 0, ..now });
                self.search.show(Arc::default(), seen, turn);
            }
            self.gather_changed(&mut index, seen.changed..now.changed, seen.gifts)?;
            if now.gifts.saturating_sub(seen.gifts) <= CHUNK {
                let numbers = numbers(&(seen.gifts..now.gifts));
                self.update(&mut index, &[], self.facts_of(numbers))?;
            } else {
                self.search.long.store(true, Ordering::Release);
                let seen = Seen { changed: now.changed, ..seen };
                self.search.show(Arc::new(index), seen, turn);
                self.gather_many(seen.gifts..now.gifts, seen, turn)?;
                index = SearchIndex::clone(&self.search.shown().index);
            }
            self.search.show(Arc::new(index), now, turn);
        }
    }

    /// The gifts that changed since they were put into the index: they may no longer be listed.
    fn gather_changed(
        &self,
        index: &mut SearchIndex,
        changed: Range<usize>,
        gifts: usize,
    ) -> Result<(), LedgerError> {
        let mut again: Vec<ReceiptNo> = {
            let views = self.views();
            let changed = views.public.changed().get(changed).unwrap_or_default();
            changed.iter().copied().filter(|number| number.index().is_some_and(|at| at < gifts)).collect()
        };
        again.sort_unstable();
        again.dedup();
        let gone: Vec<u64> = again.iter().map(|number| number.get()).collect();
        let facts = self.facts_of(again.into_iter());
        self.update(index, &gone, facts)
    }

    fn update(&self, index: &mut SearchIndex, gone: &[u64], facts: Vec<Facts>) -> Result<(), LedgerError> {
        let gifts: Vec<PublicGift> =
            facts.into_iter().map(|facts| self.present(facts)).collect::<Result<_, _>>()?;
        let texts: Vec<[&str; 2]> = gifts.iter().map(texts).collect();
        let published: Vec<Published<'_>> =
            gifts.iter().zip(&texts).map(|(gift, texts)| published(gift, texts)).collect();
        index.update(gone, &published);
        Ok(())
    }

    /// A block a thread at a time, shown as soon as it is there.
    fn gather_many(
        &self,
        gifts: Range<usize>,
        seen: Seen,
        turn: &MutexGuard<'_, ()>,
    ) -> Result<(), LedgerError> {
        let blocks = blocks(gifts);
        let (next, shown) = (AtomicUsize::new(0), Mutex::new(()));
        let work = || -> Result<(), LedgerError> {
            while let Some(block) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
                let block = self.block(block)?;
                let _one_at_a_time = shown.lock().unwrap_or_else(PoisonError::into_inner);
                let mut index = SearchIndex::clone(&self.search.shown().index);
                index.add(block);
                self.search.show(Arc::new(index), seen, turn);
            }
            Ok(())
        };
        thread::scope(|scope| {
            let others: Vec<_> = (1..THREADS).map(|_| scope.spawn(work)).collect();
            let mine = work();
            // A panic there is one here.
            let theirs = others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            theirs.fold(mine, Result::and)
        })
    }

    fn block(&self, gifts: &Range<usize>) -> Result<Block, LedgerError> {
        let mut builder = BlockBuilder::of((gifts.start as u64).saturating_add(1));
        let mut start = gifts.start;
        while start < gifts.end {
            let end = start.saturating_add(CHUNK).min(gifts.end);
            for facts in self.facts_of(numbers(&(start..end))) {
                let gift = self.present(facts)?;
                builder.add(&published(&gift, &texts(&gift)));
            }
            start = end;
        }
        Ok(builder.finish())
    }

    fn facts_of(&self, numbers: impl Iterator<Item = ReceiptNo>) -> Vec<Facts> {
        let views = self.views();
        numbers.filter_map(|number| facts(&views.public, number)).collect()
    }
}

/// The numbers of the gifts at these places of the book.
fn numbers(gifts: &Range<usize>) -> impl Iterator<Item = ReceiptNo> + use<> {
    let end = gifts.end as u64;
    (gifts.start as u64..end).map(|at| ReceiptNo::new(at.saturating_add(1)))
}

/// The gifts at these places, parted where the blocks of the index are.
pub(super) fn blocks(gifts: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = gifts.start;
    while start < gifts.end {
        let after = BlockBuilder::of((start as u64).saturating_add(1)).end().saturating_sub(1);
        let end = usize::try_from(after).unwrap_or(usize::MAX).min(gifts.end);
        blocks.push(start..end);
        start = end;
    }
    blocks
}

fn texts(gift: &PublicGift) -> [&str; 2] {
    [&gift.name, &gift.memo].map(|text| text.as_deref().unwrap_or_default())
}

fn published<'a>(gift: &'a PublicGift, texts: &'a [&'a str; 2]) -> Published<'a> {
    Published {
        id: gift.number.get(),
        amount: gift.amount,
        date: gift.date,
        texts,
        reference: gift.reference.as_deref(),
    }
}
