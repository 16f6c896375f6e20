//! Search over the published gifts: by name, memo, reference, number, amount and day; in part; forgiving of typing errors;
//! what fits best first, and the newest first among equals. The count is exact.
//!
//! Insert only what may be published: the name as published and the memo as redacted. A hit on the full name of
//! a masked donor would confirm the name to whoever guesses it; so a donor finds the gift by reference, amount,
//! date, or the last digits that stay.
//!
//! What a match is, is said once, in `fit`. The newest gifts are read one by one with it; older ones stand in blocks, each a
//! sorted dictionary with the gifts of every word, which answers the same in less time. Gifts are changed by making their
//! block anew, so that what is taken out leaves nothing behind.

mod amount;
mod bits;
mod block;
mod fit;
mod marks;
mod near;
mod query;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::Vnd;
use jiff::civil::Date;

use bits::{BLOCK, Bits, Levels};
use fit::{Entry, Fit};

pub use block::{Block, BlockBuilder};
pub use query::Query;

/// So many of the newest gifts are read one by one.
const NEWEST: usize = 256;

/// One gift as published.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The caller's number, which finds the gift too.
    pub id: u64,
    /// What was given.
    pub amount: Vnd,
    /// The day it was given.
    pub date: Date,
    /// Published name and redacted memo: whatever a reader may look for.
    pub texts: &'a [&'a str],
    /// The bank's reference.
    pub reference: Option<&'a str>,
}

/// One page of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many gifts match in all.
    pub total: usize,
    /// The ids of this page: what fits best first, then the highest (newest).
    pub ids: Vec<u64>,
    /// Nothing fits as it was typed; these do with typing errors forgiven.
    pub forgiven: bool,
}

/// All published gifts, ready to be searched. A copy is cheap and shares all but the newest.
#[derive(Clone, Default)]
pub struct SearchIndex {
    blocks: BTreeMap<u64, Arc<Block>>,
    /// In the order of their ids; none of them is in a block.
    newest: Vec<Arc<Entry>>,
}

impl SearchIndex {
    /// Takes out the gifts `gone`, and puts in `gifts`, in place of those with the same ids.
    pub fn update(&mut self, gone: &[u64], gifts: &[Published<'_>]) {
        let out: BTreeSet<u64> = gone.iter().copied().chain(gifts.iter().map(|gift| gift.id)).collect();
        self.newest.retain(|entry| !out.contains(&entry.id));
        self.newest.extend(gifts.iter().map(|gift| Arc::new(Entry::new(gift))));
        self.newest.sort_by_key(|entry| entry.id);
        let mut changed: BTreeMap<u64, Bits> = BTreeMap::new();
        for id in out {
            let block = self.blocks.get(&(id / BLOCK)).filter(|block| block.has(id));
            if let Some((block, place)) = block.zip(block::place(id)) {
                changed.entry(block.number).or_default().insert(place);
            }
        }
        if !changed.is_empty() || self.newest.len() > NEWEST {
            self.seal(changed);
        }
    }

    /// Puts all of the newest into blocks, and takes the gifts `gone` out of theirs.
    fn seal(&mut self, mut gone: BTreeMap<u64, Bits>) {
        let mut made: BTreeMap<u64, BlockBuilder> = BTreeMap::new();
        for number in gone.keys() {
            made.insert(*number, BlockBuilder::of(number.saturating_mul(BLOCK)));
        }
        for entry in self.newest.drain(..) {
            let builder = made.entry(entry.id / BLOCK).or_insert_with(|| BlockBuilder::of(entry.id));
            builder.add_entry(&entry);
        }
        for (number, builder) in made {
            self.join(&gone.remove(&number).unwrap_or_default(), builder.finish());
        }
    }

    /// Adds many gifts at once, none of which is there yet.
    pub fn add(&mut self, block: Block) {
        self.join(&Bits::default(), block);
    }

    fn join(&mut self, gone: &Bits, new: Block) {
        let number = new.number;
        let block = match self.blocks.get(&number) {
            Some(old) => old.changed(gone, &new),
            None => new,
        };
        self.blocks.insert(number, Arc::new(block));
    }

    /// How many gifts can be found.
    pub fn len(&self) -> usize {
        self.newest.len() + self.blocks.values().map(|block| block.len()).sum::<usize>()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it takes of the memory, without the newest gifts.
    pub fn bytes(&self) -> usize {
        self.blocks.values().map(|block| block.bytes()).sum()
    }

    /// The gifts in which every term of the query is found. The empty query finds all. `total` counts them all, whatever
    /// page is asked for.
    pub fn search(&self, query: &Query, limit: usize, offset: usize) -> Hits {
        let strict = self.fitting(query, false);
        if !strict.is_empty() || !query.is_forgivable() {
            return page(&strict, limit, offset);
        }
        let near = self.fitting(query, true);
        Hits { forgiven: !near.is_empty(), ..page(&near, limit, offset) }
    }

    /// Which gifts fit how well, by block, the newest first.
    fn fitting(&self, query: &Query, forgiving: bool) -> Vec<(u64, Levels)> {
        let count = if forgiving { Fit::ALL } else { Fit::STRICT };
        let fitting = self
            .blocks
            .values()
            .filter_map(|block| block.levels(query, forgiving).map(|levels| (block.number, levels)));
        let mut fitting: BTreeMap<u64, Levels> = fitting.collect();
        for entry in &self.newest {
            let found = fit::fit(query, entry, forgiving).zip(block::place(entry.id));
            if let Some((fit, place)) = found {
                let levels = fitting.entry(entry.id / BLOCK).or_insert_with(|| Levels::none(count));
                levels.0.iter_mut().skip(fit as usize).for_each(|bits| bits.insert(place));
            }
        }
        fitting.into_iter().rev().collect()
    }
}

fn page(fitting: &[(u64, Levels)], limit: usize, offset: usize) -> Hits {
    let total = fitting.iter().map(|(_, levels)| levels.count()).sum();
    let mut ids = Vec::new();
    let mut skip = offset;
    for level in 0..Fit::ALL {
        for (number, levels) in fitting {
            if ids.len() == limit || skip >= total {
                return Hits { total, ids, forgiven: false };
            }
            let only = levels.only(level);
            let count = only.count();
            if skip >= count {
                skip -= count;
                continue;
            }
            let places = only.descending().skip(std::mem::take(&mut skip)).take(limit - ids.len());
            ids.extend(places.map(|place| number.saturating_mul(BLOCK).saturating_add(place.into())));
        }
    }
    Hits { total, ids, forgiven: false }
}
