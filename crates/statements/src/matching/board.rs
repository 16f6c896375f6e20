//! The state of one matching: both sides' lines, what is paired, and the passes over what is left.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::line::Statement;

use super::buckets::Buckets;
use super::item::{Item, start};
use super::{Coverage, Doubt, Known, Match, text};

/// Comparisons that one pass may spend, for each line of both sides: huge buckets stay linear.
const EFFORT: usize = 128;
/// How far the order of neighbours is looked at.
const NEAR: usize = 32;
const MOST_CANDIDATES: usize = 8;
/// Normalised memos of both sides, to be borrowed by a board.
#[derive(Default)]
pub(super) struct Memos {
    arena: Vec<u8>,
    ends: Vec<usize>,
}

impl Memos {
    pub(super) fn of(statement: &Statement, known: &[Known<'_>]) -> Self {
        let mut memos = Self::default();
        let lines = statement.lines.iter().map(|line| statement.text(line.memo));
        for memo in lines.chain(known.iter().map(|known| known.memo)) {
            text::normalise(memo, &mut memos.arena);
            memos.ends.push(memos.arena.len());
        }
        memos
    }

    fn get(&self, index: usize) -> &[u8] {
        let end = |index: usize| self.ends.get(index).copied().unwrap_or_default();
        let start = index.checked_sub(1).map_or(0, end);
        self.arena.get(start..end(index)).unwrap_or_default()
    }
}

pub(super) struct Board<'a> {
    pub(super) lines: Vec<Item<'a>>,
    pub(super) known: Vec<Item<'a>>,
    /// For each line the index of the known one it is.
    pub(super) pairs: Vec<Option<usize>>,
    taken: Vec<bool>,
    doubts: HashMap<usize, (Doubt, Vec<usize>)>,
    identities: Vec<u64>,
}

impl<'a> Board<'a> {
    pub(super) fn new(
        statement: &'a Statement,
        known: &[Known<'a>],
        coverage: &[Coverage],
        memos: &'a Memos,
    ) -> Self {
        let own = statement.period.map(|(first, last)| Coverage { first, last });
        let lines = statement.lines.iter().enumerate().map(|(index, line)| {
            let here = |moment| own.is_some_and(|own| own.completes(moment));
            let books = |moment| coverage.iter().any(|earlier| earlier.completes(moment));
            let (moment, day) = ((line.date, line.time), (line.date, None));
            Item {
                date: line.date,
                time: line.time,
                direction: line.direction,
                amount: line.amount,
                balance: line.balance,
                reference: statement.text(line.reference),
                memo: memos.get(index),
                start: start(memos.get(index)),
                by_hand: false,
                own: false,
                told: false,
                booked: false,
                import: 0,
                whole: [here(moment), books(moment), here(day), books(day)],
            }
        });
        let mut lines: Vec<_> = lines.collect();
        let known_item = |(index, known): (usize, &Known<'a>)| {
            let memo = memos.get(lines.len().saturating_add(index));
            Item {
                date: known.date,
                time: known.time,
                direction: known.direction,
                amount: known.amount,
                balance: known.balance,
                reference: known.reference,
                memo,
                start: start(memo),
                by_hand: known.by_hand,
                own: known.own,
                told: false,
                booked: true,
                import: known.import,
                whole: [false; 4],
            }
        };
        let items: Vec<_> = known.iter().enumerate().map(known_item).collect();
        tell(&mut lines, &items);
        Self {
            pairs: vec![None; lines.len()],
            taken: vec![false; items.len()],
            lines,
            known: items,
            doubts: HashMap::new(),
            identities: known.iter().map(|known| known.identity).collect(),
        }
    }

    pub(super) fn is_open(&self, line: usize) -> bool {
        self.pairs.get(line).is_some_and(Option::is_none) && !self.doubts.contains_key(&line)
    }

    pub(super) fn is_free(&self, known: usize) -> bool {
        self.taken.get(known).is_some_and(|taken| !taken)
    }

    pub(super) fn join(&mut self, line: usize, known: usize) {
        if let (Some(pair), Some(taken)) = (self.pairs.get_mut(line), self.taken.get_mut(known)) {
            *pair = Some(known);
            *taken = true;
        }
    }

    /// No further line of these can be in the statement.
    pub(super) fn settle(&mut self, known: &[usize]) {
        for index in known {
            if let Some(item) = self.known.get_mut(*index) {
                item.told = true;
            }
        }
    }

    /// Pairs open lines with free known ones of the same key, both in order, where `fits` allows it.
    pub(super) fn pair(
        &mut self,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
    ) {
        self.one_to_one(key, fits, Self::join);
    }

    /// Pairs where there are as many open lines as free known ones that fit: which is which is then of no matter.
    pub(super) fn pair_as_many(
        &mut self,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
    ) {
        let own = |item: &Item<'a>| key(item).filter(|_| item.own || !item.booked);
        let mut lines: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, item) in self.known.iter().enumerate().filter(|(index, _)| self.is_free(*index)) {
            if let Some(key) = own(item) {
                known.entry(key).or_default().push(index);
            }
        }
        if known.is_empty() {
            return;
        }
        for (index, item) in self.lines.iter().enumerate().filter(|(index, _)| self.is_open(*index)) {
            let key = own(item).filter(|key| known.contains_key(key));
            if let Some(key) = key {
                lines.entry(key).or_default().push(index);
            }
        }
        for (key, lines) in lines {
            let known = known.remove(&key).unwrap_or_default();
            let fit = |(line, known): (&usize, &usize)| match (self.lines.get(*line), self.known.get(*known))
            {
                (Some(line), Some(known)) => fits(line, known),
                _ => false,
            };
            if lines.len() == known.len() && lines.iter().zip(&known).all(fit) {
                lines.into_iter().zip(known).for_each(|(line, known)| self.join(line, known));
            }
        }
    }

    /// Notes a doubt about every open line that may be a free known one. Not one to one: of two equal lines nobody
    /// can say which the known one is, and booking the wrong one would double it.
    pub(super) fn doubt(
        &mut self,
        why: Doubt,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
    ) {
        let (keys, buckets) = self.free_by(&key);
        let mut effort = self.effort();
        for (index, key) in keys {
            let Some(line) = self.lines.get(index) else { continue };
            let may_be = |known: usize| self.known.get(known).is_some_and(|item| fits(line, item));
            let mut candidates = Vec::new();
            for known in buckets.iter(key) {
                if effort == 0 || candidates.len() == MOST_CANDIDATES {
                    break;
                }
                effort = effort.saturating_sub(1);
                if may_be(known) && self.in_order(index, known) {
                    candidates.push(known);
                }
            }
            // What could not be looked through may hold it: that is a doubt too.
            if candidates.is_empty() && effort == 0 {
                candidates = buckets.iter(key).take(1).collect();
            }
            if !candidates.is_empty() {
                self.doubts.insert(index, (why, candidates));
            }
        }
    }

    /// Notes a doubt about as many open lines as there are entries by hand of that day and amount.
    pub(super) fn doubt_by_hand(&mut self, fits: impl Fn(&Item<'a>, &Item<'a>) -> bool) {
        let by_hand =
            |line: &Item<'a>, known: &Item<'a>| known.by_hand && line.compatible(known) && fits(line, known);
        self.one_to_one(Item::by_amount, by_hand, Self::doubt_entry);
    }

    /// Notes a doubt about as many open lines as there are own entries of the days before.
    pub(super) fn doubt_own(&mut self, fits: impl Fn(&Item<'a>, &Item<'a>) -> bool) {
        self.one_to_one(|item| item.own_key(true, ""), fits, Self::doubt_entry);
    }

    fn doubt_entry(&mut self, line: usize, known: usize) {
        if let Some(taken) = self.taken.get_mut(known) {
            *taken = true;
        }
        self.doubts.insert(line, (Doubt::EnteredByHand, vec![known]));
    }

    fn effort(&self) -> usize {
        self.lines.len().saturating_add(self.known.len()).saturating_mul(EFFORT)
    }

    /// The open lines that have a key, and the free known lines of these keys.
    fn free_by(&self, key: impl Fn(&Item<'a>) -> Option<u64>) -> (Vec<(usize, u64)>, Buckets) {
        let open = self.lines.iter().enumerate().filter(|(index, _)| self.is_open(*index));
        let keys: Vec<_> = open.filter_map(|(index, line)| Some((index, key(line)?))).collect();
        let mut buckets = Buckets::new(keys.iter().map(|(_, key)| *key), self.known.len());
        if !buckets.is_empty() {
            for (index, item) in self.known.iter().enumerate().filter(|(index, _)| self.is_free(*index)) {
                if let Some(key) = key(item) {
                    buckets.push(key, index);
                }
            }
        }
        (keys, buckets)
    }

    fn one_to_one(
        &mut self,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
        mut found: impl FnMut(&mut Self, usize, usize),
    ) {
        let (keys, mut buckets) = self.free_by(&key);
        let mut effort = self.effort();
        for (index, key) in keys {
            let Some(line) = self.lines.get(index) else { continue };
            let fit = |known: usize| self.known.get(known).is_some_and(|item| fits(line, item));
            if let Some(known) = buckets.take(key, &mut effort, fit) {
                found(self, index, known);
            }
        }
    }

    /// False where pairing these two would cross a pair nearby: both sides keep the bank's order.
    fn in_order(&self, line: usize, known: usize) -> bool {
        let import = self.known.get(known).map(|item| item.import);
        let of_same = |pair: &Option<usize>| {
            pair.filter(|pair| {
                self.known.get(*pair).is_some_and(|item| Some(item.import) == import && !item.by_hand)
            })
        };
        let before = self.pairs.get(line.saturating_sub(NEAR)..line).unwrap_or_default();
        let behind = self.pairs.get(line..).unwrap_or_default();
        before.iter().rev().find_map(of_same).is_none_or(|pair| pair < known)
            && behind.iter().take(NEAR).find_map(of_same).is_none_or(|pair| pair > known)
    }

    /// Weak lines left over on a day that an earlier statement showed completely.
    pub(super) fn doubt_complete_days(&mut self) {
        let mut by_amount: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, item) in self.known.iter().enumerate().filter(|(_, item)| !item.by_hand) {
            if let Some(key) = item.by_amount() {
                by_amount.entry(key).or_default().push(index);
            }
        }
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index).filter(|_| self.is_open(index)) else { continue };
            if line.day_complete_in_books() && line.amount.is_some() && !line.told {
                let same = line.by_amount().and_then(|key| by_amount.get(&key)).map(Vec::as_slice);
                let candidates = same.unwrap_or_default().iter().take(MOST_CANDIDATES).copied().collect();
                self.doubts.insert(index, (Doubt::DayWasComplete, candidates));
            }
        }
    }

    pub(super) fn answer(mut self) -> Vec<Match> {
        let identities = &self.identities;
        let name = |known: usize| identities.get(known).copied();
        let answers = self.pairs.iter().enumerate().map(|(line, pair)| {
            if let Some(identity) = pair.and_then(name) {
                return Match::Known(identity);
            }
            match self.doubts.remove(&line) {
                Some((why, known)) => {
                    Match::Uncertain { candidates: known.into_iter().filter_map(name).collect(), why }
                }
                None => Match::New,
            }
        });
        answers.collect()
    }
}

/// Marks the lines with a strong field that every booked line of their day has too.
fn tell(lines: &mut [Item<'_>], booked: &[Item<'_>]) {
    let mut common: HashMap<Date, [bool; 3]> = HashMap::new();
    for item in booked.iter().filter(|item| !item.by_hand) {
        let common = common.entry(item.date).or_insert([true; 3]);
        *common = both(*common, item.strong_fields());
    }
    for line in lines {
        let common = common.get(&line.date).copied().unwrap_or([true; 3]);
        line.told = both(common, line.strong_fields()).contains(&true);
    }
}

/// The strong fields that both lists have.
fn both(left: [bool; 3], right: [bool; 3]) -> [bool; 3] {
    let mut both = left;
    for (field, other) in both.iter_mut().zip(right) {
        *field &= other;
    }
    both
}
