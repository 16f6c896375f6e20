//! The state of one matching: both sides' lines, what is paired, and the passes over what is left.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::Vnd;
use jiff::civil::{Date, Time};

use crate::line::{Direction, Statement};

use super::{Coverage, Doubt, Known, Match, text};

/// How far a pass looks into a bucket of equal keys, which keeps huge buckets linear.
const REACH: usize = 64;
/// How far the order of neighbours is looked at.
const NEAR: usize = 32;
const MOST_CANDIDATES: usize = 8;
/// Memos that begin with the same so many characters (digits aside) meet in one bucket.
const START: usize = 12;

/// One line of either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) direction: Direction,
    pub(super) amount: Option<Vnd>,
    pub(super) balance: Option<Vnd>,
    pub(super) reference: &'a str,
    pub(super) memo: &'a [u8],
    start: [u8; START],
    pub(super) by_hand: bool,
    pub(super) import: u32,
    /// The moment, and the day, are complete in the new statement / in an earlier one.
    whole: [bool; 4],
}

/// What finds a line within its day.
#[derive(Hash)]
pub(super) enum Field<'k> {
    Balance(Vnd),
    Reference(&'k str),
    Second(Time),
    Memo(&'k [u8]),
}

/// All that is printed on a line but its memo.
type Fields<'a> = (Date, Option<Time>, Direction, Option<Vnd>, Option<Vnd>, &'a str);

impl<'a> Item<'a> {
    pub(super) fn fields(&self) -> Fields<'a> {
        (self.date, self.time, self.direction, self.amount, self.balance, self.reference)
    }

    pub(super) fn same_fields(&self, other: &Item<'_>) -> bool {
        self.fields() == other.fields()
    }

    /// Everything printed, where there is something to go by.
    pub(super) fn whole_key(&self) -> Option<u64> {
        (self.amount.is_some() || self.is_strong()).then(|| hash(&(self.fields(), self.memo)))
    }

    pub(super) fn on_day(&self, field: &Field<'_>) -> u64 {
        hash(&(self.date, field))
    }

    fn moved(&self, field: &Field<'_>) -> Option<u64> {
        self.amount.map(|amount| hash(&(self.date, self.direction, amount, field)))
    }

    pub(super) fn by_balance(&self) -> Option<u64> {
        self.moved(&Field::Balance(self.balance?))
    }

    pub(super) fn by_reference(&self) -> Option<u64> {
        if self.reference.is_empty() { None } else { self.moved(&Field::Reference(self.reference)) }
    }

    pub(super) fn by_second(&self) -> Option<u64> {
        self.moved(&Field::Second(self.time?))
    }

    pub(super) fn by_amount(&self) -> Option<u64> {
        self.moved(&Field::Memo(b""))
    }

    pub(super) fn by_amount_and_memo(&self) -> Option<u64> {
        self.moved(&Field::Memo(self.memo))
    }

    pub(super) fn by_amount_and_start(&self) -> Option<u64> {
        self.moved(&Field::Memo(&self.start))
    }

    pub(super) fn day_and_balance(&self) -> Option<u64> {
        self.balance.map(|balance| self.on_day(&Field::Balance(balance)))
    }

    pub(super) fn day_and_reference(&self) -> Option<u64> {
        (!self.reference.is_empty()).then(|| self.on_day(&Field::Reference(self.reference)))
    }

    /// The memo's beginning with digits and masks made one.
    pub(super) fn day_and_start(&self) -> Option<u64> {
        (!self.memo.is_empty()).then(|| self.on_day(&Field::Memo(&self.start)))
    }

    pub(super) fn is_strong(&self) -> bool {
        self.time.is_some() || self.balance.is_some() || !self.reference.is_empty()
    }

    /// Nothing that both sides print differs, the amount aside when one side could not read it.
    pub(super) fn agrees(&self, other: &Item<'_>) -> bool {
        let apart = |known: Direction| known != Direction::Unknown;
        self.date == other.date
            && unless_both(self.time, other.time)
            && unless_both(self.balance, other.balance)
            && unless_both(self.amount, other.amount)
            && (self.reference == other.reference || self.reference.is_empty() || other.reference.is_empty())
            && (self.direction == other.direction || !(apart(self.direction) && apart(other.direction)))
    }

    /// Agrees, and both have the same amount.
    pub(super) fn compatible(&self, other: &Item<'_>) -> bool {
        self.amount.is_some() && self.amount == other.amount && self.agrees(other)
    }

    /// No field that both have tells more than day and amount.
    pub(super) fn weak(&self, other: &Item<'_>) -> bool {
        !(self.time.is_some() && other.time.is_some()
            || self.balance.is_some() && other.balance.is_some()
            || !self.reference.is_empty() && !other.reference.is_empty())
    }

    pub(super) fn memo_fits(&self, other: &Item<'_>) -> bool {
        text::fits(self.memo, other.memo)
    }

    pub(super) fn says_little(&self) -> bool {
        text::says_little(self.memo)
    }

    pub(super) fn complete_in_either(&self) -> bool {
        matches!(self.whole, [true, ..] | [_, true, ..])
    }

    pub(super) fn day_complete_in_either(&self) -> bool {
        matches!(self.whole, [.., true, _] | [.., true])
    }

    pub(super) fn day_complete_in_both(&self) -> bool {
        matches!(self.whole, [.., true, true])
    }

    fn strong_fields(&self) -> [bool; 3] {
        [self.time.is_some(), self.balance.is_some(), !self.reference.is_empty()]
    }

    fn day_complete_in_books(&self) -> bool {
        matches!(self.whole, [.., true])
    }
}

fn unless_both<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
    left.is_none() || right.is_none() || left == right
}

/// The same hash on both sides of one run is all that is needed; what shares a bucket is compared field by field.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

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
    /// Days and imports whose overlap with the statement is settled: no further line of theirs can be of both.
    pub(super) settled: HashSet<(Date, u32)>,
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
                import: 0,
                whole: [here(moment), books(moment), here(day), books(day)],
            }
        });
        let lines: Vec<_> = lines.collect();
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
                import: known.import,
                whole: [false; 4],
            }
        };
        let items: Vec<_> = known.iter().enumerate().map(known_item).collect();
        Self {
            pairs: vec![None; lines.len()],
            taken: vec![false; items.len()],
            lines,
            known: items,
            doubts: HashMap::new(),
            settled: HashSet::new(),
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

    /// Pairs open lines with free known ones of the same key, both in order, where `fits` allows it.
    pub(super) fn pair(
        &mut self,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
    ) {
        self.one_to_one(key, fits, Self::join);
    }

    /// Notes a doubt about every open line that may be a free known one. Not one to one: of two equal lines nobody
    /// can say which the known one is, and booking the wrong one would double it.
    pub(super) fn doubt(
        &mut self,
        why: Doubt,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
    ) {
        let buckets = self.free_by(&key);
        for index in 0..if buckets.is_empty() { 0 } else { self.lines.len() } {
            let Some(line) = self.lines.get(index).filter(|_| self.is_open(index)) else { continue };
            let Some(bucket) = key(line).and_then(|key| buckets.get(&key)) else { continue };
            let may_be = |known: &usize| {
                self.known.get(*known).is_some_and(|item| {
                    let settled = line.weak(item) && self.settled.contains(&(item.date, item.import));
                    !settled && fits(line, item)
                })
            };
            let fitting: Vec<_> = bucket.iter().take(REACH).copied().filter(may_be).collect();
            let mut candidates: Vec<_> =
                fitting.iter().copied().filter(|known| self.in_order(index, *known)).collect();
            // One beyond reach may stand in the right order: a bucket too full to look through is a doubt too.
            if candidates.is_empty() && bucket.len() > REACH {
                candidates = fitting;
            }
            if !candidates.is_empty() {
                candidates.truncate(MOST_CANDIDATES);
                self.doubts.insert(index, (why, candidates));
            }
        }
    }

    /// Notes a doubt about as many open lines as there are receipts entered by hand of that day and amount.
    pub(super) fn doubt_by_hand(&mut self, fits: impl Fn(&Item<'a>, &Item<'a>) -> bool) {
        let by_hand =
            |line: &Item<'a>, known: &Item<'a>| known.by_hand && line.compatible(known) && fits(line, known);
        self.one_to_one(Item::by_amount, by_hand, |board, line, known| {
            if let Some(taken) = board.taken.get_mut(known) {
                *taken = true;
            }
            board.doubts.insert(line, (Doubt::EnteredByHand, vec![known]));
        });
    }

    fn free_by(&self, key: impl Fn(&Item<'a>) -> Option<u64>) -> HashMap<u64, VecDeque<usize>> {
        let mut buckets: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for (index, item) in self.known.iter().enumerate().filter(|(index, _)| self.is_free(*index)) {
            if let Some(key) = key(item) {
                buckets.entry(key).or_default().push_back(index);
            }
        }
        buckets
    }

    fn one_to_one(
        &mut self,
        key: impl Fn(&Item<'a>) -> Option<u64>,
        fits: impl Fn(&Item<'a>, &Item<'a>) -> bool,
        mut found: impl FnMut(&mut Self, usize, usize),
    ) {
        let mut buckets = self.free_by(&key);
        for index in 0..if buckets.is_empty() { 0 } else { self.lines.len() } {
            let Some(line) = self.lines.get(index).filter(|_| self.is_open(index)) else { continue };
            let Some(bucket) = key(line).and_then(|key| buckets.get_mut(&key)) else { continue };
            let fit = |known: &usize| self.known.get(*known).is_some_and(|item| fits(line, item));
            let Some(place) = bucket.iter().take(REACH).position(fit) else { continue };
            if let Some(known) = bucket.remove(place) {
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
        let mut strength: HashMap<Date, [bool; 3]> = HashMap::new();
        for (index, item) in self.known.iter().enumerate().filter(|(_, item)| !item.by_hand) {
            if let Some(key) = item.by_amount() {
                by_amount.entry(key).or_default().push(index);
            }
            let all = strength.entry(item.date).or_insert([true; 3]);
            *all = zip(*all, item.strong_fields(), |all, has| all && has);
        }
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index).filter(|_| self.is_open(index)) else { continue };
            let all = strength.get(&line.date).copied().unwrap_or([true; 3]);
            let strong = zip(all, line.strong_fields(), |all, has| all && has).contains(&true);
            if line.day_complete_in_books() && line.amount.is_some() && !strong {
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

fn zip(left: [bool; 3], right: [bool; 3], f: impl Fn(bool, bool) -> bool) -> [bool; 3] {
    let ([a, b, c], [x, y, z]) = (left, right);
    [f(a, x), f(b, y), f(c, z)]
}

fn start(memo: &[u8]) -> [u8; START] {
    let mut start = [0; START];
    for (place, byte) in start.iter_mut().zip(memo) {
        *place = if byte.is_ascii_digit() || matches!(byte, b'x' | b'*') { b'0' } else { *byte };
    }
    start
}
