//! Search over the published gifts: one folded line a gift, all lines in one buffer, read from front to back.
//!
//! Insert only what may be published: the name as published and the memo as redacted. A hit on the full name of
//! a masked donor would confirm the name to whoever guesses it; so a donor finds the gift by reference, amount,
//! date, or the last digits that stay. At a million gifts a pass over the buffer takes
//! milliseconds, so there is no further index over words; amounts and dates, of which there are few different
//! ones, have lists of their lines.

mod amount;
mod query;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::Vnd;
use jiff::civil::Date;
use memchr::memmem::Finder;

use crate::fold::fold_into;
use query::Term;

/// Marks a line whose gift was removed. No gift has this id.
const GONE: u64 = u64::MAX;
/// So much of the newest lines shows which word is rarest.
const SAMPLE: usize = 128 * 1024;

/// One gift as published.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The caller's number, rising from gift to gift; below `u64::MAX`.
    pub id: u64,
    /// What was given.
    pub amount: Vnd,
    /// The day it was given.
    pub date: Date,
    /// Published name, redacted memo, reference: whatever a reader may look for.
    pub texts: &'a [&'a str],
}

/// One page of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many gifts match in all.
    pub total: usize,
    /// The ids of this page, highest (newest) first.
    pub ids: Vec<u64>,
}

/// All published gifts, ready to be searched.
#[derive(Default)]
pub struct SearchIndex {
    /// Folded lines, each ended by a line feed, which no folded text holds.
    lines: Vec<u8>,
    ends: Vec<usize>,
    ids: Vec<u64>,
    gone: usize,
    amounts: HashMap<Vnd, Vec<u32>>,
    dates: HashMap<Date, Vec<u32>>,
    scratch: String,
    /// Set once an id came out of order: then hits need sorting.
    unsorted: bool,
}

impl SearchIndex {
    /// Adds a gift.
    pub fn insert(&mut self, gift: &Published<'_>) {
        self.scratch.clear();
        for text in gift.texts {
            fold_into(text, &mut self.scratch);
            // Two blanks part the texts, so that no query runs from one into the next.
            self.scratch.push_str("  ");
        }
        self.lines.extend_from_slice(self.scratch.as_bytes());
        self.lines.push(b'\n');
        // Four thousand million gifts are beyond any fund; further ones would only lack their amount and date.
        if let Ok(line) = u32::try_from(self.ids.len()) {
            self.amounts.entry(gift.amount).or_default().push(line);
            self.dates.entry(gift.date).or_default().push(line);
        }
        self.unsorted |= self.ids.last().is_some_and(|&last| last >= gift.id);
        self.ids.push(gift.id);
        self.ends.push(self.lines.len());
    }

    /// Takes a gift out, its text too (erasure, a corrected name); it can be inserted again.
    pub fn remove(&mut self, id: u64) {
        let Some(line) = self.ids.iter().rposition(|&other| other == id && id != GONE) else { return };
        let (start, end) = self.bounds(line);
        if let Some(text) = self.lines.get_mut(start..end.saturating_sub(1)) {
            text.fill(b' ');
        }
        if let Some(id) = self.ids.get_mut(line) {
            *id = GONE;
        }
        self.gone += 1;
    }

    /// How many gifts can be found.
    pub fn len(&self) -> usize {
        self.ids.len() - self.gone
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The gifts in which every word of the query occurs, as a part of a word or as the gift's amount or date.
    /// The empty query finds all. `total` counts them all, whatever page is asked for.
    pub fn search(&self, query: &str, limit: usize, offset: usize) -> Hits {
        let mut terms = query::parse(query);
        let mut found = Vec::new();
        if terms.is_empty() {
            found.extend(self.ids.iter().copied().filter(|&id| id != GONE));
        } else {
            let rarest = self.rarest(&terms);
            let rarest = terms.swap_remove(rarest);
            self.collect(&rarest, &terms, &mut found);
        }
        if self.unsorted {
            found.sort_unstable();
        }
        Hits { total: found.len(), ids: found.into_iter().rev().skip(offset).take(limit).collect() }
    }

    /// The index of the term with the fewest hits among the newest lines, the longest of equals.
    fn rarest(&self, terms: &[Term]) -> usize {
        let sample = self.lines.get(self.lines.len().saturating_sub(SAMPLE)..).unwrap_or_default();
        let weigh = |term: &Term| {
            let hits = Finder::new(&term.text).find_iter(sample).count();
            (hits, usize::MAX - term.text.len())
        };
        let lightest = terms.iter().enumerate().min_by_key(|(_, term)| weigh(term));
        lightest.filter(|_| terms.len() > 1).map_or(0, |(index, _)| index)
    }

    /// Puts the ids of the lines that match `first` and all `others` into `found`, in order.
    fn collect(&self, first: &Term, others: &[Term], found: &mut Vec<u64>) {
        let listed = self.listed(first);
        let mut listed = listed.iter().map(|&line| line as usize).peekable();
        let finders: Vec<_> = others.iter().map(|term| (term, Finder::new(&term.text))).collect();
        let mut add = |line: usize| {
            let id = self.ids.get(line).copied().unwrap_or(GONE);
            if id != GONE && finders.iter().all(|(term, finder)| self.holds(line, term, finder)) {
                found.push(id);
            }
        };
        let finder = Finder::new(&first.text);
        let (mut line, mut from) = (0, 0);
        while let Some(at) = self.lines.get(from..).and_then(|rest| finder.find(rest)) {
            line = self.line_at(from + at, line);
            while let Some(before) = listed.next_if(|&before| before <= line) {
                if before < line {
                    add(before);
                }
            }
            add(line);
            from = self.bounds(line).1;
            line += 1;
        }
        listed.for_each(add);
    }

    /// Lines with the term's amount or date, in order.
    fn listed(&self, term: &Term) -> Vec<u32> {
        let amounts = term.amount.and_then(|amount| self.amounts.get(&amount));
        let dates = term.date.and_then(|date| self.dates.get(&date));
        let mut lines: Vec<u32> = amounts.into_iter().chain(dates).flatten().copied().collect();
        if amounts.is_some() && dates.is_some() {
            lines.sort_unstable();
            lines.dedup();
        }
        lines
    }

    fn holds(&self, line: usize, term: &Term, finder: &Finder<'_>) -> bool {
        let (start, end) = self.bounds(line);
        let in_text = self.lines.get(start..end).is_some_and(|text| finder.find(text).is_some());
        in_text || {
            let amounts = term.amount.and_then(|amount| self.amounts.get(&amount));
            let dates = term.date.and_then(|date| self.dates.get(&date));
            let on =
                |lines: &Vec<u32>| u32::try_from(line).is_ok_and(|line| lines.binary_search(&line).is_ok());
            amounts.is_some_and(on) || dates.is_some_and(on)
        }
    }

    /// The line that holds the byte `at`, not before `from`. Looks nearby first: hits of a common word are close.
    fn line_at(&self, at: usize, from: usize) -> usize {
        let mut step = 1;
        let (mut low, mut high) = (from, from);
        while self.ends.get(high).is_some_and(|&end| end <= at) {
            low = high + 1;
            high += step;
            step *= 2;
        }
        let nearby = self.ends.get(low..high.min(self.ends.len())).unwrap_or_default();
        low + nearby.partition_point(|&end| end <= at)
    }

    /// The bytes of a line, with its line feed.
    fn bounds(&self, line: usize) -> (usize, usize) {
        let start = line.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        (start, self.ends.get(line).copied().unwrap_or(start))
    }
}
